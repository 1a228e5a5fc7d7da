"""A Rasa server with its stages timed: python -m benchmarks.stages.rasa FILE MODULE [ARGUMENT ...].

MODULE is what would be run without the clock: `rasa` or `bot.rasa_server`.
"""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

from rasa.core.actions.action import RemoteAction
from rasa.core.agent import Agent
from rasa.core.processor import MessageProcessor
from rasa.nlu.classifiers.diet_classifier import DIETClassifier
from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import CountVectorsFeaturizer
from rasa.nlu.featurizers.sparse_featurizer.lexical_syntactic_featurizer import (
    LexicalSyntacticFeaturizer,
)
from rasa.nlu.featurizers.sparse_featurizer.regex_featurizer import RegexFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.utils.endpoints import EndpointConfig

from benchmarks.stages import names
from benchmarks.stages.clock import Clock
from bot.action_call import ActionCall
from bot.nlu.entities import PolicyEntityExtractor
from bot.nlu.intents import PolicyIntentClassifier
from policy_index.query_encoder import QueryEncoder

STAGES = (
    (Agent, "handle_message", names.LOCKED),
    (MessageProcessor, "handle_message", names.RUN),
    (MessageProcessor, "fetch_tracker_and_update_session", names.FETCHED),
    (MessageProcessor, "parse_message", names.PARSED),
    (Tokenizer, "process", names.TOKENS),
    (QueryEncoder, "encode", names.VECTOR),
    (PolicyIntentClassifier, "process", names.INTENT),
    (PolicyEntityExtractor, "process", names.ENTITIES),
    (RegexFeaturizer, "process", names.FEATURES),
    (LexicalSyntacticFeaturizer, "process", names.FEATURES),
    (CountVectorsFeaturizer, "process", names.FEATURES),
    (DIETClassifier, "process", names.INTENT),
    (MessageProcessor, "run_action_extract_slots", names.SLOTS),
    (MessageProcessor, "predict_next_with_tracker_if_should", names.PREDICTED),
    (MessageProcessor, "_run_action", names.RUN),
    (RemoteAction, "_action_call_format", names.CALL_BUILT),
    (ActionCall, "_action_call_format", names.CALL_BUILT),
    (EndpointConfig, "request", names.CALLED),
    (RemoteAction, "_validate_action_result", names.VALIDATED),
    (MessageProcessor, "save_tracker", names.KEPT),
)


def main() -> None:
    """Run the module as if it had been named to Python."""
    _, file, module, *arguments = sys.argv
    clock = Clock(Path(file))
    for owner, name, stage in STAGES:
        clock.watch(owner, name, stage)
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
