"""What a person should look at after parsing: numbers, levels and sizes that are not as usual."""

from collections import Counter
from collections.abc import Iterator, Sequence

from policy_index.clauses import PREAMBLE, Clause
from policy_index.parsing.markers import Kind
from policy_index.parsing.outline import Section
from policy_index.parsing.parsed import Oddity

_LONGEST_CLAUSE = 3000  # characters


def find_oddities(sections: Sequence[Section], clauses: Sequence[Clause]) -> tuple[Oddity, ...]:
    """In the order of the text; those of a whole document first."""
    whole = [] if any(section.marker for section in sections) else [_unnumbered()]
    long = [_length(clause) for clause in clauses if len(clause.text) > _LONGEST_CLAUSE]
    return (*whole, *_of_numbers(sections), *_of_levels(sections), *long)


def _unnumbered() -> Oddity:
    return Oddity(PREAMBLE, "the document has no numbered clause")


def _length(clause: Clause) -> Oddity:
    return Oddity(clause.path, f"the clause is long: {len(clause.text)} characters")


def _of_numbers(sections: Sequence[Section]) -> Iterator[Oddity]:
    for section in sections:
        if section.fresh:
            yield Oddity(section.path, "the numbering of the document begins anew here")
        elif section.repeats:
            yield Oddity(section.path, "the number stands twice")
        if section.skipped:
            numbers = "a number is" if section.skipped == 1 else f"{section.skipped} numbers are"
            yield Oddity(section.path, f"{numbers} missing before it")


def _of_levels(sections: Sequence[Section]) -> Iterator[Oddity]:
    """A level under one that is lower as a rule, once for each pair; a number that is alone."""
    below = Counter(id(section.above) for section in sections if section.marker)
    seen = set[tuple[int, int]]()
    for section in sections:
        marker, above = section.marker, section.above
        if marker is None or above is None or above.marker is None:
            continue
        pair = (above.marker.kind, marker.kind)
        if marker.kind < above.marker.kind and pair not in seen:
            seen.add(pair)
            yield Oddity(section.path, f"{marker.label} stands under {above.marker.label}")
        counted = marker.kind not in (Kind.ARTICLE, Kind.DECIMAL) and marker.number == 1
        if counted and below[id(above)] == 1:
            yield Oddity(section.path, f"{marker.label} is the only number of its level")
