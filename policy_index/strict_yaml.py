"""YAML as the policies are written in it: no duplicate keys, and no number that is a float."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from policy_index.errors import PolicyError

_FLOAT = "tag:yaml.org,2002:float"
_TEXT = "tag:yaml.org,2002:str"

Place = tuple[str | int, ...]
"""The way to a node: the keys and the numbers of items, e.g. (3, "amount", "cap")."""


def read_yaml(path: Path) -> Any:
    """The content of a YAML file.

    Raises PolicyError naming the file, the line, the entry (by its id), the field and the cure.
    """
    marked = mark_yaml(path, read_text(path))
    for refusal in marked.refusals:
        raise PolicyError(f"{path}, line {refusal.line}: {refusal.where}: {refusal.why}")
    return marked.content


def read_text(path: Path) -> str:
    """The text of a file. Raises PolicyError if it cannot be read or is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise PolicyError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise PolicyError(f"{path}: is not text in UTF-8: {error.reason}") from error


class BadSyntax(PolicyError):
    """Text that is no YAML. ``line`` (from 1) is where it shows, ``began`` where what is open there
    began."""

    def __init__(self, path: Path, line: int, began: int, problem: str) -> None:
        super().__init__(f"{path}, line {line}: {problem}")
        self.line, self.began, self.problem = line, began, problem


@dataclass(frozen=True)
class Refusal:
    """A node that would silently change a figure. ``where`` names it by the id of its entry."""

    place: Place
    line: int
    where: str
    why: str


@dataclass(frozen=True)
class Marked:
    """Content with the lines that it stands on. What a refused node became is of no meaning."""

    content: Any
    refusals: tuple[Refusal, ...]
    root: yaml.Node | None

    def line(self, place: Place) -> int:
        """The line (from 1) of a node, of its key if it has one; of the nearest node above a place
        that is not there."""
        node, line = self.root, 1
        for step in place:
            found = _child(node, step)
            if found is None:
                break
            mark, node = found
            line = mark.start_mark.line + 1
        return line


def mark_yaml(path: Path, text: str) -> Marked:
    """Read the text of the file ``path``, going on after what is refused. Raises BadSyntax."""
    try:
        reader = _Reader(text)
        try:
            content = reader.get_single_data()
        finally:
            reader.dispose()
    except yaml.MarkedYAMLError as error:
        last = text.rstrip().count("\n") + 1
        line = min(error.problem_mark.line + 1, last) if error.problem_mark else 1
        began = error.context_mark.line + 1 if error.context_mark else line
        raise BadSyntax(path, line, began, error.problem or "is no YAML") from error
    except yaml.reader.ReaderError as error:
        raise BadSyntax(path, 1, 1, f"is not text in UTF-8: {error.reason}") from error
    return Marked(content, tuple(reader.refusals), reader.root)


class _Reader(yaml.CSafeLoader):
    """CSafeLoader that looks at every node before anything is made of it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.refusals: list[Refusal] = []
        self.root: yaml.Node | None = None

    def get_single_node(self) -> yaml.Node | None:
        self.root = super().get_single_node()
        if self.root is not None:
            self.refusals += self._check(self.root, (), set())
        return self.root

    def _check(self, node: yaml.Node, place: Place, checked: set[int]) -> Iterator[Refusal]:
        if id(node) in checked:  # an alias
            return
        checked.add(id(node))
        if isinstance(node, yaml.MappingNode):
            yield from self._check_keys(node, place)
            for key, value in node.value:
                yield from self._check(value, (*place, str(key.value)), checked)
        elif isinstance(node, yaml.SequenceNode):
            for number, item in enumerate(node.value):
                yield from self._check(item, (*place, number), checked)
        elif node.tag != _TEXT:
            yield from self._check_scalar(node, place)

    def _check_keys(self, node: yaml.Node, place: Place) -> Iterator[Refusal]:
        seen = set[str]()
        kept = []
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                yield Refusal(place, line, self._where(place) or "top", "a key must be a word")
            elif key.value in seen:
                why = f"the key {key.value!r} stands twice; keep one"
                yield Refusal((*place, key.value), line, self._where(place) or "top", why)
            else:
                seen.add(key.value)
                kept.append((key, value))
        node.value = kept

    def _check_scalar(self, node: yaml.Node, place: Place) -> Iterator[Refusal]:
        why = None
        if node.tag == _FLOAT:
            cure = f'write yuan as a whole number and a rate as a string ("{node.value}")'
            why = f"{node.value} would be read as a float; {cure}"
        else:
            try:
                self.construct_object(node)
            except ValueError as error:  # 2022-02-30
                self.recursive_objects.pop(node)
                why = f"{node.value}: {error}"
        if why is not None:
            node.tag = _TEXT
            yield Refusal(place, node.start_mark.line + 1, self._where(place), why)

    def _where(self, place: Place) -> str:
        """The keys to a place, behind the id of the entry that it is in: a/b: amount.rate."""
        node, entry, keys = self.root, "", list[str]()
        for step in place:
            found = _child(node, step)
            node = found[1] if found else None
            if isinstance(step, str):
                keys.append(step)
            elif (name := _id_of(node)) is not None:
                entry, keys = name, []
        return ": ".join(part for part in (entry, ".".join(keys)) if part)


def _child(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    """The node that marks the place of a child, and the child."""
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None


def _id_of(node: yaml.Node | None) -> str | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((str(value.value) for key, value in pairs if key.value == "id"), None)
