"""The officer's pages: what stands in the documents, corrected only as far as the text says it."""

import html
import re
import shutil
from datetime import date
from pathlib import Path

import httpx
import pytest

from bot.gateway.database import Database
from bot.gateway.desk.policy_state import listed
from policy_index.collection import POLICIES, Collection
from tests.gateway.desk.conftest import Join
from tests.gateway.desk.past import Past, card
from tests.gateway.desk.test_inbox import keep_case

GUANGZHOU = "/desk/policies/guangzhou-2022"


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    """A copy of the policies that may be written to."""
    shutil.copytree(POLICIES, tmp_path / "policies")
    return Collection.load(tmp_path / "policies")


@pytest.fixture
def officer(join: Join) -> httpx.Client:
    return join("officer")


def description(collection: Collection, id: str = "guangzhou-2022") -> str:
    return (collection.root / id / "document.yml").read_text(encoding="utf-8")


def fields_of(page: str) -> dict[str, str]:
    form = page.partition('id="facts"')[2].partition("</form>")[0]
    inputs = re.findall(r'<input[^>]* name="([^"]+)" value="([^"]*)"', form)
    areas = re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.S)
    return {name: html.unescape(text) for name, text in inputs + areas}


def correct(officer: httpx.Client, **changes: str) -> httpx.Response:
    fields = fields_of(officer.get(GUANGZHOU).text) | changes
    return officer.post(f"{GUANGZHOU}/facts", data=fields)


class TestList:
    def test_every_document_stands_there_with_its_status_of_today(
        self, officer: httpx.Client, collection: Collection
    ) -> None:
        page = officer.get("/desk/policies").text
        assert page.count('href="/desk/policies/') == len(collection.documents)
        assert page.count("标题年份已过") >= 1
        assert page.count("已过有效期") >= 1

    @pytest.mark.parametrize(
        ("day", "soon"),
        [("2025-11-18", []), ("2025-11-19", ["zhanjiang-2022"]), ("2026-02-16", ["zhanjiang-2022"]),
         ("2026-02-17", [])],
    )  # fmt: skip
    def test_what_expires_within_ninety_days_stands_first(
        self, collection: Collection, tmp_path: Path, day: str, soon: list[str]
    ) -> None:
        rows = listed(collection, tmp_path / "no cases", {}, date.fromisoformat(day))
        assert [row.document.id for row in rows if row.ends_soon][:1] == soon
        assert [row.document.id for row in rows][: len(soon)] == soon


class TestFacts:
    def test_a_fact_that_the_text_says_is_kept_and_the_document_confirmed(
        self, officer: httpx.Client, collection: Collection
    ) -> None:
        answer = correct(officer, **{"printed": "", "printed.words": ""})
        assert answer.headers["location"] == f"{GUANGZHOU}?kept=facts"
        document = Collection.load(collection.root).documents["guangzhou-2022"]
        assert (document.printed, document.review) == (None, "confirmed")
        assert document.issued == date(2022, 4, 13)

    def test_to_save_what_was_there_changes_no_letter_of_the_file(
        self, officer: httpx.Client, collection: Collection
    ) -> None:
        for id in collection.documents:
            before = description(collection, id)
            fields = fields_of(officer.get(f"/desk/policies/{id}").text)
            assert officer.post(f"/desk/policies/{id}/facts", data=fields).is_redirect
            assert description(collection, id) == before

    def test_what_people_wrote_beside_the_facts_stays(
        self, officer: httpx.Client, collection: Collection
    ) -> None:
        path = collection.root / "guangzhou-2022" / "document.yml"
        written = path.read_text(encoding="utf-8").replace("issued:", "# of the decree\nissued:")
        path.write_text(written, encoding="utf-8")
        assert correct(officer, **{"printed": "", "printed.words": ""}).is_redirect
        changed = [line for line in written.splitlines() if line.startswith("printed:")]
        assert description(collection) == written.replace(changed[0], "printed: null")

    @pytest.mark.parametrize(
        ("changes", "why"),
        [
            ({"title": "另一份文件"}, "没有说到“另一份文件”"),
            ({"title": "", "title.words": ""}, "标题：必须填写"),
            ({"number.words": "穗府办规〔2023〕9号"}, "原文里没有“穗府办规〔2023〕9号”"),
            ({"issued": "2022-04-14"}, "没有写出 2022-04-14"),
            ({"issued": "明天"}, "不是日期"),
            ({"term.years": "三"}, "有效期：“三”不是整数"),
            ({"term.start": "2022-04-13"}, "有效期：所填的原文没有写出 2022-04-13"),
            ({"title_period.from": "2025"}, "没有写出 2025"),
        ],
    )
    def test_what_the_text_does_not_bear_out_is_refused_and_nothing_is_written(
        self, officer: httpx.Client, collection: Collection, changes: dict[str, str], why: str
    ) -> None:
        before = description(collection)
        answer = correct(officer, **changes)
        assert answer.status_code == 422
        assert why in html.unescape(answer.text)
        assert description(collection) == before
        assert sorted(path.name for path in collection.root.iterdir() if path.name[0] == ".") == []

    def test_what_another_has_changed_meanwhile_is_not_overwritten(
        self, officer: httpx.Client, join: Join, collection: Collection
    ) -> None:
        fields = fields_of(officer.get(GUANGZHOU).text)
        assert correct(join("officer", "other"), **{"printed": "", "printed.words": ""}).is_redirect
        between = description(collection)
        answer = officer.post(f"{GUANGZHOU}/facts", data=fields)
        assert answer.status_code == 422
        assert "别人改过" in answer.text
        assert description(collection) == between

    def test_the_page_tells_that_the_bot_still_answers_from_the_old_files(
        self, officer: httpx.Client
    ) -> None:
        assert "make index" not in officer.get("/desk/policies").text
        correct(officer, **{"printed": "", "printed.words": ""})
        for path in ("/desk/policies", GUANGZHOU):
            assert "make index" in officer.get(path).text

    def test_it_is_on_record_who_confirmed_and_who_corrected(
        self, officer: httpx.Client, join: Join
    ) -> None:
        correct(officer)
        correct(officer, **{"printed": "", "printed.words": ""})
        record = join("admin").get("/desk/audit").text.partition("<tbody>")[2]
        assert record.count("更正政策信息") == record.count("确认政策信息") == 1


class TestCoverage:
    def test_each_clause_tells_its_measures_or_why_it_has_none(self, officer: httpx.Client) -> None:
        page = officer.get(GUANGZHOU).text
        listing = page.partition('id="三、（三）"')[2].partition("</details>")[0]
        assert "guangzhou-2022/listing" in listing
        assert "目标" in page.partition('id="一、"')[2].partition("</details>")[0]

    def test_a_case_of_the_desk_covers_its_clause(
        self, officer: httpx.Client, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("bot.gateway.desk.inbox.SPANS", (7, 36_500, 90_000))
        past = Past(database)
        clause = ("guangzhou-2022", "三、（三）")
        asked, (said,) = past.turn("a", "补多少", "2026-11-26 09:00:00", [card("amount", clause)])
        past.thumb("a", said, "2026-11-26 09:00:00", useful=False)
        assert keep_case(officer, asked, 编号="of-the-desk").is_redirect
        listing = officer.get(GUANGZHOU).text.partition('id="三、（三）"')[2]
        assert "of-the-desk" in listing.partition("</details>")[0]


class TestNewVersion:
    def compare(
        self, officer: httpx.Client, content: bytes, name: str = "新.txt"
    ) -> httpx.Response:
        return officer.post(f"{GUANGZHOU}/impact", files={"file": (name, content)})

    def test_it_tells_what_changes_and_which_measures_lose_their_ground(
        self, officer: httpx.Client, collection: Collection
    ) -> None:
        source = (collection.root / "guangzhou-2022" / "source.txt").read_text("utf-8")
        new = source.replace("最高不超过300万元", "最高不超过200万元")  # in two clauses
        assert new != source
        page = self.compare(officer, new.encode()).text
        assert "<del>3</del><ins>2</ins>" in page
        broken = page.partition("依据不再成立的措施")[2].partition("</p>")[0]
        assert "guangzhou-2022/listing" in broken
        assert page.count('class="card change') == 2

    def test_nothing_of_it_is_kept(self, officer: httpx.Client, collection: Collection) -> None:
        before = {path: path.read_bytes() for path in collection.root.rglob("*") if path.is_file()}
        self.compare(officer, "一、新的\n内容".encode())
        after = {path: path.read_bytes() for path in collection.root.rglob("*") if path.is_file()}
        assert after == before

    @pytest.mark.parametrize(
        ("content", "why"), [(b"", "空的"), (b"%PDF-1.4 broken", ""), (b"\x00\x01\x02", "")]
    )
    def test_what_is_no_document_is_told(
        self, officer: httpx.Client, content: bytes, why: str
    ) -> None:
        answer = self.compare(officer, content)
        assert answer.status_code == 422
        assert why in answer.text.partition('id="fault-file"')[2]

    def test_without_a_file_one_is_asked_for(self, officer: httpx.Client) -> None:
        assert "选一个文件" in officer.post(f"{GUANGZHOU}/impact", data={"x": "y"}).text

    def test_more_than_the_limit_is_refused_and_only_there_is_so_much_taken(
        self, officer: httpx.Client
    ) -> None:
        assert self.compare(officer, b"\n" * 1_000_000).status_code != 413
        large = {"file": ("x.txt", b"\n" * 1_000_000)}
        assert officer.post(f"{GUANGZHOU}/facts", files=large).status_code == 413
        assert self.compare(officer, b"\n" * 21 * 1024 * 1024).status_code == 413


def test_there_is_no_page_of_what_is_no_document(officer: httpx.Client) -> None:
    assert officer.get("/desk/policies/none").status_code == 404
    assert officer.post("/desk/policies/none/impact", files={"file": b"x"}).status_code == 404
    assert officer.post("/desk/policies/none/facts", data={}).status_code == 404


def test_files_that_cannot_be_read_are_named_with_what_is_wrong(
    officer: httpx.Client, collection: Collection
) -> None:
    (collection.root / "guangzhou-2022" / "document.yml").write_text("id: [", encoding="utf-8")
    answer = officer.get("/desk/policies")
    assert answer.status_code == 500
    assert "guangzhou-2022/document.yml, line 1" in answer.text
