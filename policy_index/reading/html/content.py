"""Where on a page the document stands."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from policy_index.reading.html.blocks import Block
from policy_index.reading.html.elements import Element
from policy_index.reading.html.facts import facts_in_line
from policy_index.reading.html.furniture import is_attachment, is_linked
from policy_index.reading.html.title import says

# Ids and classes in which the content systems of Chinese public sites put nothing but the text.
_CONTAINERS = (
    *("ucap-content", "trs_editor", "trs_ueditor", "trs_editor_view", "ivs_content", "zoom"),
    *("pages_content", "v_news_content", "wp_articlecontent", "con_con", "article-content"),
    *("article_content", "articlecontent", "news_content", "xxgk_content", "js_content"),
)
_FRAMES = {"div", "td", "section", "article", "main", "body", "form", "center", "font"}
_PUNCTUATION = re.compile(r"[，。；]")
_SHORTEST_PROSE = 15
_MOST = 0.9  # of the prose: the rest may be a notice of the site
_KNOWN_IS_ENOUGH = 0.5  # of it, in an element that is known to hold documents
_FURNITURE_AT_MOST = 0.3  # of it, in an element that calls itself a menu or a footer
_MENU_LINKS = 0.5  # of the characters of an element that calls itself a menu


def without_furniture(
    blocks: Sequence[Block], announced: str
) -> tuple[list[Block], list[tuple[str, Block]]]:
    """The lines to look at, and those in elements that the page itself calls furniture or hides,
    each with its kind."""
    weights, links = _weights(blocks), _link_shares(blocks)
    total = sum(map(prose, blocks))
    hidden = sum(prose(block) for block in blocks if block.hidden)
    looked_at, left_out = [], []
    for block in blocks:
        if block.hidden and hidden <= total / 2:
            left_out.append(("hidden", block))
            continue
        claims = [
            each.furniture
            for each in block.path
            if each.furniture and _is_believed(each, weights[each] / max(total, 1), links)
        ]
        if claims and not _is_rescued(block, claims, announced):
            left_out.append((claims[0], block))
        else:
            looked_at.append(block)
    return looked_at, left_out


def _is_believed(claiming: Element, share: float, links: Mapping[Element, float]) -> bool:
    """No element with much of the prose is furniture, and no menu is without links."""
    if claiming.furniture in ("menu", "related links") and claiming.tag not in ("nav", "aside"):
        return share <= _FURNITURE_AT_MOST and links[claiming] >= _MENU_LINKS
    return share <= _FURNITURE_AT_MOST


def _is_rescued(block: Block, claims: Sequence[str], announced: str) -> bool:
    """Sites put the title and the date among their buttons, and attachments below the text."""
    if set(claims) <= {"page tools", "footer"} and is_attachment(block):
        return True
    named = says(block.text, announced) or facts_in_line(block.text)
    return bool(named) and set(claims) == {"page tools"}


def body_of(blocks: Sequence[Block]) -> frozenset[Element]:
    """The elements that hold the document; none if the page has no element with most of it."""
    total = sum(map(prose, blocks))
    for name in _CONTAINERS:
        found = frozenset(_outermost(blocks, name))
        held = sum(prose(block) for block in blocks if found & set(block.path))
        if total and held >= _KNOWN_IS_ENOUGH * total:
            return found
    weights = _weights(blocks)
    holders = [
        each for each in weights if each.tag in _FRAMES and total and weights[each] >= _MOST * total
    ]
    return frozenset([max(holders, key=lambda each: each.serial)]) if holders else frozenset()


def prose(block: Block) -> int:
    """Characters of sentences: what documents have and menus have not."""
    if is_linked(block) or len(block.text) < _SHORTEST_PROSE:
        return 0
    return len(block.text) if _PUNCTUATION.search(block.text) else 0


def _weights(blocks: Iterable[Block]) -> Counter[Element]:
    weights: Counter[Element] = Counter()
    for block in blocks:
        weight = prose(block)
        for each in block.path:
            weights[each] += weight
    return weights


def _link_shares(blocks: Iterable[Block]) -> dict[Element, float]:
    """For each element the part of its characters that can be clicked."""
    length: Counter[Element] = Counter()
    linked: Counter[Element] = Counter()
    for block in blocks:
        for each in block.path:
            length[each] += len(block.text)
            linked[each] += sum(len(link.text) for link in block.links)
    return {each: linked[each] / length[each] for each in length}


def _outermost(blocks: Iterable[Block], name: str) -> Iterable[Element]:
    for block in blocks:
        yield from [each for each in block.path if name in each.names][:1]
