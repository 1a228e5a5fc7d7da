"""Where a document closes, and what its last clause keeps."""

import pytest

from policy_index.clauses import CLOSING
from policy_index.parsing.closing_words import is_date, is_formality, is_organ, states_term
from policy_index.parsing.parser import parse


def last_clauses(source: str) -> list[tuple[str, str]]:
    return [(clause.path, clause.text) for clause in parse("any", source)][-2:]


@pytest.mark.parametrize(
    "line",
    [
        "本方案自2024年1月1日起施行。",
        "本意见自2023年5月1日起施行，有效期5年。由市工业和信息化局负责解释。",
        "本规划由市工业和信息化局负责解释，自发布之日起实施。",
        "以上措施自2024年4月15日起执行，有效期至2025年12月31日。",
        "本意见2023年12月10日起施行，有效期至2028年12月9日。",
        "本措施有效期三年。",
        "《某市暂行办法》（某府〔2019〕3号）同时废止。",
        "公开方式：主动公开",
        "（此件公开发布）",
        "抄送：市委办公室。",
        "附件：1.任务分工表",
        "附表：1.任务分工表",
        "联系人：某某，电话：0000-1234567",
        "特此通知。",
        "发布日期：2025年3月1日",
        "更多问题请拨打12345热线咨询。",
        "某市人民政府办公室 2022年4月19日印发",
        "2024年1月1日",
        "二〇二四年一月一日",
    ],
)
def test_the_document_closes_behind_its_last_clause(line: str) -> None:
    assert last_clauses(f"一、目标\n做好各项工作。\n{line}")[-1] == (CLOSING, line)


@pytest.mark.parametrize(
    "line",
    [
        "自主品牌企业给予奖励。",
        "本市企业优先。",
        "各区财政局、各有关部门要做好兑现工作。",
        "支持标准",
    ],
)
def test_a_paragraph_of_the_last_clause_stays_with_it(line: str) -> None:
    assert last_clauses(f"一、目标\n做好。\n二、措施\n做好。\n{line}")[-1][0] == "二、"


def test_a_signature_is_names_that_lead_to_a_date() -> None:
    signed = "国家发展改革委\n国家数据局\n2025年1月16日"
    source = f"一、目标\n做好各项工作。\n{signed}"
    assert last_clauses(source)[-1] == (CLOSING, signed)


def test_a_clause_about_the_term_keeps_it() -> None:
    assert last_clauses("一、甲。\n二、附则\n本方案自2024年1月1日起施行。")[-1][0] == "二、"
    source = "第一条 甲。\n第二条 本办法由市局负责解释。\n本办法自2024年1月1日起施行。"
    assert last_clauses(source)[-1][0] == "第二条"
    source = "一、甲。\n二、附则\n未尽事宜另行规定。\n本方案自2024年1月1日起施行。\n2024年1月1日"
    assert last_clauses(source)[-1] == (CLOSING, "2024年1月1日")


def test_a_heading_for_contacts_keeps_them() -> None:
    source = (
        "一、甲。\n二、联系方式\n联系人：某某\n联系电话：0000-1234567\n某市财政局\n2024年1月1日"
    )
    assert [path for path, _ in last_clauses(source)] == ["二、", CLOSING]
    assert last_clauses(source)[-1][1] == "某市财政局\n2024年1月1日"


def test_the_imprint_behind_an_annex_is_of_the_document_s_closing() -> None:
    imprint = "抄送：市委。\n某市财政局 2024年1月2日印发"
    source = f"一、甲。\n某市财政局\n2024年1月1日\n附件\n申请表\n{imprint}"
    clauses = {clause.path: clause.text for clause in parse("any", source)}
    assert list(clauses) == ["一、", CLOSING, "附件"]
    assert clauses[CLOSING] == f"某市财政局\n2024年1月1日\n{imprint}"
    assert clauses["附件"] == "附件\n申请表"


def test_the_title_of_a_second_part_is_a_heading() -> None:
    source = "（一）甲。\n某市财政局\n2024年1月1日\n绩效评价指标说明\n（一）乙。"
    clauses = parse("any", source)
    assert [clause.path for clause in clauses] == ["（一）", CLOSING, "（一）·2"]
    assert clauses[-1].chapter == "绩效评价指标说明"


def test_words_of_a_closing() -> None:
    assert is_date("2024年1月1日")
    assert not is_date("2024年1月1日起施行")
    assert is_organ("国家发展改革委")
    assert not is_organ("对企业给予补助，由市财政局")
    assert is_formality("某市人民政府办公厅秘书处 2022年4月19日印发")
    assert not is_formality("给予企业补助")
    assert not states_term("对2022年以来认定的企业给予奖励。")
