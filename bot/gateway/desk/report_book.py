"""A report as the sheets of a workbook."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.gateway.desk.inbox_groups import Group
from bot.gateway.desk.reports import Report
from bot.gateway.desk.words import DeskWords
from bot.gateway.desk.workbook import Cell, Sheet


def sheets_of(
    report: Report, unanswered: Sequence[Group], titles: Mapping[str, str], words: DeskWords
) -> dict[str, Sheet]:
    """The figures of the page; durations are in seconds, the share of satisfied from 0 to 1."""
    return {
        "概况": _rows(["项目", "数值"], _summary(report, words)),
        "走势": _rows(
            ["时" if report.period.kind == "day" else "日", "提问", "拒答或没有答上", "转人工"],
            (
                (int(step), *counts)
                for step, counts in zip(report.period.steps, report.curve, strict=True)
            ),
        ),
        "按文件": _rows(
            ["文件编号", "标题", "提问"],
            ((each, titles.get(each, ""), count) for each, count in report.documents.items()),
        ),
        "按主题": _rows(["主题", "提问"], report.topics.items()),
        "没有答上": _rows(
            ["问题", "次数", "原因"],
            (
                (
                    group.leader.question,
                    len(group.misses),
                    "、".join(words.whys[why] for why in group.whys),
                )
                for group in unanswered
            ),
        ),
    }


def _rows(head: Sequence[Cell], rows: Iterable[Sequence[Cell]]) -> list[Sequence[Cell]]:
    return [head, *rows]


def _summary(report: Report, words: DeskWords) -> Iterator[tuple[str, Cell]]:
    waits = report.waits
    yield "期间", report.period.name
    yield "提问", report.asked
    for end, count in report.ends.items():
        yield f"　{words.ends[end]}", count
    yield "对话", report.conversations
    yield "工单", sum(report.tickets.values())
    for reason, count in report.tickets.items():
        yield f"　{words.ticket_reasons.get(reason, reason)}", count
    for outcome, count in report.outcomes.items():
        yield f"　结果：{words.ticket_outcomes.get(outcome, outcome)}", count
    yield "对话工单", waits.tickets
    yield "　已接入", waits.taken
    yield "　还在等", waits.waiting
    yield "　没等到", waits.unserved
    yield "等待中位数（秒）", waits.median
    yield "等待 95 百分位（秒）", waits.p95
    yield "有用", report.useful
    yield "没用", report.useless
    for reason, count in report.reasons.items():
        yield f"　{words.thumb_reasons.get(reason, '没说原因')}", count
    yield "满意率", report.satisfaction
