"""docs/calculator.md, from results.json, mutants.json and the template page.md."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
RESULTS = Path(__file__).with_name("results.json")
MUTANTS = Path(__file__).with_name("mutants.json")
TEMPLATE = Path(__file__).with_name("page.md")
PAGE = ROOT / "docs" / "calculator.md"


def write_page() -> None:
    """Write the page from what was measured last."""
    results = json.loads(RESULTS.read_text("utf-8"))
    mutants = json.loads(MUTANTS.read_text("utf-8"))
    PAGE.write_text(page_of(results, mutants), "utf-8")


def page_of(results: dict[str, Any], mutants: dict[str, Any]) -> str:
    """The page's text."""
    reference = results["reference"]
    versions = " and ".join(f"{name} {of}" for name, of in reference["versions"].items())
    return TEMPLATE.read_text("utf-8").format(
        date=results["date"],
        machine=results["machine"],
        load=f"{results['load']:.1f}",
        measures=f"{results['measures']:,}",
        times=table(results),
        versions=versions,
        rules=reference["rules"],
        rule=f"{reference['us_a_rule']:.0f}",
        rule_of_many=f"{reference['us_a_rule_of_many']:.2f}",
        many=f"{reference['many']:,}",
        mutants_date=mutants["date"],
        mutants=f"{mutants['mutants']:,}",
        killed=f"{mutants['killed']:,}",
        share=f"{mutants['killed'] / mutants['mutants']:.1%}",
        minutes=f"{mutants['minutes']:.0f}",
        processes=mutants["processes"],
        mutants_load=f"{mutants['load']:.1f}",
        survivors=_survivors(mutants["survivors"]),
    )


def table(results: dict[str, Any]) -> str:
    """What was measured; the last column compares the time for one measure with OpenFisca's for one
    rule."""
    rule = results["reference"]["us_a_rule"]
    rows = []
    for each in results["times"]:
        measure = each["p50_ms"] * 1e3 / results["measures"]
        loading = each["what"].startswith("load")
        rows.append(
            [
                each["what"],
                f"{each['p50_ms']:.0f} / {each['p95_ms']:.0f}",
                "" if loading else f"{measure:.1f}",
                "" if loading else f"{measure / rule:.3f}",
            ]
        )
    names = ["", "ms, p50 / p95", "µs a measure", "of OpenFisca's time for a rule"]
    return _markdown(names, rows)


def _survivors(survivors: Sequence[dict[str, str]]) -> str:
    return _markdown(
        ["where", "instead of", "the mutant has", "why nothing is noticed"],
        (
            [each["function"], f"`{each['was']}`", f"`{each['is']}`", each["why"]]
            for each in survivors
        ),
    )


def _markdown(names: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    rows = [names, ["---"] * len(names), *lines]
    return "\n".join(f"| {' | '.join(cell.replace('|', '∣') for cell in row)} |" for row in rows)
