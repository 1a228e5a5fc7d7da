"""Talk of which only the kind is not sure is not searched for; a refusal that is not sure is."""

import pytest

from bot.nlu.unsure import settled, unsure_talk


def test_talk_between_two_kinds_is_talk() -> None:
    assert unsure_talk("可以的，专业！", {"thanks": 0.3, "affirm": 0.28, "ask_policy": 0.2}) == (
        "thanks",
        pytest.approx(0.58),
    )


def test_a_guess_among_many_kinds_is_answered_neutrally() -> None:
    told = unsure_talk("嗯这", {"thanks": 0.2, "affirm": 0.2, "deny": 0.18, "inform": 0.3})
    assert told == ("chitchat", pytest.approx(0.58))


def test_nothing_is_cleared_or_handed_over_on_a_guess() -> None:
    told = unsure_talk("那个那个", {"start_over": 0.35, "ask_human": 0.3, "greet": 0.1})
    assert told == ("chitchat", pytest.approx(0.75))


@pytest.mark.parametrize(
    ("text", "probabilities"),
    [
        ("谢谢", {"thanks": 0.9, "affirm": 0.05}),
        ("后一个", {"inform": 0.45, "thanks": 0.2, "deny": 0.2}),
        ("湛江", {"greet": 0.3, "affirm": 0.3, "inform": 0.3}),
        ("上市的", {"deny": 0.3, "affirm": 0.3, "inform": 0.3}),
    ],
)
def test_the_rest_keeps_its_intent(text: str, probabilities: dict[str, float]) -> None:
    assert unsure_talk(text, probabilities) is None


def test_a_guess_that_it_is_another_field_yields_where_a_thing_of_ours_is_named() -> None:
    probabilities = {"out_of_scope": 0.46, "ask_policy": 0.35, "inform": 0.1}
    assert list(settled("湛江镇上有没有帮企业的站点", probabilities)) == [
        "ask_policy",
        "inform",
        "out_of_scope",
    ]
    assert settled("今天吃什么", probabilities) == probabilities
    assert next(iter(settled("湛江下雨吗", {"out_of_scope": 0.9, "inform": 0.1}))) == "out_of_scope"


def test_talk_comes_first_with_the_probability_that_it_is_talk() -> None:
    believed = settled("可以的，专业！", {"thanks": 0.3, "affirm": 0.28, "ask_policy": 0.2})
    assert next(iter(believed.items())) == ("thanks", pytest.approx(0.58))
