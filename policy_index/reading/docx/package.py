"""The parts of a Word file: a zip archive of XML, of which nothing is believed unseen."""

import posixpath
import zlib
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from zipfile import BadZipFile, ZipFile

from policy_index.reading.unreadable import Unreadable

LARGEST_UNPACKED = 200 * 1024 * 1024  # bytes of all members: pictures do not shrink when packed
LARGEST_PART = 50 * 1024 * 1024  # bytes of one part with words in it
# What reading a broken archive, or broken XML, raises.
_DAMAGE = (
    *(BadZipFile, zlib.error, ElementTree.ParseError),
    *(EOFError, OSError, RuntimeError, ValueError),
)
_OTHERS = (
    ("xl/", "a spreadsheet (.xlsx): copy its text into a .docx"),
    ("ppt/", "a presentation (.pptx): copy its text into a .docx"),
    ("OFD.xml", "an OFD document: open it in WPS or an OFD reader and save it as .docx or PDF"),
    ("content.xml", "an OpenDocument file: open it in Word or WPS and save it as .docx"),
)


class _Tree(ElementTree.TreeBuilder):
    """Word files declare no document type: one is there to define entities that do harm."""

    def doctype(self, *_: str | None) -> None:
        raise Unreadable("is no sound .docx: its XML declares a document type")


class Package:
    """Reads parts by name or by relation. Raises Unreadable for all that is no sound Word file."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = ZipFile(BytesIO(content))
        except _DAMAGE as error:
            raise Unreadable("is a damaged .docx: fetch it again, or save it anew") from error
        self._names = {info.filename: info for info in self._zip.infolist()}
        unpacked = sum(info.file_size for info in self._names.values())
        if unpacked > LARGEST_UNPACKED:
            limit = LARGEST_UNPACKED >> 20
            raise Unreadable(f"unpacks to more than {limit} MB: save it without its pictures")
        self.main = self._main_part()

    def part(self, name: str) -> Element | None:
        """The root element of a part; None if the file has no such part."""
        info = self._names.get(name)
        if info is None:
            return None
        if info.file_size > LARGEST_PART:
            raise Unreadable(f"has a part of more than {LARGEST_PART >> 20} MB: split the document")
        try:
            parser = ElementTree.XMLParser(target=_Tree())
            return ElementTree.fromstring(self._zip.read(info), parser)
        except _DAMAGE as error:
            raise Unreadable(f"is a damaged .docx ({name}): save it anew") from error

    def related(self, kind: str) -> Iterator[Element]:
        """The parts that the main part refers to as ``kind``: styles, numbering, footnotes …"""
        for target in self._targets(self.main, kind):
            part = self.part(target)
            if part is not None:
                yield part

    def _main_part(self) -> str:
        for name in self._targets("", "officeDocument"):
            if name in self._names and not name.startswith(("xl/", "ppt/")):
                return name
        for prefix, what in _OTHERS:
            if any(name.startswith(prefix) for name in self._names):
                raise Unreadable(f"is {what}")
        raise Unreadable("is a zip archive: unpack it and add its documents one by one")

    def _targets(self, source: str, kind: str) -> Iterator[str]:
        folder, name = posixpath.split(source)
        relations = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
        for relation in () if relations is None else relations:
            if relation.get("Type", "").rpartition("/")[2] == kind:
                target = relation.get("Target", "")
                yield posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
