"""Other values in YAML that people have written: all else in the file stays as it is."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from policy_index.errors import PolicyError
from policy_index.strict_yaml import mark_yaml

_Edit = tuple[int, int, str]
"""What to put in the place of the characters from the first number to the second."""


def with_values(path: Path, text: str, changes: Mapping[str, Any]) -> str:
    """The text of the file ``path`` with ``changes``, values by keys that it has.

    Comments, order and the form of what does not change are kept, also inside a value of which only
    a part changes. Raises PolicyError if the changes cannot be made one by one, because a value
    stands in several places (an anchor).
    """
    marked = mark_yaml(path, text)
    changed = text
    for start, end, words in sorted(_edits(marked.root, marked.content, changes), reverse=True):
        changed = changed[:start] + words + changed[end:]
    try:
        done = mark_yaml(path, changed).content == {**marked.content, **changes}
    except PolicyError:
        done = False
    if not done:
        raise PolicyError(f"{path}: has anchors, or another form that is not changed here: edit it")
    return changed


def _edits(
    mapping: yaml.Node | None, content: Mapping[str, Any], changes: Mapping[str, Any]
) -> Iterator[_Edit]:
    for key, node in mapping.value if isinstance(mapping, yaml.MappingNode) else ():
        old = content[key.value]
        new = changes.get(key.value, old)
        if old == new:
            continue
        if isinstance(old, dict) and isinstance(new, dict) and old.keys() == new.keys():
            yield from _edits(node, old, new)
        else:
            yield key.end_mark.index, _end(node), f": {_flow(new)}"


def _end(node: yaml.Node) -> int:
    """Where a value ends, without the comments that follow it."""
    if not isinstance(node, yaml.CollectionNode) or node.flow_style:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _end(last[1] if isinstance(node, yaml.MappingNode) else last)


def _flow(value: Any) -> str:
    """The value on one line."""
    line = yaml.safe_dump(
        [value], allow_unicode=True, sort_keys=False, default_flow_style=True, width=1_000_000
    )
    return line.strip()[1:-1]
