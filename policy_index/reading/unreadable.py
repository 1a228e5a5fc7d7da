"""Files that cannot be read, each with the cure."""


class Unreadable(Exception):
    """Why a content cannot be read and what to do; the name of the file is the caller's to add."""


_SAVE_AS_DOCX = "open it in Word or WPS and save it as .docx"
_OCR = "run OCR first, e.g. with the Word or WPS function 图片转文字, and save the text"
_UNPACK = "unpack it and add its documents one by one"
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The first bytes → what the file is, and the cure.
_SIGNATURES = (
    (b"{\\rtf", "a rich text file (.rtf)", _SAVE_AS_DOCX),
    (b"\x89PNG", "a picture", _OCR),
    (b"\xff\xd8\xff", "a picture", _OCR),
    (b"GIF8", "a picture", _OCR),
    (b"BM", "a picture", _OCR),
    (b"II*\0", "a picture", _OCR),
    (b"MM\0*", "a picture", _OCR),
    (b"Rar!", "an archive (.rar)", _UNPACK),
    (b"7z\xbc\xaf'\x1c", "an archive (.7z)", _UNPACK),
    (b"\x1f\x8b", "an archive (.gz)", _UNPACK),
)
# Names of streams in an OLE2 file, which it spells in UTF-16 → the same.
_STREAMS = (
    ("EncryptedPackage", "protected by a password", "open it, remove the password and save it"),
    ("WordDocument", "an old Word or WPS document (.doc, .wps)", _SAVE_AS_DOCX),
    ("Workbook", "a spreadsheet (.xls)", "copy its text into a .docx"),
    ("PowerPoint Document", "a presentation (.ppt)", "copy its text into a .docx"),
)


def refuse_known(content: bytes) -> None:
    """Raises Unreadable if the first bytes say that this is none of the formats that are read."""
    for signature, what, cure in _SIGNATURES:
        if content.startswith(signature) and (signature != b"BM" or b"\0" in content[:16]):
            raise Unreadable(f"is {what}: {cure}")
    if content.startswith(_OLE2):
        for stream, what, cure in _STREAMS:
            if stream.encode("utf-16-le") in content:
                raise Unreadable(f"is {what}: {cure}")
        raise Unreadable(f"is an old Office file: {_SAVE_AS_DOCX}")
