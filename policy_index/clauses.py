"""A clause: the unit that is cited, searched and computed with."""

from dataclasses import dataclass

PREAMBLE = "文首"
CLOSING = "文末"


@dataclass(frozen=True)
class Clause:
    """One clause of one document; ``(document, path)`` is the key of a citation.

    ``path`` is made of canonical labels: 三、（二）1.（1）①. An article is cited without its
    chapter: 第十二条（三）. In an annex its name comes first: 附件1 一、（二）. A label that stands
    twice is told apart: 三、·2. 文首 is what stands before the first number, 文末 what the document
    closes with; a further part of a document has a 文首·2.

    ``text`` is what is shown and quoted: verbatim, page breaks closed up, paragraphs on lines of
    their own. ``offsets[i]`` is the place of ``text[i]`` in the raw source (-1 for what was put in:
    the newlines between paragraphs, a space between Latin words of two lines). ``chapter`` is the
    heading line that it stands under.
    """

    document: str
    path: str
    chapter: str
    heading: str
    text: str
    body_end: int
    responsible: tuple[str, ...]
    offsets: tuple[int, ...]

    @property
    def body(self) -> str:
        """The words without the bracket that lists the responsible units."""
        return self.text[: self.body_end].rstrip()

    @property
    def start(self) -> int:
        """Where the clause begins in the raw source."""
        return self.offsets[0]

    @property
    def end(self) -> int:
        """Where the clause ends in the raw source (exclusive)."""
        return self.offsets[-1] + 1
