"""From a question that went wrong to a case, an entry, a wish; in one step, on record."""

import html
import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from openpyxl import load_workbook

from bot.gateway.database import Database
from bot.gateway.desk.case_rows import COLUMNS as OURS
from bot.gateway.transcript import Asked
from policy_index.thesaurus import read_thesaurus
from tests.faq.basis import Basis
from tests.faq.notation import ACTIONS, COLUMNS
from tests.faq.sheet import read_sheet
from tests.gateway.desk.conftest import Join
from tests.gateway.desk.past import Past, card, run

AT = "2026-11-26 09:00:00"
LISTING = ("guangzhou-2022", "三、（三）")
NASTY = "=cmd|' /C calc'!A0\\n\n第二行\t“引号”<b>@x\x07"
AS_READ = NASTY.replace("\x07", "")


@pytest.fixture(autouse=True)
def _in_that_year(monkeypatch: pytest.MonkeyPatch) -> None:
    """The inbox looks 90 days back at most; what the tests say was said in November 2026."""
    monkeypatch.setattr("bot.gateway.desk.inbox.SPANS", (7, 36_500, 90_000))


@pytest.fixture
def past(database: Database) -> Past:
    return Past(database)


@pytest.fixture
def officer(join: Join, past: Past) -> httpx.Client:
    del past
    return join("officer", shown="老陈")


def path_of(asked: Asked) -> str:
    return f"/desk/inbox/{asked.session}/{asked.item.seq}"


def fields_of(page: str) -> dict[str, str]:
    """What the form of a case holds before anybody touches it."""
    areas = re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>(.*?)</textarea>', page, re.S)
    inputs = re.findall(r'<input id="cell-\d+" name="([^"]+)" value="([^"]*)"', page)
    (action,) = re.findall(r"<option selected>(.*?)</option>", page)
    found = dict([*areas, *inputs, ("期望动作", action)])
    return {name: html.unescape(found[name]) for name in COLUMNS}


def keep_case(officer: httpx.Client, asked: Asked, **changes: str) -> httpx.Response:
    fields = fields_of(officer.get(path_of(asked)).text) | changes
    return officer.post(f"{path_of(asked)}/case", data=fields)


def test_the_columns_are_those_of_the_cases() -> None:
    assert OURS == COLUMNS


def test_what_went_wrong_stands_in_the_inbox_until_something_is_made_of_it(
    officer: httpx.Client, past: Past
) -> None:
    asked, _ = past.turn("a", "深圳有奖励吗", AT, [card("refusal")])
    assert "深圳有奖励吗" in officer.get("/desk/inbox").text
    kept = officer.post(f"{path_of(asked)}/wish", data={"matter": "深圳的奖励", "place": "深圳"})
    assert (kept.status_code, kept.headers["location"]) == (303, "/desk/inbox?kept=wish")
    assert "没有待处理的问题" in officer.get("/desk/inbox").text
    assert "深圳的奖励" in officer.get("/desk/lessons/wish").text


def test_the_same_question_in_other_punctuation_is_one_group(
    officer: httpx.Client, past: Past
) -> None:
    for session, text in (("a", "深圳有奖励吗"), ("b", "深圳有奖励吗？"), ("c", "电话多少")):
        past.turn(session, text, AT, [card("refusal")])
    page = officer.get("/desk/inbox").text
    assert "3 个问题，相近的合成 2 组" in page
    assert officer.get("/desk/inbox?why=useless").text.count('class="card group"') == 0


def test_what_is_alike_is_dealt_with_together_as_far_as_it_is_ticked(
    officer: httpx.Client, past: Past
) -> None:
    asked, *others = (
        past.turn(session, "深圳有奖励吗", AT, [card("refusal")])[0] for session in "abc"
    )
    page = officer.get(path_of(asked)).text
    ticks = re.findall(r'name="alike" value="([^"]+)"', page)
    assert sorted(ticks) == [f"{each.session} {each.item.seq}" for each in others]
    chosen = {"reason": "served", "alike": [ticks[0]]}
    officer.post(f"{path_of(asked)}/dismissed", data=chosen)
    assert "1 个问题" in officer.get("/desk/inbox").text


class TestCase:
    def test_a_thumb_down_becomes_a_row_that_the_conversation_fills_in(
        self, officer: httpx.Client, past: Past
    ) -> None:
        past.turn("a", "我们在广州", "2026-11-26 08:59:00", [card("ask")])
        figure = {"yuan": "2800000", "measure": "guangzhou-2022/listing"}
        answer = card("amount", LISTING, figures=[figure], as_of="2026-11-22")
        asked, (said,) = past.turn("a", "上市花560万能补多少", AT, [answer])
        past.thumb("a", said, AT, useful=False, reason="outdated", words="听说变了")
        row = fields_of(officer.get(path_of(asked)).text)
        assert re.fullmatch(r"desk-20261126-[0-9a-f]{6}", row.pop("编号"))
        assert {name: text for name, text in row.items() if text} == {
            "问题": "上市花560万能补多少",
            "上文": "我们在广州",
            "日期": "2026-11-22",
            "期望动作": "回答",
            "期望条款": "guangzhou-2022 三、（三）",
            "期望金额": "280万元",
            "标签": "上市、贴息、担保",
            "负责人": "老陈",
            "备注": "没用（信息过时）；听说变了",
        }

    @pytest.mark.parametrize(("reason", "empty"), [("amount", "期望金额"), ("clause", "期望条款")])
    def test_what_was_called_wrong_is_not_expected(
        self, officer: httpx.Client, past: Past, reason: Any, empty: str
    ) -> None:
        answer = card("amount", LISTING, figures=[{"yuan": "2800000"}])
        asked, (said,) = past.turn("a", "上市能补多少", AT, [answer])
        past.thumb("a", said, AT, useful=False, reason=reason)
        assert fields_of(officer.get(path_of(asked)).text)[empty] == ""

    def test_where_there_was_no_answer_one_is_expected(
        self, officer: httpx.Client, past: Past
    ) -> None:
        asked, _ = past.turn("a", "高企有奖励吗", AT, [card("refusal")])
        assert fields_of(officer.get(path_of(asked)).text)["期望动作"] == "回答"

    @pytest.mark.parametrize(
        ("column", "text"),
        [("编号", "带中文"), ("编号", " "), ("问题", ""), ("日期", "昨天"), ("期望动作", "随便"),
         ("期望条款", "guangzhou-2022 九、"), ("期望金额", "很多"), ("期望金额", "只许：280"),
         ("必须包含", "一次性|"), ("不得包含", "｜可补")],
    )  # fmt: skip
    def test_a_row_that_the_runner_would_refuse_is_not_kept(
        self, officer: httpx.Client, past: Past, column: str, text: str
    ) -> None:
        asked, _ = past.turn("a", "高企有奖励吗", AT, [card("refusal")])
        answer = keep_case(officer, asked, **{column: text})
        assert answer.status_code == 422
        assert f'id="fault-{column}"' in answer.text
        assert "还没有" in officer.get("/desk/lessons/case").text

    def test_no_two_cases_have_one_name(self, officer: httpx.Client, past: Past) -> None:
        one, _ = past.turn("a", "高企有奖励吗", AT, [card("refusal")])
        two, _ = past.turn("b", "展会补多少", AT, [card("refusal")])
        assert keep_case(officer, one, 编号="ours-1").status_code == 303
        assert keep_case(officer, two, 编号="ours-1").status_code == 422
        assert keep_case(officer, two, 编号="ours-2").status_code == 303

    def test_a_case_can_be_changed_and_taken_back(self, officer: httpx.Client, past: Past) -> None:
        asked, _ = past.turn("a", "高企有奖励吗", AT, [card("refusal")])
        keep_case(officer, asked)
        (id,) = re.findall(r"/desk/lessons/case/(\d+)", officer.get("/desk/lessons/case").text)
        row = fields_of(officer.get(f"/desk/lessons/case/{id}").text)
        assert officer.post(f"/desk/lessons/case/{id}", data=row | {"期望动作": "拒答"}).is_redirect
        assert "期望：拒答" in officer.get("/desk/lessons/case").text
        assert officer.post(f"/desk/lessons/case/{id}", data=row | {"日期": "?"}).status_code == 422
        officer.post(f"/desk/lessons/{id}")
        assert "高企有奖励吗" in officer.get("/desk/inbox").text


class TestSpreadsheet:
    @pytest.fixture
    def sheet(self, officer: httpx.Client, past: Past, tmp_path: Path) -> Path:
        """Exported from one case of each kind, the words of which are not harmless."""
        answer = card("amount", LISTING, figures=[{"yuan": "2800000"}, {"yuan": "12500.5"}])
        for number, (text, cards) in enumerate(
            [(NASTY, [card("refusal")]), ("@上市", [answer]), ("-1", [card("ask")])]
        ):
            past.turn(f"s{number}", NASTY, AT, [card("clauses", LISTING)])
            asked, (said,) = past.turn(f"s{number}", text, AT, cards)
            past.thumb(f"s{number}", said, AT, useful=False, words="+86 @\\")
            assert keep_case(officer, asked).status_code == 303, text
        path = tmp_path / "cases.xlsx"
        path.write_bytes(officer.get("/desk/lessons/cases.xlsx").content)
        return path

    def test_the_runner_of_the_cases_reads_every_row(self, sheet: Path) -> None:
        cases, mistakes = read_sheet(sheet, Basis.load())
        assert mistakes == []
        assert [case.turns[-1] for case in cases] == [AS_READ, "@上市", "-1"]
        assert cases[1].turns[0] == AS_READ
        assert [str(clause) for clause in cases[1].expect.clauses] == ["guangzhou-2022 三、（三）"]
        assert [str(amount) for amount in cases[1].expect.amounts] == ["2800000", "12500.5"]
        assert [case.expect.outcome for case in cases] == ["answer", "answer", "ask"]
        assert cases[2].note == "没用；+86 @\\"

    def test_no_cell_is_a_formula_and_the_action_is_picked_from_a_list(self, sheet: Path) -> None:
        tab = load_workbook(sheet).worksheets[0]
        assert [cell.value for cell in tab[1]] == list(COLUMNS)
        assert {cell.data_type for row in tab.iter_rows() for cell in row} <= {"s", "n"}
        (choice,) = tab.data_validations.dataValidation
        assert choice.formula1 == f'"{",".join(ACTIONS)}"'

    def test_a_rejected_case_stays_at_home(self, sheet: Path, officer: httpx.Client) -> None:
        del sheet
        page = officer.get("/desk/lessons/case").text
        for id in re.findall(r"/desk/lessons/case/(\d+)", page):
            officer.post(f"/desk/lessons/{id}/rejected")
        book = load_workbook(io.BytesIO(officer.get("/desk/lessons/cases.xlsx").content))
        assert book.worksheets[0].max_row == 1


class TestThesaurus:
    def keep(self, officer: httpx.Client, asked: Asked, said: str, written: str) -> httpx.Response:
        return officer.post(f"{path_of(asked)}/words", data={"said": said, "written": written})

    @pytest.fixture
    def asked(self, past: Past) -> Asked:
        return past.turn("a", "摊位钱公家贴不贴", AT, [card("refusal")])[0]

    def test_an_entry_is_exported_in_the_form_of_the_thesaurus(
        self, officer: httpx.Client, asked: Asked, tmp_path: Path
    ) -> None:
        assert self.keep(officer, asked, "攤位錢、展位租\n摊位钱", "展会，补贴").is_redirect
        exported = officer.get("/desk/lessons/thesaurus.yml").text
        path = tmp_path / "thesaurus.yml"
        path.write_text(exported, encoding="utf-8")
        (entry,) = read_thesaurus(path)
        assert entry.written == ("展会", "补贴")
        assert yaml.safe_load(exported)[0]["said"] == ["摊位钱", "展位租"]
        assert "摊位钱公家贴不贴" in exported.splitlines()[0]

    def test_what_the_documents_never_say_is_suggested(
        self, officer: httpx.Client, asked: Asked
    ) -> None:
        assert "摊位钱公家贴不贴" in officer.get(f"{path_of(asked)}?to=words").text

    @pytest.mark.parametrize(
        ("said", "written"),
        [("摊位钱", ""), ("", "补贴"), ("补贴", "补贴"), ("摊位钱", "没有人写过的词"),
         ("上市费用能报销", "补贴")],
    )  # fmt: skip
    def test_an_entry_of_no_use_is_refused(
        self, officer: httpx.Client, asked: Asked, said: str, written: str
    ) -> None:
        assert self.keep(officer, asked, said, written).status_code == 422


@pytest.mark.parametrize(
    ("kind", "fields"),
    [("wish", {"matter": " "}), ("dismissed", {}), ("dismissed", {"reason": "x"})],
)
def test_a_form_that_says_nothing_is_not_kept(
    officer: httpx.Client, past: Past, kind: str, fields: Mapping[str, str]
) -> None:
    asked, _ = past.turn("a", "高企有奖励吗", AT, [card("refusal")])
    assert officer.post(f"{path_of(asked)}/{kind}", data=fields).status_code == 422


def test_what_is_no_miss_has_no_page(officer: httpx.Client, past: Past) -> None:
    asked, _ = past.turn("a", "上市能补多少", AT, [card("amount", LISTING)])
    assert officer.get(path_of(asked)).status_code == 404
    assert officer.get("/desk/inbox/none/1").status_code == 404
    assert officer.get("/desk/lessons/case/99").status_code == 404
    assert officer.post("/desk/lessons/99/accepted").status_code == 404


def test_the_page_shows_the_conversation_and_says_so_in_the_record_without_its_words(
    officer: httpx.Client, past: Past, join: Join
) -> None:
    asked, _ = past.turn("a", "<script>高企</script>", AT, [card("refusal")])
    page = officer.get(path_of(asked)).text
    assert "&lt;script&gt;高企" in page
    assert "<script>高企" not in page
    officer.post(f"{path_of(asked)}/dismissed", data={"reason": "test"})
    record = join("admin").get("/desk/audit").text
    assert asked.conversation in record
    assert "查看对话" in record
    assert "不处理" in record
    assert "高企" not in record


def test_a_lesson_stays_when_the_conversation_is_deleted(officer: httpx.Client, past: Past) -> None:
    asked, _ = past.turn("a", "高企有奖励吗", AT, [card("refusal")])
    keep_case(officer, asked)
    run(past.transcript.prune(-1))
    assert "高企有奖励吗" in officer.get("/desk/lessons/case").text
