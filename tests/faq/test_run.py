"""The runner against an HTTP server that speaks Rasa's REST channel."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.faq.rest_server import RestServer
from tests.faq.run import FAILED, PASSED, TO_REVIEW, UNUSABLE, main

CASES = """\
- id: right
  turns: [你好, 广州呢]
  expect: {outcome: ask, says: [第2句]}
- id: dated
  as_of: 2024-06-01
  turns: [今天几号]
  expect: {says: ["2024-06-01"], never_says: [第2句]}
"""
WRONG = "- {id: wrong, turns: [问], expect: {outcome: answer, amounts: [20万元]}}\n"


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    path = tmp_path / "cases.yml"
    path.write_text(CASES, encoding="utf-8")
    return path


def test_right_replies_exit_with_zero(
    server: RestServer, cases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(cases), "--url", server.url]) == PASSED
    assert "2 of 2 cases passed" in capsys.readouterr().out
    assert sorted(server.turns.values()) == [1, 2]  # one sender for each case


def test_wrong_reply_exits_with_one_and_shows_expected_and_got(
    server: RestServer, cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(WRONG, encoding="utf-8")
    assert main([str(cases), str(wrong), "--url", f"{server.url}/"]) == FAILED
    output = capsys.readouterr().out
    assert "2 of 3 cases passed" in output
    assert "✗ wrong" in output
    assert "问: 问" in output
    assert "outcome: expected answer" in output
    assert "ask (cards: ask)" in output
    assert "amounts: expected 20万元" in output
    assert "no sum" in output


def test_day_of_asking_reaches_cases_that_name_none(server: RestServer, tmp_path: Path) -> None:
    path = tmp_path / "day.yml"
    path.write_text("- {id: day, turns: [问], expect: {says: ['2025-01-02']}}", encoding="utf-8")
    assert main([str(path), "--url", server.url, "--as-of", "2025-01-02"]) == PASSED
    assert main([str(path), "--url", server.url]) == FAILED


def test_json_holds_every_case_with_its_conversation(
    server: RestServer, cases: Path, tmp_path: Path
) -> None:
    file = tmp_path / "report.json"
    main([str(cases), "--url", server.url, "--json", str(file), "--workers", "1"])
    first, second = json.loads(file.read_text(encoding="utf-8"))
    assert (first["id"], first["passed"], first["failures"]) == ("right", True, [])
    assert [turn["user"] for turn in first["turns"]] == ["你好", "广州呢"]
    assert second["turns"][0]["text"] == "第1句\n2024-06-01"
    assert second["turns"][0]["cards"] == [{"kind": "ask"}]


def run(server: RestServer, cases: Path, *more: str) -> int:
    accepted = cases.parent / "accepted.json"
    return main([str(cases), "--url", server.url, "--accepted", str(accepted), *more])


def test_firm_speaks_first(server: RestServer, tmp_path: Path) -> None:
    path = tmp_path / "firm.yml"
    path.write_text("- {id: firm, firm: 我们在广州, turns: [问], expect: {says: [第2句]}}", "utf-8")
    assert run(server, path) == PASSED


def test_report_is_held_against_the_accepted_run(
    server: RestServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "wrong.yml"
    path.write_text(WRONG, encoding="utf-8")
    assert run(server, path, "--report", str(tmp_path / "report")) == FAILED
    assert "新用例 1" in capsys.readouterr().out
    assert (tmp_path / "report" / "report.html").exists()
    assert (tmp_path / "report" / "junit.xml").exists()
    assert run(server, path, "--accept") == FAILED
    assert run(server, path) == FAILED
    assert "仍失败 1" in capsys.readouterr().out


def test_changed_basis_exits_with_three_until_it_is_accepted(
    server: RestServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, accepted = tmp_path / "cases.yml", tmp_path / "accepted.json"
    path.write_text(WRONG, encoding="utf-8")
    before = {"file": "cases.yml", "passed": True, "measures": {}}
    changed = {"wrong": {**before, "clauses": {"guangzhou-2022 三、（三）": "0"}}}
    accepted.write_text(json.dumps(changed), encoding="utf-8")
    assert run(server, path) == TO_REVIEW
    assert "待复核 (fails now), changed: guangzhou-2022 三、（三）" in capsys.readouterr().out
    path.write_text("- {id: wrong, turns: [问], expect: {outcome: ask}}", encoding="utf-8")
    assert run(server, path, "--accept") == PASSED
    assert run(server, path) == PASSED


def test_wrong_row_of_a_sheet_exits_with_two_after_the_others_ran(
    server: RestServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "cases.csv"
    sheet.write_text("编号,问题,期望动作\na,问,反问\nb,,反问\n", encoding="utf-8")
    assert run(server, sheet) == UNUSABLE
    told = capsys.readouterr()
    assert "第3行“问题”：不能空着" in told.err
    assert "1 of 1 cases passed" in told.out


def test_bot_that_is_down_exits_with_two(cases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with RestServer() as closed:
        url = closed.url
    assert main([str(cases), "--url", url]) == UNUSABLE
    assert url in capsys.readouterr().err


def test_answer_that_is_no_rest_channel_exits_with_two(
    server: RestServer, cases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.reply = {"detail": "another server"}
    assert main([str(cases), "--url", server.url]) == UNUSABLE
    assert "expected a list of messages" in capsys.readouterr().err


def test_wrong_path_exits_with_two(
    server: RestServer, cases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(cases), "--url", f"{server.url}/elsewhere"]) == UNUSABLE
    assert "404" in capsys.readouterr().err


def test_unusable_case_file_exits_with_two_before_asking(
    server: RestServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.yml"
    path.write_text("- {id: bad, turns: [], expect: {outcome: ask}}", encoding="utf-8")
    assert main([str(path), "--url", server.url]) == UNUSABLE
    assert "case bad, turns" in capsys.readouterr().err
    assert server.turns == {}


@pytest.mark.parametrize("arguments", [[], ["x.yml", "--workers", "0"], ["x.yml", "--as-of", "今"]])
def test_wrong_usage_exits_with_two(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == UNUSABLE
