"""Cut as the library ``tokenizers`` cuts, which the passages are encoded with."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from policy_index import e5, packed, pieces
from policy_index.pieces import PieceTable

MOST = 64
# Characters that every version of Unicode normalises alike, some of them in no piece.
TEXT = st.text(
    st.sampled_from(
        "专精特新企业奖励多少万元“”，。？％５６０560 \t\n\u3000abcXYZ-%ﬁ①㎡½é—…🀄𠮷龘ゞ한"
    )
)


@pytest.fixture(scope="module")
def plain() -> packed.Packed:
    return packed.read_packed(packed.source_file())


@pytest.fixture(scope="module")
def tokenizer(plain: packed.Packed) -> Tokenizer:
    made = e5.build_tokenizer(plain)
    made.enable_truncation(MOST)
    return made


@pytest.fixture(scope="module")
def table(plain: packed.Packed, tmp_path_factory: pytest.TempPathFactory) -> PieceTable:
    file: Path = tmp_path_factory.mktemp("pieces") / "pieces.npz"
    pieces.write(file, plain)
    return PieceTable.load(file)


@given(TEXT)
def test_any_text_has_the_pieces_that_tokenizers_gives_it(
    table: PieceTable, tokenizer: Tokenizer, text: str
) -> None:
    assert table.encode(text, MOST) == tokenizer.encode(text).ids


@pytest.mark.parametrize(
    "text",
    [
        "query: 广州上市花了560万能补多少",
        "Ｇｕａｎｇｚｈｏｕ　有冇獎",
        "龘𠮷𡃁龘",
        "企业技术改造资金" * 40,
        "",
    ],
)
def test_words_of_policies_too(table: PieceTable, tokenizer: Tokenizer, text: str) -> None:
    assert table.encode(text, MOST) == tokenizer.encode(text).ids
