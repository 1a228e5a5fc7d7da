"""Which passwords are good enough, and what is kept of them."""

import asyncio

import pytest
from argon2 import extract_parameters
from hypothesis import given
from hypothesis import strategies as st

from bot.gateway.desk.passwords import LONGEST, Passwords, fault, one_time


@pytest.mark.parametrize(
    ("password", "found"),
    [
        ("abc", "short"),
        ("九个字的密码太短了", "short"),
        ("x" * (LONGEST + 1), "long"),
        ("xiaoli2026", "name"),
        ("XIAOLI-2026", "name"),
        ("1234567890", "simple"),
        ("0987654321ab", "simple"),
        ("qwertyuiop", "simple"),
        ("a123456789", "simple"),
        ("lantern7lantern7", "simple"),
        ("aaaaaaaabbbb", "simple"),
        ("password2026", "common"),
        ("Password2026!", "common"),
        ("woaini1314520", "common"),
        ("1qaz2wsx3edc", "common"),
        ("2026guangzhou!", "common"),
    ],
)
def test_what_is_easily_guessed_is_refused(password: str, found: str) -> None:
    assert fault(password, "xiaoli") == found


@pytest.mark.parametrize(
    "password",
    [
        "purple tram lake",
        "木头 灯塔 三只企鹅飞",
        "xiaoli likes tram 12",
        "kT9#vmQ2!zL4",
        "我家的猫叫蓝色的星期四",
    ],
)
def test_words_that_do_not_belong_together_are_good(password: str) -> None:
    assert fault(password, "xiaoli") is None


def test_what_an_administrator_hands_over_is_good_and_never_the_same() -> None:
    given = {one_time() for _ in range(50)}
    assert len(given) == 50
    assert {fault(each, "xiaoli") for each in given} == {None}


@given(st.text(max_size=40))
def test_every_text_is_judged(password: str) -> None:
    assert fault(password, "xiaoli") in {None, "short", "long", "name", "simple", "common"}


def test_a_password_is_kept_as_argon2id_and_proved_from_every_keyboard() -> None:
    async def scenario() -> None:
        passwords = Passwords()
        kept = await passwords.hash("ｐｕｒｐｌｅ tram lake")
        assert kept.startswith("$argon2id$")
        assert await passwords.verify(kept, "purple tram lake")
        assert not await passwords.verify(kept, "purple tram lakes")
        assert not await passwords.verify("no hash at all", "purple tram lake")

    asyncio.run(scenario())


def test_an_unknown_name_costs_what_a_known_one_does() -> None:
    passwords = Passwords()
    kept = asyncio.run(passwords.hash("purple tram lake"))
    assert extract_parameters(passwords._nobodys()) == extract_parameters(kept)
    assert not asyncio.run(passwords.verify(None, "purple tram lake"))
