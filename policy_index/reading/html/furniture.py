"""What a site puts around a document, told by its words and its links."""

import re

from policy_index.reading.html.blocks import Block

_TOOLS = (
    r"打\s*印(?:本页|此页|文章|页面)?|关\s*闭(?:窗口|本页|页面)?|收\s*藏(?:本页)?|加入收藏|设为首页|"
    r"(?:回到|返回)(?:顶部|列表|首页|上一页|上页)|返回|分享|微信|微博|新浪微博|腾讯微博|QQ空间|QQ好友|"
    r"人人网|朋友圈|复制链接|语音播报|朗读|[我要网站]*纠错|大|中|小|超大|默认|A\+|A-(?:\s*A(?=\s*A\+))?|Aa|"
    r"无障碍(?:浏览|阅读)?|长者(?:助手|模式|版|专区)|关怀版|繁[體体]|简体|English|TOP"
)
_EDGE = r"[\s　\xa0|｜/·\[\]【】（）()〖〗>＞《》:：]*"
_LINES = {
    "page tools": re.compile(
        r"[\W_]+|"
        rf"{_EDGE}(?:(?:{_TOOLS}){_EDGE})+"
        r"|[\[【（(\s]*(?:字\s*[体号]|字体大小|文字大小|视力保护色|背景色)\s*[：:]?.{0,24}"
        r"|.{0,6}分享到?\s*[：:到].{0,60}|扫(?:一扫|描|码).{0,30}|点击.{0,6}蓝字.{0,6}关注.{0,8}"
        r"|(?:浏览|访问|点击|阅读)(?:次数|数|率|量|人次)?\s*[：:]?[\s\d次-]{0,16}"
        rf"|{_EDGE}(?:(?:{_TOOLS}){_EDGE})*(?:责任编辑|网络编辑|编辑|责编|审核|初审|复审|终审)"
        r"\s*[：:][^，。；]{0,12}"
    ),
    "menu": re.compile(r"(?:网站)?首\s*页(?:\s*[|｜·\s]\s*[^\s|｜。，；：]{2,8}){2,}"),
    "related links": re.compile(r"[<＜]?\s*(?:上一|下一)[篇条页个]\s*(?:[：:>＞].*)?"),
    "breadcrumb": re.compile(
        r"\W{0,4}(?=[您你当现所])(?:您|你)?(?:当前|现在)?的?(?:所在)?的?位置\s*[：:].*"
        r"|(?:网站)?首页\s*(?:[>＞»→/\\-]+\s*\S.*)+"
    ),
    "footer": re.compile(
        r".*(?:版权所有|ICP备|公网安备|公安备|网站标识码|Copyright|©).*", re.IGNORECASE
    ),
}
_RELATED = re.compile(
    r"[【\[]?(?:相关|推荐|延伸|热点|最新|精彩)(?:链接|阅读|新闻|文章|文件|解读|政策|政策解读|解读材料|信息|稿件|推荐|报道|"
    r"内容|文档)[】\]]?\s*[：:]?|(?:政策|文件|图片|图文|媒体|专家|部门)?解读(?:链接|材料|文件)?\s*[：:]?|友情链接\s*[：:]?|"
    r"解读文章[：:]?|政策问答\s*[：:]?|猜你喜欢"
)
_ATTACHED = re.compile(
    r"\.(?:docx?|wps|pdf|ofd|xlsx?|et|pptx?|zip|rar|7z|txt|ceb)\b", re.IGNORECASE
)
_TOOLS_IN_LINE = re.compile(
    r"\s*[【\[（(]\s*(?:字\s*[体号]|字体大小|打\s*印|关\s*闭|我要纠错)[^】\]）)]*(?:[】\]）)]|$)"
    r"|(?<=\S)\s+(?:打印|收藏|分享)(?:本页)?\s*$"
)
_MENU_LINKS = 3


def kind_of(block: Block) -> str | None:
    """What furniture the line is by itself; None for words that may be the document's."""
    kind = next((kind for kind, line in _LINES.items() if line.fullmatch(block.text)), None)
    if kind is None and len(block.links) >= _MENU_LINKS and is_linked(block):
        return "menu"
    return kind


def opens_related(block: Block) -> bool:
    """相关解读：, after which each line that is but a link belongs to the site."""
    return _RELATED.fullmatch(block.text) is not None


def is_linked(block: Block) -> bool:
    """Nothing but links, and none of them to an attachment."""
    return block.link_share > 0.8 and not is_attachment(block)


def is_attachment(block: Block) -> bool:
    """Names a file that comes with the document."""
    if re.match(r"附件|相关附件(?!$)", block.text):
        return True
    return any(_ATTACHED.search(f"{link.text} {link.address}") for link in block.links)


def without_tools(line: str) -> str:
    """The line without the buttons that sites print behind the date: 【字体：大 中 小】."""
    return _TOOLS_IN_LINE.sub("", line)
