"""A question and its answer become a case that the answer meets."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

import pytest

from tests.faq.basis import Basis
from tests.faq.cases import Case, ClauseKey, Expectation, load_cases
from tests.faq.checks import Reply, check
from tests.faq.new import DECLINED, DONE, UNUSABLE, main
from tests.faq.propose import propose
from tests.faq.rest_server import RestServer

BASIS = Basis.load()
TITLE = BASIS.collection.documents["guangzhou-2022"].title
AWARD = ClauseKey("guangzhou-2022", "三、（一）")
CITED = f"《{TITLE}》（穗府办规〔2022〕4号）三、（一）"
TEXT = f"广州：认定奖励20万元。\n依据：{CITED}：“给予20万元、100万元”"
CARD = {
    "kind": "amount",
    "citations": [{"document": "guangzhou-2022", "clause": "三、(一)"}],
    "figures": [
        {"measure": "guangzhou-2022/recognition_provincial", "yuan": "200000"},
        {"measure": "guangzhou-2022/relocation", "yuan": None},
        {"measure": "guangzhou-2022/loan", "yuan": "5000000"},
    ],
}
SAID = Case("", None, ("多少",), Expectation(), Path("a.yml"))


def test_outcome_clauses_and_figures_of_the_answer_are_proposed() -> None:
    reply = Reply(TEXT, (CARD,))
    case = propose(SAID, reply, BASIS, set())
    assert case.id == "guangzhou-2022-recognition-provincial-1"
    assert case.expect == Expectation("answer", (AWARD,), (Decimal(200_000),))
    assert check(case.expect, reply, BASIS.names) == []


def test_id_is_one_that_is_not_taken() -> None:
    taken = {"refuse-1", "refuse-2"}
    assert propose(SAID, Reply("没有", ({"kind": "refusal"},)), BASIS, taken).id == "refuse-3"


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        (TEXT, Expectation("answer", (AWARD,), (Decimal(200_000),))),
        ("是哪个城市？", Expectation("ask")),
        ("文件里没有。", Expectation("refuse")),
    ],
)
def test_answer_from_a_screen_is_read_from_its_words(text: str, expect: Expectation) -> None:
    assert propose(SAID, Reply(text, ()), BASIS, set()).expect == expect


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cases.yml"


def test_running_bot_is_asked_the_whole_conversation(server: RestServer, file: Path) -> None:
    server.reply = [{"text": TEXT}, {"custom": CARD}]
    asked = ["--text", "多少", "--before", "你好", "--firm", "我们在广州", "--as-of", "2024-06-01"]
    told = ["--set", "编号=mine", "--set", "必须包含=认定；20万|二十万"]
    assert main([*asked, *told, "--url", server.url, "--to", str(file), "--yes"]) == DONE
    assert list(server.turns.values()) == [3]
    (case,) = load_cases([file])
    assert case.id == "mine"
    assert case.said == ("我们在广州", "你好", "多少")
    assert case.expect == Expectation(
        "answer", (AWARD,), (Decimal(200_000),), says=("认定", "20万|二十万")
    )


def test_person_takes_mends_and_clears_proposals(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # 编号, 动作, 条款, 金额, 必须包含, 不得包含, 标签, 备注; 必须包含 once more; yes.
    typed = "mine\n\n\n-\n期满|\n\n口语\n\n期满|已过\ny\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert main(["--text", "多少", "--answer", TEXT, "--to", str(file)]) == DONE
    (case,) = load_cases([file])
    assert (case.id, case.tags) == ("mine", ("口语",))
    assert case.expect == Expectation("answer", (AWARD,), says=("期满|已过",))
    told = capsys.readouterr().out
    assert "竖线一侧是空的" in told
    assert "现在不通过：says，期望 期满|已过" in told


@pytest.mark.parametrize("typed", ["", "\n" * 8 + "n\n"])
def test_nothing_is_written_unless_the_person_says_yes(
    file: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert main(["--text", "多少", "--answer", TEXT, "--to", str(file)]) == DECLINED
    assert not file.exists()


def test_case_is_appended_and_an_id_that_is_taken_is_refused(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--text", "多少", "--answer", TEXT, "--to", str(file), "--yes"]
    assert main([*arguments, "--set", "编号=one"]) == DONE
    assert main([*arguments, "--set", "编号=two"]) == DONE
    assert main([*arguments, "--set", "编号=one"]) == UNUSABLE
    assert "one" in capsys.readouterr().err
    assert [case.id for case in load_cases([file])] == ["one", "two"]


def test_wrong_setting_is_explained(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--text", "多少", "--answer", TEXT, "--to", str(file), "--yes"]
    assert main([*arguments, "--set", "期望金额=20"]) == UNUSABLE
    assert "“期望金额”" in capsys.readouterr().err
    assert not file.exists()
