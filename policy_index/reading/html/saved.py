"""Whether a file is a saved web page, and its markup."""

import re
from email import message_from_bytes

from policy_index.reading.encodings import decode
from policy_index.reading.unreadable import Unreadable

_OPENS = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<%.*?%>\s*)*"
    r"<(?:!doctype\s+html|html|head|body|meta|title|style|script|div|p|table|span|h[1-6]|section"
    r"|article|center)\b",
    re.IGNORECASE | re.DOTALL,
)
_CLOSING_TAGS = re.compile(r"</(?:p|div|td|tr|table|span|a|li|ul|h[1-6]|body)\s*>", re.IGNORECASE)
_ENOUGH_TAGS = 10  # in a piece of a page that was copied without its beginning
_WEB_ARCHIVE = re.compile(r"(?:^|\n)content-type:\s*multipart/related", re.IGNORECASE)
_WORD_XML = re.compile(r"progid=\"Word\.Document\"|schemas\.microsoft\.com/office/2006/xmlPackage")
_BEGINNING = 4096


def markup_of(text: str, content: bytes) -> str | None:
    """The markup of a page, or of the page in a web archive (.mht); None for plain text."""
    beginning = text[:_BEGINNING]
    if _WORD_XML.search(beginning):
        raise Unreadable("is a Word file in XML: open it in Word or WPS and save it as .docx")
    if _WEB_ARCHIVE.search(beginning):
        return _page_in_archive(content)
    is_page = _OPENS.match(text) or len(_CLOSING_TAGS.findall(text)) >= _ENOUGH_TAGS
    return text if is_page else None


def _page_in_archive(content: bytes) -> str:
    for part in message_from_bytes(content).walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes):
                return decode(page).text
    raise Unreadable("is a web archive without a page in it: save the page as HTML")
