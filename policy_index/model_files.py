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
PIECES = "pieces.npz"
FOR_QUERIES = (QUERY_NETWORK, PIECES)
_QUERY_NETWORK_CODE = Path(__file__).with_name("query_network.py")
"""What writes it; other code may write another."""

MAX_TOKENS = 512
PROMPTS = {"query": "query: ", "document": "passage: ", "passage": "passage: "}

_CHUNK = 2**20


def cache_folder() -> Path:
    """Where downloaded or unpacked things live: ``POLICY_BOT_CACHE`` or ``~/.cache/policy-bot``."""
    named = os.environ.get("POLICY_BOT_CACHE")
    return Path(named) if named else Path.home() / ".cache" / "policy-bot"


def model_folder() -> Path:
    """Folder of the unpacked model; it may not exist yet. What it is made by is in its name."""
    made_by = "-".join(sha256_of(file)[:8] for file in (ADAPTER, _QUERY_NETWORK_CODE))
    return cache_folder() / "models" / f"{MODEL_NAME}-{made_by}"


def sha256_of(path: Path) -> str:
    """Hex sha256 of a file's bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
