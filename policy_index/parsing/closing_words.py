"""The words of a document's end: who interprets it, from when it holds, who signed."""

import re


def _any(*shapes: str) -> re.Pattern[str]:
    return re.compile("|".join(shapes))


_NAME = r"(?:本|此|上述|以上|该|《[^》]{2,60}》)[^，。；：]{0,24}?"
_HOLDS = r"(?:施行|实施|执行|生效|试行|实行|起效)"
_TERM = _any(
    rf"{_NAME}，?由[^，。]{{2,40}}解释.*",
    rf"(?:{_NAME}(?:自|从|于)?|自|从)[^，。；：]{{2,24}}(?:起|之日|后|开始)(?:正式|开始)?{_HOLDS}.*",
    rf"(?:{_NAME})?自[^，。；：]{{2,24}}起[，。].*",
    rf"{_NAME}(?:的)?(?:有效期|执行期|实施期|试行期|政策期).*|有效期.{{2,40}}",
    r"(?:原|此前)?《[^》]{2,60}》.{0,60}(?:废止|停止执行)。?",
    r"《[^》]{2,60}》.{2,60}(?:审议通过|同意|审定|批准).{0,10}印发.*",
)
_HAN_DIGIT = "[一二三四五六七八九十]"
_DATE = (
    r"(?:(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
    rf"|[一二][一二三四五六七八九十〇零○ＯO０0Ｏ]{{3}}\s*年\s*{_HAN_DIGIT}{{1,2}}\s*月\s*{_HAN_DIGIT}{{1,3}}\s*日"
    r"|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2})"
)
_DAY = re.compile(rf"[（(]?{_DATE}[）)]?")
_ORGAN = re.compile(
    r"[^，。；：、|“”]{2,40}(?:政府|办公厅|办公室|委员会|管委会|党委|市委|省委|县委|区委|局|厅|部|院|署|委"
    r"|总会|商会|协会|联合会|中心|分行|支行|银行|公司|总队|支队|工委|领导小组|指挥部)"
    r"(?:\s*[（(]代章[）)])?"
)
_IMPRINT = _any(
    r"(?:抄\s*[送报]|分\s*送|主\s*送)\s*[：:].*|.{2,40}印发。?|.{0,20}共印.{1,10}份.*",
)
_CONTACT = _any(
    r"(?:联系人|联系电话|咨询电话|联系方式|电\s*话|传\s*真|电子邮箱|邮\s*箱|地\s*址)\s*[：:].*",
)
_FORMALITY = _any(
    _DAY.pattern,
    _IMPRINT.pattern,
    rf"(?:{_ORGAN.pattern})\s*{_DATE}|[^，。；：]{{4,40}}?\s*{_DATE}\s*印发?",
    r"(?:公开方式|公开属性|公开类别|信息公开(?:选项|属性|类别|形式)?|主题词|附\s*[件表录图]?)\s*[：:].*",
    r"[（(](?:此件|本件|此文|此页|联系人|联系电话|咨询电话)[^）)]*[）)]?|(?:联系人|联系电话|咨询电话)[：:].*",
    rf"(?:发布|成文|印发|签发)(?:日期|时间)\s*[：:]\s*{_DATE}",
    r"(?:更多|其他|其它|未尽|如有)[^，。]{0,12}，?(?:可|请)[^，。]{0,6}(?:拨打|致电)[^，。]{0,12}\d{5}[^，。]{0,20}。?",
    r"(?:特此|此致)(?:通知|通告|公告|函告|函复|批复|报告|敬礼)?[。！]?",
)
_TITLE = re.compile(
    r"(?!\d)[^，。；：！？|]{0,60}(?:关于|通知|意见|办法|细则|规定|规则|规范|方案|措施|计划|规划|指南|指引"
    r"|条例|程序|制度|清单|标准|指标|说明|目录|流程|要点|政策|协议|决定|公告|章程|[一-鿿]表)"
    r"[^，。；：！？|]{0,30}"
)
_SHORTEST_TITLE = 5
_SIGNATURE_REACH = 6


def states_term(paragraph: str) -> bool:
    """Whether it says who interprets the document, or from when or how long it holds."""
    return _TERM.fullmatch(paragraph) is not None


def is_date(paragraph: str) -> bool:
    """Whether it is a date and nothing else."""
    return _DAY.fullmatch(paragraph) is not None


def is_organ(paragraph: str) -> bool:
    """Whether it may be the name of an authority, as a signature prints it."""
    return _ORGAN.fullmatch(paragraph) is not None


def is_contact(paragraph: str) -> bool:
    """Whether it says whom to ask, and how."""
    return _CONTACT.fullmatch(paragraph) is not None


def is_imprint(paragraph: str) -> bool:
    """Whether it is of the 版记, the last lines of all: copies, and who printed it when."""
    return _IMPRINT.fullmatch(paragraph) is not None


def is_formality(paragraph: str) -> bool:
    """Whether it is a date, a note of printing, copies or contacts: never words of a clause."""
    return _FORMALITY.fullmatch(paragraph) is not None


def is_over(paragraph: str) -> bool:
    """Whether nothing but a further part of a document may follow: a date, the 版记, a note."""
    return is_date(paragraph) or is_imprint(paragraph) or paragraph.startswith(("（此", "(此"))


def is_title(paragraph: str) -> bool:
    """Whether it reads like the title of a document or of a part of one."""
    return len(paragraph) >= _SHORTEST_TITLE and _TITLE.fullmatch(paragraph) is not None


def is_sentence(paragraph: str) -> bool:
    """Whether it says something, as a title or a name does not."""
    return re.search(r"[。；：]|，.*，", paragraph) is not None


def starts_signature(paragraphs: list[str], index: int) -> bool:
    """Whether names of authorities begin here that lead to a date within five paragraphs."""
    for place in range(index, min(index + _SIGNATURE_REACH, len(paragraphs))):
        if is_formality(paragraphs[place]):
            return place > index
        if not is_organ(paragraphs[place]):
            return False
    return False
