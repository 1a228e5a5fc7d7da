"""Which clauses and which measures a question is about, and what they come to for the firm."""

import re
from collections.abc import Sequence

from actions.answers.context import Context
from actions.answers.relevant import by_topic
from actions.subsidy.amounts import Quota
from actions.subsidy.evaluate import Outcome
from actions.subsidy.measures import Measure
from policy_index.clauses import Clause
from policy_index.search import Hit
from policy_index.text import normalize
from policy_index.tokens import words as content_words

MOST_SHOWN = 4
# How far below the best hit a clause may score and still be shown.
FURTHER = 0.2
_SAME_PLACE = 0.4
_HOW_OFTEN = re.compile("多久|几耐|几年|隔多长|(?:几|多少)[次回]|何时|几时|什么时候|how often")
_OF_EACH_DOCUMENT = re.compile("(?:两|2|几)[份个][^,。?]{0,4}(?:文件|方案|政策|通知)|前后两")
_SAYS_NOTHING = ("need_input", "unspecified", "non_cash")


def chosen(context: Context) -> list[Hit]:
    """The best clause of each document in question; of one that alone has something to say, a
    second one if it is as near."""
    if not context.hits:
        return []
    best = context.hits[0].score
    # Each document of a place that was named has its say, if it has anything to say.
    reach = _SAME_PLACE if context.request.cities else FURTHER
    if _OF_EACH_DOCUMENT.search(normalize(context.request.query)):
        reach = best
    picked: dict[str, Hit] = {}
    for hit in context.hits:
        if hit.score >= best - reach:
            picked.setdefault(hit.clause.document, hit)
    if len(picked) > 1:
        return list(picked.values())[:MOST_SHOWN]
    return [hit for hit in context.hits if hit.score >= best - FURTHER][:2]


def verdicts_on(context: Context, measures: Sequence[Measure] = ()) -> list[Outcome]:
    """What ``measures``, by default those in question, come to, where something is known of the
    firm."""
    if not context.profile.facts:
        return []
    judged = (context.evaluate(m, context.profile) for m in measures or in_question(context))
    telling = [outcome for outcome in judged if _is_telling(outcome)]
    had = [outcome for outcome in telling if outcome.status != "not_eligible"]
    # 金种子多久评一次 does not ask what a firm gets, so what it does not get is no answer.
    return had or ([] if _HOW_OFTEN.search(normalize(context.request.query)) else telling)


def _is_telling(outcome: Outcome) -> bool:
    """每年2辆，要看纳税 tells something, a rate without its cost does not."""
    return outcome.status not in _SAYS_NOTHING or (
        outcome.status == "need_input" and isinstance(outcome.measure.amount, Quota)
    )


def in_question(context: Context) -> list[Measure]:
    """The measures of the topic; of a question that says more than the topic, those in the sentence
    that each document has nearest to it: 整租公租房 is not about the 30% of the same clause."""
    of_topic = by_topic(context)
    if context.request.plain:
        return of_topic
    sentences = _nearest_sentences(context)
    in_clauses = [
        m
        for clause in _best_clauses(context)
        for m in context.knowledge.measures.of_clause(clause.document, clause.path)
        if any(overlap(m.evidence, each) for each in sentences)
    ]
    nearest = [m for m in in_clauses if m in of_topic]
    if nearest or context.request.topics:
        return nearest or _sharing_most(context, in_clauses)
    goes_on = all((m.document, m.clause) in context.evidence for m in in_clauses)
    return in_clauses if goes_on and not context.request.anew else []


def _sharing_most(context: Context, measures: Sequence[Measure]) -> list[Measure]:
    """Of several in one sentence the one with most words of the question (供地优先), if but one."""
    words = {w for w in content_words(normalize(context.request.query)) if len(w) > 1}
    shared = [sum(word in measure.evidence for word in words) for measure in measures]
    best = [m for m, count in zip(measures, shared, strict=True) if count == max(shared)]
    return best if len(best) == 1 else []


def _best_clauses(context: Context) -> list[Clause]:
    """The nearest clause of each document."""
    return list({hit.clause.document: hit.clause for hit in reversed(chosen(context))}.values())


def _nearest_sentences(context: Context) -> list[str]:
    search, query = context.knowledge.searcher, context.request.query
    return [search.answering_sentence(query, clause) for clause in _best_clauses(context)]


def overlap(evidence: str, sentence: str) -> bool:
    return evidence in sentence or sentence in evidence
