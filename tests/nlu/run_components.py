"""Runs the two Rasa components over texts; the rasa environment's Python runs this file.

Reads a list of {"text": …, "metadata": {…}} from standard input and writes JSON to standard output.
"""

import json
import sys
from typing import Any

from rasa.shared.nlu.constants import ENTITIES, METADATA, TEXT, TEXT_TOKENS
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.entities import PolicyEntityExtractor
from bot.nlu.tokenizer import HanTokenizer

EARLIER = {"entity": "earlier", "value": "kept", "start": 0, "end": 1, "extractor": "Other"}


def run(text: str, metadata: dict[str, Any]) -> dict[str, Any]:
    """One message through tokenizer and extractor, as the graph would run them."""
    message = Message({TEXT: text, METADATA: metadata, ENTITIES: [EARLIER]})
    HanTokenizer(HanTokenizer.get_default_config()).process([message])
    PolicyEntityExtractor().process([message])
    tokens = [[token.text, token.start, token.end] for token in message.get(TEXT_TOKENS)]
    return {"tokens": tokens, "entities": message.get(ENTITIES)}


def main() -> None:
    answers = {
        "messages": [run(**message) for message in json.load(sys.stdin)],
        "fingerprints": [
            HanTokenizer.fingerprint_addon({}),
            PolicyEntityExtractor.fingerprint_addon({}),
        ],
        "defaults": PolicyEntityExtractor.get_default_config(),
    }
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
