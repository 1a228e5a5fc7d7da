"""Any official document in, its text out; what a file holds tells its format, not its name."""

from dataclasses import replace
from pathlib import Path

from policy_index.errors import PolicyError
from policy_index.reading.encodings import decode
from policy_index.reading.plain_text import damage_of, read_plain_text
from policy_index.reading.reading import Reading
from policy_index.reading.unreadable import Unreadable, refuse_known

LARGEST = 50 * 1024 * 1024  # bytes; the longest laws as PDF have fewer than ten million
_PDF_MARK_WITHIN = 1024  # the mark may come after a few bytes of junk (ISO 32000-1, annex H.3.4.1)


def read_file(path: Path) -> Reading:
    """The text of a document: txt, html (also .mht), docx (also .docm) or pdf.

    Raises PolicyError, in one line with the cure, if the file is missing, empty, a folder, larger
    than 50 MB, of another format, protected, damaged, or holds no words.
    """
    try:
        reading = _read(_content(path))
    except Unreadable as reason:
        raise PolicyError(f"{path}: {reason}") from reason
    if not reading.text.strip():
        raise PolicyError(f"{path}: holds no words: {_CURES[reading.format]}")
    return reading


_CURES = {
    "txt": "copy the document's text into it",
    "html": "the page loads its text by a script; copy the text from the browser into a .txt",
    "docx": "if it is a scan, run OCR first and save the result",
    "pdf": "if it is a scan, run OCR first and save the result",
}


def _content(path: Path) -> bytes:
    if path.is_dir():
        raise Unreadable("is a folder: name one document in it")
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise Unreadable(f"is larger than {LARGEST >> 20} MB: add the document in parts")
        content = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"cannot be read: {error.strerror}") from error
    if not content:
        raise Unreadable("is empty: the download may have failed; fetch it again")
    return content


def _read(content: bytes) -> Reading:
    # Each format's libraries are imported only where the format is met.
    refuse_known(content)
    if b"%PDF-" in content[:_PDF_MARK_WITHIN]:
        from policy_index.reading.pdf.document import read_pdf

        return read_pdf(content)
    if content.startswith(b"PK"):
        from policy_index.reading.docx.document import read_docx

        return read_docx(content)
    from policy_index.reading.html.saved import markup_of

    decoded = decode(content)
    markup = markup_of(decoded.text, content)
    if markup is not None:
        from policy_index.reading.html.page import read_page

        reading = read_page(markup)
        return replace(reading, left_out=(*reading.left_out, *damage_of(decoded)))
    return read_plain_text(decoded)
