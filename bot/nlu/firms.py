"""A message about several firms, one piece for each: 一家在广州…，一家在湛江…，各能拿多少."""

import re

from bot.nlu.cities import find_cities
from bot.nlu.tiers import find_tiers
from policy_index.text import align

_FIRM = re.compile(
    r"(?:另外?|还有|其中|第)?一家|第二家|另一个是|一个是|[甲乙丙ABC](?:公司|企业|厂|司)|(?:老|新|分)厂|母公司|子公司",
    re.IGNORECASE,
)
_EACH = re.compile("分别|各自?|每家|都?能?[拿领补奖给]|多少|几多|怎么|哪些|什么")


def firms_in(text: str) -> list[tuple[int, int]]:
    """Where each firm is spoken of, [start, end), to the end of the message for the last; none
    unless two are named, each with a place or a tier of its own, and something is asked of them."""
    if not _FIRM.search(text):
        return []
    aligned = align(text)
    words = aligned.text
    starts = [match.start() for match in _FIRM.finditer(words)]
    if len(starts) < 2:
        return []
    told = [*find_cities(words), *find_tiers(words)]
    pieces = list(zip(starts, [*starts[1:], len(words)], strict=True))
    pieces = [p for p in pieces if any(p[0] <= each.start < p[1] for each in told)]
    if len(pieces) < 2 or not _EACH.search(words, pieces[-1][0]):
        return []
    begins = [start for start, _ in pieces]
    ends = [*begins[1:], len(words)]
    return [aligned.original_span(*piece) for piece in zip(begins, ends, strict=True)]
