"""The words of a Word document: what Word shows, in the order in which it shows it."""

from io import BytesIO
from zipfile import ZipFile

import docx as python_docx
import pytest

from policy_index.reading.docx.document import read_docx
from policy_index.reading.reading import LeftOut
from tests.policy_index.reading.docx_files import cell, docx, lines, paragraph, read, run, table


def deleted(text: str) -> str:
    return f"<w:del>{run(text).replace('w:t', 'w:delText')}</w:del>"


def box(text: str) -> str:
    """A text box as Word writes it: the newest form, and an older one that says the same."""
    content = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent>"
        '<mc:Choice Requires="wps"><w:drawing>'
        f"<wps:txbx>{content}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


class TestRuns:
    def test_words_split_over_runs_are_one(self) -> None:
        assert lines(paragraph(run("专精") + run("特新", "<w:b/>"))) == ["专精特新"]

    def test_insertions_are_kept_and_deletions_told(self) -> None:
        reading = read(
            paragraph(run("最高") + f"<w:ins>{run('50')}</w:ins>" + deleted("30") + run("万元"))
        )
        assert reading.text == "最高50万元"
        assert LeftOut("deleted words", "30") in reading.left_out

    def test_moved_words_stand_where_they_went(self) -> None:
        moved = f"<w:moveTo>{run('甲')}</w:moveTo>"
        assert lines(paragraph(f"<w:moveFrom>{run('甲')}</w:moveFrom>" + run("乙") + moved)) == [
            "乙甲"
        ]

    def test_a_paragraph_whose_end_was_deleted_goes_on_with_the_next(self) -> None:
        assert lines(paragraph("上半", mark="<w:del/>"), paragraph("下半")) == ["上半下半"]

    def test_hidden_words_are_told_apart(self) -> None:
        reading = read(
            paragraph(run("明") + run("暗", "<w:vanish/>") + run("白", '<w:vanish w:val="0"/>'))
        )
        assert reading.text == "明白"
        assert LeftOut("hidden words", "暗") in reading.left_out

    def test_soft_breaks_are_line_breaks(self) -> None:
        assert lines(paragraph("<w:r><w:t>关于印发</w:t><w:br/><w:t>的通知</w:t></w:r>")) == [
            "关于印发",
            "的通知",
        ]

    def test_tabs_symbols_and_hyphens_are_characters(self) -> None:
        content = (
            "<w:r><w:t>甲</w:t><w:tab/><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t>"
            '<w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="宋体" w:char="2014"/></w:r>'
        )
        assert lines(paragraph(content)) == ["甲\tA-B☑—"]

    def test_a_field_shows_its_result_and_not_its_instruction(self) -> None:
        field = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            "<w:r><w:instrText>REF a</w:instrText></w:r>"
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("第三条")
        )
        assert lines(
            paragraph(
                run("见") + field + '<w:fldSimple w:instr="PAGE">' + run("2") + "</w:fldSimple>"
            )
        ) == ["见第三条2"]

    @pytest.mark.parametrize(
        "wrapped",
        [
            '<w:hyperlink w:anchor="a">{}</w:hyperlink>',
            "<w:smartTag>{}</w:smartTag>",
            "<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
            "<w:ruby><w:rt><w:r><w:t>zì</w:t></w:r></w:rt><w:rubyBase>{}</w:rubyBase></w:ruby>",
            "<m:oMath>{}</m:oMath>",
        ],
    )
    def test_words_in_links_tags_and_controls_are_words(self, wrapped: str) -> None:
        assert lines(paragraph(wrapped.format(run("字")))) == ["字"]


class TestBlocks:
    def test_tables_stand_among_the_paragraphs(self) -> None:
        blocks = (
            paragraph("前"),
            table((cell("类别"), cell("金额")), (cell("数字化"), cell("300万元"))),
            paragraph("后"),
        )
        assert lines(*blocks) == ["前", "类别 | 金额", "数字化 | 300万元", "后"]

    def test_merged_cells_are_repeated(self) -> None:
        start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
        rows = table(
            (cell("档次", properties=start), cell("标准", properties='<w:gridSpan w:val="2"/>')),
            (cell("", properties=on), cell("比例"), cell("上限")),
            (cell("一档"), cell("30%"), cell("")),
        )
        assert lines(rows) == ["档次 | 标准 | 标准", "档次 | 比例 | 上限", "一档 | 30% | "]

    def test_a_cell_across_the_table_stands_once(self) -> None:
        rows = table(
            (cell("附表", properties='<w:gridSpan w:val="2"/>'),), (cell("甲"), cell("乙"))
        )
        assert lines(rows) == ["附表", "甲 | 乙"]

    def test_paragraphs_of_a_cell_are_one_line(self) -> None:
        assert lines(table((cell("专精", "特新"), cell("1.申请。", "2.审核。")))) == [
            "专精特新 | 1.申请。 2.审核。"
        ]

    def test_a_table_that_frames_a_document_is_no_table(self) -> None:
        framed = table((cell("一、总则", "二、附则"),), (cell("第三行"),))
        assert lines(framed) == ["一、总则", "二、附则", "第三行"]

    def test_text_boxes_stand_once_after_their_paragraph(self) -> None:
        assert lines(paragraph(box("某市人民政府文件") + run("标题")), paragraph("正文")) == [
            *("标题", "某市人民政府文件", "正文")
        ]

    def test_notes_stand_after_their_paragraph(self) -> None:
        reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
        notes = f'<w:footnote w:id="2">{paragraph("指2023年数据。")}</w:footnote>'
        blocks = (paragraph(run("达到12家") + reference + run("。")), paragraph("后"))
        assert lines(*blocks, footnotes=notes) == ["达到12家。", "注：指2023年数据。", "后"]

    def test_contents_lists_keep_their_lines(self) -> None:
        listed = paragraph("<w:r><w:t>一、总则</w:t><w:tab/><w:t>1</w:t></w:r>")
        control = f"<w:sdt><w:sdtContent>{paragraph('目录')}{listed}</w:sdtContent></w:sdt>"
        assert lines(control, paragraph("一、总则")) == ["目录", "一、总则\t1", "一、总则"]

    def test_heads_and_feet_of_the_pages_are_told_apart(self) -> None:
        reading = read(paragraph("正文"), header=paragraph("某市公报"), footer=paragraph("— 1 —"))
        assert reading.text == "正文"
        assert reading.left_out == (
            LeftOut("header/footer of the page", "某市公报"),
            LeftOut("header/footer of the page", "— 1 —"),
        )

    def test_deleted_rows_are_gone(self) -> None:
        gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('旧')}{cell('行')}</w:tr>"
        rows = table((cell("甲"), cell("乙"))).replace("</w:tbl>", f"{gone}</w:tbl>")
        assert lines(rows) == ["甲 | 乙"]


def test_the_strict_form_of_the_format_reads_alike() -> None:
    strict = docx(paragraph("正文"))
    stream = BytesIO()
    with ZipFile(BytesIO(strict)) as old, ZipFile(stream, "w") as new:
        for name in old.namelist():
            xml = old.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            new.writestr(name, xml)
    assert read_docx(stream.getvalue()).text == "正文"


def test_the_main_part_may_have_any_name() -> None:
    assert read_docx(docx(paragraph("正文"), main="document2.xml")).text == "正文"


def test_a_file_of_python_docx_reads_as_it_was_written() -> None:
    document = python_docx.Document()
    document.add_heading("实施细则", level=1)
    document.add_paragraph("申报条件", style="List Number")
    document.add_paragraph("申报材料", style="List Number")
    grid = document.add_table(rows=2, cols=2)
    grid.cell(0, 0).merge(grid.cell(1, 0)).text = "档次"
    grid.cell(0, 1).text, grid.cell(1, 1).text = "一档", "二档"
    stream = BytesIO()
    document.save(stream)
    assert read_docx(stream.getvalue()).text.split("\n") == [
        *("实施细则", "1. 申报条件", "2. 申报材料", "档次 | 一档", "档次 | 二档")
    ]
