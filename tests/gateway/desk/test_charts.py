"""What is drawn has the size of what it shows."""

from hypothesis import given
from hypothesis import strategies as st

from bot.gateway.desk.charts import MOST_BARS, bars, columns, nice_step

COUNTS = st.lists(st.integers(0, 100_000), min_size=1, max_size=31)


@given(COUNTS)
def test_columns_are_as_tall_as_their_counts_and_inside_the_lines(counts: list[int]) -> None:
    chart = columns([str(number) for number in range(len(counts))], {"asked": counts})
    top, foot = min(chart.lines), max(chart.lines)
    drawn = [bar.height for bar in chart.bars]
    assert len(drawn) == sum(count > 0 for count in counts)
    assert all(top <= bar.y and bar.y + bar.height <= foot + 0.2 for bar in chart.bars)
    shown = [count for count in counts if count]
    highest = max(int(text.words) for text in chart.texts if text.anchor == "end")
    assert max(counts) <= highest < max(counts) + nice_step(max(counts)) or highest == 1
    for count, height in zip(shown, drawn, strict=True):
        assert abs(height / (foot - top) - count / highest) < 0.01


def test_parts_stand_on_each_other() -> None:
    lower, upper = columns(["00"], {"asked": [3], "unserved": [1]}).bars
    assert abs(upper.y + upper.height - lower.y) < 0.2
    assert abs(lower.height - 3 * upper.height) < 0.5


@given(st.integers(0, 10**7))
def test_a_scale_reaches_the_most_in_four_round_steps(most: int) -> None:
    step = nice_step(most)
    assert 4 * step >= most
    assert str(step).rstrip("0") in {"1", "2", "5"}
    assert step == 1 or 4 * step <= 2.5 * most


def test_the_longest_bar_is_the_most_and_nothing_is_drawn_of_nothing() -> None:
    chart = bars({"一": 10, "二": 5}, "asked")
    assert abs(chart.bars[0].width - 2 * chart.bars[1].width) < 0.2
    assert bars({}, "asked").bars == []


def test_many_names_are_cut_to_the_first() -> None:
    assert len(bars({str(number): 1 for number in range(99)}, "asked").bars) == MOST_BARS
