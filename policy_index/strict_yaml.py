"""YAML as the policies are written in it: no duplicate keys, and no number that is a float."""

from pathlib import Path
from typing import Any

import yaml

from policy_index.errors import PolicyError

_FLOAT = "tag:yaml.org,2002:float"


def read_yaml(path: Path) -> Any:
    """The content of a YAML file.

    Raises PolicyError naming the file, the line, the entry (by its id), the field and the cure.
    """
    try:
        with path.open(encoding="utf-8") as stream:
            return _Reader(stream).get_single_data()
    except OSError as error:
        raise PolicyError(f"{path}: {error.strerror}") from error
    except _Refused as error:
        raise PolicyError(f"{path}, line {error}") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise PolicyError(f"{path}, line {line}: {error.problem}") from error
    except (yaml.reader.ReaderError, UnicodeDecodeError) as error:
        raise PolicyError(f"{path}: is not text in UTF-8: {error.reason}") from error


class _Refused(Exception):
    """A node that would silently change a figure: its line, its place and why."""

    def __init__(self, node: yaml.Node, place: str, why: str) -> None:
        super().__init__(f"{node.start_mark.line + 1}: {place}: {why}")


class _Reader(yaml.CSafeLoader):
    """SafeLoader, read by libyaml, that looks at every node before anything is made of it."""

    def get_single_node(self) -> yaml.Node | None:
        node = super().get_single_node()
        if node is not None:
            self._check(node, "", set())
        return node

    def _check(self, node: yaml.Node, place: str, checked: set[int]) -> None:
        if id(node) in checked:  # an alias
            return
        checked.add(id(node))
        if isinstance(node, yaml.MappingNode):
            self._refuse_duplicates(node, place)
            for key, value in node.value:
                dot = "." if place and not place.endswith(": ") else ""
                self._check(value, f"{place}{dot}{key.value}", checked)
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                name = _id_of(item)
                self._check(item, place if name is None else f"{name}: ", checked)
        else:
            self._check_scalar(node, place)

    def _refuse_duplicates(self, node: yaml.MappingNode, place: str) -> None:
        seen = set[str]()
        for key, _ in node.value:
            where = place.removesuffix(": ") or "top"
            if not isinstance(key, yaml.ScalarNode):
                raise _Refused(key, where, "a key must be a word")
            if key.value in seen:
                raise _Refused(key, where, f"the key {key.value!r} stands twice; keep one")
            seen.add(key.value)

    def _check_scalar(self, node: yaml.Node, place: str) -> None:
        if node.tag == _FLOAT:
            cure = f'write yuan as a whole number and a rate as a string ("{node.value}")'
            raise _Refused(node, place, f"{node.value} would be read as a float; {cure}")
        try:
            self.construct_object(node)
        except ValueError as error:  # 2022-02-30
            raise _Refused(node, place, f"{node.value}: {error}") from error


def _id_of(node: yaml.Node) -> str | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((str(value.value) for key, value in pairs if key.value == "id"), None)
