"""YAML as the policies are written in it: no duplicate keys, and no number that is a float."""

from pathlib import Path
from typing import Any

import yaml

from policy_index.errors import PolicyError


class _StrictLoader(yaml.SafeLoader):
    """SafeLoader that refuses what would silently change a figure."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise PolicyError(f"{_place(key_node)}: the key {key!r} stands twice; keep one")
            seen.add(key)
        return super().construct_mapping(node, deep)


def _refuse_float(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> Any:
    raise PolicyError(
        f"{_place(node)}: {node.value} would be read as a float; "
        f'write yuan as a whole number and a rate as a string ("{node.value}")'
    )


_StrictLoader.add_constructor("tag:yaml.org,2002:float", _refuse_float)


def read_yaml(path: Path) -> Any:
    """The content of a YAML file.

    Raises PolicyError naming the file, the line and the cure.
    """
    try:
        with path.open(encoding="utf-8") as stream:
            return yaml.load(stream, Loader=_StrictLoader)
    except OSError as error:
        raise PolicyError(f"{path}: {error.strerror}") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise PolicyError(f"{path}, line {line}: {error.problem}") from error


def _place(node: yaml.Node) -> str:
    return f"{node.start_mark.name}, line {node.start_mark.line + 1}"
