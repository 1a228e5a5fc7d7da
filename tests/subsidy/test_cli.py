"""The command line, run as people run it."""

import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from actions.subsidy.cli import main
from actions.subsidy.loader import load_measures
from policy_index.collection import Collection
from tests.subsidy.small import write_document, write_whole

ROOT = Path(__file__).resolve().parents[2]
TODAY = "2026-11-22"


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


def run(*words: str, today: str = TODAY) -> Done:
    """Run the command here, with what it prints and how it ends."""
    stdout, stderr = StringIO(), StringIO()
    with (
        pytest.MonkeyPatch.context() as patch,
        redirect_stdout(stdout),
        redirect_stderr(stderr),
    ):
        patch.setenv("POLICY_BOT_TODAY", today)
        try:
            code = main(words)
        except SystemExit as end:
            code = int(str(end.code))
    return Done(code, stdout.getvalue(), stderr.getvalue())


def run_apart(*words: str) -> Done:
    """Run the command as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "actions.subsidy", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "POLICY_BOT_TODAY": TODAY, "PYTHONUTF8": "1"},
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("explain", "zhanjiang-2022/recognition-provincial", "--json"),
        ("estimate", "--city", "广州", "--tier", "provincial", "--listing-cost", "８００万"),
        ("estimate", "--city", "深圳"),
        ("estimate", "--listing-cost", "nan"),
        (),
    ],
)
def test_the_command_ends_alike_as_a_process(words: tuple[str, ...]) -> None:
    assert run_apart(*words) == run(*words)


def answer(*words: str, today: str = TODAY) -> str:
    done = run(*words, today=today)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def estimate(*words: str, today: str = TODAY) -> dict[str, dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(answer("estimate", *words, "--json", today=today))
    return {item["measure"]: item for item in items}


def test_check_counts_what_is_sound(tmp_path: Path) -> None:
    write_whole(tmp_path)
    said = "sound: 2 measures in 1 documents, 2 numbers computed with, 9 waived\n"
    assert answer("--policies", str(tmp_path), "check") == said


def test_check_notes_what_is_open_in_a_document_just_added(tmp_path: Path) -> None:
    write_document(tmp_path, review="pending")
    done = run("--policies", str(tmp_path), "check")
    assert done.returncode == 0
    assert done.stderr.startswith("notice: zibo-2024: its review is pending")
    assert done.stderr.count("\n") == 1


def test_check_tells_every_mistake_in_one_line(root: Path) -> None:
    path = root / "guangzhou-2022" / "measures.yml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("cap: 5000000", "cap: 6000000").replace("value: 200000", "value: 300000")
    path.write_text(text, encoding="utf-8")
    done = run("--policies", str(root), "check")
    assert (done.returncode, done.stdout) == (1, "")
    first, second = (line for line in done.stderr.splitlines() if "measures.yml" in line)
    line = text[: text.index("value: 300000")].count("\n") + 1
    start = f"error: {path}, line {line}: guangzhou-2022/recognition-provincial: amount.value: "
    assert first.startswith(f"{start}300000 is not printed in: ")
    assert first.endswith("; printed: 20万元 (200000)")
    line = text[: text.index("cap: 6000000")].count("\n") + 1
    start = f"error: {path}, line {line}: guangzhou-2022/renovation: amount.cap: "
    assert second.startswith(f"{start}6000000 is not printed in: ")


def test_check_tells_mistakes_as_data(root: Path) -> None:
    path = root / "guangzhou-2022" / "measures.yml"
    text = path.read_text(encoding="utf-8").replace("cap: 5000000", "cap: 6000000")
    path.write_text(text, encoding="utf-8")
    done = run("--policies", str(root), "check", "--json")
    assert done.returncode == 1
    found = json.loads(done.stdout)["mistakes"]
    (mistake,) = (each for each in found if each["path"].endswith("measures.yml"))
    assert mistake["path"] == str(path)
    assert mistake["line"] == text[: text.index("cap: 6000000")].count("\n") + 1
    assert (mistake["entry"], mistake["field"]) == ("guangzhou-2022/renovation", "amount.cap")
    assert mistake["what"].startswith("6000000 is not printed in: ")
    assert mistake["cure"] == "printed: 500万元 (5000000)"


def test_coverage_as_a_table_and_as_data(tmp_path: Path) -> None:
    write_whole(tmp_path)
    table = run("--policies", str(tmp_path), "coverage").stdout
    assert "zibo-2024: 5 clauses; numbers: 2 covered, 9 waived, 0 open" in table
    assert "target: 到2025年的企业数" in table
    (found,) = json.loads(run("--policies", str(tmp_path), "coverage", "--json").stdout)
    clause = found["clauses"][2]
    assert (clause["clause"], clause["measures"]) == ("二、（一）", ["zibo-2024/recognition"])
    assert [number["status"] for number in clause["numbers"]] == ["covered", "waived", "waived"]
    assert run("--policies", str(tmp_path), "coverage", "nowhere").returncode == 1


def test_explain_lays_a_measure_open() -> None:
    text = answer("explain", "guangzhou-2022/vehicles")
    assert "（穗府办规〔2022〕4号）三、（七）" in text
    assert "以下之一：" in text
    assert "纳税2000万元以上" in text
    assert "标题所写的年份已过" in text
    assert "2辆（不是资金）" in text


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        ("guangzhou-2022/recognition-provincial", "金额：定额20万元\n"),
        ("guangzhou-2022/listing", "金额：上市费用的50%，最高不超过300万元\n"),
        ("guangzhou-2022/digital", "金额：数字化费用的不超过30%，最高不超过300万元\n"),
        ("guangzhou-2022/renovation", "金额：不超过500万元（上限）\n"),
        ("guangzhou-2022/loan-interest", "金额：文件没有写明\n"),
        ("guangzhou-2022/park-plaque", "金额：不是现金\n"),
        ("zhanjiang-2022/recognition-provincial", "按最高奖励级别对企业或项目进行一次性奖励"),
        ("jiangmen-2022/recognition", "2022-01-01 至 2023-12-31"),
        ("jiangmen-2022/loan-rate", "金额：新发放的一年期贷款利率不超过LPR（不是资金）\n"),
        ("zhanjiang-2022/land-standards", "可调低不超过30%（不是资金）\n"),
        ("jiangmen-2024/listing", "江门市推动企业利用资本市场高质量发展专项资金管理办法"),
    ],
)
def test_explain_says_the_kind_of_amount(measure: str, words: str) -> None:
    assert words in answer("explain", measure)


def test_explain_as_data() -> None:
    text = answer(
        "explain", "zhanjiang-2022/recognition-provincial", "--as-of", "2026-02-16", "--json"
    )
    found = json.loads(text)
    assert found["amount"] == {"kind": "upper_bound", "cap": "300000"}
    assert found["when"][0] == {"field": "tier", "in": ["provincial"], "words": "省级专精特新企业"}
    assert found["window"] == {
        "field": "recognised_on",
        "from": "2022-01-01",
        "to": None,
        "words": "2022年以来",
    }
    assert found["stacking"]["rule"] == "max"
    assert found["citation"]["status"] == "in_force"
    assert found["citation"]["clause"] == "三、（一）"


def test_estimate_as_data() -> None:
    words = (
        "--city",
        "广州",
        "--topic",
        "上市",
        "--tier",
        "little_giant",
        "--listing-cost",
        "560万",
    )
    (item,) = estimate(*words, "--as-of", "2024-06-01").values()
    assert item == {
        "measure": "guangzhou-2022/listing",
        "name": "上市费用补助",
        "city": "广州",
        "beneficiary": "enterprise",
        "kind": "rate_capped",
        "status": "exact",
        "yuan": "2800000",
        "capped": False,
        "text": "上市费用补助：280万元（按50%的比例计算，未超过300万元的上限）",
        "steps": ["560万元 × 50% = 280万元", "280万元 ≤ 300万元"],
        "missing": [],
        "presumed": ["符合相关条件"],
        "against": [],
        "undefined": [],
        "not_stated": item["not_stated"],
        "refers_to": [],
        "cautions": item["cautions"],
        "stacking": None,
        "citation": {
            "document": "guangzhou-2022",
            "clause": "三、（三）",
            "title": "广州市“专精特新”中小企业培育三年行动方案（2022—2024）",
            "number": "穗府办规〔2022〕4号",
            "quote": item["citation"]["quote"],
            "status": "in_title_period",
            "status_words": ["（2022—2024）"],
            "responsible": ["市工业和信息化局"],
            "as_of": "2024-06-01",
            "url": "/policies/guangzhou-2022#三、（三）",
        },
    }
    assert "分阶段按照50%的比例予以补助" in item["citation"]["quote"]
    assert item["not_stated"]


def test_estimate_in_words() -> None:
    text = answer(
        "estimate", "--city", "湛江", "--topic", "认定", "--tier", "little_giant,provincial"
    )
    assert "1. [湛江] 国家级专精特新小巨人认定奖励：不超过50万元" in text
    assert (
        "依据：《湛江市培育优质中小企业行动方案（2022—2025年）》（湛工信函〔2023〕20号）三、（一）"
        in text
    )
    assert "已过有效期（2026-11-22，“自发布之日起实行，有效期三年”" in text
    assert "前提，请自行核对：被认定(含复核)；2022年以来" in text
    assert "合看，计这一项（“同一企业相同项目获得上述2个或以上荣誉称号的" in text
    assert "合看，不计这一项" in text


def test_stacking_as_data() -> None:
    tiers = ("--tier", "little_giant,provincial", "--topic", "认定")
    items = estimate("--city", "湛江", *tiers)
    counts = {name: item["stacking"] and item["stacking"]["counts"] for name, item in items.items()}
    assert counts == {
        "zhanjiang-2022/recognition-little-giant": True,
        "zhanjiang-2022/recognition-provincial": False,
        "zhanjiang-2022/recognition-innovative": None,
    }
    item = estimate("--city", "广州", *tiers)["guangzhou-2022/recognition-provincial"]
    assert item["stacking"]["rule"] == "not_stated"
    assert item["stacking"]["counts"] is None


@pytest.mark.parametrize(
    ("words", "yuan"),
    [
        ("5600000", "5600000"),
        ("5600000.50", "5600000.5"),
        ("560万", "5600000"),
        ("560万元", "5600000"),
        ("５６０万", "5600000"),
        ("1,800万", "18000000"),
        ("1.2亿", "120000000"),
        (" 2千万 ", "20000000"),
    ],
)
def test_sums_are_written_as_people_write_them(words: str, yuan: str) -> None:
    measure = ("--measure", "guangzhou-2022/listing", "--tier", "provincial")
    (item,) = estimate(*measure, "--listing-cost", words).values()
    half = Decimal(yuan) / 2
    assert Decimal(item["yuan"]) == min(half, Decimal(3_000_000))


def test_every_kind_of_fact_can_be_given() -> None:
    items = estimate(
        "--tier", "municipal", "--recognition", "review", "--recognised-on", "2023-07",
        "--tax-paid", "2000万", "--firms-led", "9", "--firms-gathered", "11", "--relocated",
        "--no-title-valid", "--lpr", "3.1%", "--digital-cost", "1500万",
    )  # fmt: skip
    assert len(items) == len(load_measures(Collection.load()).measures)
    assert items["guangzhou-2022/vehicles"]["status"] == "not_eligible"
    assert items["guangzhou-2022/park-plaque"]["status"] == "non_cash"
    assert items["guangzhou-2022/digital"]["against"] == ["省级以上“专精特新”中小企业"]


def test_what_is_left_out_is_asked_for_and_not_taken_for_zero() -> None:
    (item,) = estimate("--measure", "guangzhou-2022/listing").values()
    assert (item["status"], item["yuan"]) == ("need_input", None)
    assert item["missing"] == ["tier", "listing_cost"]


def test_today_is_the_default_day() -> None:
    one = ("--measure", "zhanjiang-2022/recognition-provincial", "--tier", "provincial")
    for today, status in (("2026-02-16", "in_force"), ("2026-02-17", "expired")):
        (item,) = estimate(*one, today=today).values()
        assert (item["citation"]["as_of"], item["citation"]["status"]) == (today, status)


def test_a_city_and_a_topic_without_a_measure_say_so() -> None:
    text = answer("estimate", "--city", "江门", "--topic", "车辆")
    assert text.startswith("没有匹配的措施。有措施的主题：")
    assert estimate("--city", "江门", "--topic", "车辆") == {}


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (
            ("estimate", "--city", "深圳"),
            1,
            "no document of 深圳; there are: 广东, 广州, 江门, 湛江",
        ),
        (
            ("explain", "guangzhou/listing"),
            1,
            "no measure 'guangzhou/listing'; near it: guangzhou-",
        ),
        (("estimate", "--measure", "x"), 1, "no measure 'x'"),
        (("--policies", "/nowhere", "check"), 1, "/nowhere: no policy here"),
        (("estimate", "--tier", "giant"), 2, "tier: 'giant' is none of little_giant"),
        (("estimate", "--as-of", "2024-02-30"), 2, "'2024-02-30' is not a date YYYY-MM-DD"),
        (("estimate", "--listing-cost", "-5"), 2, "'-5' is not a sum"),
        (("estimate", "--listing-cost", "1亿2000万"), 2, "'1亿2000万' is not a sum"),
        (("estimate", "--listing-cost", "nan"), 2, "'nan' is not a sum"),
        (("estimate", "--listing-cost", ""), 2, "'' is not a sum"),
        (("estimate", "--listing-cost", "99999亿亿"), 2, "is not a sum"),
        (("estimate", "--loan", "999999亿"), 2, "loan: "),
        (("estimate", "--firms-led", "10.5"), 2, "firms_led: '10.5' is not a whole number"),
        (("estimate", "--recognised-on", "July"), 2, "recognised_on: 'July' is not YYYY"),
        (("estimate", "--lpr", "3"), 2, "'3' is not a rate"),
        (("estimate", "--price", "3"), 2, "unrecognized arguments: --price"),
        (("estimate", "--recognition", "old"), 2, "invalid choice: 'old'"),
        (("explain",), 2, "the following arguments are required: measure"),
        ((), 2, "the following arguments are required: COMMAND"),
        (("guess",), 2, "invalid choice: 'guess'"),
    ],
)
def test_a_mistake_is_one_line_with_its_cause(words: tuple[str, ...], code: int, why: str) -> None:
    done = run(*words)
    assert (done.returncode, done.stdout) == (code, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("error: ")
    assert why in line


def test_a_wrong_today_is_named() -> None:
    done = run("estimate", today="tomorrow")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "error: POLICY_BOT_TODAY='tomorrow' is not a date YYYY-MM-DD\n"


@pytest.mark.parametrize("words", [("--help",), ("estimate", "--help"), ("explain", "--help")])
def test_help_is_help(words: tuple[str, ...]) -> None:
    assert answer(*words).startswith("usage: python -m actions.subsidy")
