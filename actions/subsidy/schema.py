"""The JSON Schema of ``measures.yml`` and ``coverage.yml``, for editors; made from the forms."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def schemas() -> Mapping[str, dict[str, Any]]:
    """The schemas by the names of their files."""
    from pydantic import TypeAdapter

    from actions.subsidy.forms.coverage import Coverage
    from actions.subsidy.forms.measure import Measure

    draft = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {
        "measures.json": draft | TypeAdapter(list[Measure]).json_schema(),
        "coverage.json": draft | TypeAdapter(Coverage).json_schema(),
    }


def write_schemas(policies: Path) -> list[Path]:
    """Write them into the folder ``schema`` of the policies, and return where."""
    folder = policies / "schema"
    folder.mkdir(exist_ok=True)
    written = []
    for name, schema in schemas().items():
        path = folder / name
        text = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return written
