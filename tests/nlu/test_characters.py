"""Text cut into characters, figures and Latin words."""

from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.characters import pieces


def test_han_singly_figures_and_latin_whole_no_blanks() -> None:
    words = [piece.text for piece in pieces("花了 1,800.5万 上ERP system，补３０％")]
    assert words == ["花", "了", "1,800.5", "万", "上", "erp", "system", ",", "补", "30", "%"]


def test_pieces_are_normalised_and_point_at_the_original() -> None:
    text = "有冇 廣州嘅"
    found = [(piece.text, text[piece.start : piece.end]) for piece in pieces(text)]
    assert found == [
        ("有", "有冇"),
        ("没", "有冇"),
        ("有", "有冇"),
        ("广", "廣"),
        ("州", "州"),
        ("的", "嘅"),
    ]


@given(st.text(max_size=40))
def test_pieces_are_in_order_and_never_blank(text: str) -> None:
    found = pieces(text)
    assert all(piece.text.strip() == piece.text != "" for piece in found)
    assert all(0 <= piece.start < piece.end <= len(text) for piece in found)
    starts = [piece.start for piece in found]
    assert starts == sorted(starts)
