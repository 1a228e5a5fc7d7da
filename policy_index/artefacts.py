"""Where that is which is made from the policies, and made anew when it is gone."""

import os
from pathlib import Path


def index_folder() -> Path:
    """Where the index is: ``POLICY_BOT_INDEX``, or ``.index`` beside ``policies``."""
    named = os.environ.get("POLICY_BOT_INDEX")
    return Path(named) if named else Path(__file__).resolve().parent.parent / ".index"
