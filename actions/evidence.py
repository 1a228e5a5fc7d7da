"""What an answer was made from, for the staff who read or say it: never shown to the public."""

from collections.abc import Iterable
from typing import Any

from actions.answers.context import Context
from actions.cards import Card, Citation
from actions.knowledge import Knowledge
from actions.messages import Message
from actions.request import Request
from actions.subsidy.fields import in_words, label
from actions.subsidy.profile import possible
from policy_index.clauses import Clause

_CANDIDATES = 5
_OF_MOST_CLAUSES = "多数条款"


def evidence_of(
    card: Card, context: Context | None, message: Message, knowledge: Knowledge
) -> dict[str, Any]:
    """As JSON. ``context`` is None where nothing was asked."""
    message = context.message if context else message
    return {
        "intent": {"name": message.intent, "confidence": round(message.confidence, 3)},
        "profile": _chips(context.request) if context else [],
        "clauses": _candidates(card, context),
        "trace": _trace(card),
        "spoken": card.spoken,
        "not_stated": _not_stated(card, knowledge),
        "refer_to": _refer_to(card, knowledge),
    }


def _chips(request: Request) -> list[dict[str, str]]:
    """What is known of the firm, and then what the message supposes of it."""
    places = "、".join(request.cities)
    chips = [{"field": "city", "label": label("city"), "words": places}] if places else []
    for facts, premise in ((request.profile, ""), (request.supposed, "假设：")):
        for name, value in possible(facts).items():
            words = in_words(name, value)
            if not premise and name in possible(request.high):
                words += f"—{in_words(name, request.high[name])}"
            chips.append({"field": name, "label": f"{premise}{label(name)}", "words": words})
    return chips


def _candidates(card: Card, context: Context | None) -> list[dict[str, Any]]:
    """The clauses that the search put first; without a search those cited, without a score."""
    searches = list(context.searches.values()) if context else []
    if searches and searches[-1]:
        return [_scored(hit.clause, round(hit.score, 3)) for hit in searches[-1][:_CANDIDATES]]
    cited = dict.fromkeys((c.document, c.clause) for c in card.citations)
    return [{"document": d, "clause": c, "score": None} for d, c in list(cited)[:_CANDIDATES]]


def _scored(clause: Clause, score: float) -> dict[str, Any]:
    return {"document": clause.document, "clause": clause.path, "score": score}


def _trace(card: Card) -> list[str]:
    """Every step of every figure and total, each with what it computes."""
    figures = [f"{figure.name}：{step}" for figure in card.figures for step in figure.steps]
    return [*figures, *(f"{total.city}：{step}" for total in card.totals for step in total.steps)]


def _not_stated(card: Card, knowledge: Knowledge) -> list[str]:
    """What is asked for and not written, then what the measures leave open."""
    ids = dict.fromkeys(f.measure for f in card.figures if f.status != "not_eligible")
    measures = [knowledge.measures.measures[id] for id in ids]
    alone = len(measures) == 1
    open_points = (
        point if alone else f"{measure.name}：{point}"
        for measure in measures
        for point in measure.not_stated
    )
    return list(dict.fromkeys([*card.not_stated, *open_points]))


def _refer_to(card: Card, knowledge: Knowledge) -> list[dict[str, str]]:
    """The units that the cited clauses name, each once, with what each is responsible for."""
    matters: dict[tuple[str, str], dict[str, None]] = {}
    for unit, city, matter in (*_responsible(card.citations, knowledge), *_leads(card)):
        matters.setdefault((unit, city), {})[matter] = None
    return [{"unit": u, "city": c, "for": "、".join(m)} for (u, c), m in matters.items()]


def _responsible(
    citations: Iterable[Citation], knowledge: Knowledge
) -> Iterable[tuple[str, str, str]]:
    for citation in citations:
        clause = knowledge.collection.clause(citation.document, citation.clause)
        city = knowledge.collection.document(clause.document).city
        for unit in clause.responsible:
            yield unit, city, clause.heading or clause.path


def _leads(card: Card) -> Iterable[tuple[str, str, str]]:
    return ((unit, city, _OF_MOST_CLAUSES) for city, unit in card.leads)
