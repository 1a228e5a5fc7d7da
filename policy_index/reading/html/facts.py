"""What the metadata table of a page says: 索引号, 发布机构, 文号 …, in cells, lists or one line."""

import re
from collections.abc import Iterator, Sequence

from policy_index.reading.words import EDGES

# One name for each thing → what the sites print for it.
_LABELS = {
    "索引号": "索引号 信息索引号 信息索引",
    "文号": "文号 发文字号 发文文号 文件编号 公文字号 文件字号 文书号",
    "发布机构": "发布机构 发布单位 发布部门 发文机关 发文单位 发文机构 发布机关 制发机关 "
    "制定机关 公开机构 公开单位 公开机关 发文部门",
    "成文日期": "成文日期 成文时间 生成日期 生成时间 发文日期 发文时间 印发日期 签发日期",
    "发布日期": "发布日期 发布时间 公开日期 公开时间 公布日期 发表时间",
    "标题": "标题 名称 信息名称 文件名称 公文名称 文件标题 题名",
    "有效性": "有效性 时效性 效力状态 文件状态 是否有效 信息有效性 效力",
    "实施日期": "实施日期 实施时间 施行日期 生效日期 生效时间",
    "失效日期": "失效日期 失效时间 废止日期 废止时间 终止日期 有效期至",
    "有效期": "有效期 有效期限",
    "_日期": "时间 日期",
    "主题分类": "主题分类 信息分类 分类 主题类别 组配分类 公文种类 文种 体裁分类 体裁",
    "主题词": "主题词 关键词 关键字",
    "来源": "来源 信息来源 文章来源 稿源",
    "公开方式": "公开方式 公开形式 公开类别 公开属性",
    "公开责任部门": "公开责任部门 责任部门 信息提供单位 承办单位",
    "统一编号": "统一编号 统一登记号 规范性文件编号 文件登记号 备案登记编号 登记号",
    "内容概述": "内容概述 概述 信息概述",
}
_NAMES = {printed: name for name, all_ in _LABELS.items() for printed in all_.split()}
# Labels that end the value before them and are worth nothing themselves.
_WORTHLESS = (
    "浏览次数 浏览量 浏览 访问次数 访问量 人气 点击 点击数 点击量 点击率 阅读量 阅读次数 字体 字号 "
    "字体大小 作者 编辑 责任编辑 视力保护色 服务对象 公开范围 公开时限 备注 语种 分享到 分享"
)
_LONGEST_FIRST = sorted({*_NAMES, *_WORTHLESS.split()}, key=lambda label: (-len(label), label))
_ANY = "|".join(r"\s*".join(label) for label in _LONGEST_FIRST)
_LABEL = re.compile(rf"[{EDGES}【\[（(·•]*({_ANY})[{EDGES}】\]）)]*[：:]?[{EDGES}]*")
_IN_LINE = re.compile(rf"({_ANY})\s*[】\]]?\s*[：:]")
_OF_A_TABLE = {"索引号", "文号", "发布机构", "成文日期", "发布日期", "有效性", "主题分类"}
_WORDS = re.compile(r"[^\W\d_年月日时分]")
_DAY = re.compile(r"\W*(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?)")
_SENTENCE = re.compile(r"[，。；]")
_LONGEST_LINE = 300
_TOOLS = re.compile(r"[\s|｜【\[（(]*(?:打\s*印|关\s*闭|收\s*藏|分享|\[?\s*大\s+中\s+小).*$")

Facts = list[tuple[str, str, str]]  # the one name, the label as printed, the value


def _name_of(label: str) -> str | None:
    match = _LABEL.fullmatch(label)
    return _NAMES.get(re.sub(r"\s+", "", match[1])) if match else None


def is_label(line: str) -> bool:
    """发文字号：, and nothing else."""
    return _name_of(line) is not None


def facts_in_line(line: str) -> Facts:
    """发布日期：2023-12-06 来源：区委办: all facts of a line that begins with one or a date."""
    marks = _marks(line)
    facts = list(_named([(mark[1], line[mark.end() : end]) for mark, end in marks]))
    day = _DAY.match(line)
    if marks and day:
        facts.insert(0, ("发布日期", "", day[1]))
    # 时间：… alone may be that of a meeting; next to the source it is the page's.
    beside_others = len(facts) > 1
    return [
        ("发布日期" if name == "_日期" else name, label, value)
        for name, label, value in facts
        if name != "_日期" or beside_others
    ]


def without_counters(line: str) -> str:
    """A line of facts without what sites print among them: 浏览次数：12 字体：大 中 小."""
    marks = _marks(line)
    if not marks:
        return line
    text = line[: marks[0][0].start()]
    for mark, end in marks:
        if _is_worth(mark[1]):
            touches = text and not text[-1].isspace()
            text += ("  " if touches else "") + line[mark.start() : end]
    return text.strip()


def facts_in_rows(rows: Sequence[Sequence[str]]) -> Facts:
    """The pairs of a metadata table; none if the table is not one."""
    found = [fact for row in rows for fact in _facts_in_row(row)]
    return found if len(_OF_A_TABLE & {name for name, _, _ in found}) > 1 else []


def _marks(line: str) -> list[tuple[re.Match[str], int]]:
    """The labels of a line that begins with one, each with the end of its value. Pages set labels
    apart by style sheets: in the text they may touch the value before them."""
    marks = list(_IN_LINE.finditer(line)) if len(line) <= _LONGEST_LINE else []
    before = line[: marks[0].start()] if marks else line
    if not marks or (_WORDS.search(before) and (len(marks) < 2 or _SENTENCE.search(before))):
        return []
    return list(zip(marks, [*(mark.start() for mark in marks[1:]), len(line)], strict=True))


def _is_worth(label: str) -> bool:
    return re.sub(r"\s+", "", label) in _NAMES


def _facts_in_row(row: Sequence[str]) -> Facts:
    cells = [cell for at, cell in enumerate(row) if at == 0 or cell != row[at - 1]]
    found: Facts = []
    at = 0
    while at < len(cells):
        if _name_of(cells[at]) and at + 1 < len(cells) and not _name_of(cells[at + 1]):
            found += _named([(cells[at].strip(EDGES + "：:【】[]"), cells[at + 1])])
            at += 1
        else:
            found += facts_in_line(cells[at])
        at += 1
    return found


def _named(pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    for printed, value in pairs:
        name = _NAMES.get(re.sub(r"\s+", "", printed))
        value = _TOOLS.sub("", value).strip(EDGES + "|｜【[（(·/")
        if name and value:
            yield name, printed, value
