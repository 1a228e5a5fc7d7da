"""Random documents written by the rules of official documents, with what they are to be parsed to.

``write`` makes the paragraphs and the clauses; ``print_out`` lays the paragraphs out as a reader
hands them on: plain, indented, hard-wrapped, on pages, or as a web page.
"""

import re
from dataclasses import dataclass, field
from random import Random

from policy_index.clauses import CLOSING, PREAMBLE
from policy_index.parsing.markers import to_han

# Levels by the letters a document uses: 章 节 条 一、 （一） 1. （1） ①.
SHAPES = (
    ("一", "二", "1", "2"), ("一", "二", "1"), ("一", "二"), ("一",), ("一", "1", "2", "3"),
    ("一", "1"), ("一", "二", "2"), ("一", "二", "3", "1"), ("二", "1", "2"), ("1", "二", "3"),
    ("章", "条", "二", "1"), ("章", "节", "条", "二"), ("条", "二"), ("条", "1", "2"), ("条",),
    ("章", "一", "二", "1"),
)  # fmt: skip
ANNEX_SHAPES = (("一", "二"), ("一",), ("条", "二"), ("1",), ("一", "1"))
LABELS = {
    "章": "第{}章", "节": "第{}节", "条": "第{}条", "一": "{}、", "二": "（{}）",
    "1": "{}.", "2": "（{}）", "3": "{}",
}  # fmt: skip
# How each mark may be printed; blanks and mixed brackets are a scan's.
PRINTED = {
    "章": ("第{}章 ", "第{}章　", "第{}章"), "节": ("第{}节 ", "第{}节　"),
    "条": ("第{}条　", "第{}条 ", "第{}条"), "一": ("{}、", "{}、 ", "{} 、"),
    "二": ("（{}）", "({})", "（{})", "（ {} ）", "( {})", "（{}）、"),
    "1": ("{}.", "{}、", "{}．", "{}. "), "2": ("（{}）", "({})", "{}）", "{})"), "3": ("{}",),
}  # fmt: skip
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"

HEADINGS = (
    "工作目标", "支持范围", "申报条件", "认定奖励", "强化培育力度", "降低融资成本", "保障用地需求",
    "加强组织领导", "推动大中小企业融通发展，提升产业链韧性",
)  # fmt: skip
WHO = ("专精特新中小企业", "国家级“小巨人”企业", "首台（套）装备研制单位", "公共服务示范平台")
WHAT = ("给予一次性奖励", "按实际投入的30%给予补助", "优先保障用地", "给予不超过50万元的补贴")
MORE = ("最高200万元", "同一企业不重复享受", "由市、区按1∶1比例分担", "2024年起执行")
PROSE_TRAPS = (
    "3.5亿元以上的项目，按“一事一议”方式确定。", "2022.5.1前已经受理的，按原政策执行。",
    "一、二等奖每项分别奖励20万元、10万元。", "二、三类园区内的企业，任务另行分解。",
    "（一）至（三）项所列政策，不重复享受。", "（二）项规定的资金由市财政局统筹。",
    "一是加强领导，二是落实责任。",
)  # fmt: skip
ARTICLE_TRAPS = ("第三条规定的原则适用于全过程。", "第二条、第四条所列企业从高执行。")
TABLE = ("序号 | 项目 | 金额（万元）", "1 | 一、认定奖励 | 20", "2. | （三）培育补助 | 30")
TERM = "本措施自发布之日起施行，有效期三年。"
SIGNATURE = ("江海市工业和信息化局", "2024年4月8日")
IMPRINT = ("抄送：市委办公室，市人大常委会办公室。", "江海市工业和信息化局　　2024年4月9日印发")
TITLE = "江海市促进中小企业发展若干措施"
LETTER = (
    f"江海市工业和信息化局关于印发《{TITLE}》的通知", "江工信〔2024〕7号", "各区工业和信息化局：",
    f"《{TITLE}》已经市政府同意，现印发给你们，请认真执行。",
)  # fmt: skip
HEAD = "江海市规范性文件汇编"
LAYOUTS = ("plain", "indented", "blank lines", "wrapped", "pages", "form feeds", "web page")


@dataclass
class Written:
    """``paragraphs`` in order; ``clauses`` as (path, words) with the words still in paragraphs."""

    paragraphs: list[str] = field(default_factory=list)
    clauses: list[tuple[str, list[str]]] = field(default_factory=list)

    def add(self, path: str, words: list[str]) -> None:
        if words:
            self.clauses.append((path, words))
            self.paragraphs += words

    @property
    def expected(self) -> list[tuple[str, str]]:
        """Path and words without white space of every clause."""
        return [(path, squeeze("".join(words))) for path, words in self.clauses]


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


def write(random: Random) -> Written:
    """A document with or without a letter, a contents list, a closing and annexes."""
    written = Written()
    letter = [*LETTER, *_announced(random), *SIGNATURE] if random.random() < 0.4 else []
    why = ["为促进中小企业发展，制定本措施。"] if random.random() < 0.7 else []
    written.add(PREAMBLE, [*letter, TITLE, *why])
    begin = len(written.paragraphs) - len(why)
    shape = random.choice(SHAPES)
    _Body(random, written, "").write(shape)
    if random.random() < 0.2 and shape[0] in "章一":
        written.paragraphs[begin:begin] = _contents(random, written.paragraphs[begin:], shape[0])
    closing = [TERM] * (random.random() < 0.7)
    closing += SIGNATURE * (random.random() < 0.5)
    annexes = random.choice((0, 0, 0, 1, 2))
    closing += IMPRINT * (not annexes and random.random() < 0.3)
    written.add(CLOSING, closing)
    for number in range(1, annexes + 1):
        root = f"附件{number}"
        first = random.choice(([root, "申报指南"], [f"{root}：申报指南"], [f"{root} 申报指南"]))
        written.add(root, [*first, *(["本指南根据规定制定。"] * (random.random() < 0.5))])
        _Body(random, written, f"{root} ").write(random.choice(ANNEX_SHAPES))
    return written


def _announced(random: Random) -> list[str]:
    return random.choice(([], ["附件：1.任务分工表", "2.资金申请表"], ["附件：任务分工表"]))


def _contents(random: Random, paragraphs: list[str], kind: str) -> list[str]:
    """目录, and the headings of the first level if they are short, with or without pages."""
    shape = r"第.{1,3}章" if kind == "章" else r"[一二三四五六七八九十]{1,2} ?、"
    headings = [line.split("。")[0] for line in paragraphs if re.match(shape, line)]
    entries = [heading for heading in headings if not re.search("二等奖|三类园区", heading)]
    if len(entries) < 2 or any(len(entry) > 20 for entry in entries):
        return []
    leader = random.choice(("……………{}", "..........{}", ""))
    listed = [entry + leader.format(2 * page + 1) for page, entry in enumerate(entries)]
    return ["目　录", *listed]


class _Body:
    """The numbered part of a document, or of an annex, under the paths that begin with ``root``."""

    def __init__(self, random: Random, written: Written, root: str) -> None:
        self.random, self.written, self.root = random, written, root
        self.printed = {kind: random.choice(forms) for kind, forms in PRINTED.items()}
        self.articles = 0
        self.runs_on = 0 if random.random() < 0.15 else None

    def write(self, shape: tuple[str, ...]) -> None:
        count = self.random.randint(2, 6)
        for number in range(1, count + 1):
            self._section(shape, self.root, number)

    def _section(self, shape: tuple[str, ...], above: str, number: int) -> None:
        random, kind, below = self.random, shape[0], shape[1:]
        han = to_han(number) if kind not in "123" else str(number)
        if kind == "3":
            han = CIRCLED[number - 1]
        path = (self.root if kind == "条" else above) + LABELS[kind].format(han)
        mark = self.printed[kind].format(han)
        is_parent = bool(below) and (kind in "章节" or random.random() < 0.5)
        words = self._words(kind, mark, is_parent)
        if is_parent and len(words) == 1 and not re.search(r"对|：", words[0]):
            self.written.paragraphs += words
        else:
            self.written.add(path, words)
        for child in self._children(kind, below) if is_parent else ():
            self._section(below, path, child)

    def _children(self, kind: str, below: tuple[str, ...]) -> range:
        count = self.random.randint(1, 4)
        if below[0] == "条":
            self.articles += count
            return range(self.articles - count + 1, self.articles + 1)
        if kind == "一" and self.runs_on is not None:
            self.runs_on += count
            return range(self.runs_on - count + 1, self.runs_on + 1)
        return range(1, count + 1)

    def _words(self, kind: str, mark: str, is_parent: bool) -> list[str]:
        random, heading = self.random, self.random.choice(HEADINGS)
        if kind in "章节":
            return [mark + heading]
        if kind == "条":
            return self._own(
                mark + ("有下列情形之一的，给予支持：" if is_parent else self._prose())
            )
        if is_parent and random.random() < 0.7:
            return [mark + heading + random.choice(("", "。"))]
        form = random.randrange(3)
        if form == 0:
            return self._own(f"{mark}{heading}。{self._prose()}")
        return self._own(
            *([mark + heading, self._prose()] if form == 1 else [mark + self._prose()])
        )

    def _own(self, *words: str) -> list[str]:
        """The words, at times with another paragraph, a table, or one that begins like a mark."""
        random, own = self.random, list(words)
        if own[-1].endswith("。") and random.random() < 0.3:
            more = random.randrange(4)
            traps = ARTICLE_TRAPS if self.printed["条"] in own[0] else PROSE_TRAPS
            own += {0: [self._prose()], 1: TABLE}.get(more, [random.choice(traps)])
        return own

    def _prose(self) -> str:
        random = self.random
        sentences = (
            "，".join((f"对{random.choice(WHO)}{random.choice(WHAT)}", *random.choices(MORE, k=2)))
            for _ in range(random.randint(1, 3))
        )
        return "".join(f"{sentence}。" for sentence in sentences)


def print_out(random: Random, paragraphs: list[str], layout: str) -> str:
    """The text of a document as a reader of files hands it on."""
    if layout == "plain":
        return "\n".join(paragraphs)
    if layout == "indented":
        return "\r\n".join(f"　　{line}" for line in paragraphs)
    if layout == "blank lines":
        return "\n\n\u3000".join(paragraphs)
    if layout == "web page":
        return _web_page(paragraphs)
    columns, indent = random.choice((26, 30, 36)), "　　" * (layout == "wrapped")
    lines = [piece for line in paragraphs for piece in _wrap(indent + line, columns)]
    if layout == "wrapped":
        return "\n".join(lines)
    return _pages(random, lines, "\f" if layout == "form feeds" else "\n")


def _wrap(line: str, columns: int) -> list[str]:
    """Pieces of a line; closing punctuation does not begin one, and a table is not broken."""
    if " | " in line or "…" in line or "...." in line:
        return [line]
    pieces = []
    while line:
        end = columns
        while end < len(line) and line[end] in "，。；：、）”》】)":
            end += 1
        pieces.append(line[:end])
        line = line[end:]
    return pieces


def _pages(random: Random, lines: list[str], turn: str) -> str:
    form = random.choice(("- {} -", "— {} —", "第{}页 共9页"))
    height = random.choice((18, 24))
    pages = [lines[start : start + height] for start in range(0, len(lines), height)]
    heads = [HEAD] if len(pages) > 2 and random.random() < 0.5 else []
    return turn.join(
        "\n".join([*heads, *page, form.format(number)])
        for number, page in enumerate(pages, start=1)
    )


def _web_page(paragraphs: list[str]) -> str:
    top = "网站首页", "政务公开", "互动交流", "当前位置：首页 > 政务公开 > 政策文件"
    bottom = (
        "【打印本页】 【关闭窗口】", "上一篇：一、某通知", "相关阅读", "一图读懂", "一、问答",
        "主办单位：江海市人民政府办公室", "网站标识码：4400000001 粤ICP备12345678号",
    )  # fmt: skip
    middle = len(paragraphs) // 2
    return "\n".join((*top, *paragraphs[:middle], "返回顶部", *paragraphs[middle:], *bottom))
