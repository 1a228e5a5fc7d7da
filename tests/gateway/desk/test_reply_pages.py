"""The page of the canned replies, and the form without a script."""

import re
from collections.abc import Callable, Iterator

import httpx
import pytest

from tests.gateway.desk.action_server import SECRET, running_action_server
from tests.gateway.desk.conftest import Join
from tests.gateway.upstream import Upstream

PAGE = "/desk/replies"
FORM = {"title": "广州小巨人", "text": "给予100万元。", "bound": "guangzhou-2022 三、（一）"}


@pytest.fixture(scope="module")
def action_health() -> Iterator[str]:
    with running_action_server() as health:
        yield health


@pytest.fixture
def url(serve: Callable[..., str], upstream: Upstream, action_health: str) -> str:
    return serve(upstream.url, action_health_url=action_health, action_secret=SECRET)


def send(writer: httpx.Client, do: str, at: str = "new", **changes: str) -> httpx.Response:
    return writer.post(f"{PAGE}/{at}", data=FORM | {"do": do} | changes)


def save(writer: httpx.Client, **changes: str) -> str:
    """Keep a reply; its id."""
    response = send(writer, "save", **changes)
    assert response.status_code == 303
    return response.headers["location"].removeprefix(f"{PAGE}#reply-")


def chosen(page: str) -> list[str]:
    return re.findall(r'name="bound" value="([^"]*)" checked', page)


def test_what_is_saved_stands_on_the_page_with_its_clause_and_its_status(join: Join) -> None:
    writer = join("officer", shown="小周")
    id = save(writer)
    page = writer.get(PAGE).text
    assert f'id="reply-{id}"' in page
    assert "给予100万元。" in page
    assert "穗府办规〔2022〕4号）三、（一）" in page
    assert "标题年份已过" in page
    assert "小周" in page


def test_an_agent_reads_the_page_and_is_offered_no_writing(join: Join) -> None:
    id = save(join("officer"))
    agent = join("agent")
    page = agent.get(PAGE).text
    assert "给予100万元。" in page
    assert f"{PAGE}/new" not in page
    assert f"{PAGE}/{id}" not in page
    assert agent.get(f"{PAGE}/new").status_code == 403
    assert send(agent, "save").status_code == 403


def test_unsupported_figures_are_told_on_the_page(join: Join) -> None:
    writer = join("officer")
    save(writer, text="给予88万元。")
    assert "没有依据的数：88万元" in writer.get(PAGE).text


def test_a_clause_is_chosen_from_what_the_search_finds_and_nothing_written_is_lost(
    join: Join,
) -> None:
    writer = join("officer")
    page = send(writer, "search", bound="", query="外地车能进广州吗").text
    assert 'value="guangzhou-2022 三、（七）"' in page
    assert 'value="广州小巨人"' in page
    assert "给予100万元。" in page
    assert chosen(page) == [""]
    page = send(writer, "search", bound="guangzhou-2022 三、（七）", query="上市费用").text
    assert chosen(page) == ["guangzhou-2022 三、（七）"]


def test_what_was_kept_can_be_changed_and_removed(join: Join) -> None:
    writer = join("officer")
    id = save(writer)
    form = writer.get(f"{PAGE}/{id}").text
    assert chosen(form) == ["guangzhou-2022 三、（一）"]
    assert send(writer, "save", id, text="给予20万元。", bound="").status_code == 303
    assert "没有绑条款" in writer.get(PAGE).text
    assert send(writer, "remove", id).status_code == 303
    assert "还没有常用语" in writer.get(PAGE).text
    assert writer.get(f"{PAGE}/{id}").status_code == 404


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"title": " "}, "请写一个标题。"),
        ({"text": " "}, "请写要说的话。"),
        ({"bound": "guangzhou-2022 九、（九）"}, "原来依据的条款已经不在了"),
    ],
)
def test_what_cannot_be_kept_is_told_in_the_form(
    join: Join, changes: dict[str, str], told: str
) -> None:
    writer = join("officer")
    response = send(writer, "save", **changes)
    assert response.status_code == 422
    assert told in response.text
    assert "还没有常用语" in writer.get(PAGE).text


def test_without_the_token_of_the_page_nothing_is_kept(join: Join) -> None:
    writer = join("officer")
    del writer.headers["X-CSRF-Token"]
    assert send(writer, "save").status_code == 403
    assert "还没有常用语" in writer.get(PAGE).text


def test_while_the_search_is_down_what_was_written_stays(
    serve: Callable[..., str], upstream: Upstream, join: Join
) -> None:
    writer = join("officer")
    url = serve(upstream.url, action_health_url="http://127.0.0.1:9/health")
    writer.base_url, writer.headers["Origin"] = httpx.URL(url), url
    response = send(writer, "search", query="奖励")
    assert response.status_code == 503
    assert "现在查不了条款" in response.text
    assert "给予100万元。" in response.text


def test_words_with_signs_are_shown_as_they_are(join: Join) -> None:
    writer = join("officer")
    save(writer, text="<b>一</b>\r\n二")
    page = writer.get(PAGE).text
    assert "&lt;b&gt;一&lt;/b&gt;\n二" in page
