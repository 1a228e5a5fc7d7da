"""What came of a run, for the terminal and for other programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from tests.faq.accepted import Status, Verdict
from tests.faq.runner import CaseResult


def describe(result: CaseResult) -> str:
    """A failed case for people: the conversation, then what was expected and what came."""
    lines = [f"✗ {result.case.id}  ({result.case.source})"]
    for turn, reply in zip(result.case.said, result.replies, strict=True):
        lines.append(f"    问: {turn}")
        lines.extend(f"    答: {line}" for line in reply.text.splitlines() or ["(nothing)"])
    for failure in result.failures:
        lines.append(f"  {failure.check}: expected {failure.expected}")
        # The text stands above already.
        if failure.got != result.replies[-1].text:
            lines.append(f"  {' ' * len(failure.check)}  got      {failure.got}")
    return "\n".join(lines)


def summarise(verdicts: Sequence[Verdict]) -> str:
    """The failures, the cases to be reviewed, and last the counts."""
    failed = [verdict for verdict in verdicts if verdict.failed]
    parts = [f"{describe(verdict.result)}\n  {verdict.status}" for verdict in failed]
    parts += [_ask_review(each) for each in verdicts if each.status is Status.REVIEW]
    passed = sum(not verdict.result.failures for verdict in verdicts)
    counts = f"{passed} of {len(verdicts)} cases passed"
    checks = Counter(failure.check for each in failed for failure in each.result.failures)
    if checks:
        counts += f" (failed checks: {_say_counts(checks)})"
    statuses = Counter(verdict.status for verdict in verdicts)
    parts.append(f"{counts}\n{_say_counts({str(one): statuses[one] for one in Status})}")
    return "\n\n".join(parts)


def _ask_review(verdict: Verdict) -> str:
    result = verdict.result
    now = "fails now" if result.failures else "still passes"
    changed = ", ".join(verdict.changed)
    return f"△ {result.case.id}  ({result.case.source})\n  待复核 ({now}), changed: {changed}"


def _say_counts(counts: Mapping[str, int]) -> str:
    ordered = sorted(counts.items(), key=lambda each: -each[1])
    return "; ".join(f"{name} {count}" for name, count in ordered if count)


def as_json(verdicts: Sequence[Verdict]) -> str:
    """Every case with its conversation and failures, for other programs."""
    report = [
        {
            "id": verdict.result.case.id,
            "file": str(verdict.result.case.source),
            "passed": not verdict.result.failures,
            "status": str(verdict.status),
            "changed": list(verdict.changed),
            "turns": [
                {"user": turn, "text": reply.text, "cards": reply.cards}
                for turn, reply in zip(
                    verdict.result.case.said, verdict.result.replies, strict=True
                )
            ],
            "failures": [asdict(failure) for failure in verdict.result.failures],
        }
        for verdict in verdicts
    ]
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"
