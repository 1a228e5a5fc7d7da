"""What a question about applying asks for, by the name that a reply gives it: 申报材料."""

import re
from functools import cache
from pathlib import Path

from policy_index.strict_yaml import read_yaml

WHEN_PAID = "到账时间"
PHONE = "联系电话"


def details_in(words: str) -> list[str]:
    """The names of what normalised words ask for; none if they say it in another way."""
    return [name for name, pattern in _details() if pattern.search(words)]


@cache
def _details() -> list[tuple[str, re.Pattern[str]]]:
    entries = read_yaml(Path(__file__).parent / "details.yml")
    return [(e["name"], re.compile(e["pattern"], re.IGNORECASE)) for e in entries]
