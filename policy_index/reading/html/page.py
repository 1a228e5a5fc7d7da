"""A web page as a document: title, source and metadata, then the text, its attachments last."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, takewhile

from selectolax.lexbor import LexborHTMLParser

from policy_index.reading.html.blocks import Block, blocks_of
from policy_index.reading.html.content import body_of, prose, without_furniture
from policy_index.reading.html.elements import Element
from policy_index.reading.html.facts import (
    Facts,
    facts_in_line,
    facts_in_rows,
    is_label,
    without_counters,
)
from policy_index.reading.html.furniture import (
    is_attachment,
    is_linked,
    kind_of,
    opens_related,
    without_tools,
)
from policy_index.reading.html.title import announced_title, is_title, says, shows
from policy_index.reading.reading import LeftOut, Reading

_PARAGRAPH = 40  # characters of prose: the metadata of the page stands before the first
_OPENING = 30  # lines of the body in which its title may stand
_FRAMES = {"div", "table", "section", "article", "main", "form"}
_OTHER = "other words of the page"

Parted = tuple[list[Block], list[tuple[str, Block]]]  # the document's lines, the site's by kind


def read_page(markup: str) -> Reading:
    """The document of a page; the text is "" if the page holds no words (a script fetches them)."""
    tree = LexborHTMLParser(markup)
    announced = announced_title(tree)
    blocks, furniture = without_furniture(blocks_of(tree.body) if tree.body else [], announced)
    blocks, facts = _with_facts(blocks)
    elements = body_of(blocks)
    before, body, after = _split(blocks, elements)
    frame = _frame(body, elements)
    head, around = _head(before, announced, frame)
    text, inside = _without_lines_of_the_site(body)
    metadata = {_printed(fact) for fact in facts}
    head += [block for block in after if block.text in metadata]
    tail, below = _tail([block for block in after if block.text not in metadata], frame)
    opening = _opening(text)
    for block in (*head, *text[:opening]):
        facts += facts_in_line(block.text)
    lines = [without_counters(without_tools(block.text)) for block in (*head, *text[:opening])]
    lines += [block.text for block in (*text[opening:], *tail)]
    opened = lines[: len(head) + _OPENING]
    if announced and lines and not any(shows(line, announced) for line in opened):
        lines.insert(0, announced)
    page_facts: dict[str, str] = {}
    for name, _, value in facts:
        page_facts.setdefault(name, value)
    left_out = _told([*furniture, *around, *inside, *below])
    return Reading("\n".join(lines), "html", left_out, page_facts)


def _with_facts(blocks: Sequence[Block]) -> tuple[list[Block], Facts]:
    """Metadata tables become lines 文号：…, as do labels and values that stand on lines of their
    own above the text; the facts are those of the tables."""
    found: Facts = []
    lines: list[Block] = []
    for table, rows in groupby(blocks, key=lambda block: block.path[-1] if block.row else None):
        group = list(rows)
        facts = facts_in_rows([block.row for block in group]) if table else []
        if facts:
            found += facts
            lines += [replace(group[0], text=_printed(fact), links=(), row=()) for fact in facts]
        else:
            lines += group
    text = _opening(lines)
    return [*_labelled(lines[:text]), *lines[text:]], found


def _printed(fact: tuple[str, str, str]) -> str:
    _, label, value = fact
    return f"{label}：{value}"


def _opening(blocks: Sequence[Block]) -> int:
    """How many lines stand before the first paragraph of prose."""
    return len(list(takewhile(lambda block: prose(block) < _PARAGRAPH, blocks)))


def _labelled(blocks: Sequence[Block]) -> Iterator[Block]:
    """Each label with the value below it; a label without one says nothing."""
    label: Block | None = None
    for block in blocks:
        if is_label(block.text) and not block.row:
            label = block
            continue
        if label is not None and label.path[:-2] == block.path[: len(label.path) - 2]:
            text = f"{label.text.rstrip('：: ')}：{block.text}"
            yield replace(block, text=text, links=())
        else:
            yield block
        label = None


def _split(
    blocks: Sequence[Block], body: frozenset[Element]
) -> tuple[list[Block], list[Block], list[Block]]:
    """The lines before, in and after the document; all are in it if nothing shows where it is."""
    inside = [at for at, block in enumerate(blocks) if not body or body & set(block.path)]
    if not inside:
        return [], list(blocks), []
    first, last = inside[0], inside[-1]
    return list(blocks[:first]), list(blocks[first : last + 1]), list(blocks[last + 1 :])


def _frame(body: Sequence[Block], elements: frozenset[Element]) -> Element | None:
    """The element around that of the text, in which title, date and signature may stand."""
    for block in body:
        at = next((at for at, each in enumerate(block.path) if each in elements), 0)
        around = [each for each in block.path[:at] if each.tag in _FRAMES]
        if around:
            return around[-1]
    return None


def _head(before: Sequence[Block], announced: str, frame: Element | None) -> Parted:
    """Title, and what stands between it and the text; of the rest of the page's top, the facts."""
    titles = [at for at, block in enumerate(before) if is_title(block, announced)]
    named = [at for at in titles if says(before[at].text, announced)]
    start = (named or titles or [len(before)])[-1]
    kept, left_out = [], []
    for at, block in enumerate(before):
        kind = kind_of(block) or ("menu" if is_linked(block) else None)
        near = at >= start or frame in block.path
        if kind is None and (near or facts_in_line(block.text)):
            kept.append(block)
        else:
            left_out.append((kind or _OTHER, block))
    return kept, left_out


def _without_lines_of_the_site(body: Sequence[Block]) -> Parted:
    """The text without print buttons, paths of the site, and lists of other documents."""
    kept, left_out = [], []
    related = False
    for block in body:
        related = opens_related(block) or (related and is_linked(block))
        kind = "related links" if related else kind_of(block)
        if kind is None:
            kept.append(block)
        else:
            left_out.append((kind, block))
    return kept, left_out


def _tail(after: Sequence[Block], frame: Element | None) -> Parted:
    """What goes on with the text right below its element: signature, date, attachments."""
    kept, left_out = [], []
    ended = False
    for block in after:
        kind = "related links" if opens_related(block) else kind_of(block)
        goes_on = is_attachment(block) or (not is_linked(block) and frame in block.path)
        ended = ended or kind in ("related links", "menu", "footer") or not goes_on
        if kind is None and not ended:
            kept.append(block)
        else:
            left_out.append((kind or ("menu" if is_linked(block) else _OTHER), block))
    return kept, left_out


def _told(left_out: Iterable[tuple[str, Block]]) -> tuple[LeftOut, ...]:
    return tuple(
        LeftOut(kind, "\n".join(block.text for _, block in blocks))
        for kind, blocks in groupby(left_out, key=lambda each: each[0])
    )
