"""How a message stands to the conversation: whether it goes on with the question before, answers
what was asked back, or leaves both for something else."""

import re

from actions.messages import Message
from policy_index.text import normalize

FOLLOW_UPS = ("inform", "affirm", "deny", "chitchat")
ABOUT_AN_ANSWER = ("responsible", "source", "validity", "procedure", "sheet", "gap")
_OF_THEIR_OWN = (*ABOUT_AN_ANSWER, "compare")
_LONGEST = 14
_LATIN = re.compile(r"[a-z']+ ?")
_DROPS = r"算了吧?|先?(?:不[问说]|唔问)(?:这个|呢个|那个|这些)?了?"
_OTHER_SUBJECT = re.compile(
    rf"(?:好的?|嗯|哦|那|{_DROPS})?[,。 ]*(?:我|想|要)?"
    r"(?:换一?个|另外|[再另顺][外便]?[问想请]|还有一?个问题|下一个问题)"
    rf"|(?:哎|唉)?[,。 ]*(?:{_DROPS})[,。 ]*(?:{_DROPS})?[,。 ]"
)
# 湛江呢, 换成湛江, 湛江有没有: the place is another, the question the same.
_SAME_ELSEWHERE = re.compile(
    r"(?:先?等一?[等下][,。 ]*)?(?:那么?|咁|如果是?|要是|换成?|改成|放在?|在|喺)?[,。 ]*"
    r"@(?:市|[那这嗰]边|那里|地区)?[又也]?(?:呢|得唔得|行不行|行吗|可以吗|能不能|一样吗|怎么?样|点样?"
    r"|有(?:没有|冇)?(?:[这那呢][个项种样]?(?:补贴|补助|奖励|奖|政策|支持|优惠)?)?的?[吗咩呢]?)?"
    r"[呀啊嘛]?[,。?!~ ]*"
)
_NOT_KNOWN = re.compile(
    r"(?<!想)(?:不[太大]?|唔)(?:知道?|清楚|晓得|确定)|没(?:算过?|统计|数)|还没(?:定|算|有数|[^,。]{0,4}(?:出来|报价|结算))|[说讲](?:不|唔)(?:[好准清出]|上来)|记不[得清]"
    r"|没有?数|(?:得|要)去?问一?[下问]?(?:财务|会计|老板|领导)|^(?:随便|无所谓|都行|都可以)"
    r"|没概念|拿不准|忘了|唔记得|未计过|don't know|not sure|no idea"
)
_QUESTION_WORDS = re.compile("多少|几[多个钱]|[吗么呢?]|什么|怎|哪|谁|啥|咩|how|what")
_AND = re.compile("那|(?:and|what about|how about) ", re.IGNORECASE)


def is_short(message: Message) -> bool:
    """Whether it has the length of a follow-up; an English word counts as two characters."""
    return len(_LATIN.sub("词词", message.normalised.lower())) <= _LONGEST


def carries_on_from(message: Message, asked_back: str | None) -> bool:
    """Whether the message only adds to or changes the question before; ``asked_back``: the fact
    that was asked for, if one was."""
    if message.intent in FOLLOW_UPS:
        return True
    if leaves(message):
        return False
    if asked_back is not None and answers(message, asked_back) and message.names_all_it_says():
        return True
    if is_short(message) and (_only_tells_a_sum(message) or only_supposes_a_share(message)):
        return True
    if asked_back is not None and message.intent.removeprefix("ask_") in _OF_THEIR_OWN:
        return False
    if message.intent.removeprefix("ask_") not in ABOUT_AN_ANSWER and _asks_elsewhere(message):
        return True
    short = is_short(message)
    if asked_back is not None and answers(message, asked_back):
        return short or not message.values("topic")
    return short and bool(_AND.match(message.normalised)) and bool(message.entities)


def _asks_elsewhere(message: Message) -> bool:
    """Whether a place is all that the message names, and it asks no more than whether or how."""
    places = [e for e in message.entities if e["entity"] == "city"]
    if len(places) != 1 or len(message.entities) != 1:
        return False
    start, end = int(places[0]["start"]), int(places[0]["end"])
    words = f"{message.text[:start]}@{message.text[end:]}"
    return _SAME_ELSEWHERE.fullmatch(normalize(words)) is not None


def _only_tells_a_sum(message: Message) -> bool:
    """说少了，一共800万 changes a cost and asks nothing of its own."""
    told = message.with_role("money", None)
    return (
        bool(told)
        and not message.values("topic")
        and not _QUESTION_WORDS.search(message.normalised)
    )


def asks_of_a_thing(message: Message) -> bool:
    """Whether the message names a place, a tier or a topic and asks about it."""
    named = any(message.values(entity) for entity in ("city", "tier", "topic"))
    return named and _QUESTION_WORDS.search(message.normalised) is not None


def only_supposes_a_share(message: Message) -> bool:
    """不是说50%吗, of what was just answered."""
    return bool(message.with_role("percent", "claim")) and not message.values("topic")


def does_not_know(message: Message) -> bool:
    """Whether what was asked back is not known: 还没算过."""
    return is_short(message) and _NOT_KNOWN.search(message.normalised) is not None


def leaves(message: Message) -> bool:
    """Whether the message leaves what was asked for something else: 换一个问题，…"""
    return message.intent not in FOLLOW_UPS and bool(_OTHER_SUBJECT.match(message.normalised))


def answers(message: Message, asked_back: str) -> bool:
    """Whether the message holds what was asked back."""
    entity = asked_back if asked_back in ("city", "tier") else "money"
    return bool(message.values(entity))
