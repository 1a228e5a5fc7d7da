"""From a source text to clauses with the paths that people cite."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from policy_index.clauses import CLOSING, PREAMBLE, Clause
from policy_index.parsing.headings import Numbering, find_marker, split_heading
from policy_index.parsing.layout import CLOSING_WORDS, Paragraph, lay_out
from policy_index.parsing.parsed import Furniture, Parsed
from policy_index.parsing.responsible import find_units


@dataclass
class _Draft:
    """A clause in the making."""

    path: str
    chapter: str
    heading: str
    paragraphs: list[Paragraph] = field(default_factory=list)
    heading_only: bool = False


def parse(document: str, source: str) -> list[Clause]:
    """The clauses of a source text, in reading order."""
    return list(parse_text(document, source).clauses)


def parse_text(document: str, source: str) -> Parsed:
    """Clauses and furniture of a source text; a heading over other clauses is no clause.

    Such a heading is carried as the ``chapter`` of the clauses under it.
    """
    layout = lay_out(source)
    drafts = [draft for draft in _drafts(layout.paragraphs) if draft.paragraphs]
    following = [*(draft.path for draft in drafts[1:]), ""]
    clauses: list[Clause] = []
    furniture = [Furniture(start, end, "web page") for start, end in layout.furniture]
    for draft, after in zip(drafts, following, strict=True):
        if draft.heading_only and after.startswith(draft.path):
            lines = draft.paragraphs
            furniture += [Furniture(line.start, line.end, "heading") for line in lines]
        else:
            clauses.append(_finish(document, draft))
    furniture.sort(key=lambda each: each.start)
    return Parsed(tuple(clauses), tuple(furniture), ())


def _drafts(paragraphs: tuple[Paragraph, ...]) -> Iterator[_Draft]:
    numbering, chapters = Numbering(), dict[int, str]()
    draft = _Draft(PREAMBLE, "", "")
    for paragraph in paragraphs:
        marker = find_marker(paragraph.text)
        if marker is not None and numbering.accept(marker):
            yield draft
            depth = len(numbering.stack)
            chapters[depth] = paragraph.text
            heading = split_heading(paragraph.text[marker.width :])
            draft = _Draft(numbering.path, chapters[depth - 1] if depth > 1 else "", heading)
            alone = paragraph.text[marker.width :].rstrip("。 ") == heading
            draft.heading_only = alone
            draft.paragraphs.append(paragraph)
            continue
        ends_body = draft.path != PREAMBLE and not draft.heading_only
        if ends_body and draft.path != CLOSING and CLOSING_WORDS.fullmatch(paragraph.text):
            yield draft
            draft = _Draft(CLOSING, "", "")
        draft.paragraphs.append(paragraph)
        draft.heading_only = False
    yield draft


def _finish(document: str, draft: _Draft) -> Clause:
    text, offsets = "", list[int]()
    for paragraph in draft.paragraphs:
        if text:
            text += "\n"
            offsets.append(-1)
        text += paragraph.text
        offsets.extend(paragraph.offsets)
    units = find_units(text)
    return Clause(
        document=document,
        path=draft.path,
        chapter=draft.chapter,
        heading=draft.heading,
        text=text,
        body_end=units.start,
        responsible=units.names,
        offsets=tuple(offsets),
    )
