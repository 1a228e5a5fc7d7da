"""A clause: the unit that is cited, searched and computed with."""

from dataclasses import dataclass

PREAMBLE = "文首"
CLOSING = "文末"

Span = tuple[int, int]
"""The characters ``[start, end)`` of a source."""


@dataclass(frozen=True)
class Clause:
    """One clause of one document; ``(document, path)`` is the key of a citation.

    ``path`` is made of canonical labels: 三、（二）1.（1）①. An article is cited without its
    chapter: 第十二条（三）. In an annex its name comes first: 附件1 一、（二）. A label that stands
    twice is told apart: 三、·2. 文首 is what stands before the first number, 文末 what the document
    closes with; a further part of a document has a 文首·2.

    ``text`` is what is shown and quoted: verbatim, page breaks closed up, paragraphs on lines of
    their own. ``spans`` are the pieces of the raw source that it was joined from, in order; what
    was put in (the newlines between paragraphs, a space between Latin words of two lines) is in
    none. ``chapter`` is the heading line that it stands under.
    """

    document: str
    path: str
    chapter: str
    heading: str
    text: str
    body_end: int
    responsible: tuple[str, ...]
    spans: tuple[Span, ...]

    @property
    def body(self) -> str:
        """The words without the bracket that lists the responsible units."""
        return self.text[: self.body_end].rstrip()

    @property
    def start(self) -> int:
        """Where the clause begins in the raw source."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where the clause ends in the raw source (exclusive)."""
        return self.spans[-1][1]
