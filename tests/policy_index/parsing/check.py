"""What holds for the parse of any text."""

import re
from collections import Counter

from policy_index.parsing.parsed import Parsed


def assert_every_character_has_one_home(source: str, parsed: Parsed) -> None:
    """Each character that is no white space is in exactly one clause or piece of furniture, and
    a clause is its spans of the source with nothing but newlines and spaces put in between."""
    homes = Counter[int]()
    for clause in parsed.clauses:
        pieces = [re.escape(source[start:end]) for start, end in clause.spans]
        assert re.fullmatch("[\n ]?".join(pieces), clause.text)
        assert list(clause.spans) == sorted(clause.spans)
        for start, end in clause.spans:
            homes.update(range(start, end))
    for piece in parsed.furniture:
        homes.update(range(piece.start, piece.end))
    assert set(homes.values()) <= {1}
    assert not "".join(char for place, char in enumerate(source) if place not in homes).strip()


def assert_in_order(parsed: Parsed) -> None:
    """Clauses and furniture stand in the order of the source, and no path stands twice."""
    assert [clause.start for clause in parsed.clauses] == sorted(c.start for c in parsed.clauses)
    assert [each.start for each in parsed.furniture] == sorted(f.start for f in parsed.furniture)
    paths = [clause.path for clause in parsed.clauses]
    assert len(set(paths)) == len(paths)
