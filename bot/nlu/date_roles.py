"""What a date is the date of, from the words around it."""

import re

_STOP = r"。?!;"
_TITLE = (
    r"小巨人|专精特新|[国省市]专|创新型|称号|资质|牌|证书|金种子|"
    r"(?:国家|省|市)级(?!技|财政|资金|项目|专项|重点|工程|企业)"
)

_DOCUMENT = re.compile(
    rf" ?年?(?![初底末])(?:(?!认定|评|获|拿|有效|还|能|有|时|那天)[^,{_STOP}]){{0,10}}?"
    r"(?:方案|文件|通知|办法|意见|规定|那份|这份|那版|版|plan|document|scheme|notice|policy)"
)
# 今年的政策 means what is in force, 前年的政策 the document of that year.
_POLICY = re.compile(r"年?的?[老旧新]?政策")
_CURRENT = ("今年", "本年度", "明年", "this year", "next year")
# 2022年的还算数吗, 2023年发的那个
_STILL = re.compile(
    r"的(?:还|现在|过期|失效|作废|有什么不|有何不|区别|差别|不一样)|(?:印发|发布|出台|下发|发)的"
)
_DOCUMENT_BEFORE = re.compile(r"一份(?:是)?$")
_TODAY_WERE = re.compile(r"(?:今天|现在|当时)(?:是|在)$")
_AS_OF_BEFORE = re.compile(
    r"(?:假设|假定|当作|就当|按照?|截至|截止到?|as of|as at|on) ?(?:是|在)?$", re.IGNORECASE
)
_AS_OF_AFTER = re.compile(
    r"(?:份|[年月]?[初底末中]|[上中下]旬|[上下]半年)?的?"
    r"(?:时候|那个?时候?|那会儿?|那阵子?|当时|那天|这天|为准|来看|的情况)"
)
_UNTIL = re.compile(r"(?:到|至|力争)$")
_EVENT = (
    rf"认定(?!奖(?!多少|几)|补)|评上|获评|评为|评的|入选|复核|当上|成为|升[为到级]|选上|新晋|公示|成了|认的|称号|"
    rf"拿的?证|下证|"
    rf"(?:获得|拿到|拿下|拿的|拿了|通过|得到|批下来|批到|批准|刚批|批的)[^,{_STOP}]{{0,8}}?(?:{_TITLE})"
)
_EVENT_ENGLISH = r"recogni[sz]ed|certified|awarded"
_RECOGNISED = re.compile(rf"{_EVENT}|{_EVENT_ENGLISH}", re.IGNORECASE)
_RECOGNISED_BEFORE = re.compile(
    rf"(?:{_EVENT})[^,]{{0,6}}$|(?:{_EVENT_ENGLISH})[^,]{{0,24}}$", re.IGNORECASE
)
_SINCE = re.compile(r"\bsince ?(?:early|late)? ?$", re.IGNORECASE)
_BEEN = re.compile(r"[^.?!;]{0,12}\b(?:been|held|had)\b", re.IGNORECASE)
_TITLE_OF_THAT_YEAR = re.compile(rf"年?(?:就?已?经?是|的)?(?:[国省市]家?级?)?(?:{_TITLE})")
_VALIDITY = re.compile(
    r"有效|失效|过期|到期|作废|管用|算数|适用|还能|还可以|还有用|还行|行不行|还给|还发|作数|执行|"
    r"valid|in force|expire|effect",
    re.IGNORECASE,
)
_NOW = re.compile(r"现在|目前|今天|如今|眼下|now\b|today", re.IGNORECASE)


def role_of(before: str, words: str, after: str) -> str | None:
    """The role of the date `words` that stands between `before` and `after`.

    Both reach at most to the neighbouring dates, so that each word counts for one date.
    """
    same_clause_before = re.split(rf"[,{_STOP}]", before)[-1]
    same_clause_after = re.split(rf"[,{_STOP}]", after.lstrip(","))[0]
    if words not in _CURRENT and _names_a_document(same_clause_before, after):
        return "document_year"
    if _TODAY_WERE.search(same_clause_before):
        return "as_of"
    if _RECOGNISED.search(same_clause_after[:22]):
        return "recognised_on"
    if _TITLE_OF_THAT_YEAR.match(after) and not _UNTIL.search(before):
        return "recognised_on"
    if _AS_OF_BEFORE.search(before) or _AS_OF_AFTER.match(after):
        return "as_of"
    if _RECOGNISED_BEFORE.search(same_clause_before) or _held_since(before, after):
        return "recognised_on"
    validity = _VALIDITY.search(same_clause_after)
    if validity and not _NOW.search(same_clause_after[: validity.start()]):
        return "as_of"
    return None


def _held_since(before: str, after: str) -> bool:
    """since May 2023 we have been provincial level."""
    return bool(_SINCE.search(before) and _BEEN.match(after))


def _names_a_document(before: str, after: str) -> bool:
    patterns = (_DOCUMENT, _POLICY, _STILL)
    return any(each.match(after) for each in patterns) or bool(_DOCUMENT_BEFORE.search(before))
