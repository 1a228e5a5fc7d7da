"""What a page adds to the text that runs over it: its number, and the head on every page."""

from collections.abc import Sequence

from policy_index.parsing.lines import Line
from policy_index.parsing.page_numbers import bare_numbers, counting_numbers, sure_numbers
from policy_index.parsing.running_heads import find_lone_heads, find_running_heads


def find_page_breaks(lines: Sequence[Line]) -> set[int]:
    """Indexes of the lines that are page numbers or running heads."""
    numbers = sure_numbers(lines)
    bare = bare_numbers(lines) - numbers
    heads = find_running_heads(lines, numbers, bare)
    at_heads = {i for i in bare if {i - 1, i + 1} & heads}
    if at_heads:  # the last page's number has no head behind it
        at_heads |= {len(lines) - 1} & bare
    numbers |= at_heads or counting_numbers(lines, bare)
    return numbers | heads | find_lone_heads(lines, numbers)
