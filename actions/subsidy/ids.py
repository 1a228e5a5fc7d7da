"""The id of an answer."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any


def answer_id(versions: Sequence[str], as_of: date, inputs: Mapping[str, Any]) -> str:
    """The same policies, measures, day and inputs give the same id, for ever."""
    parts = [list(versions), as_of.isoformat(), inputs]
    key = json.dumps(parts, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(key.encode()).hexdigest()[:16]
