"""Runs the Rasa components over texts; the rasa environment's Python runs this file.

Reads a list of {"text": …, "metadata": {…}} from standard input and writes JSON to standard output.
"""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import ENTITIES, INTENT, METADATA, TEXT, TEXT_TOKENS
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.entities import PolicyEntityExtractor
from bot.nlu.intents import PolicyIntentClassifier
from bot.nlu.tokenizer import HanTokenizer

TAUGHT = {
    "ask_amount": ["奖励多少钱", "能补多少万", "最高补多少", "补贴金额是多少"],
    "ask_procedure": ["怎么申请", "要交什么材料", "申请流程", "去哪里申报"],
    "greet": ["你好", "您好", "早上好", "在吗"],
}

EARLIER = {"entity": "earlier", "value": "kept", "start": 0, "end": 1, "extractor": "Other"}


def run(text: str, metadata: dict[str, Any]) -> dict[str, Any]:
    """One message through tokenizer and extractor, as the graph would run them."""
    message = Message({TEXT: text, METADATA: metadata, ENTITIES: [EARLIER]})
    HanTokenizer(HanTokenizer.get_default_config()).process([message])
    PolicyEntityExtractor().process([message])
    tokens = [[token.text, token.start, token.end] for token in message.get(TEXT_TOKENS)]
    return {"tokens": tokens, "entities": message.get(ENTITIES)}


def classify(texts: list[str]) -> list[dict[str, Any]]:
    """Intents and questions by a classifier that was trained, stored and loaded again."""
    examples = [Message({TEXT: t, INTENT: name}) for name, ts in TAUGHT.items() for t in ts]
    with tempfile.TemporaryDirectory() as folder:
        made = (LocalModelStorage(Path(folder)), Resource("classifier"), None)
        PolicyIntentClassifier.create({}, *made).train(TrainingData(examples))
        messages = [Message({TEXT: text}) for text in texts]
        PolicyIntentClassifier.load({}, *made).process(messages)
    return [message.as_dict(only_output_properties=True) for message in messages]


def main() -> None:
    answers = {
        "messages": [run(**message) for message in json.load(sys.stdin)],
        "classified": classify(["你好啊", "奖励有多少？怎么申请？", ""]),
        "fingerprints": [
            HanTokenizer.fingerprint_addon({}),
            PolicyEntityExtractor.fingerprint_addon({}),
        ],
        "defaults": PolicyEntityExtractor.get_default_config(),
    }
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
