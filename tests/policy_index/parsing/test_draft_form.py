"""The sheet on which a draft was signed."""

from policy_index.parsing.draft_form import find_draft_form
from policy_index.parsing.lines import split_lines


def form(*lines: str) -> list[str]:
    found = split_lines("\n".join(lines))
    return [found[index].text for index in sorted(find_draft_form(found))]


def test_it_is_its_title_and_the_table_below_it() -> None:
    sheet = ("某县人民政府发文稿纸", "签发： | 某某 | 会签：", "缓急： | 急件")
    assert form(*sheet, "某县人民政府文件", "类别 | 金额") == list(sheet)


def test_a_table_or_a_title_alone_is_none() -> None:
    assert form("某县人民政府文件", "类别 | 金额") == []
    assert form("公文处理单", "一、总则") == []
