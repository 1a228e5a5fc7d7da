"""What the understanding is made of, so that Rasa's cache notices a change of it."""

import hashlib
from pathlib import Path

from bot.nlu import lookups
from policy_index import pieces, pinyin, places, query_encoder, strict_yaml, text


def digest() -> str:
    """A hash of the modules and word lists that the components call."""
    modules = Path(__file__).parent.glob("*.py")
    shared = [
        Path(module.__file__)
        for module in (text, pieces, pinyin, places, strict_yaml, query_encoder)
    ]
    lists = [*lookups.FOLDER.glob("*.yml"), text.WORDING, pinyin.PINYIN, places.GAZETTEER]
    total = hashlib.sha256()
    for file in sorted([*modules, *shared, *lists]):
        total.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return total.hexdigest()
