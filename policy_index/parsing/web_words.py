"""The words by which the furniture of government web sites is known."""

import re
from functools import cache
from pathlib import Path

_MENU = Path(__file__).with_name("web_menu.txt")


@cache
def menu_words() -> frozenset[str]:
    """Words of menus and footers: a line of nothing else is one, at the edges of a page."""
    lines = _MENU.read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _any(*shapes: str) -> re.Pattern[str]:
    return re.compile("|".join(shapes))


_BUTTON = (
    r"(?:回到顶部|返回顶部|返回首页|返回列表|返回上一页|打印(?:本页|此页|页面)?|关闭(?:窗口|本页|页面)?"
    r"|收藏(?:本页)?|加入收藏|设为首页|我要纠错|纠错|下载(?:Word版|PDF版|打印版)?)"
)
_OPEN, _CLOSE = r"[\[【（(]?\s*", r"\s*[\]】）)]?"
_PLACE = (
    r".{0,80}(?:当前|您(?:现在|当前)?(?:的|所在)?)(?:所在)?(?:的)?位置\s*是?\s*[：:>].*",
    r".{0,40}所在位置\s*[：:].*(?:首页|[>›»＞]).*",
    r"(?:网站)?首页\s*(?:[>›»＞/\\|-]{1,2}\s*[^。]{1,24}){1,6}",
)
# Who owns a site, and its registrations.
_OWNED = (
    r"(?!.*[。；])(?:.{0,80}(?:ICP\s*备案?号?\s*[：:]?\s*\S{0,6}\d{5}|公网安备\s*\d|网站标识码|©|Copyright).*"
    r"|.{0,60}版权所有(?![者人权]).{0,80})"
)
# Where in the site a page stands: 当前位置：首页 > 政务公开.
PLACE = _any(*_PLACE)
# A whole line that is never words of a document, wherever it stands.
ANYWHERE = _any(
    *_PLACE,
    r"(?:\[[^\]]*\]\([^)]*\)[\s|>·]*)+(?:当前位置[：:].*)?",
    rf"{_OPEN}{_BUTTON}{_CLOSE}(?:[\s|｜/]*{_OPEN}{_BUTTON}{_CLOSE})*",
    rf"[^。；]{{0,60}}(?:【{_BUTTON}】|\[{_BUTTON}\])\s*.{{0,20}}",
    rf"{_OPEN}(?:浏览)?(?:字体|字号|文字)(?:大小)?\s*[：:]\s*{_OPEN}(?:[大中小默认特]+[\s|/]*){{0,5}}{_CLOSE}.{{0,12}}",
    r".{0,30}浏览字号\s*[：:].{0,12}|[\[【（(]\s*大\s+中\s+小\s*[\]】）)].{0,20}",
    r"A-\s*A?\s*A\+|点击.{0,6}蓝字.{0,6}关注.{0,8}|政\s府\s信\s息\s公\s开",
    r"(?:效力状态|时效状态|有效状态)\s*[：:]\s*\S{2,6}",
    r"(?:分享[到至]?|一键分享)(?:[：:\s].{0,40}|微信.{0,10}|朋友圈)?",
    r"(?:用?微信)?扫一扫.{0,20}|用?微信扫描.{0,20}|扫码(?:查看|分享|关注).{0,16}",
    r"[上下]一[篇页条]\s*(?:[：:].*|\s.{2,60})?",
    r"(?:浏览次数|浏览量|点击次数|点击数|阅读次数|阅读量|访问量)\s*[：:]?\s*\d*\s*次?",
    r"(?:责任编辑|网站编辑|责\s*编|编\s*辑|校\s*对)\s*[：:]\s*[^。；，]{1,12}|[一二三]审\s*[：:]\s*\S{2,3}",
    r"下载地址\s*[：:].*|点击(?:此处)?下载.{0,20}|来\s*源\s*[：:]\s*作\s*者\s*[：:].{0,30}",
    r"[（(]\s*(?:信息)?来源\s*[：:].{2,30}[）)]|原标题\s*[：:].*",
    _OWNED,
    r"(?:保护视力色|护眼模式|视力保护色).{0,20}|-->|<!--.*|file:///.*|var _?\w+ ?=.*",
)
MENU_LIKE = _any(
    r"走进\S{2,4}|魅力\S{2,4}|.{2,8}(?:政府网|政务网|门户网站|政府门户)",
    r"今天是.*|(?:19|20)\d\d年\d{1,2}月\d{1,2}日\s*星期[一二三四五六日天]",
)
# The English name of a site, over its menu.
LATIN = re.compile(r"[A-Za-z][A-Za-z' ,.&-]+")
_DAY = r"(?:19|20)\d\d[-/年.]\d{1,2}[-/月.]\d{1,2}日?"
_ISO_DAY = r"(?:19|20)\d\d[-/]\d{1,2}[-/]\d{1,2}"
_TIME = rf"{_DAY}\s*\d{{1,2}}:\d{{2}}(?::\d{{2}})?"
# A page's own date, with the hour or beside its source, which no document prints.
PAGE_TIME = _any(
    rf"(?:(?:发布|更新|上传|添加|录入)?(?:时间|日期)\s*[：:]\s*)?{_TIME}",
    rf"[^。；]{{0,40}}(?:时间|日期)\s*[：:]\s*{_TIME}.{{0,60}}",
    rf"(?:发布|更新|上传)(?:时间|日期)\s*[：:]\s*{_ISO_DAY}\s+(?:信息)?来\s*源\s*[：:]\s*\S{{2,24}}",
    rf"(?:信息)?来\s*源\s*[：:]\s*\S{{2,24}}\s+(?:发布|更新|上传)(?:时间|日期)\s*[：:]\s*{_ISO_DAY}",
)
# A line of the page's own data: its date, its source.
PAGE_DATA = _any(
    PAGE_TIME.pattern,
    r"(?:信息)?来\s*源\s*[：:]\s*\S{2,24}|来\s*源\s*[：:].{0,20}作\s*者\s*[：:].{0,40}",
    rf"(?:发布|更新|上传|添加|录入)(?:时间|日期)\s*[：:]\s*{_DAY}",
    r"(?:19|20)\d\d/\d{1,2}/\d{1,2}(?:\s\S{2,10})?",
)
_OWN_LABELS = (
    "索引号", "信息索引", "主题分类", "信息分类", "体裁分类", "发布机构", "公开形式", "公开类别",
    "公开范围", "生成日期", "有效性", "关键词", "关键字", "主题词", "统一编号", "登记号",
    "文件编号",
)  # fmt: skip
_LABELS = (
    *_OWN_LABELS, "名称", "标题", "主题", "文号", "发文字号", "发文机关", "发文机构", "发文单位",
    "制发机关", "成文日期", "发文日期", "发布日期", "公开日期", "印发日期", "公布日期", "实施日期",
    "施行日期", "生效日期", "失效日期", "废止日期", "来源",
)  # fmt: skip


def _labels(labels: tuple[str, ...]) -> str:
    return "|".join(r"\s*".join(label) for label in labels)


# A label that only a page's table of data has, and any label of such a table.
OWN_LABEL = re.compile(rf"[【\[]?\s*(?:{_labels(_OWN_LABELS)})\s*[】\]]?\s*(?:[：:|]|$)")
LABEL = re.compile(rf"[【\[]?\s*(?:{_labels(_LABELS)})\s*[】\]]?\s*(?:[：:|]\s*|$)")
LABELLED_DAY = re.compile(rf"(?:{_labels(_LABELS)})\s*[：:|]\s*{_ISO_DAY}")
FOOTER = _any(
    r".{0,30}(?:主办|承办|运行维护|运维|维护|技术支持|网站支持|技术维护)(?:单位)?\s*[：:].*",
    r".{0,8}客服信箱.*|.{0,12}中文域名.*|中国政府网\.政务|建议使用.*浏览.*|系统检测到您.*|您是第.*",
)
FOOTER_END = _any(_OWNED)
RELATED = _any(
    r"[|>»•·\s]*(?:相关(?:新闻|链接|阅读|文件|政策|解读|稿件|信息|文章|附件|资讯|报道|推荐|内容|专题"
    r"|政策与解读|政策解读|解读材料)|延伸阅读|推荐阅读|热点推荐|友情链接|附件下载|文件下载|使用帮助"
    r"|猜你喜欢|网友评论)\s*[：:>»]*\s*"
)
