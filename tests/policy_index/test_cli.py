import json
import shutil
from pathlib import Path

import pytest

from policy_index.cli import main
from policy_index.collection import POLICIES
from policy_index.embedding import Embedder

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def index(index_dir: Path, tmp_path: Path) -> Path:
    """A copy that a test may damage."""
    return Path(shutil.copytree(index_dir, tmp_path / "index"))


@pytest.fixture
def policies(tmp_path: Path) -> Path:
    return Path(shutil.copytree(POLICIES, tmp_path / "policies"))


def test_help_names_every_command(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["--help"])
    assert exit_.value.code == 0
    printed = capsys.readouterr().out
    assert all(name in printed for name in ("build", "search", "show", "check", "eval", "model"))


@pytest.mark.parametrize("arguments", [[], ["sing"], ["search"], ["search", "x", "--limit", "0"]])
def test_wrong_usage_exits_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(arguments)
    assert exit_.value.code == 2


def test_build_leaves_a_fresh_index_alone(index: Path, capsys: Capture) -> None:
    assert main(["--index", str(index), "build"]) == 0
    assert "is fresh: 84 clauses" in capsys.readouterr().out


def test_search_prints_the_clause_and_its_sentence(index: Path, capsys: Capture) -> None:
    assert main(["--index", str(index), "search", "外地车能进广州吗", "--limit", "2"]) == 0
    printed = capsys.readouterr().out
    assert "1. guangzhou-2022 三、（七） 交通出行支持" in printed
    assert "免除“开四停四”限制。" in printed
    assert "3. " not in printed


def test_search_as_json(index: Path, capsys: Capture) -> None:
    query = ["search", "小巨人奖励多少", "--city", "湛江", "--json"]
    assert main(["--index", str(index), *query]) == 0
    data = json.loads(capsys.readouterr().out)
    best = data["hits"][0]
    assert (best["document"], best["path"]) == ("zhanjiang-2022", "三、（一）")
    assert best["sentence"] in best["text"]
    assert 0 <= data["answerability"] <= 1


def test_search_of_an_uncovered_city_is_an_error(index: Path, capsys: Capture) -> None:
    assert main(["--index", str(index), "search", "奖励", "--city", "深圳"]) == 1
    assert (
        capsys.readouterr().err == "error: no document of 深圳; there are: 广东, 广州, 江门, 湛江\n"
    )


def test_check_names_a_damaged_index(index: Path, capsys: Capture) -> None:
    next(index.glob("segment-*/starts.npy")).write_text("[]", "utf-8")
    assert main(["--index", str(index), "check"]) == 1
    assert "starts.npy is damaged or missing: run python" in capsys.readouterr().out


def test_show_prints_a_clause_verbatim(capsys: Capture) -> None:
    assert main(["show", "guangzhou-2022", "三、（七）"]) == 0
    printed = capsys.readouterr().out
    assert "（穗府办规〔2022〕4号）" in printed
    assert "免除“开四停四”限制。（责任单位：市工业和信息化局、公安局）" in printed


def test_show_a_document_as_json(capsys: Capture) -> None:
    assert main(["show", "guangdong-2023", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert len(data["clauses"]) == 12
    assert data["document"]["facts"]["title"]["value"] == "推动专精特新企业高质量发展的指导意见"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["show", "foshan-2022"], "error: no document 'foshan-2022'; there are:"),
        (["show", "guangzhou-2022", "九、"], "error: guangzhou-2022 has no clause '九、'"),
        (["eval", "none.jsonl"], "error: none.jsonl: cannot be read"),
        (["--policies", "nowhere", "show", "x"], "error: nowhere: no policy here"),
    ],
)
def test_errors_are_one_line_with_the_cause(
    arguments: list[str], message: str, capsys: Capture
) -> None:
    assert main(arguments) == 1
    error = capsys.readouterr().err
    assert error.startswith(message)
    assert error.count("\n") == 1


def test_check_of_what_is_sound(index: Path, embedder: Embedder, capsys: Capture) -> None:
    assert embedder.is_present()
    assert main(["--index", str(index), "check"]) == 0
    assert capsys.readouterr().out == "sound: 5 documents, 84 clauses\n"


def test_check_names_each_problem(
    index: Path, policies: Path, tmp_path: Path, capsys: Capture
) -> None:
    missing = tmp_path / "no-index"
    assert main(["--index", str(missing), "check"]) == 1
    assert capsys.readouterr().out == (
        f"{missing} has no index yet: run python -m policy_index build\n"
    )
    source = policies / "guangdong-2023" / "source.txt"
    source.write_bytes(source.read_bytes() + "。".encode())
    assert main(["--policies", str(policies), "--index", str(index), "check", "--json"]) == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert "guangdong-2023" in problem
    assert "sha256" in problem


def test_check_misses_the_model(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("POLICY_BOT_CACHE", str(tmp_path / "cache"))
    assert main(["--index", str(index), "check"]) == 1
    assert "is missing: run python -m policy_index model" in capsys.readouterr().out


def test_eval_prints_measures_by_style(index: Path, tmp_path: Path, capsys: Capture) -> None:
    gold = {"doc": "guangzhou-2022", "path": "三、（七）", "rel": 2}
    question = {"id": "1", "query": "外地车能进广州吗", "style": "direct", "gold": [gold]}
    file = tmp_path / "questions.jsonl"
    file.write_text(json.dumps(question | {"answer_span": "免除“开四停四”限制"}), "utf-8")
    assert main(["--index", str(index), "eval", str(file), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["summary"]["all"]["hit@1"] == 1.0
    assert data["summary"]["direct"]["sentence"] == 1.0
    assert data["questions"][0]["ranking"][0] == ["guangzhou-2022", "三、（七）"]
    assert main(["--index", str(index), "eval", str(file)]) == 0
    assert "hit@1" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 1: not a question"),
        ('{"id": "1", "query": "x", "style": "direct", "gold": []}', "line 1: no gold clause"),
        ("", "no question in it"),
    ],
)
def test_eval_refuses_a_bad_file(tmp_path: Path, line: str, message: str, capsys: Capture) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(line, "utf-8")
    assert main(["eval", str(file)]) == 1
    assert message in capsys.readouterr().err


def test_model_says_that_it_is_there(embedder: Embedder, capsys: Capture) -> None:
    assert main(["model"]) == 0
    assert capsys.readouterr().out == f"{embedder.folder} is there already\n"
