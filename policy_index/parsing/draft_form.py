"""The sheet on which a draft was signed (发文稿纸), bound before the document itself."""

import re
from collections.abc import Sequence
from itertools import takewhile

from policy_index.parsing.lines import Line

_TITLE = re.compile(
    r"[^，。：]{0,24}(?:(?:发文|拟文|公文|文件)\s*(?:稿\s*纸|拟稿纸|处理单|审批单|签发单|呈批表))"
)
_REACH = 5  # lines, among the first of which its title stands


def find_draft_form(lines: Sequence[Line]) -> set[int]:
    """Indexes of its title and of the rows of the table below it."""
    for index, line in enumerate(lines[:_REACH]):
        if _TITLE.fullmatch(line.text):
            rows = list(takewhile(lambda each: each.is_table_row, lines[index + 1 :]))
            return set(range(index, index + 1 + len(rows))) if rows else set()
    return set()
