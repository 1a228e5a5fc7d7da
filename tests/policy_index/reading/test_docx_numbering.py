"""Automatic numbers of Word, as Word counts and prints them."""

import pytest

from tests.policy_index.reading.docx_files import (
    abstract,
    cell,
    level,
    lines,
    num,
    paragraph,
    paragraph_style,
    run,
    start_override,
    table,
)

OFFICIAL = abstract(
    0,
    level(0, "%1、", "chineseCounting"),
    level(1, "（%2）", "chineseCounting"),
    level(2, "%3."),
    level(3, "（%4）"),
) + num(1, 0)


def numbered(*levels: int | None, numbering: str = OFFICIAL, num_id: int = 1) -> list[str]:
    """The labels of paragraphs at these levels; None is a paragraph without a number."""
    blocks = [
        paragraph("文") if at is None else paragraph("文", num=num_id, level=at) for at in levels
    ]
    return [line.removesuffix("文").strip() for line in lines(*blocks, numbering=numbering)]


def test_levels_start_again_after_a_higher_one() -> None:
    assert numbered(0, 1, 1, 2, 2, 3, 1, 2, 0, 1) == [
        *("一、", "（一）", "（二）", "1.", "2.", "（1）", "（三）", "1.", "二、", "（一）")
    ]


def test_a_list_goes_on_after_paragraphs_without_numbers() -> None:
    assert numbered(0, None, 0, None, None, 0) == ["一、", "", "二、", "", "", "三、"]


def test_a_blank_keeps_the_number_from_the_words_unless_it_closes_itself() -> None:
    blocks = (
        paragraph("总体要求", num=1, level=0),
        paragraph("2024年起实施。", num=1, level=2),
    )
    assert lines(*blocks, numbering=OFFICIAL) == ["一、总体要求", "1. 2024年起实施。"]


def test_a_label_may_name_the_levels_above() -> None:
    legal = abstract(0, level(0, "第%1章", "chineseCounting"), level(1, "%1.%2")) + num(1, 0)
    assert numbered(0, 1, 1, 0, 1, numbering=legal) == ["第一章", "一.1", "一.2", "第二章", "二.1"]


def test_legal_style_prints_every_level_in_digits() -> None:
    legal = abstract(
        0, level(0, "第%1章", "chineseCounting"), level(1, "%1.%2", extra="<w:isLgl/>")
    ) + num(1, 0)
    assert numbered(0, 0, 1, numbering=legal) == ["第一章", "第二章", "2.1"]


def test_a_level_above_that_has_not_come_yet_counts_from_its_start() -> None:
    skipping = abstract(0, level(0, "%1."), level(1, "%1.%2")) + num(1, 0)
    assert numbered(1, 1, 0, 1, numbering=skipping) == ["1.1", "1.2", "2.", "2.1"]


def test_articles_run_on_over_chapters_where_their_level_never_restarts() -> None:
    articles = abstract(
        0,
        level(0, "第%1章", "chineseCountingThousand"),
        level(1, "第%2条", "chineseCountingThousand", extra='<w:lvlRestart w:val="0"/>'),
    ) + num(1, 0)
    assert numbered(0, 1, 1, 0, 1, numbering=articles) == [
        *("第一章", "第一条", "第二条", "第二章", "第三条")
    ]


def test_a_level_may_restart_only_after_one_far_above_it() -> None:
    rare = abstract(
        0, level(0, "%1."), level(1, "%2)"), level(2, "%3]", extra='<w:lvlRestart w:val="1"/>')
    ) + num(1, 0)
    assert numbered(0, 1, 2, 1, 2, 0, 1, 2, numbering=rare) == [
        *("1.", "1)", "1]", "2)", "2]", "2.", "1)", "1]")
    ]


def test_lists_of_one_definition_count_together_until_a_start_is_overridden() -> None:
    numbering = (
        abstract(0, level(0, "%1.")) + num(1, 0) + num(2, 0) + num(3, 0, start_override(0, 1))
    )
    blocks = [paragraph("文", num=each, level=0) for each in (1, 2, 3, 3, 1)]
    assert lines(*blocks, numbering=numbering) == ["1. 文", "2. 文", "1. 文", "2. 文", "3. 文"]


def test_an_override_may_replace_a_whole_level() -> None:
    replaced = f'<w:lvlOverride w:ilvl="0">{level(0, "第%1条", "chineseCounting")}</w:lvlOverride>'
    numbering = abstract(0, level(0, "%1.")) + num(1, 0, replaced)
    assert numbered(0, 0, numbering=numbering) == ["第一条", "第二条"]


def test_a_start_that_is_not_given_is_zero() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl>'
        "</w:abstractNum>" + num(1, 0)
    )
    assert numbered(0, 0, numbering=numbering) == ["0.", "1."]


def test_a_number_is_inherited_from_the_style_and_those_it_is_based_on() -> None:
    styles = paragraph_style("条", '<w:numPr><w:numId w:val="1"/></w:numPr>') + paragraph_style(
        "款", '<w:numPr><w:ilvl w:val="1"/></w:numPr>', based_on="条"
    )
    blocks = [paragraph("文", style="条"), paragraph("文", style="款"), paragraph("文", style="条")]
    assert lines(*blocks, numbering=OFFICIAL, styles=styles) == ["一、文", "（一）文", "二、文"]


def test_the_level_that_names_a_style_outweighs_what_the_style_says() -> None:
    linked = abstract(
        0,
        level(0, "%1、", extra='<w:pStyle w:val="甲"/>'),
        level(1, "（%2）", extra='<w:pStyle w:val="乙"/>'),
    ) + num(1, 0)
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    styles = paragraph_style("甲", number) + paragraph_style("乙", number)
    blocks = [paragraph("文", style="甲"), paragraph("文", style="乙")]
    assert lines(*blocks, numbering=linked, styles=styles) == ["1、文", "（1）文"]


def test_the_default_style_numbers_paragraphs_without_a_style() -> None:
    styles = paragraph_style("正文", '<w:numPr><w:numId w:val="1"/></w:numPr>', default=True)
    assert lines(paragraph("文"), numbering=OFFICIAL, styles=styles) == ["一、文"]


def test_number_zero_takes_the_number_of_the_style_away() -> None:
    styles = paragraph_style("条", '<w:numPr><w:numId w:val="1"/></w:numPr>')
    blocks = [
        paragraph("文", style="条"),
        paragraph("文", style="条", num=0),
        paragraph("文", style="条"),
    ]
    assert lines(*blocks, numbering=OFFICIAL, styles=styles) == ["一、文", "文", "二、文"]


def test_a_definition_may_lead_to_that_of_a_list_style() -> None:
    numbering = (
        abstract(0, extra='<w:numStyleLink w:val="列表"/>')
        + abstract(1, level(0, "%1)"), extra='<w:styleLink w:val="列表"/>')
        + num(1, 0)
        + num(2, 1)
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="列表">'
        '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    assert lines(paragraph("文", num=1, level=0), numbering=numbering, styles=styles) == ["1)文"]


def test_bullets_print_nothing() -> None:
    bullets = abstract(0, level(0, "\uf06c", "bullet")) + num(1, 0)
    assert numbered(0, numbering=bullets) == [""]


def test_a_format_newer_than_the_standard_has_an_older_one_beside_it() -> None:
    newer = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback>'
        '<w:numFmt w:val="decimalZero"/></mc:Fallback></mc:AlternateContent>'
        '<w:lvlText w:val="%1."/></w:lvl>'
    )
    assert numbered(0, numbering=abstract(0, newer) + num(1, 0)) == ["01."]


def test_paragraphs_in_cells_are_counted_with_the_others() -> None:
    blocks = (
        paragraph("前", num=1, level=0),
        table((cell(paragraph("格", num=1, level=0)), cell("乙"))),
        paragraph("后", num=1, level=0),
    )
    assert lines(*blocks, numbering=OFFICIAL) == ["一、前", "二、格 | 乙", "三、后"]


def test_a_deleted_paragraph_is_not_counted() -> None:
    gone = paragraph(
        f"<w:del>{run('旧').replace('w:t', 'w:delText')}</w:del>", num=1, level=0, mark="<w:del/>"
    )
    blocks = (paragraph("甲", num=1, level=0), gone, paragraph("乙", num=1, level=0))
    assert lines(*blocks, numbering=OFFICIAL) == ["一、甲", "二、乙"]


@pytest.mark.parametrize("broken", ["9", "x", ""])
def test_a_number_that_is_not_defined_is_none(broken: str) -> None:
    block = f'<w:p><w:pPr><w:numPr><w:numId w:val="{broken}"/></w:numPr></w:pPr>{run("文")}</w:p>'
    assert lines(block, numbering=OFFICIAL) == ["文"]
