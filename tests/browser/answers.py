"""Answers as the bot gives them, for gateways whose upstream a test scripts."""

from typing import Any

Reply = list[dict[str, Any]]

CITATION = {
    "document": "guangzhou-2022",
    "clause": "三、（三）",
    "title": "广州市“专精特新”中小企业培育三年行动方案（2022—2024）",
    "number": "穗府办规〔2022〕4号",
    "quote": "对符合相关条件的国家、省、市级“专精特新”中小企业上市计划产生的费用，"
    "分阶段按照50%的比例予以补助，单个企业最高不超过300万元。",
    "status": "title_period_over",
    "url": "/policies/guangzhou-2022#三、（三）",
}
LINE = "上市费用补助：280万元（按50%的比例计算，未超过300万元的上限）"


def figure(name: str = "上市费用补助", **changes: Any) -> dict[str, Any]:
    """A figure of the listing clause."""
    return {
        "measure": "guangzhou-2022/listing",
        "status": "exact",
        "yuan": "2800000",
        "steps": [],
        "citation": 0,
        "name": name,
        "line": "",
        "group": None,
        "depends_on": [],
        **changes,
    }


def reply(kind: str, text: str, **card: Any) -> Reply:
    """A turn of the bot: text and card."""
    empty = {"figures": [], "totals": [], "citations": [], "ask": None, "quick_replies": []}
    return [{"text": text}, {"custom": {"kind": kind, **empty, "sheet": None, **card}}]


def amount() -> Reply:
    steps = ["560万元 × 50% = 280万元", "280万元 ≤ 300万元"]
    text = (
        f"广州：{LINE}。\n计算：{'；'.join(steps)}。\n前提：符合相关条件。\n"
        f"依据：《{CITATION['title']}》三、（三）：“{CITATION['quote']}”\n文件没有写明：分几个阶段。"
    )
    return reply(
        "amount",
        text,
        figures=[figure(line=LINE, steps=steps, depends_on=["符合相关条件"])],
        citations=[CITATION],
        quick_replies=["原文怎么说", "找哪个部门"],
    )


def with_evidence(said: Reply) -> Reply:
    """The same with what it was made from, as for staff."""
    evidence = {
        "intent": {"name": "ask_amount", "confidence": 0.97},
        "profile": [
            {"field": "city", "label": "城市", "words": "广州"},
            {"field": "listing_cost", "label": "上市费用", "words": "560万元"},
        ],
        "clauses": [
            {"document": "guangzhou-2022", "clause": "三、（三）", "score": 18.231},
            {"document": "guangzhou-2022", "clause": "三、（五）", "score": 9.4},
        ],
        "trace": ["上市费用补助：560万元 × 50% = 280万元"],
        "spoken": "按广州的文件，上市费用补助算下来是280万元；不过文件标题所写的年份已经过了。",
        "not_stated": ["分几个阶段"],
        "refer_to": [{"unit": "市工业和信息化局", "city": "广州", "for": "降低融资成本"}],
    }
    return [
        part if "custom" not in part else {"custom": {**part["custom"], "evidence": evidence}}
        for part in said
    ]


def matches() -> Reply:
    lines = {
        "certain": "贷款担保费补助：不超过100万元（这是上限）",
        "depends": "认定奖励：20万元（定额）",
        "not_for_you": "迁入奖励：按文件不适用",
    }
    statuses = {"certain": "upper", "depends": "exact", "not_for_you": "not_eligible"}
    yuan = {"certain": "1000000", "depends": "200000", "not_for_you": None}
    figures = [
        figure(
            line.split("：")[0],
            line=line,
            group=group,
            status=statuses[group],
            yuan=yuan[group],
            depends_on=["新认定还是复核"] if group == "depends" else [],
        )
        for group, line in lines.items()
    ]
    text = "\n".join(f"· {line}〔三、（三）〕" for line in lines.values())
    totals = [{"city": "广州", "certain": "0", "at_most": "1200000", "steps": []}]
    return reply(
        "matches",
        f"可以享受的：\n{text}\n想算得更准，可以再告诉我：上市费用。",
        figures=figures,
        citations=[CITATION],
        totals=totals,
    )


def comparison() -> Reply:
    figures = [
        figure("认定奖励", line="认定奖励：100万元", group="广州", yuan="1000000"),
        figure(
            "认定奖励", line="认定奖励：不超过50万元", group="湛江", yuan="500000", status="upper"
        ),
        figure(
            "认定奖励", line="认定奖励：没有写明金额", group="江门", yuan=None, status="unspecified"
        ),
    ]
    text = "不能直接比谁多。\n" + "\n".join(
        f"【{f['group']}】《{f['group']}市行动方案》\n· {f['line']}" for f in figures
    )
    text += "\n文件状态：已过有效期。\n按您说的：国家级专精特新“小巨人”。"
    return reply("comparison", text, figures=figures, citations=[CITATION])


def clauses() -> Reply:
    text = f"《{CITATION['title']}》三、（三）：“{CITATION['quote']}”\n责任单位：市工业和信息化局。"
    return reply("clauses", text, citations=[CITATION])


def ask(field: str, question: str, *choices: str) -> Reply:
    return reply(
        "ask",
        question,
        ask={"field": field, "choices": list(choices)},
        quick_replies=list(choices),
    )


def sheet() -> Reply:
    address = "/sheets/bdc735fce09cd7de"
    return reply("amount", f"计算书做好了：{address}\n合计见计算书。", sheet=address)


def handoff() -> Reply:
    text = (
        "好的，转人工。下面是已经说过的，工作人员看了就明白，不用再说一遍：\n"
        "地区：广州。\n想问：上市补助。"
    )
    return reply("handoff", text, citations=[CITATION])


EVERY_KIND = {
    "amount": amount(),
    "matches": matches(),
    "comparison": comparison(),
    "clauses": clauses(),
    "ask": ask("city", "您的企业在哪里？", "广州", "湛江"),
    "ask-amount": ask("listing_cost", "上市费用大约多少？"),
    "ask-date": ask("recognised_on", "什么时候获得称号的？"),
    "validity": reply("validity", "标题所写的年份已过。", citations=[CITATION]),
    "contact": reply("contact", "责任单位：市工业和信息化局。", citations=[CITATION]),
    "refusal": reply("refusal", "没有收录深圳的政策。", quick_replies=["转人工"]),
    "handoff": handoff(),
    "sheet": sheet(),
    "smalltalk": reply("smalltalk", "您好！"),
    "unknown": reply("horoscope", "不认识的卡片也有完整的文字。", citations=[CITATION]),
}
"""A reply of each kind that there is, and one of a kind that there is not."""
