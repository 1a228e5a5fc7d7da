"""What readers get wrong, and what is said before everything else."""

import re
from collections.abc import Sequence

from actions.answers.context import Context
from actions.answers.in_question import in_question, overlap
from actions.answers.relevant import by_topic
from actions.answers.yes_or_no import first_words, whether
from actions.replies import first_line
from actions.subsidy.evaluate import Outcome
from policy_index.clauses import Clause
from policy_index.text import normalize
from policy_index.tokens import words as content_words

_QUOTED = re.compile("“([^”]+)”")
_DENIED = re.compile("(?:不是|没有写)(.+)")
# Words of any caution, which name nothing that could be denied.
_CHEAPER = re.compile("便宜|降价|打折|减价|平[啲点]")
_PRICE = re.compile("价|费|租")
_GENERAL = {
    *("企业", "奖励", "补贴", "优惠", "文件", "申请", "认定"),
    *("时间", "单个", "发给", "可以", "迁入", "财政", "有效"),
}


def said_first(
    context: Context,
    cautions: Sequence[str],
    verdicts: Sequence[Outcome],
    judged: Sequence[Outcome],
) -> tuple[list[str], list[str]]:
    """What answers a yes-or-no question or denies what it takes for granted; the other cautions.
    ``judged``: all that the question is about; ``verdicts``: what of it tells something."""
    denying = [caution for caution in cautions if denies(context, caution)]
    words = first_words(context, judged)
    if words is None and not denying:
        words = whether(context, verdicts or judged)
    first = [*([words] if words else []), *(first_line("caution", caution) for caution in denying)]
    return first, [caution for caution in cautions if caution not in denying]


def cautions_of(context: Context, clauses: Sequence[Clause], quotes: Sequence[str]) -> list[str]:
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
        if (
            (measure in of_topic or measure.beneficiary != "enterprise")
            and any(overlap(measure.evidence, quote) for quote in quotes)
        )
        or any(words in query for words in _quoted(caution))
        or (measure in in_question(context) and denies(context, caution))
    ]
    return list(dict.fromkeys(cautions))


def denies(context: Context, caution: str) -> bool:
    """Whether the question names what the caution says that it is not: 不是地价."""
    denied = _DENIED.search(caution)
    if denied is None:
        return False
    said = normalize(context.request.query)
    if _CHEAPER.search(said) and _PRICE.search(denied[1]):
        return True
    words = {word for word in content_words(denied[1]) if len(word) > 1} - _GENERAL
    return any(word in said and word not in caution[: denied.start()] for word in words)


def _quoted(caution: str) -> list[str]:
    return [normalize(words) for words in _QUOTED.findall(caution)]
