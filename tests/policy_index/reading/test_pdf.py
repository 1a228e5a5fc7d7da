"""A PDF's words in reading order, without the line ends that the width of the page made."""

import pytest

from policy_index.reading.pdf.glyphs import _character
from policy_index.reading.reading import LeftOut
from tests.policy_index.reading.pdf_files import FONT, LEADING, LEFT, PER_LINE, SIZE, TOP, Drawing

ARTICLES = [
    f"第{n}条　为促进中小企业发展，对符合条件的企业给予补助，补助资金由市、县两级财政按照规定比例"
    "分别承担，"
    f"具体办法由市{bureau}会同市财政局另行制定。"
    for n, bureau in zip("一二三四", ("科技局", "商务局", "农业局", "统计局"), strict=True)
]


@pytest.fixture
def drawing() -> Drawing:
    return Drawing()


class TestParagraphs:
    def test_lines_of_a_paragraph_are_joined_and_paragraphs_are_not(self, drawing: Drawing) -> None:
        for article in ARTICLES:
            drawing.paragraph(article)
        assert drawing.lines() == ARTICLES

    def test_headings_titles_and_signatures_stand_alone(self, drawing: Drawing) -> None:
        drawing.line("某市促进中小企业发展若干措施", 6)
        drawing.line("一、支持措施", 2)
        drawing.line("（一）资金支持", 2)
        for article in ARTICLES:
            drawing.paragraph(article)
        drawing.line("某市人民政府", 18)
        drawing.line("2024年1月2日", 18)
        assert drawing.lines() == [
            *("某市促进中小企业发展若干措施", "一、支持措施", "（一）资金支持"),
            *ARTICLES,
            *("某市人民政府", "2024年1月2日"),
        ]

    def test_a_last_line_that_is_full_ends_its_paragraph_all_the_same(
        self, drawing: Drawing
    ) -> None:
        full = "对" + "获得认定的企业给予奖励，" * 4 + "。"
        full = full[:49] + "。"
        for text in (full, *ARTICLES, full):
            drawing.paragraph(text)
        assert drawing.lines() == [full, *ARTICLES, full]

    def test_without_indents_sentences_and_numbers_tell(self, drawing: Drawing) -> None:
        for article in ARTICLES:
            drawing.paragraph(article, indent=0)
        assert drawing.lines() == ARTICLES

    def test_a_list_of_contents_keeps_its_lines(self, drawing: Drawing) -> None:
        contents = ["一、总则" + "…" * 20 + "1", "二、附则" + "…" * 20 + "12"]
        for line in contents:
            drawing.line(line)
        for article in ARTICLES:
            drawing.paragraph(article)
        assert drawing.lines() == contents + ARTICLES

    def test_latin_words_keep_the_blank_that_a_line_end_was(self, drawing: Drawing) -> None:
        drawing.line("对通过ISO质量认证的企业给予奖励，并支持申报Small", 2)
        drawing.line("Giants项目。")
        for article in ARTICLES:
            drawing.paragraph(article)
        assert drawing.lines()[0] == "对通过ISO质量认证的企业给予奖励，并支持申报Small Giants项目。"


class TestPages:
    def test_pages_are_told_apart_inside_a_sentence_too(self, drawing: Drawing) -> None:
        first, second = ARTICLES[0][:24], ARTICLES[0][24:50]
        drawing.line(first, 2)
        drawing.new_page()
        drawing.line(second)
        drawing.line(ARTICLES[0][50:])
        for article in ARTICLES[1:]:
            drawing.paragraph(article)
        text = drawing.read().text
        assert text.split("\f") == [first, "\n".join([second + ARTICLES[0][50:], *ARTICLES[1:]])]

    def test_page_numbers_and_running_heads_are_told_apart(self, drawing: Drawing) -> None:
        for page, article in enumerate(ARTICLES, start=1):
            drawing.at(LEFT, 810, "某市人民政府公报")
            drawing.paragraph(article)
            drawing.at(280, 40, str(page) if page > 1 else "— 1 —")
            if page < len(ARTICLES):
                drawing.new_page()
        reading = drawing.read()
        assert reading.text.split("\f") == ARTICLES
        told = {each.text for each in reading.left_out if each.kind == "header/footer of the page"}
        assert told == {"某市人民政府公报", "— 1 —", "2", "3", "4"}

    def test_a_running_head_over_two_columns_is_read_across(self, drawing: Drawing) -> None:
        for page, mark in enumerate("子丑寅", start=1):
            drawing.canvas.setFont(FONT, 9)
            drawing.at(LEFT, 810, "某市人民政府公报")
            drawing.at(LEFT + 340, 810, f"2025年第{page}期")
            drawing.canvas.setFont(FONT, SIZE)
            for row in range(10):
                for column in (0, 1):
                    drawing.at(LEFT + column * 230, TOP - row * LEADING, f"{mark}栏十二个字的文字")
            drawing.new_page()
        assert "公报" not in (text := drawing.read().text)
        assert "2025年" not in text

    def test_footnotes_are_told_apart(self, drawing: Drawing) -> None:
        drawing.paragraph(ARTICLES[0])
        drawing.line("不得强制调解①，不得久调不决。", 2)
        drawing.canvas.setFont(FONT, 9)
        drawing.line("①强制调解，是指迫使当事人接受调解。")
        drawing.line("的调解。")
        reading = drawing.read()
        assert reading.text.split("\n") == [ARTICLES[0], "不得强制调解①，不得久调不决。"]
        notes = [each.text for each in reading.left_out if each.kind == "footnotes"]
        assert notes == ["①强制调解，是指迫使当事人接受调解。", "的调解。"]

    def test_words_down_the_side_are_told_apart(self, drawing: Drawing) -> None:
        for article in ARTICLES:
            drawing.paragraph(article)
        drawing.canvas.setFont(FONT, 9)
        for row, word in enumerate("扫码办理"):
            drawing.at(LEFT + (PER_LINE + 1) * SIZE, TOP - 20 * row, word)
        reading = drawing.read()
        assert reading.text.split("\n") == ARTICLES
        assert LeftOut("words at the side of the page", "扫码办理") in reading.left_out

    def test_annexes_at_the_top_of_pages_are_no_running_heads(self, drawing: Drawing) -> None:
        drawing.line("附件1")
        drawing.paragraph(ARTICLES[0])
        drawing.new_page()
        drawing.line("附件2")
        drawing.paragraph(ARTICLES[1])
        pages = drawing.read().text.split("\f")
        assert [page.split("\n")[0] for page in pages] == ["附件1", "附件2"]

    def test_a_page_without_words_is_told(self, drawing: Drawing) -> None:
        drawing.paragraph(ARTICLES[0])
        drawing.new_page()
        drawing.canvas.rect(100, 100, 200, 200, fill=1)
        drawing.new_page()
        drawing.paragraph(ARTICLES[1])
        assert LeftOut("pages without words", "2") in drawing.read().left_out

    def test_two_columns_are_read_one_after_the_other(self, drawing: Drawing) -> None:
        drawing.line("某市人民政府办公室关于印发促进中小企业发展措施的通知", 0)
        words = [f"第{n}行十二个汉字的一行文字，" for n in "一二三四五六七八九十"]
        for row, word in enumerate(words):
            for column, mark in ((0, "左"), (1, "右")):
                drawing.at(LEFT + column * 230, TOP - (row + 2) * LEADING, mark + word[:10])
        text = drawing.read().text
        assert text.index("左第十行") < text.index("右第一行")
        assert text.startswith("某市人民政府办公室关于印发")


class TestCharacters:
    def test_spacing_between_characters_is_no_blank(self, drawing: Drawing) -> None:
        drawing.at(LEFT, 770, "某市人民政府文件", spacing=20)
        drawing.at(LEFT, 700, "为了两端对齐而拉开的一行文字", spacing=3)
        assert drawing.lines() == ["某市人民政府文件", "为了两端对齐而拉开的一行文字"]

    def test_blanks_that_a_program_draws_after_every_character_are_none(
        self, drawing: Drawing
    ) -> None:
        drawing.line(" ".join("为促进中小企业发展制定本办法"))
        assert drawing.lines() == ["为促进中小企业发展制定本办法"]

    def test_typed_blanks_are_kept(self, drawing: Drawing) -> None:
        drawing.line("第一章　总则")
        drawing.down(1)
        drawing.line("第一条 为促进中小企业发展，制定本办法。")
        assert drawing.lines() == ["第一章　总则", "第一条 为促进中小企业发展，制定本办法。"]

    def test_words_far_apart_on_a_line_have_a_blank_between(self, drawing: Drawing) -> None:
        drawing.at(LEFT, 700, "某市人民政府办公室")
        drawing.at(LEFT + 18 * SIZE, 700, "2024年6月5日印发")
        assert drawing.lines() == ["某市人民政府办公室 2024年6月5日印发"]

    def test_lines_are_in_the_order_of_the_page_not_of_the_file(self, drawing: Drawing) -> None:
        drawing.at(LEFT, 500, "二、附则")
        drawing.at(LEFT, 700, "一、总则")
        assert drawing.lines() == ["一、总则", "二、附则"]

    def test_a_character_drawn_twice_to_look_bold_is_one(self, drawing: Drawing) -> None:
        for shift in (0, 0.4):
            drawing.at(LEFT + shift, 700, "一、总则")
        assert drawing.lines() == ["一、总则"]

    def test_small_raised_figures_stand_in_their_line(self, drawing: Drawing) -> None:
        drawing.at(LEFT, 700, "面积超过100m")
        drawing.canvas.setFont("STSong-Light", 8)
        drawing.at(LEFT + 9 * SIZE - 1, 708, "2")
        assert drawing.lines()[0].replace(" ", "") == "面积超过100m2"

    def test_watermarks_and_stamps_at_an_angle_are_told_apart(self, drawing: Drawing) -> None:
        drawing.paragraph(ARTICLES[0])
        drawing.canvas.saveState()
        drawing.canvas.translate(200, 400)
        drawing.canvas.rotate(45)
        drawing.at(0, 0, "内部资料")
        drawing.canvas.restoreState()
        reading = drawing.read()
        assert reading.text == ARTICLES[0]
        assert LeftOut("slanted words", "内部资料") in reading.left_out

    def test_a_page_that_lies_on_its_side_is_turned(self, drawing: Drawing) -> None:
        drawing.canvas.translate(595, 0)
        drawing.canvas.rotate(90)
        drawing.at(100, 400, "一、总则")
        drawing.at(100, 300, "二、附则")
        assert drawing.lines() == ["一、总则", "二、附则"]

    def test_radicals_that_fonts_name_for_characters_are_the_characters(self) -> None:
        assert "".join(map(_character, "⼀⼆⼯⽅业")) == "一二工方业"


class TestTables:
    def test_rows_are_lines_with_their_cells(self, drawing: Drawing) -> None:
        drawing.at(LEFT, 750, "补助标准如下：")
        drawing.grid([90, 200, 300, 400], [720, 680, 640])
        for row, y in (("类别 比例 上限", 695), ("数字化 30% 300万元", 655)):
            for x, word in zip((100, 210, 310), row.split(), strict=True):
                drawing.at(x, y, word)
        drawing.at(LEFT, 600, "本措施自发布之日起施行。")
        assert drawing.lines() == [
            *(
                "补助标准如下：",
                "类别 | 比例 | 上限",
                "数字化 | 30% | 300万元",
                "本措施自发布之日起施行。",
            )
        ]

    def test_cells_without_a_line_between_are_one_and_repeated(self, drawing: Drawing) -> None:
        line = drawing.canvas.line
        for y in (720, 640):
            line(90, y, 400, y)
        line(200, 680, 400, 680)
        for x in (90, 200, 400):
            line(x, 640, x, 720)
        drawing.at(100, 675, "一档")
        drawing.at(210, 695, "国家级")
        drawing.at(210, 655, "省级")
        assert drawing.lines() == ["一档 | 国家级", "一档 | 省级"]

    def test_lines_in_a_cell_are_joined(self, drawing: Drawing) -> None:
        drawing.grid([90, 200, 400], [720, 640, 600])
        for x, y, words in (
            *((95, 700, "专精特新"), (95, 680, "中小企业"), (210, 690, "20万元")),
            *((95, 615, "小巨人"), (210, 615, "50万元")),
        ):
            drawing.at(x, y, words)
        assert drawing.lines() == ["专精特新中小企业 | 20万元", "小巨人 | 50万元"]

    def test_a_table_may_have_no_lines_at_its_sides(self, drawing: Drawing) -> None:
        for y in (720, 680, 640):
            drawing.canvas.line(90, y, 400, y)
        drawing.canvas.line(200, 640, 200, 720)
        for x, y, words in ((100, 695, "甲"), (210, 695, "乙"), (100, 655, "丙"), (210, 655, "丁")):
            drawing.at(x, y, words)
        assert drawing.lines() == ["甲 | 乙", "丙 | 丁"]

    def test_cells_drawn_as_rectangles_one_by_one_are_a_table(self, drawing: Drawing) -> None:
        for x in (90, 190):
            for y in (640, 680):
                drawing.canvas.rect(x, y, 100, 40)
                drawing.at(x + 10, y + 15, f"格{x}{y}")
        assert drawing.lines() == ["格90680 | 格190680", "格90640 | 格190640"]

    def test_a_frame_around_the_text_is_no_table(self, drawing: Drawing) -> None:
        drawing.canvas.rect(60, 60, 475, 740)
        drawing.canvas.line(60, 300, 535, 300)
        for article in ARTICLES:
            drawing.paragraph(article)
        assert drawing.lines() == ARTICLES
