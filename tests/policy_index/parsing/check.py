"""What holds for the parse of any text."""

from collections import Counter

from policy_index.parsing.parsed import Parsed


def assert_every_character_has_one_home(source: str, parsed: Parsed) -> None:
    """Each character that is no white space is in exactly one clause or piece of furniture, and
    each character of a clause is the one at its offset."""
    homes = Counter[int]()
    for clause in parsed.clauses:
        assert len(clause.text) == len(clause.offsets)
        for character, offset in zip(clause.text, clause.offsets, strict=True):
            assert character in "\n " if offset == -1 else character == source[offset]
        kept = [offset for offset in clause.offsets if offset >= 0]
        assert kept == sorted(set(kept))
        assert (clause.start, clause.end) == (kept[0], kept[-1] + 1)
        homes.update(kept)
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
