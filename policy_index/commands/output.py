"""How the commands print: results as text or JSON, notices on the standard error stream."""

import json
import sys
from typing import Any


def print_json(data: Any) -> None:
    """Data as indented JSON, Chinese as it is."""
    json.dump(data, sys.stdout, ensure_ascii=False, indent=1)
    print()


def tell(message: str) -> None:
    """A notice for the person at the terminal; never part of the result."""
    print(message, file=sys.stderr, flush=True)
