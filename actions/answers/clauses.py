"""What a policy says: the words of the clauses themselves, one document after another."""

import re
from collections.abc import Sequence

from actions.answers.context import Context
from actions.answers.coverage import WHAT_IS_ASKED, not_written, nothing_found
from actions.answers.relevant import by_topic
from actions.cards import Card, Figure
from actions.replies import compose
from actions.subsidy.evaluate import Outcome
from actions.subsidy.measures import Measure
from actions.subsidy.printed import sums
from actions.subsidy.wording import describe
from policy_index.answerability import threshold
from policy_index.clauses import Clause
from policy_index.collection import PROVINCE
from policy_index.ranking import OTHER_CITY
from policy_index.search import Hit
from policy_index.text import normalize
from policy_index.tokens import words as content_words

_MOST_SHOWN = 4
# How far below the best hit a clause may score and still be shown.
_FURTHER = 0.2
_SAME_PLACE = 0.4
_QUOTED = re.compile("“([^”]+)”")
_WHETHER = re.compile("有没有|有无|有冇|能不能|能否|可不可以|可以吗|能吗|得唔得|行不行")
_HAD = ("exact", "upper", "quota", "rate_bound")
_SAYS_NOTHING = ("need_input", "unspecified", "non_cash")


def answer(context: Context) -> Card:
    """Quote the clauses that answer, or say that none does."""
    verdicts = _verdicts(context)
    if not verdicts and not is_answerable(context):
        return _not_found_by_search(context)
    if not verdicts and context.request.topics and _only_elsewhere(context):
        return unstated(context)
    return _quotes(context, [hit.clause for hit in chosen(context)], verdicts)


def _not_found_by_search(context: Context) -> Card:
    """What pays for the matter, if nothing but the matter is named (江门贷款有没有贴息); the clause
    of the last answer, if its own words come back (为什么是一次性); else nothing."""
    measures = by_topic(context) if context.request.plain and context.request.cities else []
    if measures:
        return _quotes(context, list(dict.fromkeys(map(context.clause, measures))), [])
    if _asks_for_an_award(context) and not by_topic(context):
        return not_written(context)
    repeated = [] if context.request.anew else _repeated_clauses(context)
    return _quotes(context, repeated, []) if repeated else nothing_found(context)


def _asks_for_an_award(context: Context) -> bool:
    """Of a place that is named, and for what the documents of another one pay."""
    elsewhere = by_topic(context.about(cities=())) if context.request.topics else []
    words = normalize(context.request.query)
    return bool(context.request.cities and elsewhere and re.search("[奖补]", words))


def _repeated_clauses(context: Context) -> list[Clause]:
    """The clauses of the last answer that have a word of the question."""
    words = content_words(normalize(context.request.query))
    clauses = [context.knowledge.collection.clause(*key) for key in dict.fromkeys(context.evidence)]
    return [clause for clause in clauses if any(word in clause.text for word in words)]


def answer_from(context: Context, clauses: Sequence[Clause]) -> Card:
    """Quote clauses that the words point at."""
    return _quotes(context, clauses, _verdicts(context))


def unstated(context: Context) -> Card:
    """What is asked is not in the text: say so, then what it does say of the matter. Of a sum that
    is taken for an award, what it is."""
    if printing := [m for m in by_topic(context) if _prints_a_sum_of(context, m)]:
        return answer_from(context, list(dict.fromkeys(map(context.clause, printing))))
    # What it says of the matter, whatever figure was asked for.
    topics = " ".join(context.request.topics)
    matter = context.about(query=topics) if topics else context
    if not is_answerable(matter):
        matter = context
    if not is_answerable(matter):
        named = context.request.topics and context.request.cities
        return not_written(context) if named and not by_topic(context) else nothing_found(context)
    clauses = [hit.clause for hit in chosen(matter)[:2]]
    of_it = any(topic[:2] in clause.text for topic in context.request.topics for clause in clauses)
    if context.request.topics and context.request.cities and not of_it and not by_topic(context):
        return not_written(context)
    return _quotes(context, clauses, _verdicts(context), silent=True)


def _prints_a_sum_of(context: Context, measure: Measure) -> bool:
    return bool(set(context.request.sums) & {f"{p.value:f}" for p in sums(measure.evidence)})


def is_answerable(context: Context, *, least: float | None = None) -> bool:
    """Whether the index thinks, with probability ``least``, that some clause answers; by default
    with the one that was measured to part questions with an answer from those without."""
    probability = context.knowledge.searcher.answerability(context.request.query, context.hits)
    return probability >= (threshold() if least is None else least)


def _only_elsewhere(context: Context) -> bool:
    """Whether another city's document says what is asked, and those in question do not."""
    if not context.hits or not context.request.cities:
        return False
    here = {document.id for document in context.documents}
    request = context.request
    everywhere = context.knowledge.searcher.search(request.query, cities=request.cities)
    elsewhere = [
        hit.score + OTHER_CITY
        for hit in everywhere
        if hit.clause.document not in here and context.document(hit.clause).city != PROVINCE
    ]
    return max(elsewhere, default=0.0) > context.hits[0].score + _FURTHER


def chosen(context: Context) -> list[Hit]:
    """The best clause of each document in question; of one that alone has something to say, a
    second one if it is as near."""
    if not context.hits:
        return []
    best = context.hits[0].score
    # Each document of a place that was named has its say, if it has anything to say.
    reach = _SAME_PLACE if context.request.cities else _FURTHER
    picked: dict[str, Hit] = {}
    for hit in context.hits:
        if hit.score >= best - reach:
            picked.setdefault(hit.clause.document, hit)
    if len(picked) > 1:
        return list(picked.values())[:_MOST_SHOWN]
    return [hit for hit in context.hits if hit.score >= best - _FURTHER][:2]


def _quotes(
    context: Context,
    clauses: Sequence[Clause],
    verdicts: Sequence[Outcome],
    *,
    silent: bool = False,
) -> Card:
    """Verdicts first, then the clauses; what a verdict stands on is always among them."""
    stood_on = [context.clause(outcome.measure) for outcome in verdicts]
    shown = list(dict.fromkeys([*stood_on, *clauses]))[: max(_MOST_SHOWN, len(stood_on))]
    # Where little is quoted, a second sentence of each clause tells more.
    most = 2 if len(shown) <= 2 else 1
    search, query = context.knowledge.searcher, context.request.query
    quotes = [search.answering_sentences(query, clause, most=most) for clause in shown]
    text, spoken = compose(
        "clauses",
        blocks=[
            {"clause": clause, "quotes": sentences, "document": context.document(clause)}
            for clause, sentences in zip(shown, quotes, strict=True)
        ],
        whether=_whether(context, verdicts),
        verdicts=[describe(outcome, context.profile) for outcome in verdicts],
        heard=context.heard if verdicts else "",
        cautions=_cautions(context, shown, [best for best, *_ in quotes]),
        silent=silent,
        absent=_absent(context, shown),
        as_of=context.as_of,
    )
    return Card(
        "clauses",
        text,
        [context.cite(clause, best) for clause, (best, *_) in zip(shown, quotes, strict=True)],
        [
            Figure.of(verdict, shown.index(clause), context.profile)
            for verdict, clause in zip(verdicts, stood_on, strict=True)
        ],
        quick_replies=("原文怎么说", "找哪个部门", "现在还有效吗"),
        spoken=spoken,
        not_stated=(WHAT_IS_ASKED,) if silent else (),
    )


def _absent(context: Context, clauses: Sequence[Clause]) -> list[str]:
    """Of several places in question those of which nothing is shown."""
    cities = context.request.cities
    shown = {context.document(clause).city for clause in clauses}
    return [city for city in cities if city not in shown] if len(cities) > 1 else []


def _whether(context: Context, verdicts: Sequence[Outcome]) -> str | None:
    """Yes or no for 有没有 and 能不能, where the measures settle it for each place in question."""
    asked = _WHETHER.search(normalize(context.request.query))
    settled = {context.document_of(outcome.measure).city for outcome in verdicts}
    if asked is None or not verdicts or not settled.issuperset(context.request.cities):
        return None
    had = "有" in asked.group()
    if all(outcome.status == "not_eligible" for outcome in verdicts):
        return "没有" if had else "不能"
    if all(outcome.status in _HAD for outcome in verdicts):
        return "有" if had else "可以"
    return None


def _verdicts(context: Context) -> list[Outcome]:
    """What the measures in question come to, where something is known of the firm."""
    if not context.profile.facts:
        return []
    outcomes = [context.evaluate(measure, context.profile) for measure in _in_question(context)]
    telling = [outcome for outcome in outcomes if outcome.status not in _SAYS_NOTHING]
    return [outcome for outcome in telling if outcome.status != "not_eligible"] or telling


def _in_question(context: Context) -> list[Measure]:
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
        if any(_overlap(m.evidence, each) for each in sentences)
    ]
    nearest = [m for m in in_clauses if m in of_topic]
    return nearest or (in_clauses if context.request.topics and len(in_clauses) == 1 else [])


def _best_clauses(context: Context) -> list[Clause]:
    """The nearest clause of each document."""
    return list({hit.clause.document: hit.clause for hit in reversed(chosen(context))}.values())


def _nearest_sentences(context: Context) -> list[str]:
    search, query = context.knowledge.searcher, context.request.query
    return [search.answering_sentence(query, clause) for clause in _best_clauses(context)]


def _overlap(evidence: str, sentence: str) -> bool:
    return evidence in sentence or sentence in evidence


def _cautions(context: Context, clauses: Sequence[Clause], quotes: Sequence[str]) -> list[str]:
    """What readers get wrong of the quoted sentences, on the topic, or of words that the question
    repeats (“有效期内”)."""
    keys = dict.fromkeys((clause.document, clause.path) for clause in clauses)
    by_clause = [m for key in keys for m in context.knowledge.measures.of_clause(*key)]
    of_topic = by_topic(context)
    query = normalize(context.request.query)
    cautions = [
        caution
        for measure in by_clause
        for caution in measure.cautions
        if (measure in of_topic and any(_overlap(measure.evidence, quote) for quote in quotes))
        or any(words in query for words in _quoted(caution))
    ]
    return list(dict.fromkeys(cautions))


def _quoted(caution: str) -> list[str]:
    return [normalize(words) for words in _QUOTED.findall(caution)]
