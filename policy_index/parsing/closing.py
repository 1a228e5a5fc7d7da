"""Where the numbered words of a document end: its closing, and the title of a further part."""

import re
from collections.abc import Sequence

from policy_index.parsing.closing_words import (
    is_contact,
    is_formality,
    is_imprint,
    is_organ,
    is_over,
    is_title,
    starts_signature,
    states_term,
)
from policy_index.parsing.markers import Marker
from policy_index.parsing.paragraphs import Paragraph

_ON_TERM = re.compile(r".{0,2}附\s*则|.{0,6}(?:施行|解释|有效期)")


def closing_start(paragraphs: Sequence[Paragraph], marker: Marker) -> int:
    """Where the last section of a count ends and the document closes.

    A section that is itself about the document's term (附则) keeps what it says of it, and a bare
    heading (联系方式) keeps the contacts under it.
    """
    texts = [paragraph.text for paragraph in paragraphs]
    words = marker.words(texts[0])
    bare = not re.search(r"[，。；]", words)
    supplement = _ON_TERM.match(words) is not None
    on_term = bare or supplement or states_term(words)
    for index, text in enumerate(texts[1:], start=1):
        if bare and is_contact(text):
            continue
        if is_formality(text) or starts_signature(texts, index) or _signs(texts, index):
            return index
        if not states_term(text):
            bare, on_term = False, supplement
        elif not on_term:
            return index
    return len(paragraphs)


def _signs(texts: Sequence[str], index: int) -> bool:
    """Whether nothing but names of authorities ends the text, behind a whole sentence."""
    return texts[index - 1].endswith("。") and all(map(is_organ, texts[index:]))


def imprint_start(paragraphs: Sequence[Paragraph]) -> int:
    """Where the 版记 begins that ends the last page of a document, behind an annex."""
    start = len(paragraphs)
    while start > 1 and is_imprint(paragraphs[start - 1].text):
        start -= 1
    return start


def next_part_start(paragraphs: Sequence[Paragraph], closing: int, *, counted_anew: bool) -> int:
    """Where, behind the closing, a title begins that no longer belongs to this part.

    Without a closing, only if the numbers that follow are counted anew.
    """
    closed = closing < len(paragraphs)
    if not closed and not counted_anew:
        return len(paragraphs)
    for index in range(closing if closed else 1, len(paragraphs)):
        before = paragraphs[index - 1].text
        ended = is_over(before) if closed else before.endswith("。")
        if ended and is_title(paragraphs[index].text):
            return index
    return len(paragraphs)
