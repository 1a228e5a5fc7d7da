"""Every route of the desk lets in whom it names, and nobody else."""

import re
from collections.abc import Callable, Iterator
from typing import get_args

import httpx
import pytest
from fastapi.routing import RouteContext, iter_route_contexts
from starlette.routing import WebSocketRoute

from bot.gateway.app import create_app
from bot.gateway.desk.access import LOGIN, Rule
from bot.gateway.desk.members import Role
from bot.gateway.desk.shell import NAVIGATION
from bot.gateway.settings import Settings
from policy_index.collection import Collection
from tests.gateway.conftest import default_today
from tests.gateway.desk.conftest import Join

ROLES = get_args(Role)
OPEN = {LOGIN, "/desk.js"}


@pytest.fixture(scope="module")
def routes(collection: Collection, tmp_path_factory: pytest.TempPathFactory) -> list[RouteContext]:
    """All routes of the desk but the sockets."""
    database = f"sqlite:///{tmp_path_factory.mktemp('routes') / 'gateway.db'}"
    settings = Settings("http://127.0.0.1:1", "http://127.0.0.1:1", "a secret of tests", database)
    app = create_app(settings, collection, default_today)
    return [
        route
        for route in iter_route_contexts(app.routes)
        if (route.path or "").startswith(("/desk", "/api/v1/desk"))
        and not isinstance(route.original_route, WebSocketRoute)
    ]


def rule_of(route: RouteContext) -> Rule | None:
    rules = [each.call for each in route.dependant.dependencies if isinstance(each.call, Rule)]
    return rules[0] if rules else None


def calls(routes: list[RouteContext]) -> Iterator[tuple[str, str, frozenset[Role]]]:
    """Each method of each route with a path that fits, and whom it is for."""
    for route in routes:
        rule = rule_of(route)
        if rule is not None:
            for method in sorted((route.methods or set()) - {"HEAD"}):
                yield method, re.sub(r"\{[^}]*\}", "none", str(route.path)), rule.roles


def code(response: httpx.Response) -> str:
    return str(response.json()["error"]["code"])


def test_every_route_has_a_rule(routes: list[RouteContext]) -> None:
    assert {str(route.path) for route in routes if rule_of(route) is None} == OPEN


def test_each_role_may_do_what_the_rules_say_and_no_more(
    routes: list[RouteContext], join: Join
) -> None:
    for role in ROLES:
        for method, path, roles in calls(routes):
            # A session each, because one of the routes ends it.
            answer = join(role).request(method, path)
            assert answer.status_code not in (401, 500), (role, method, path)
            assert (answer.status_code == 403) == (role not in roles), (role, method, path)


def test_nobody_who_is_not_signed_in_gets_anywhere(
    routes: list[RouteContext], url: str, visit: Callable[[str], httpx.Client]
) -> None:
    visitor = visit(url)
    for method, path, _ in calls(routes):
        answer = visitor.request(method, path)
        if path.startswith("/api/"):
            assert (answer.status_code, code(answer)) == (401, "signed_out"), (method, path)
        else:
            assert answer.status_code == 303, (method, path)
            assert answer.headers["location"].startswith(LOGIN), (method, path)


@pytest.mark.parametrize(
    "change",
    [
        {"X-CSRF-Token": ""},
        {"X-CSRF-Token": "of another session"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": ""},
    ],
    ids=str,
)
def test_nothing_is_changed_that_no_page_of_ours_asks_for(
    routes: list[RouteContext], join: Join, change: dict[str, str]
) -> None:
    admin = join("admin")
    for method, path, _ in calls(routes):
        if method != "GET":
            answer = admin.request(method, path, headers=change)
            assert answer.status_code == 403, (method, path)
            if path.startswith("/api/"):
                assert code(answer) == "csrf"


def test_the_navigation_offers_each_role_what_it_may_open(routes: list[RouteContext]) -> None:
    rules = {path: roles for method, path, roles in calls(routes) if method == "GET"}
    for path, roles in NAVIGATION.items():
        if path in rules and path != "/desk":
            assert {*roles, "admin"} == rules[path], path


def test_the_audit_is_for_supervisors_and_the_accounts_for_administrators(
    routes: list[RouteContext],
) -> None:
    rules = {path: roles for _, path, roles in calls(routes)}
    assert rules["/desk/audit"] == {"supervisor", "admin"}
    assert rules["/desk/accounts"] == {"admin"}


def test_a_page_that_is_not_for_one_says_so_and_leads_back(join: Join) -> None:
    page = join("agent").get("/desk/audit")
    assert page.status_code == 403
    assert "没有这项权限" in page.text
    assert 'href="/desk/login"' in page.text
