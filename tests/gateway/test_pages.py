"""The pages: strict about scripts, complete about clauses, dated by today."""

import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from typing import get_args
from urllib.parse import quote

import httpx
import pytest

from bot.gateway.words import load_words
from policy_index.collection import Collection
from policy_index.status import StatusCode
from tests.gateway.conftest import Visit
from tests.gateway.upstream import Upstream


class Page(HTMLParser):
    """The tags of a page, and the text inside each element that has an id."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text_of: dict[str, str] = {}
        self._id = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        self._id = attributes.get("id") or self._id
        self.text_of.setdefault(self._id, "")

    def handle_data(self, data: str) -> None:
        if self.tags:
            self.text_of[self._id] += data


@pytest.mark.parametrize(
    "path", ["/", "/policies", "/policies/guangzhou-2022", "/docs", "/nowhere"]
)
def test_pages_hold_no_script_or_style_of_their_own(visitor: httpx.Client, path: str) -> None:
    for tag, attributes in Page(visitor.get(path).text).tags:
        assert tag != "style"
        if tag == "script":
            assert attributes["src"] == "/chat.js"
        assert not [name for name in attributes if name == "style" or name.startswith("on")]


@pytest.mark.parametrize(
    "path",
    ["/", "/policies", "/nowhere", "/health", "/chat.js", "/static/base.css", "/api/v1/messages"],
)
def test_every_answer_carries_the_security_headers(visitor: httpx.Client, path: str) -> None:
    headers = visitor.get(path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers


@pytest.mark.parametrize("path", ["/", "/policies"])
def test_all_that_a_page_loads_is_there_and_local(visitor: httpx.Client, path: str) -> None:
    wanted = set()
    for tag, attributes in Page(visitor.get(path).text).tags:
        if tag == "link":
            wanted.add(attributes["href"])
        if tag == "script" and "src" in attributes:
            wanted.add(attributes["src"])
    assert "/static/base.css" in wanted
    for address in wanted:
        assert visitor.get(str(address)).status_code == 200, address


@pytest.mark.parametrize("path", ["/chat.js", "/policies/guangzhou-2022", "/static/reading.css"])
def test_what_is_sent_is_packed(visitor: httpx.Client, path: str) -> None:
    with visitor.stream("GET", path) as response:
        sent = sum(map(len, response.iter_raw()))
    plain = visitor.get(path, headers={"Accept-Encoding": "identity"})
    assert response.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert sent < len(plain.content) / 2


def test_who_has_the_script_is_not_sent_it_again(visitor: httpx.Client) -> None:
    first = visitor.get("/chat.js")
    again = visitor.get("/chat.js", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    for response in (first, again):
        assert response.headers["cross-origin-resource-policy"] == "cross-origin"


@pytest.mark.parametrize(
    "path", ["/redoc", "/webhooks/rest/webhook", "/static/../src/main.ts", "/static/"]
)
def test_nothing_else_is_public(visitor: httpx.Client, path: str) -> None:
    assert visitor.get(path).status_code == 404


def test_the_wrong_method_is_refused_with_the_right_ones(visitor: httpx.Client) -> None:
    response = visitor.get("/api/v1/feedback")
    assert response.status_code == 405
    assert response.headers["allow"] == "POST"


def test_each_clause_can_be_linked_to_and_is_shown_word_by_word(
    visitor: httpx.Client, collection: Collection
) -> None:
    pages = {id_: Page(visitor.get(f"/policies/{id_}").text) for id_ in collection.documents}
    for clause in collection.clauses:
        words = re.sub("[\ue000-\uf8ff]", "", clause.text)  # icons of a web page's own font
        assert words in pages[clause.document].text_of[clause.path]


def test_what_a_clause_gives_stands_beside_it(visitor: httpx.Client) -> None:
    page = Page(visitor.get("/policies/guangzhou-2022").text)
    assert "上市费用补助（企业）：上市费用的50%，最高不超过300万元" in " ".join(
        page.text_of["三、（三）"].split()
    )
    assert "定额100万元" in page.text_of["三、（一）"]


def test_a_citation_leads_to_the_clause_and_its_words(
    visitor: httpx.Client, collection: Collection
) -> None:
    for clause in collection.clauses:
        found = visitor.get(f"/api/v1/clauses/{clause.document}/{quote(clause.path)}").json()
        assert (found["text"], found["clause"]) == (clause.text, clause.path)
        assert found["url"] == f"/policies/{clause.document}#{clause.path}"
        assert found["status_words"]


@pytest.mark.parametrize("key", ["guangzhou-2022/九、", "nowhere-2022/一、", "guangzhou-2022/.."])
def test_a_clause_that_does_not_exist_is_refused(visitor: httpx.Client, key: str) -> None:
    response = visitor.get(f"/api/v1/clauses/{key}")
    assert response.status_code == 404
    assert response.json()["error"]["code"] == "not_found"


def test_the_description_of_the_api_is_a_page_to_read(visitor: httpx.Client) -> None:
    page = visitor.get("/docs")
    assert page.status_code == 200
    for path in visitor.get("/openapi.json").json()["paths"]:
        assert path in page.text


def test_the_list_names_every_document_with_its_status_today(
    serve: Callable[..., str], visit: Visit, upstream: Upstream, collection: Collection
) -> None:
    during = visit(serve(upstream.url, today=lambda: date(2023, 6, 1))).get("/policies").text
    after = visit(serve(upstream.url, today=lambda: date(2026, 11, 22))).get("/policies").text
    for document in collection.documents.values():
        assert document.title in during
        assert f'href="/policies/{document.id}"' in during
    assert "2023-06-01" in during
    assert "2026-11-22" in after
    assert "已过有效期" not in during
    assert "已过有效期" in after
    assert "标题年份已过" not in during
    assert "标题年份已过" in after


def test_an_unknown_policy_is_a_page_that_says_so(visitor: httpx.Client) -> None:
    response = visitor.get("/policies/%3Cscript%3E")
    assert response.status_code == 404
    assert "没有找到" in response.text
    assert "<script>" not in response.text


def test_a_fault_of_our_own_is_an_apology_with_the_number_of_the_log(
    serve: Callable[..., str],
    visit: Visit,
    upstream: Upstream,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken() -> date:
        raise RuntimeError("the clock has stopped")

    response = visit(serve(upstream.url, today=broken)).get("/policies")
    assert response.status_code == 500
    assert "default-src 'none'" in response.headers["content-security-policy"]
    number = re.search(r"E[0-9A-F]{8}", response.text)
    assert number is not None
    assert number.group() in caplog.text
    assert "clock" not in response.text


def test_there_are_words_for_every_status_that_a_document_can_have() -> None:
    assert set(load_words().status) == set(get_args(StatusCode))
