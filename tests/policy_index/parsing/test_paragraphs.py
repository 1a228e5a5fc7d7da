"""Lines joined to paragraphs: breaks within sentences closed up, places kept."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy_index.parsing.lines import split_lines, wrap_width
from policy_index.parsing.markers import find_marker
from policy_index.parsing.paragraphs import join_lines
from policy_index.parsing.parser import parse


def paragraphs(source: str) -> list[str]:
    lines = split_lines(source)
    return [each.text for each in join_lines(lines, wrap_width(lines), find_marker(source))]


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("力争现\n\n有 713 家省级企业。", "力争现有 713 家省级企业。"),
        ("由高校、\n\n科研机构揭榜。", "由高校、科研机构揭榜。"),
        ("小巨人企业，\n\n充分发挥带动作用。", "小巨人企业，充分发挥带动作用。"),
        ("给予奖励,对被\n\n认定(含复核)的企业。", "给予奖励,对被认定(含复核)的企业。"),
        ("投入达到\n\n3.5亿元的项目。", "投入达到3.5亿元的项目。"),
        ("最高100\n0万元;总投资3\n.5亿元以上，2022.\n5.1起执行。",
         "最高1000万元;总投资3.5亿元以上，2022.5.1起执行。"),
        ("（责任单位：市金融局、\n\n人民银行)", "（责任单位：市金融局、人民银行)"),
        ("（市人力资源社会保障)\n\n局)", "（市人力资源社会保障)局)"),
        ("自\n2023\n年\n3\n月\n1\n日起实施。", "自2023年3月1日起实施。"),
        ("支持 Small\nBusiness 发展。", "支持 Small Business 发展。"),
        ("由5G\n网络承载。", "由5G网络承载。"),
    ],
)  # fmt: skip
def test_a_break_inside_a_sentence_is_closed_up(broken: str, mended: str) -> None:
    assert paragraphs(f"一、目标\n\n{broken}") == ["一、目标", mended]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("支持企业发展。", "鼓励各地支持。"),
        ("在税务方面：", "提供服务。"),
        ("（责任单位：市科技局）", "支持企业发展。"),
        ("支持企业发展", "公开方式：主动公开"),
        ("序号 | 项目", "1 | 奖励"),
        ("2024年1月1日", "某市方案"),
    ],
)
def test_what_ends_a_paragraph_or_opens_one_stays_apart(first: str, second: str) -> None:
    assert paragraphs(f"一、总则\n\n{first}\n\n{second}")[-2:] == [first, second]


def test_a_heading_alone_stays_apart_unless_its_line_is_full() -> None:
    assert paragraphs("一、工作目标\n支持企业发展。") == ["一、工作目标", "支持企业发展。"]
    heading = "（二）优化经营能力提升创新水平推动产业链上下游融通发展促进规"
    body = "支持企业采用新技术新工艺提高产品竞争力支持企业购置研发设备和"
    source = "\n".join([heading, "模倍增", *[body] * 6, "软件。"])
    assert paragraphs(source)[0] == f"{heading}模倍增"


def test_a_closing_goes_on_over_a_full_line() -> None:
    body = "支持企业采用新技术新工艺提高产品竞争力支持企业购置研发设备和"
    copies = "抄送：市委各部门，市人大常委会、市政协办公室，市监察委员会，市"
    source = "\n".join(["一、总则。", *[body] * 6, "软件。", copies, "法院，市检察院。"])
    assert paragraphs(source)[-1] == f"{copies}法院，市检察院。"


@pytest.mark.parametrize(("mark", "first"), [("1.", "1.给予补助。"), ("第一条", "第一条")])
def test_a_mark_alone_on_its_line_takes_its_sentence_but_an_article_need_not(
    mark: str, first: str
) -> None:
    assert paragraphs(f"{mark}\n给予补助。")[0] == first


def test_lines_before_the_body_stay_apart_unless_prose_goes_on() -> None:
    source = "某市文件\n某函〔2024〕1号\n关于支持中小企业、\n促进发展的通知"
    assert paragraphs(source) == ["某市文件", "某函〔2024〕1号", "关于支持中小企业、促进发展的通知"]


PROSE = st.text("企业支持创新资金发展提升服务平台建设管理", min_size=1, max_size=40)


@settings(deadline=None)  # a busy machine is no failure
@given(PROSE, PROSE, st.sampled_from(["\n", "\n\n", " \n\n\u3000", "\r\n\r\n", "\f"]))
def test_a_page_break_anywhere_in_a_sentence_leaves_no_mark(
    before: str, after: str, gap: str
) -> None:
    whole = f"一、目标。{before}{after}。"
    broken = f"一、目标。{before}{gap}{after}。"
    (clause,) = parse("any", broken)
    assert clause.text == whole
    assert "".join(broken[start:end] for start, end in clause.spans) == whole
