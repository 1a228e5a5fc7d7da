"""Signing in: who gets a session, in which cookie, for how long, and where it leads."""

import asyncio
import re
from datetime import timedelta

import httpx
import pytest

from bot.gateway.database import Database
from bot.gateway.desk.access import COOKIE
from bot.gateway.desk.accounts import Accounts
from bot.gateway.desk.audit import Audit
from bot.gateway.desk.members import Member, Role
from bot.gateway.desk.staff_sessions import IDLE, LONGEST
from tests.gateway.desk.conftest import Clock, Join

GIVEN, OWN = "copper kite 71 moss", "purple tram lake"


@pytest.fixture
def accounts(database: Database, clock: Clock) -> Accounts:
    return Accounts(database, Audit(database, clock), clock)


def hire(accounts: Accounts, name: str, role: Role = "agent", *, settled: bool = True) -> None:
    """An account; ``settled``: its owner has chosen the password ``OWN``."""
    asyncio.run(accounts.add(name, "小李", role, GIVEN))
    if settled:
        asyncio.run(accounts.choose_password(Member(name, "小李", role), OWN))


def enter(browser: httpx.Client, name: str, password: str = OWN, next: str = "") -> httpx.Response:
    form = {"name": name, "password": password, "next": next}
    return browser.post("/desk/login", data=form)


def choose(
    browser: httpx.Client, current: str, new: str, again: str | None = None
) -> httpx.Response:
    csrf = csrf_of(browser.get("/desk/password"))
    form = {"csrf": csrf, "current": current, "new": new, "again": new if again is None else again}
    return browser.post("/desk/password", data=form)


def csrf_of(page: httpx.Response) -> str:
    found = re.search(r'name="csrf-token" content="([^"]+)"', page.text)
    assert found is not None
    return found[1]


def is_in(browser: httpx.Client) -> bool:
    return browser.get("/desk").status_code == 200


def leads_to(response: httpx.Response) -> str:
    assert response.status_code == 303
    return str(response.headers["location"])


def test_without_an_account_the_page_says_how_to_make_one(visit_desk: Join) -> None:
    page = visit_desk().get("/desk", follow_redirects=True)
    assert "users" in page.text
    assert "--role admin" in page.text


def test_with_an_account_it_does_not(visit_desk: Join, accounts: Accounts) -> None:
    hire(accounts, "xiaoli")
    assert "--role admin" not in visit_desk().get("/desk/login").text


def test_the_right_password_opens_the_desk(visit_desk: Join, accounts: Accounts) -> None:
    hire(accounts, "xiaoli")
    browser = visit_desk()
    assert leads_to(enter(browser, " XiaoLi ")) == "/desk"
    page = browser.get("/desk")
    assert page.status_code == 200
    assert "小李" in page.text


@pytest.mark.parametrize(("scheme", "secure"), [("https", True), ("http", False)])
def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(
    visit_desk: Join, accounts: Accounts, scheme: str, secure: bool
) -> None:
    hire(accounts, "xiaoli")
    header = enter(visit_desk(f"{scheme}://desk.test"), "xiaoli").headers["set-cookie"].lower()
    flags = {flag.strip() for flag in header.split(";")}
    assert {"httponly", "samesite=strict", "path=/"} <= flags
    assert ("secure" in flags) == secure


def test_pages_of_the_desk_are_kept_by_no_browser(visit_desk: Join, accounts: Accounts) -> None:
    hire(accounts, "xiaoli")
    browser = visit_desk()
    enter(browser, "xiaoli")
    for path in ("/desk", "/desk/password"):
        assert browser.get(path).headers["cache-control"] == "no-store"


def test_wrong_unknown_locked_and_disabled_are_told_in_the_same_words(
    visit_desk: Join, accounts: Accounts
) -> None:
    for name in ("xiaoli", "gone", "locked"):
        hire(accounts, name)
    asyncio.run(accounts.disable("gone"))
    browser = visit_desk()
    for _ in range(5):
        enter(browser, "locked", "wrong")
    told = set()
    for name, password in (("xiaoli", "wrong"), ("nobody", OWN), ("gone", OWN), ("locked", OWN)):
        response = enter(browser, name, password)
        assert response.status_code == 401
        told.add(response.text.replace(f'value="{name}"', ""))
    assert len(told) == 1
    assert not is_in(browser)


def test_a_token_from_before_the_sign_in_is_worth_nothing_after(
    visit_desk: Join, accounts: Accounts
) -> None:
    hire(accounts, "thief")
    hire(accounts, "xiaoli")
    thief, victim = visit_desk(), visit_desk()
    enter(thief, "thief")
    for planted in ("planted", thief.cookies[COOKIE]):
        victim.cookies.set(COOKIE, planted, domain="desk.test")
        enter(victim, "xiaoli")
        now = [each.value for each in victim.cookies.jar if each.name == COOKIE]
        assert planted not in now or len(set(now)) == 2
    assert not is_in(thief)  # the session that was planted has ended


def test_a_form_of_another_site_signs_nobody_in(visit_desk: Join, accounts: Accounts) -> None:
    hire(accounts, "xiaoli")
    for origin in ("https://elsewhere.example", "null", ""):
        browser = visit_desk()
        browser.headers["Origin"] = origin
        assert enter(browser, "xiaoli").status_code == 403
        assert COOKIE not in browser.cookies


@pytest.mark.parametrize(
    ("wanted", "landing"),
    [
        ("/desk/audit?staff=a&day=2026-11-26", "/desk/audit?staff=a&day=2026-11-26"),
        ("", "/desk"),
        ("/", "/desk"),
        ("/policies", "/desk"),
        ("/deskotheque", "/desk"),
        ("https://elsewhere.example/desk/", "/desk"),
        ("//elsewhere.example/desk/", "/desk"),
        ("/\\elsewhere.example/desk/", "/desk"),
        ("/desk/\\..\\..//elsewhere.example", "/desk"),
        ("/desk/../policies", "/desk"),
        ("/desk//..//elsewhere.example", "/desk"),
        ("/desk/x\r\nSet-Cookie: a=b", "/desk"),
        ("javascript:alert(1)//desk/", "/desk"),
        ("desk/audit", "/desk"),
        ("/desk/login?next=/desk/login", "/desk"),
    ],
)
def test_signing_in_leads_to_where_one_was_going_but_never_away(
    visit_desk: Join, accounts: Accounts, wanted: str, landing: str
) -> None:
    hire(accounts, "xiaoli")
    assert leads_to(enter(visit_desk(), "xiaoli", next=wanted)) == landing


def test_whoever_is_signed_out_comes_back_to_the_same_page(
    visit_desk: Join, accounts: Accounts
) -> None:
    hire(accounts, "chief", "supervisor")
    browser = visit_desk()
    login = leads_to(browser.get("/desk/audit", params={"ticket": "T1&2"}))
    form = re.search(r'name="next" value="([^"]*)"', browser.get(login).text)
    assert form is not None
    wanted = form[1].replace("&amp;", "&")
    assert leads_to(enter(browser, "chief", next=wanted)) == "/desk/audit?ticket=T1%262"


def test_each_role_lands_where_it_works(visit_desk: Join, accounts: Accounts) -> None:
    hire(accounts, "officer", "officer")
    browser = visit_desk()
    assert leads_to(enter(browser, "officer")) == "/desk/inbox"
    assert leads_to(browser.get("/desk/login")) == "/desk/inbox"


def test_signing_out_ends_the_session_and_not_only_the_cookie(
    visit_desk: Join, accounts: Accounts
) -> None:
    hire(accounts, "xiaoli")
    browser, copy = visit_desk(), visit_desk()
    enter(browser, "xiaoli")
    copy.cookies.set(COOKIE, browser.cookies[COOKIE], domain="desk.test")
    assert is_in(copy)
    csrf = csrf_of(browser.get("/desk"))
    assert leads_to(browser.post("/desk/logout", data={"csrf": csrf})) == "/desk/login"
    assert COOKIE not in browser.cookies
    assert not is_in(copy)


def test_a_password_from_an_administrator_lets_one_choose_and_nothing_else(
    visit_desk: Join, accounts: Accounts
) -> None:
    hire(accounts, "xiaoli", settled=False)
    browser = visit_desk()
    assert leads_to(enter(browser, "xiaoli", GIVEN, next="/desk/audit")) == "/desk/password"
    assert leads_to(browser.get("/desk")) == "/desk/password"
    assert leads_to(choose(browser, GIVEN, OWN)) == "/desk"
    assert is_in(browser)
    assert enter(visit_desk(), "xiaoli", GIVEN).status_code == 401
    assert leads_to(enter(visit_desk(), "xiaoli", OWN)) == "/desk"


@pytest.mark.parametrize(
    ("current", "new", "again", "told"),
    [
        ("wrong", "silver barn owl", None, "现在的密码不对"),
        (OWN, "short", None, "至少要 10 个字符"),
        (OWN, "xiaoli1234", None, "登录名"),
        (OWN, "1234567890", None, "太简单"),
        (OWN, "password2026", None, "很多人用"),
        (OWN, "silver barn owl", "silver barn elk", "不一样"),
        (OWN, OWN, None, "不能和现在的一样"),
    ],
)
def test_a_new_password_that_will_not_do_changes_nothing(
    visit_desk: Join, accounts: Accounts, current: str, new: str, again: str | None, told: str
) -> None:
    hire(accounts, "xiaoli")
    browser = visit_desk()
    enter(browser, "xiaoli")
    page = choose(browser, current, new, again)
    assert page.status_code == 422
    assert told in page.text
    assert new not in page.text
    assert is_in(browser)
    assert leads_to(enter(visit_desk(), "xiaoli", OWN)) == "/desk"


def test_a_new_password_signs_out_every_other_browser(visit_desk: Join, accounts: Accounts) -> None:
    hire(accounts, "xiaoli")
    here, there = visit_desk(), visit_desk()
    enter(here, "xiaoli")
    enter(there, "xiaoli")
    before = here.cookies[COOKIE]
    choose(here, OWN, "silver barn owl")
    assert is_in(here)
    assert here.cookies[COOKIE] != before
    assert not is_in(there)


def test_a_disabled_account_is_out_at_once(visit_desk: Join, accounts: Accounts) -> None:
    hire(accounts, "xiaoli")
    browser = visit_desk()
    enter(browser, "xiaoli")
    asyncio.run(accounts.disable("xiaoli"))
    assert not is_in(browser)
    asyncio.run(accounts.enable("xiaoli"))
    assert not is_in(browser)  # the old session does not come back


def test_a_session_ends_after_two_idle_hours_and_after_twelve_at_work(
    visit_desk: Join, accounts: Accounts, clock: Clock
) -> None:
    hire(accounts, "xiaoli")
    idle, busy = visit_desk(), visit_desk()
    enter(idle, "xiaoli")
    enter(busy, "xiaoli")
    began = clock.now
    clock.now += IDLE - timedelta(seconds=1)
    assert is_in(busy)
    clock.now += timedelta(seconds=1)
    assert not is_in(idle)
    while clock.now < began + LONGEST - IDLE:
        clock.now += IDLE / 2
        assert is_in(busy)
    clock.now = began + LONGEST
    assert not is_in(busy)


def test_one_address_may_try_only_so_often(visit_desk: Join, accounts: Accounts) -> None:
    hire(accounts, "xiaoli")
    browser = visit_desk()
    answers = [enter(browser, f"name{n}", "wrong") for n in range(31)]
    assert {each.status_code for each in answers[:30]} == {401}
    assert answers[30].status_code == 429
    assert int(answers[30].headers["retry-after"]) > 0
    assert enter(browser, "xiaoli").status_code == 429  # also with the right password
