"""Measures of rankings against graded gold, by ir-measures, with how sure they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ir_measures
import numpy as np
from ir_measures import RR, R, Success, nDCG

from policy_index.evaluate import Question

MEASURES = {
    "hit@1": Success @ 1,
    "hit@3": Success @ 3,
    "recall@10": R @ 10,
    "MRR@10": RR @ 10,
    "nDCG@10": nDCG @ 10,
}
_RESAMPLES = 2000

Ranking = Sequence[tuple[str, str]]
Values = np.ndarray[tuple[int], np.dtype[np.float64]]


@dataclass(frozen=True)
class Mean:
    """A mean over questions, and the interval that holds 95 % of the means of resampled ones."""

    value: float
    low: float
    high: float


def by_question(questions: Sequence[Question], rankings: Sequence[Ranking]) -> Mapping[str, Values]:
    """Each measure of each question, shape (questions,).

    Scores go down by rank, so that no two are tied: on ties the providers of ir-measures disagree.
    """
    gold = {q.id: {_name(key): grade for key, grade in q.gold.items()} for q in questions}
    run = {
        question.id: {_name(key): 1 / rank for rank, key in enumerate(ranking, start=1)}
        for question, ranking in zip(questions, rankings, strict=True)
    }
    place = {question.id: number for number, question in enumerate(questions)}
    values = {measure: np.zeros(len(questions)) for measure in MEASURES.values()}
    for metric in ir_measures.iter_calc(list(values), gold, run):
        values[metric.measure][place[metric.query_id]] = metric.value
    return {name: values[measure] for name, measure in MEASURES.items()}


def mean(values: Values) -> Mean:
    """Percentile bootstrap over the questions; repeatable."""
    chance = np.random.default_rng(0)
    drawn = chance.integers(0, len(values), (_RESAMPLES, len(values)))
    low, high = np.percentile(values[drawn].mean(axis=1), [2.5, 97.5])
    return Mean(float(values.mean()), float(low), float(high))


def _name(key: Any) -> str:
    return " ".join(key)
