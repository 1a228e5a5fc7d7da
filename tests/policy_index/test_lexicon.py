from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from policy_index.lexicon import Lexicon
from policy_index.tokens import clause_tokens, query_weights

TEXTS = [
    "对贷款产生的担保费予以补助，单个企业最高不超过100万元。",
    "向国家级专精特新“小巨人”企业出让土地。",
    "免除“开四停四”限制。",
    "支持企业参加展会。",
]


def lexicon_of(texts: Sequence[str]) -> Lexicon:
    return Lexicon.build([clause_tokens(text) for text in texts])


def test_best_text_shares_the_rare_words() -> None:
    lexicon = lexicon_of(TEXTS)
    assert int(np.argmax(lexicon.scores(query_weights("担保费能补多少")))) == 0
    assert int(np.argmax(lexicon.scores(query_weights("开四停死")))) == 2


def test_no_shared_token_scores_zero() -> None:
    assert lexicon_of(TEXTS).scores(query_weights("zzz")).tolist() == [0.0] * len(TEXTS)
    assert lexicon_of(TEXTS).scores(query_weights("")).tolist() == [0.0] * len(TEXTS)


def test_everyday_words_find_the_written_ones() -> None:
    scores = lexicon_of(TEXTS).scores(query_weights("想去摆摊"))
    assert int(np.argmax(scores)) == 3
    assert scores[3] > 0


def test_saved_and_loaded_scores_are_the_same(tmp_path: Path) -> None:
    built = lexicon_of(TEXTS)
    built.save(tmp_path)
    loaded = Lexicon.load(tmp_path)
    for query in ("担保费", "小巨人土地", "unknown"):
        assert loaded.scores(query_weights(query)) == pytest.approx(
            built.scores(query_weights(query))
        )
