"""schema: write the JSON Schema that editors complete and check the policies' files with."""

import argparse

from actions.subsidy.schema import write_schemas
from policy_index.commands.arguments import Commands


def register(commands: Commands) -> None:
    """Add ``schema``."""
    summary = "write the JSON Schema of measures.yml and coverage.yml, for editors"
    commands.add("schema", summary).set_defaults(run=_schema)


def _schema(options: argparse.Namespace) -> int:
    for path in write_schemas(options.policies):
        print(path)
    return 0
