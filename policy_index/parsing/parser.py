"""From a source text to clauses with the paths that people cite."""

from dataclasses import dataclass, field

from policy_index.clauses import CLOSING, PREAMBLE, Clause
from policy_index.parsing.closing import closing_start, imprint_start, next_part_start
from policy_index.parsing.closing_words import is_imprint, is_sentence
from policy_index.parsing.headings import is_bare, split_heading
from policy_index.parsing.layout import lay_out
from policy_index.parsing.lines import wrap_width
from policy_index.parsing.markers import Marker
from policy_index.parsing.oddities import find_oddities
from policy_index.parsing.outline import Section, find_sections
from policy_index.parsing.paragraphs import Paragraph, join_lines
from policy_index.parsing.parsed import Furniture, Parsed
from policy_index.parsing.responsible import find_units


def parse(document: str, source: str) -> list[Clause]:
    """The clauses of a source text, in reading order."""
    return list(parse_text(document, source).clauses)


def parse_text(document: str, source: str) -> Parsed:
    """Clauses, furniture and oddities of a source text.

    A heading over other clauses is no clause; it is carried as the ``chapter`` of the clauses
    under it. A document without any number is one clause, 文首.
    """
    layout = lay_out(source)
    wrapped = wrap_width(layout.lines)
    sections = find_sections(layout.lines)
    draft = _Draft(list(layout.furniture))
    for section in sections:
        draft.add(section, join_lines(section.lines, wrapped, section.marker))
    clauses = tuple(_clause(document, part) for part in sorted(draft.parts, key=_place))
    furniture = tuple(sorted(draft.furniture, key=lambda each: each.start))
    return Parsed(clauses, furniture, find_oddities(sections, clauses))


@dataclass
class _Part:
    """A clause in the making."""

    path: str
    chapter: str
    marker: Marker | None
    paragraphs: list[Paragraph]


def _place(part: _Part) -> int:
    return part.paragraphs[0].start


@dataclass
class _Draft:
    """The clauses so far; ``title`` is that of the part of the document that is being read."""

    furniture: list[Furniture]
    parts: list[_Part] = field(default_factory=list)
    headings: dict[str, str] = field(default_factory=dict)
    title: str = ""
    preambles: int = 0
    closings: list[_Part] = field(default_factory=list)

    def add(self, section: Section, paragraphs: list[Paragraph]) -> None:
        marker = section.marker
        self.headings[section.path] = paragraphs[0].text
        chapter = self.headings[section.above.path] if section.above else self.title
        if not section.path:
            self._add_preamble(paragraphs)
            return
        if section.is_parent and marker and is_bare(marker, paragraphs):
            self._add_headings(paragraphs)
            return
        end = after = len(paragraphs)
        if section.last and marker:
            end = closing_start(paragraphs, marker)
            after = next_part_start(paragraphs, end, counted_anew=section.before_restart)
        elif section.last:
            end = imprint_start(paragraphs)
        self.parts.append(_Part(section.path, chapter, marker, paragraphs[: min(end, after)]))
        self._close(paragraphs[end:after])
        self._begin_part(paragraphs[after:])

    def _add_headings(self, paragraphs: list[Paragraph]) -> None:
        self.furniture += [
            Furniture(start, end, "heading")
            for paragraph in paragraphs
            for start, end in paragraph.spans
        ]

    def _add_preamble(self, paragraphs: list[Paragraph]) -> None:
        self.preambles += 1
        path = PREAMBLE if self.preambles == 1 else f"{PREAMBLE}·{self.preambles}"
        self.parts.append(_Part(path, "", None, paragraphs))

    def _close(self, paragraphs: list[Paragraph]) -> None:
        """A closing; that of the whole document goes on behind its annexes with the 版记."""
        if not paragraphs:
            return
        if self.closings and all(is_imprint(paragraph.text) for paragraph in paragraphs):
            self.closings[-1].paragraphs += paragraphs
            return
        number = len(self.closings) + 1
        path = CLOSING if number == 1 else f"{CLOSING}·{number}"
        self.closings.append(_Part(path, "", None, paragraphs))
        self.parts.append(self.closings[-1])

    def _begin_part(self, paragraphs: list[Paragraph]) -> None:
        """A further part of the document: a bare title is a heading, else it has a preamble."""
        if not paragraphs:
            return
        self.title = paragraphs[0].text
        if any(is_sentence(paragraph.text) for paragraph in paragraphs):
            self._add_preamble(paragraphs)
        else:
            self._add_headings(paragraphs)


def _clause(document: str, part: _Part) -> Clause:
    text = "\n".join(paragraph.text for paragraph in part.paragraphs)
    words = part.marker.words(part.paragraphs[0].text) if part.marker else ""
    units = find_units(text)
    return Clause(
        document=document,
        path=part.path,
        chapter=part.chapter,
        heading=split_heading(words),
        text=text,
        body_end=units.start,
        responsible=units.names,
        spans=tuple(span for paragraph in part.paragraphs for span in paragraph.spans),
    )
