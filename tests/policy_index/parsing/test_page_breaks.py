"""Page numbers and running heads, with form feeds between the pages and without."""

import pytest

from policy_index.parsing.lines import split_lines
from policy_index.parsing.page_breaks import find_page_breaks


def text(page: str) -> list[str]:
    return [f"对{page}{kind}类企业给予补助" for kind in "甲乙丙丁戊己庚辛壬癸"]


def breaks(source: str) -> list[str]:
    lines = split_lines(source)
    return [lines[index].text for index in sorted(find_page_breaks(lines))]


@pytest.mark.parametrize(
    "number",
    ["- 3 -", "— 3 —", "－3－", "－ 12 －", "·3·", "第3页", "第3页 共10页", "Page 3 of 10"],
)
def test_a_page_number_is_known_wherever_it_stands(number: str) -> None:
    assert breaks(f"给予100\n{number}\n0万元补助。") == [number]


@pytest.mark.parametrize("number", ["3", "3/10", "12"])
def test_a_bare_number_is_one_where_a_page_ends_or_begins(number: str) -> None:
    assert breaks(f"给予补助\n{number}\f如下：") == [number]
    assert breaks(f"给予补助\f{number}\n如下：") == [number]
    assert breaks(f"给予\n{number}\n万元。") == []


def test_bare_numbers_count_the_pages_of_a_text_without_form_feeds() -> None:
    assert breaks("\n".join([*text("子"), "1", *text("丑"), "2", *text("寅"), "3"])) == [
        "1",
        "2",
        "3",
    ]


def test_a_number_torn_out_of_its_sentence_is_none() -> None:
    source = "\n".join(["〔2020〕", "1", "5号", *text("子"), "1", *text("丑"), "2", "以上。"])
    assert breaks(source) == ["1", "2"]


def test_a_running_head_comes_back_where_pages_begin() -> None:
    head = "某市规范性文件"
    assert breaks(f"{head}\n甲\n1\f{head}\n乙\n2\f{head}\n丙\n3").count(head) == 3
    source = "\n".join(
        ["甲", "- 1 -", "某市公报 2022年第7期", "乙", "- 2 -", "某市公报 2022年第8期", "丙"]
    )
    assert breaks(source) == ["- 1 -", "某市公报 2022年第7期", "- 2 -", "某市公报 2022年第8期"]


def test_a_title_that_later_pages_repeat_is_kept_where_it_stands_first() -> None:
    title = "某市中小企业发展规划"
    source = "\f".join(f"{title}\n{page}\n- {page} -" for page in range(1, 5))
    assert breaks(source).count(title) == 3


def test_a_watermark_parts_sentences_of_a_scan_whose_lines_differ_in_width() -> None:
    full = "对符合条件的企业按照实际投入的百分之三十给予补助，单个企业最"
    narrow = "对符合条件的企业按照实际投入的3 0 %给予补助，单个企业"
    mark = "某市政务公开平台"
    source = "\n".join([*[full] * 6, mark, "高一百万元。", *[full] * 3, narrow, mark, "最高。"])
    assert breaks(source) == [mark, mark]


def test_a_head_that_stands_once_parts_a_sentence() -> None:
    full = "对符合条件的企业按照实际投入的百分之三十给予补助，单个企业最"
    source = "\n".join([*[full] * 6, "- 1 -", "某市规范性文件", "高一百万元。"])
    assert breaks(source) == ["- 1 -", "某市规范性文件"]


@pytest.mark.parametrize(
    "line", ["（责任单位：市科技局）", "一、总则", "2. | 项目 | 30", "给予奖励。"]
)
def test_words_that_happen_to_stand_on_two_edges_are_no_head(line: str) -> None:
    assert line not in breaks(f"{line}\n甲\n- 1 -\f{line}\n乙\n- 2 -\f{line}\n丙\n- 3 -")
