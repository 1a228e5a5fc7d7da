"""Where on a page the document stands."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from policy_index.reading.html.blocks import Block
from policy_index.reading.html.elements import Element
from policy_index.reading.html.furniture import is_linked

# Ids and classes in which the content systems of Chinese public sites put the text, the surest
# first: TRS, UCAP (gov.cn), Hanweb, Dreamweaver's zoom, vsb, eWebEditor, UEditor.
_CONTAINERS = (
    *("ucap-content", "trs_editor", "trs_ueditor", "trs_editor_view", "ivs_content", "zoom"),
    *("pages_content", "v_news_content", "wp_articlecontent", "con_con", "article-content"),
    *("article_content", "articlecontent", "news_content", "detail-content", "xxgk_content"),
    *("ewebeditor_content", "content", "article"),
)
_FRAMES = {"div", "td", "section", "article", "main", "body", "form", "center", "font"}
_PUNCTUATION = re.compile(r"[，。；]")
_SHORTEST_PROSE = 15
_MOST = 0.9  # of the prose: the rest may be a notice of the site
_KNOWN_IS_ENOUGH = 0.8  # of it, in a place that is known to hold documents
_FURNITURE_AT_MOST = 0.3  # of it, in an element that calls itself a menu or a footer


def without_furniture(blocks: Sequence[Block]) -> tuple[list[Block], list[tuple[str, Block]]]:
    """The lines to look at, and those in elements that the page itself calls furniture or hides,
    each with its kind; an element that holds much of the prose is believed in no such claim."""
    weights = _weights(blocks)
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
            if each.furniture and weights[each] <= _FURNITURE_AT_MOST * total
        ]
        if claims:
            left_out.append((claims[0], block))
        else:
            looked_at.append(block)
    return looked_at, left_out


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
        each
        for each in weights
        if each.tag in _FRAMES and total and weights[each] >= _MOST * total
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
        for each in block.path:
            weights[each] += prose(block)
    return weights


def _outermost(blocks: Iterable[Block], name: str) -> Iterable[Element]:
    for block in blocks:
        yield from [each for each in block.path if name in each.names][:1]
