"""Where the unpacked E5 lies, and what of it encodes a query.

Pure: the rasa environment (Python 3.10), which unpacks nothing, reads the same files.
"""

import hashlib
import os
from pathlib import Path

MODEL_NAME = "multilingual-e5-small-q4-adapted"
ADAPTER = Path(__file__).with_name("adapter.npz")
"""What the weights are updated by; another one makes another model."""

QUERY_NETWORK = "query.onnx"
TOKENIZER = "tokenizer.json"

MAX_TOKENS = 512
PROMPTS = {"query": "query: ", "document": "passage: ", "passage": "passage: "}

_CHUNK = 2**20


def cache_folder() -> Path:
    """Where downloaded or unpacked things live: ``POLICY_BOT_CACHE`` or ``~/.cache/policy-bot``."""
    named = os.environ.get("POLICY_BOT_CACHE")
    return Path(named) if named else Path.home() / ".cache" / "policy-bot"


def model_folder() -> Path:
    """Folder of the unpacked model; it may not exist yet. Another adapter, another folder."""
    return cache_folder() / "models" / f"{MODEL_NAME}-{sha256_of(ADAPTER)[:8]}"


def sha256_of(path: Path) -> str:
    """Hex sha256 of a file's bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
