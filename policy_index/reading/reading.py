"""What reading a file gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Format = Literal["txt", "html", "docx", "pdf"]


@dataclass(frozen=True)
class LeftOut:
    """Words of the file that are no words of the document: ``kind`` says what they are.

    Kinds: ``menu`` · ``breadcrumb`` · ``page tools`` · ``related links`` · ``footer`` · ``hidden``
    · ``other words of the page`` (html) · ``deleted words`` · ``hidden words`` (docx) ·
    ``header/footer of the page`` (docx, pdf) · ``slanted words`` (of stamps and watermarks)
    · ``words at the side of the page`` · ``footnotes`` (pdf).
    Of some things ``text`` is but a number: ``pages without words`` (which, pdf), ``control
    characters`` and ``damaged bytes`` (how many).
    """

    kind: str
    text: str


@dataclass(frozen=True)
class Reading:
    """The words of a document and what was told apart from them.

    ``text``: lines end with a newline character, pages of a PDF with a form feed, each row of a
    table is a line with its cells joined by `` | ``. A .txt keeps its own line ends.
    ``page_facts``: what the metadata table of a web page says, under one name for each thing
    (文号, 发布机构, 成文日期, 发布日期, 标题, 有效性, 索引号 …), values as printed; its lines stand
    in ``text`` too.
    """

    text: str
    format: Format
    left_out: tuple[LeftOut, ...] = ()
    page_facts: Mapping[str, str] = field(default_factory=dict)
