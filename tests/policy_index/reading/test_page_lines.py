"""From elements to lines: what a browser would show as one line is one line."""

import pytest

from policy_index.reading.html.page import read_page

SENTENCE = "为促进中小企业发展，根据有关规定，结合本市实际，制定本办法，请认真贯彻执行。"


def lines(body: str) -> list[str]:
    """The lines of a page with this body; a sentence before it makes it a document."""
    first, *others = read_page(f"<body><div><p>{SENTENCE}</p>{body}</div></body>").text.split("\n")
    assert first == SENTENCE
    return others


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>一、<b>总则</b></p><p>二、附则</p>", ["一、总则", "二、附则"]),
        ("甲<br>乙<br/><br>丙", ["甲", "乙", "丙"]),
        ("<span><p>甲</p><p>乙</p></span>丙", ["甲", "乙", "丙"]),
        ("<p>甲<p>乙<div>丙</div>", ["甲", "乙", "丙"]),
        ("<p>&nbsp;&nbsp;　　第一条　总则&nbsp;</p>", ["第一条　总则"]),
        ("<p>专精\n      特新  企业</p>", ["专精特新 企业"]),
        ("<p>small\nfirms</p>", ["small firms"]),
        ("<p>增长<5%的，奖励>10万元</p>", ["增长<5%的，奖励>10万元"]),
        ("<p>100m<sup>2</sup>、CO<sub>2</sub></p>", ["100m²、CO2"]),
        ("<pre>一、甲\n二、乙</pre>", ["一、甲", "二、乙"]),
        ('<div style="white-space: pre-wrap">甲\n乙</div>', ["甲", "乙"]),
        ("<p>甲<script>document.write('乙')</script><!-- 丙 --></p>", ["甲"]),
        ("<p>甲<span style='display:none'>乙</span>丙</p>", ["甲丙"]),
        ('<p>甲</p><p style="display: none">乙</p><div hidden>丙</div>', ["甲"]),
        ("<ucapcontent><p>甲</p></ucapcontent>", ["甲"]),
    ],
)
def test_elements_make_lines(body: str, expected: list[str]) -> None:
    assert lines(body) == expected


def test_a_title_is_one_line_whatever_breaks_it_has() -> None:
    assert lines("<h2>关于印发某市<br>若干措施的通知</h2>") == ["关于印发某市若干措施的通知"]


def test_spans_nested_a_thousand_deep_lose_nothing() -> None:
    assert lines("<p>" + "<span>" * 1500 + "深" + "</span>" * 1500 + "</p><p>后</p>") == [
        "深",
        "后",
    ]


class TestLists:
    @pytest.mark.parametrize(
        ("opening", "labels"),
        [
            ("<ol>", ["1. ", "2. "]),
            ('<ol start="3">', ["3. ", "4. "]),
            ('<ol type="a">', ["a. ", "b. "]),
            ('<ol type="I">', ["I. ", "II. "]),
            ('<ol style="list-style-type: cjk-ideographic">', ["一、", "二、"]),
            ('<ol style="list-style: lower-alpha inside">', ["a. ", "b. "]),
            ('<ol style="list-style: none">', ["", ""]),
            ('<ol class="custom_cn list-paddingleft-1">', ["一、", "二、"]),
            ('<ol class="custom_num2">', ["（1）", "（2）"]),
            ("<ul>", ["", ""]),
        ],
    )
    def test_automatic_numbers_are_written_out(self, opening: str, labels: list[str]) -> None:
        closing = f"</{opening[1:3]}>"
        found = lines(f"{opening}<li>申请</li><li><p>审核</p></li>{closing}")
        assert found == [f"{labels[0]}申请", f"{labels[1]}审核"]

    def test_an_item_may_set_the_count(self) -> None:
        assert lines('<ol><li>甲</li><li value="5">乙</li><li>丙</li></ol>') == [
            "1. 甲",
            "5. 乙",
            "6. 丙",
        ]

    def test_lists_in_lists_count_by_themselves(self) -> None:
        inner = '<ol type="a"><li>子</li></ol>'
        assert lines(f"<ol><li>甲{inner}</li><li>乙{inner}</li></ol>") == [
            *("1. 甲", "a. 子", "2. 乙", "a. 子")
        ]

    def test_who_types_the_numbers_gets_no_second_ones(self) -> None:
        assert lines("<ol><li>（一）甲</li><li>2.乙</li><li>2022年</li></ol>") == [
            *("（一）甲", "2.乙", "3. 2022年")
        ]


class TestTables:
    def test_rows_are_lines_and_the_head_comes_first(self) -> None:
        body = "<tr><td>甲</td><td>10</td></tr>"
        head = "<thead><tr><th>企业</th><th>奖励</th></tr></thead>"
        assert lines(f"<table>{body}{head}</table>") == ["企业 | 奖励", "甲 | 10"]

    def test_spanned_cells_are_repeated(self) -> None:
        rows = (
            '<tr><td rowspan="2">一档</td><td>国家级</td><td rowspan="0">万元</td></tr>'
            '<tr><td>省级</td></tr><tr><td colspan="2">其他</td></tr>'
        )
        assert lines(f"<table>{rows}</table>") == [
            *("一档 | 国家级 | 万元", "一档 | 省级 | 万元", "其他 | 其他 | 万元")
        ]

    def test_a_caption_stands_before_the_rows(self) -> None:
        rows = "<tr><td>甲</td><td>乙</td></tr>"
        assert lines(f"<table><caption>附表</caption>{rows}</table>") == ["附表", "甲 | 乙"]

    def test_hidden_rows_and_empty_ones_are_none(self) -> None:
        rows = (
            "<tr><td>甲</td><td>乙</td></tr><tr><td> </td><td>&nbsp;</td></tr>"
            '<tr style="display:none"><td>丙</td><td>丁</td></tr>'
        )
        assert lines(f"<table>{rows}</table>") == ["甲 | 乙"]

    def test_cells_are_one_line_whatever_stands_in_them(self) -> None:
        rows = "<tr><td><p>专精</p><p>特新</p></td><td>1.申请。<br>2.审核。</td></tr>"
        assert lines(f"<table>{rows}</table>") == ["专精特新 | 1.申请。 2.审核。"]

    def test_a_table_in_a_frame_of_tables_is_found(self) -> None:
        inner = "<table><tr><td>甲</td><td>乙</td></tr></table>"
        assert lines(f"<table><tr><td>前{inner}后</td></tr></table>") == ["前", "甲 | 乙", "后"]

    def test_a_frame_around_the_text_is_no_table(self) -> None:
        text = "".join(f"<p>第{n}条 {SENTENCE}</p>" for n in "一二三四五六")
        found = lines(f"<table><tr><td>左</td><td>{text}</td></tr></table>")
        assert found[0] == "左"
        assert len(found) == 7

    def test_an_absurd_span_does_no_harm(self) -> None:
        found = lines(
            '<table><tr><td colspan="99999" rowspan="99999">甲</td><td>乙</td></tr></table>'
        )
        assert len(found) == 1
