"""What a file holds tells its format; what cannot be read is refused in a line with a cure."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from policy_index.errors import PolicyError
from policy_index.reading.files import LARGEST, read_file
from tests.policy_index.reading.docx_files import docx, paragraph

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
SENTENCE = "第一条 为促进中小企业发展，制定本办法。"


def stream(name: str) -> bytes:
    return OLE2 + name.encode("utf-16-le") + bytes(100)


def archive(*names: str) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as file:
        for name in names:
            file.writestr(name, "<a/>")
    return content.getvalue()


def pdf(encrypt: StandardEncryption | None = None, text: str = "") -> bytes:
    content = BytesIO()
    canvas = Canvas(content, encrypt=encrypt)
    canvas.rect(72, 72, 100, 100, fill=1)
    canvas.drawString(72, 700, text)
    canvas.save()
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", SENTENCE.encode(), "txt"),
        ("a.html", SENTENCE.encode("gbk"), "txt"),
        ("a.md", f"# 标题\n\n{SENTENCE}<br>".encode(), "txt"),
        ("a.txt", f"<!-- 存 -->\n<html><body><p>{SENTENCE}</p></body></html>".encode(), "html"),
        (
            "a.doc",
            f"<html xmlns:w='x'><body><p>{SENTENCE}</p></body></html>".encode("utf-16"),
            "html",
        ),
        ("a", f"首页{'<div>政策</div>' * 10}<p>{SENTENCE}</p>".encode(), "html"),
        ("a.pdf", docx(paragraph(SENTENCE)), "docx"),
        ("a.docm", docx(paragraph(SENTENCE)), "docx"),
        ("a.docx", pdf(text="Article 1"), "pdf"),
        ("a.pdf", b"\r\n\r\n" + pdf(text="Article 1"), "pdf"),
    ],
)
def test_the_content_tells_the_format(
    tmp_path: Path, name: str, content: bytes, expected: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert read_file(path).format == expected


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b" \r\n\t", "holds no words"),
        (b"<html><body><script>load()</script></body></html>", "copy the text from the browser"),
        (docx(paragraph(" ")), "holds no words"),
        (stream("WordDocument"), r"old Word or WPS document \(.doc, .wps\): open it .* as .docx"),
        (stream("EncryptedPackage"), "protected by a password"),
        (stream("Workbook"), "spreadsheet"),
        (OLE2, "old Office file"),
        (b"{\\rtf1\\ansi", "rich text file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "picture: run OCR first"),
        (b"Rar!\x1a\x07\x00" + bytes(50), "archive"),
        (archive("xl/workbook.xml", "_rels/.rels"), "spreadsheet"),
        (archive("OFD.xml", "Doc_0/Document.xml"), "OFD document"),
        (archive("a.docx", "b.docx"), "zip archive: unpack it"),
        (docx(paragraph(SENTENCE))[:-40], "damaged .docx"),
        (
            b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>',
            "Word file in XML",
        ),
        (bytes(range(1, 256)) * 50, "neither text nor a web page"),
        (pdf(), "no text layer .a scan.: run OCR first, e.g. "),
        (pdf(StandardEncryption("geheim"), "Article 1"), "protected by a password"),
        (b"%PDF-1.7\nnothing", "damaged PDF"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_cure(
    tmp_path: Path, content: bytes, told: str
) -> None:
    path = tmp_path / "document.docx"
    path.write_bytes(content)
    with pytest.raises(PolicyError, match=told) as refusal:
        read_file(path)
    assert str(refusal.value).startswith(f"{path}: ")
    assert "\n" not in str(refusal.value)


def test_a_folder_and_a_missing_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="is a folder"):
        read_file(tmp_path)
    with pytest.raises(PolicyError, match="cannot be read: No such file"):
        read_file(tmp_path / "nowhere.txt")


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(PolicyError, match="larger than 50 MB"):
        read_file(path)


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    path.write_bytes(docx(paragraph(SENTENCE)))
    with (
        ZipFile(path, "a", ZIP_DEFLATED, compresslevel=1) as bomb,
        bomb.open("word/media/image1.bmp", "w", force_zip64=True) as member,
    ):
        for _ in range(201):
            member.write(bytes(1 << 20))
    with pytest.raises(PolicyError, match="unpacks to more than 200 MB"):
        read_file(path)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    content = BytesIO()
    with ZipFile(BytesIO(docx(paragraph("&a;")))) as sound, ZipFile(content, "w") as bomb:
        for name in sound.namelist():
            xml = sound.read(name).replace(b"&amp;a;", b"&a;")
            if name == "word/document.xml":
                xml = xml.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>', 1)
            bomb.writestr(name, xml)
    path.write_bytes(content.getvalue())
    with pytest.raises(PolicyError, match="declares a document type"):
        read_file(path)


def test_libraries_are_imported_only_with_a_file_of_their_format() -> None:
    program = (
        "import sys, policy_index.reading.files;"
        "print({'selectolax', 'pypdfium2', 'xml.etree'} & set(sys.modules))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout == "set()\n"
