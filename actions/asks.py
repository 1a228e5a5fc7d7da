"""What a message asks: by its intent, and by what its words say beside it."""

import re
from collections.abc import Sequence
from typing import Literal, get_args

from actions.details import WHEN_PAID, details_in
from actions.messages import Message
from policy_index.document_facts import asks_term

Ask = Literal[
    "amount", "match", "change", "gap", "sheet", "compare",
    "policy", "validity", "responsible", "source", "procedure",
]  # fmt: skip
_ASKS: tuple[Ask, ...] = get_args(Ask)
# A sum without a role is what the topic's measure is computed from.
COST_OF_TOPIC = {
    "数字化": "digital_cost",
    "上市": "listing_cost",
    "技改": "renovation_cost",
    "担保": "guarantee_fee",
    "贴息": "loan",
    "车辆": "tax_paid",
}
_TOTAL = re.compile(
    r"(一共|总共|一[起齐]|合共|合计|总计|加起来|加总|加埋|全部).*(多少|几多|几钱)"
    r"|总额|总数|in total"
)
_HOW_MUCH = re.compile(
    r"(给|补|奖|贴|减|支持|补贴|补助|奖励|减免|免)[了过]?(多少|几多)(?!家|户|个|天|年|辆|次|套)"
    r"|(几|多少)[辆台]|(补|贴)[了过息]?(几个?点|几成|几厘|百分之几)"
)
_WHETHER_PAID = re.compile(
    r"(有[没冇]?有?|冇)[^,。?]{0,4}(补贴|补助|奖励|奖金|资助)"
    r"|(补贴|补助|奖励|奖金|资助)(没有?|有没有|吗|冇)"
)
_OF_AN_AWARD = re.compile("有[没冇]?有?奖[励金]?[吗么嘛没冇]|有[没冇]有?奖|奖[励金]?(有没有|有冇)")
_HOW_MANY = re.compile("多少|几多|几钱|几万")
_LACKING = re.compile(
    r"(拿|补|领|攞)[满足](?![^,。?!]{0,10}[吗么嘛咩不])|到顶|封顶要|(还|仲|离.*)(差|争)(多少|几)"
    r"|(多少|几多|几).{0,8}(才|先).{0,5}(封顶|顶格|上限|够|有)"
)
_OF_GIVING = re.compile("补贴|补助|奖励|优惠|支持|政策")
_OF_MONEY = re.compile(
    "award|subsid|bonus|奖|给不给钱|[给发]钱|钱[拿领攞]|[拿领攞](到|得到)?(多少|几多|几)?钱|有[没冇]?有?钱"
)
_ON_CONDITION = re.compile("条件|要求|门槛|资格")
_OF_WORDS = re.compile(
    "解释|哪一?[条款]|第几[条款]|边条"
)  # 由谁解释, 是哪一条: the text itself says
_INCLUDES = re.compile("包不包[括含]|含不含|[包含]括?[^,。?]{0,6}[吗么]")
_OF_WHAT_IS_SAID = re.compile("有[没冇]有?(话|说|讲|写|提|规定)")
# What a title is, and how it differs from another; not what it brings.
_OF_MEANING = re.compile(
    r"[什甚]么(是|叫|系)|(什么|啥|咩|乜)意思|定义|含义|区别|差别|不同|[有咩么]分别"
    r"|[是系](个|什么|啥|咩|乜嘢?)(什么|啥|东西|来的|嚟㗎?)?[,。?!]*$|[是系]个(什么|啥|咩)"
    r"|\bwhat('s| is) an? |\bdifference|\bmeans?\b",
    re.I,
)
_THE_SAME = re.compile("一样|相同|同样|分别|差别|区别|不同")
_WHEN_TITLED = re.compile(
    "(?:什么时候|啥时候|何时|几时|哪[一几]?年|哪段时间)[^,。?]{0,4}(?:认定|评上|评为|拿到|获得|获评|入选)"
    "[^,。?]{0,4}(?:才|都?算|有份)"
)
_WHERE_MORE = re.compile("(?:哪|边)[边个里度座]?[^,。?]{0,6}(?:奖|补[贴助])[^,。?]{0,3}(?:多|高)")
_OF_TARGETS = re.compile("名额")
_OF_BENEFITS = re.compile(
    "[奖补贴拿领攞钱给畀]|待遇|好处|优惠|支持|扶持|政策|措施|服务|文件|方案|多少|上限|award|get|subsid"
)
_OF_HOLDING = re.compile("有效|过期|失效|作废|到期|生效|期满|管用|执行|政策还|文件还|方案还(在|能)")
# Whether a benefit is still given, and not how much: 那笔奖过期没, 现在还能申请吗.
_STILL_HELD = re.compile(
    "(?:还|仲|仍然?|依然)(?:是|系)?在?(?:有效|作数|算数|管用|执行|生效)"
    "|(?:过期|失效|作废|到期|取消)了?(?:没|吗|么|冇|未)"
    "|(?:有没有|有冇|是不是|是否)(?:已经?)?(?:过期|到期|失效|作废)"
)
_STILL_OPEN = re.compile("(?:现在|如今|今年|而家|目前)(?:还|仲)(?:能|可以)(?:申请|申报|报|享受)")
# 升级成小巨人呢 supposes; 评上小巨人了 tells what is so.
_SUPPOSES = re.compile(
    r"如果|要是|假如|假设|万一|倘若|的话|(升级|升到|升为|升成|变成|评上)(?!.{0,10}[了咗])"
)


def asked(message: Message) -> Ask:
    """What the intent alone asks."""
    name = message.intent.removeprefix("ask_")
    if name in _ASKS:
        return name
    if message.intent not in ("inform", "chitchat", "repeat", "start_over"):
        return "policy"
    named = message.values("topic")
    award = "奖" in message.text and message.names_all_it_says()  # 湛江 省级 奖
    # Somebody introduces himself: tell what there is for him.
    return "amount" if named or award else "match"


def settle(ask: Ask, message: Message, cities: Sequence[str]) -> Ask:
    """What the words ask beside their intent: several places in one question of money are a
    comparison, 方案生效了没有 is about validity, a sum without a topic about what pays it."""
    if message.values("tier") and _WHEN_TITLED.search(message.normalised):
        ask = "amount"  # what a benefit asks for tells the years
    if plain := _asks_plainly(ask, message, cities):
        return plain
    if ask == "procedure" and _OF_WHAT_IS_SAID.search(message.normalised):
        ask = "policy"
    if ask == "responsible" and _OF_WORDS.search(message.normalised):
        ask = "policy"
    if _asks_if_it_holds(ask, message):
        return "validity"
    if ask == "validity" and _asks_of_a_title(message):
        return "amount"  # 2023年1月认定的，那时方案还没发，算不算
    if ask == "policy" and _asks_for_money(message):
        return "compare" if len(cities) > 1 and message.places() else "amount"
    if ask == "compare" and len(cities) == 1 and len(message.values("tier")) < 2:
        return "amount"  # 那湛江呢 after a comparison
    return _all_or_one(ask, message)


def _asks_plainly(ask: Ask, message: Message, cities: Sequence[str]) -> Ask | None:
    """What the words ask for by name, whatever the intent is."""
    words, tiers = message.normalised, message.values("tier")
    if _asks_for_meaning(message):
        return "procedure"  # one of the details that no text states
    if ask in ("amount", "match") and len(cities) > 1 and message.places():
        return "compare"
    if ask == "policy" and len(message.places()) > 1 and _WHERE_MORE.search(message.normalised):
        return "compare"
    if ask in ("amount", "policy") and _asks_whether_the_same(message):
        return "compare"
    if ask in ("amount", "match", "policy"):
        if "计算书" in words:
            return "sheet"
        if WHEN_PAID in details_in(words) and not _HOW_MANY.search(words):
            return "procedure"
        if _LACKING.search(words):
            return "gap"
    if ask in ("amount", "match") and tiers and _INCLUDES.search(words):
        return "policy"  # 省级以上含不含省级
    if ask == "amount" and _OF_TARGETS.search(words):
        return "policy"  # 1200家的名额满了吗
    if ask == "validity" and _tells_if_a_title_holds(message):
        return "policy"  # 证书过期了，外地车还能免限行吗
    return None


def _asks_if_it_holds(ask: Ask, message: Message) -> bool:
    """方案生效了没有; 2022年10月那阵，江门的奖还有效吗; 那笔奖过期没."""
    words = message.normalised
    if ask in ("policy", "source") and asks_term(words):
        return True
    on_a_day = message.roles("date").get("as_of") and not _HOW_MANY.search(words)
    if ask in ("amount", "policy") and on_a_day and not _tells_if_a_title_holds(message):
        return bool(_OF_HOLDING.search(words)) or _asks_if_still_given(message)
    return ask in ("amount", "match", "policy", "procedure") and _asks_if_still_given(message)


def _tells_if_a_title_holds(message: Message) -> bool:
    return bool(message.values("topic")) and "title_valid" in message.stated()


def _all_or_one(ask: Ask, message: Message) -> Ask:
    """Whether all that there is for a firm is asked for, or one thing."""
    words, topics = message.normalised, message.values("topic")
    nothing_named = message.names_all_it_says() and not message.entities
    if ask == "policy" and nothing_named and _OF_GIVING.search(words):
        return "match"  # 我想算一下补贴
    if ask in ("amount", "match") and _asks_for_everything(message):
        return "match"
    if ask == "match" and set(topics) == {"迁入"} and "奖" not in message.text:
        return "match"  # whoever moves in asks for all there is, the award for that among it
    if ask == "match" and message.values("tier") and _OF_AN_AWARD.search(words):
        return "amount"  # 湛江市级专精特新有奖吗
    if ask == "match" and topics:
        # 用地有什么优惠 is about one thing, not about all there is
        return "amount" if message.sums() else "policy"
    if ask == "change" and not message.entities:
        return "match"
    if ask in ("match", "policy") and message.sums() and not topics:
        return "amount"
    return ask


def _asks_whether_the_same(message: Message) -> bool:
    """省级和市级，数字化补贴一样吗."""
    several = len(message.values("tier")) > 1 and message.values("topic")
    return bool(several) and _THE_SAME.search(message.normalised) is not None


def settle_topic(ask: Ask, message: Message, topics: Sequence[str]) -> Ask:
    """贴息要什么条件 asks whom a benefit is for, and no more how to apply than how much does."""
    of_benefit = bool(set(topics) - {"认定"}) or _OF_MONEY.search(message.normalised)
    if ask == "procedure" and of_benefit and _ON_CONDITION.search(message.normalised):
        return "procedure" if details_in(message.normalised) else "amount"
    return ask


def _asks_for_money(message: Message) -> bool:
    """财政补多少 about a topic, or a sum or share that is supposed; 有没有奖励 about a title."""
    if message.values("topic") and message.with_role("money", "claim"):
        return True
    named = set(message.values("topic"))
    if named & {*COST_OF_TOPIC} and message.with_role("percent", "claim"):
        return True
    if named - {"认定", "迁入"}:
        asks = (_HOW_MUCH, _WHETHER_PAID)
        return any(each.search(message.normalised) for each in asks)
    return bool(message.values("tier")) and bool(_OF_MONEY.search(message.normalised))


def _asks_if_still_given(message: Message) -> bool:
    """Of a tier of some day, or with a cost to compute, the sum is what is asked for."""
    words, costs = message.normalised, {*message.roles("money")} - {"claim", "other"}
    if costs or _HOW_MANY.search(words) or "title_valid" in message.stated():
        return False
    if message.with_role("date", "recognised_on") and message.values("tier"):
        return False
    still_open = _STILL_OPEN.search(words) and "claim" not in message.roles("money")
    return bool(_STILL_HELD.search(words) or still_open)


def _asks_of_a_title(message: Message) -> bool:
    """Whether a title of some day counts, and not whether a document holds."""
    of_a_day = message.values("tier") and message.with_role("date", "recognised_on")
    return bool(of_a_day) and not _OF_HOLDING.search(message.normalised)


def _asks_for_meaning(message: Message) -> bool:
    """什么是小巨人, 省级和小巨人有什么区别: of the titles themselves, not of what they bring."""
    words = message.normalised
    if not message.values("tier") or set(message.values("topic")) - {"认定"}:
        return False
    return bool(_OF_MEANING.search(words)) and not _OF_BENEFITS.search(words)


def _asks_for_everything(message: Message) -> bool:
    """一共能拿多少 about no single thing: beside costs of several, or a title that is only told."""
    topics = set(message.values("topic"))
    if not re.search("[奖补]", message.normalised):
        topics.discard("认定")
    costs = [role for role in message.roles("money") if role in COST_OF_TOPIC.values()]
    return asks_total(message.normalised) and (not topics or len(costs) > 1)


def supposes(ask: Ask, message: Message, known: bool) -> bool:
    """Whether facts of this message are a supposition beside what is ``known`` of the firm."""
    if not known or not message.entities:
        return False
    if ask == "change":
        return True
    # 如果是1200万呢 only changes the cost; 如果升级成小巨人呢 asks what the title would bring.
    # So does 要是只评上省级呢, whatever its intent.
    if not _SUPPOSES.search(message.normalised) or not message.values("tier"):
        return False
    ends = message.normalised.rstrip("? ").endswith("呢")
    only_that = ends and set(message.values("topic")) <= {"认定"}
    return only_that or ask in ("amount", "match", "gap")


def asks_total(words: str) -> bool:
    """Whether normalised words ask what everything comes to."""
    return _TOTAL.search(words) is not None
