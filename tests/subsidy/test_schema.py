"""The schema that editors use says what the loader accepts, and is the one that is committed."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from actions.subsidy.schema import schemas, write_schemas
from policy_index.collection import POLICIES
from policy_index.strict_yaml import mark_yaml, read_yaml
from tests.subsidy.small import COVERAGE, MEASURES

FILES = sorted([*POLICIES.glob("*/measures.yml"), *POLICIES.glob("*/coverage.yml")])


def as_editors_read(content: Any) -> Any:
    """Editors take a day for text."""
    if isinstance(content, dict):
        return {key: as_editors_read(value) for key, value in content.items()}
    if isinstance(content, list):
        return [as_editors_read(value) for value in content]
    return content.isoformat() if isinstance(content, date) else content


def errors(name: str, content: Any) -> list[str]:
    validator = jsonschema.Draft202012Validator(schemas()[name])
    return [error.message for error in validator.iter_errors(as_editors_read(content))]


def test_the_committed_schemas_are_up_to_date(tmp_path: Path) -> None:
    for path in write_schemas(tmp_path):
        assert path.read_bytes() == (POLICIES / "schema" / path.name).read_bytes()


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_file_of_the_policies_fits_its_schema(path: Path) -> None:
    assert errors(f"{path.stem}.json", read_yaml(path)) == []


@pytest.mark.parametrize(
    ("name", "text", "old", "new"),
    [
        ("measures.json", MEASURES, "  name: 认定奖励\n", ""),
        ("measures.json", MEASURES, "topics: [认定]", "topics: 认定"),
        ("measures.json", MEASURES, "kind: fixed", "kind: generous"),
        ("measures.json", MEASURES, "value: 200000", "value: 20万"),
        ("measures.json", MEASURES, "value: 200000", "cap: 200000"),
        ("measures.json", MEASURES, "  name:", "  when: [{field: tier}]\n  name:"),
        ("measures.json", MEASURES, "  name:", "  pays: 1\n  name:"),
        ("coverage.json", COVERAGE, "why: background", "why: aim"),
        ("coverage.json", COVERAGE, "words: 100家, ", ""),
    ],
)
def test_an_editor_marks_what_the_loader_refuses(name: str, text: str, old: str, new: str) -> None:
    def read(text: str) -> Any:
        return mark_yaml(Path(name), text).content

    assert errors(name, read(text)) == []
    assert errors(name, read(text.replace(old, new, 1))) != []


def test_every_key_of_an_entry_says_what_it_is() -> None:
    keys = schemas()["measures.json"]["$defs"]["Measure"]["properties"]
    assert [key for key, each in keys.items() if "description" not in each] == []
    json.dumps(keys, ensure_ascii=False)
