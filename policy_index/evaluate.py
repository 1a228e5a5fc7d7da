"""Measuring a search against questions with graded gold clauses.

A question is a line of JSON: ``{"id", "query", "style", "gold": [{"doc", "path", "rel"}, …],
"answer_span", "split"}``; ``answer_span`` and ``split`` may be missing.
"""

import json
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from policy_index.errors import PolicyError
from policy_index.metrics import hit, ndcg, recall, reciprocal_rank

DEPTH = 10
ALL = "all"

Key = tuple[str, str]
Measures = dict[str, float]


@dataclass(frozen=True)
class Question:
    """``gold`` maps (document, path) to its grade: 2 answers, 1 helps."""

    id: str
    query: str
    style: str
    gold: Mapping[Key, int]
    answer_span: str | None
    split: str | None


@dataclass(frozen=True)
class Answer:
    """The keys of the clauses found, best first, and the answering sentence of the first."""

    ranking: Sequence[Key]
    sentence: str


@dataclass(frozen=True)
class Judged:
    """A question, what was found for it, and how good that is."""

    question: Question
    answer: Answer
    measures: Measures


def read_questions(path: Path, split: str | None = None) -> list[Question]:
    """Raises PolicyError naming the file and the line that is not a question."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise PolicyError(f"{path}: cannot be read: {error}") from error
    questions = [
        _question(line, f"{path}: line {number}")
        for number, line in enumerate(lines, start=1)
        if line.strip()
    ]
    chosen = [question for question in questions if split in (None, question.split)]
    if not chosen:
        raise PolicyError(f"{path}: no question in it" + (f" of split {split}" if split else ""))
    return chosen


def judge(questions: Iterable[Question], find: Callable[[str], Answer]) -> list[Judged]:
    """Ask every question and measure what is found."""
    judged = []
    for question in questions:
        answer = find(question.query)
        judged.append(Judged(question, answer, _measures(question, answer)))
    return judged


def summary(judged: Sequence[Judged]) -> dict[str, Measures]:
    """Mean of each measure by style, and over all under ``all``; ``n`` counts the questions."""
    groups: dict[str, list[Measures]] = defaultdict(list)
    for each in judged:
        groups[each.question.style].append(each.measures)
        groups[ALL].append(each.measures)
    return {style: _mean(groups[style]) for style in sorted(groups, key=lambda s: (s == ALL, s))}


def table(means: Mapping[str, Measures]) -> str:
    """Measures by style as aligned text."""
    names = [name for name in means[ALL] if name != "n"]
    lines = [f"{'style':24}{'n':>5}" + "".join(f"{name:>11}" for name in names)]
    for style, row in means.items():
        values = (f"{row[name]:11.3f}" if name in row else f"{'–':>11}" for name in names)
        lines.append(f"{style:24}{int(row['n']):5}" + "".join(values))
    return "\n".join(lines)


def _mean(rows: Sequence[Measures]) -> Measures:
    means: Measures = {"n": float(len(rows))}
    for name in dict.fromkeys(name for row in rows for name in row):
        values = [row[name] for row in rows if name in row]
        means[name] = sum(values) / len(values)
    return means


def _measures(question: Question, answer: Answer) -> Measures:
    grades = [question.gold.get(key, 0) for key in answer.ranking]
    gold = list(question.gold.values())
    measures = {
        "hit@1": hit(grades, 1),
        "hit@3": hit(grades, 3),
        "hit@5": hit(grades, 5),
        "recall@10": recall(grades, gold, DEPTH),
        "mrr@10": reciprocal_rank(grades, DEPTH),
        "ndcg@10": ndcg(grades, gold, DEPTH),
    }
    if question.answer_span:
        measures["sentence"] = float(holds_answer(question, answer.sentence))
    return measures


def holds_answer(question: Question, sentence: str) -> bool:
    """Whether the words that answer stand in ``sentence``, whatever the width and the blanks."""
    return _folded(question.answer_span or "") in _folded(sentence)


def _question(line: str, where: str) -> Question:
    try:
        raw = json.loads(line)
        gold = {(each["doc"], each["path"]): int(each["rel"]) for each in raw["gold"]}
        question = Question(
            id=str(raw["id"]),
            query=str(raw["query"]),
            style=str(raw["style"]),
            gold=gold,
            answer_span=raw.get("answer_span"),
            split=raw.get("split"),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise PolicyError(f"{where}: not a question ({type(error).__name__}: {error})") from error
    if not any(grade > 0 for grade in gold.values()):
        raise PolicyError(f"{where}: no gold clause with a grade above 0")
    return question


def _folded(text: str) -> str:
    """Without white space and width: a page break may stand inside the words."""
    return "".join(unicodedata.normalize("NFKC", text).split())
