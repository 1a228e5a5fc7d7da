"""What an index is made from. An index made from anything else is stale."""

from dataclasses import dataclass

from policy_index.collection import Collection
from policy_index.embedding import Embedder
from policy_index.model_files import sha256_of
from policy_index.passages import TEMPLATE_VERSION
from policy_index.tokens import DICTIONARY, STOPWORDS, TOKENS_VERSION

FORMAT = 2


@dataclass(frozen=True)
class Origin:
    """Another value of any of these makes an index stale; of any but ``collection``, useless."""

    format: int
    collection: str
    model: str
    model_hash: str
    template: str
    tokens: str


def origin(collection: Collection, embedder: Embedder) -> Origin:
    """What an index of this collection by this model is made from."""
    tokens = f"{TOKENS_VERSION}-{sha256_of(DICTIONARY)[:12]}-{sha256_of(STOPWORDS)[:12]}"
    return Origin(
        FORMAT,
        collection.digest,
        embedder.name,
        embedder.fingerprint,
        TEMPLATE_VERSION,
        tokens,
    )
