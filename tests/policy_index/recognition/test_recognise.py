"""What a document says of itself, read from its words; and what it does not say is not guessed."""

from datetime import date

import pytest

from policy_index.collection import Collection
from policy_index.parsing.parser import parse_text
from policy_index.recognition.recognise import Recognised, recognise

LETTER = """青屏市人民政府办公室关于印发青屏市支持中小企业发展若干措施的通知
青政办发〔2024〕12号
各县（市、区）人民政府：
《青屏市支持中小企业发展若干措施》已经市政府同意，现印发给你们，请认真贯彻执行。
青屏市人民政府办公室
2024年3月8日
青屏市支持中小企业发展若干措施
为支持中小企业，落实《促进中小企业发展规划》（工信部规〔2021〕200号），制定本措施。
"""


def of(head: str, tail: str = "") -> Recognised:
    """What is recognised in a document of two clauses between this head and this tail."""
    source = f"{head}\n一、目标。做好服务。\n二、奖励。给予奖励。\n{tail}"
    return recognise(parse_text("any", source), source)


def value(facts: Recognised, name: str) -> object:
    fact = getattr(facts, name)
    return fact and fact.value


@pytest.mark.parametrize(
    "document",
    ["guangdong-2023", "guangzhou-2022", "jiangmen-2022", "jiangmen-2024", "zhanjiang-2022"],
)
def test_the_facts_of_the_collection_are_found_again(collection: Collection, document: str) -> None:
    known = collection.document(document)
    facts = recognise(parse_text(document, known.source), known.source)
    for name in ("number", "issued", "printed", "published"):
        assert value(facts, name) == getattr(known, name), name
    assert str(value(facts, "title")).replace("(", "（").replace(")", "）") == (
        known.title.replace("(", "（").replace(")", "）")
    )
    assert value(facts, "jurisdiction") == known.city
    if known.term:
        assert facts.term
        assert (facts.term.start, facts.term.years) == (known.term.start, known.term.years)
    else:
        assert facts.term is None


def test_a_letter_names_what_it_brings() -> None:
    facts = of(LETTER)
    assert value(facts, "title") == "青屏市支持中小企业发展若干措施"
    assert value(facts, "number") == "青政办发〔2024〕12号"
    assert value(facts, "issuer") == "青屏市人民政府办公室"
    assert value(facts, "issued") == date(2024, 3, 8)


def test_the_number_of_another_document_is_not_its_own() -> None:
    assert of("青屏市支持办法\n根据《促进条例》（国发〔2020〕1号），制定本办法。").number is None


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("文号：青府规〔2024〕3号", "青府规〔2024〕3号"),
        ("索引号 | A1 | 发文字号 | 青府规[2024]3号", "青府规[2024]3号"),
        ("青府规 〔2024〕 3 号", "青府规〔2024〕3号"),
        ("（青府规〔2024〕3号）", "青府规〔2024〕3号"),
        ("青屏市工业和信息化局文件青工信〔2024〕3号", "青工信〔2024〕3号"),
        ("青府规〔2024〕3号 签发人：李四", "青府规〔2024〕3号"),
        ("青屏市支持企业发展办法（青府规〔2024〕3号）", "青府规〔2024〕3号"),
        ("青屏市人民政府令第300号", "青屏市人民政府令第300号"),
        ("青屏市人民政府令\n第300号", "青屏市人民政府令第300号"),
    ],
)
def test_a_number_in_each_of_its_places(line: str, number: str) -> None:
    assert value(of(f"青屏市支持企业发展办法\n{line}"), "number") == number


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "青屏市促进专精特新企业增量\n提质实施方案（2022—2024年）",
            "青屏市促进专精特新企业增量提质实施方案（2022—2024年）",
        ),
        ("青屏市倍增发展规划\n（2024—2027年）", "青屏市倍增发展规划（2024—2027年）"),
        ("青屏市发布《青屏市惠企十条》\n日期：2024-01-02", "青屏市惠企十条"),
        ("关于组织开展2024年专精特新企业认定的通知", "关于组织开展2024年专精特新企业认定的通知"),
    ],
)
def test_a_title_in_each_of_its_forms(head: str, title: str) -> None:
    assert value(of(head), "title") == title


@pytest.mark.parametrize(
    ("line", "fact", "day"),
    [
        ("发布日期：2024-05-06", "published", date(2024, 5, 6)),
        ("2024-05-06 09:30　来源：市工信局", "published", date(2024, 5, 6)),
        ("时间：2024年5月6日　浏览次数：12", "published", date(2024, 5, 6)),
        ("成文日期 | 2024年05月06日 | 发布日期 | 2024年05月08日", "issued", date(2024, 5, 6)),
        ("成文日期 | 2024年05月06日 | 发布日期 | 2024年05月08日", "published", date(2024, 5, 8)),
    ],
)
def test_the_days_of_a_web_page(line: str, fact: str, day: date) -> None:
    assert value(of(f"青屏市支持企业发展办法\n{line}"), fact) == day


@pytest.mark.parametrize(
    ("tail", "issued", "printed"),
    [
        ("青屏市商务局\n2024年4月8日", date(2024, 4, 8), None),
        ("青屏市商务局\n二〇二四年四月八日", date(2024, 4, 8), None),
        ("公开方式：主动公开\n青屏市商务局办公室 2024年4月9日印发", None, date(2024, 4, 9)),
    ],
)
def test_the_days_of_the_closing(tail: str, issued: date | None, printed: date | None) -> None:
    facts = of("青屏市支持企业发展办法", tail)
    assert (value(facts, "issued"), value(facts, "printed")) == (issued, printed)


@pytest.mark.parametrize(
    ("sentence", "start", "years", "until"),
    [
        ("本办法自2024年5月1日起施行，有效期5年。", "2024-05-01", 5, None),
        ("本办法自2024年5月1日起施行，有效期至2027年12月31日。", "2024-05-01", None, "2027-12-31"),
        ("本办法自2024年5月1日起施行，至2027年12月31日止。", "2024-05-01", None, "2027-12-31"),
        ("本办法自印发之日起施行，有效期三年。", "2024-03-08", 3, None),
        ("本办法自发布之日起实施。有效期为两年。", "2024-03-08", 2, None),
        ("本办法自2024年5月1日起试行，试行期2年。", "2024-05-01", 2, None),
        ("本办法自2024年5月1日起施行。", "2024-05-01", None, None),
        ("本办法自印发之日起30日后施行，有效期5年。", None, 5, None),
        ("本办法有效期五年。", None, 5, None),
        ("本办法有效期为2024年1月1日至2025年12月31日。", "2024-01-01", None, "2025-12-31"),
    ],
)
def test_a_term_in_each_of_its_forms(
    sentence: str, start: str | None, years: int | None, until: str | None
) -> None:
    term = of(LETTER, sentence).term
    assert term is not None
    assert (term.start and term.start.isoformat()) == start
    assert term.years == years
    assert (term.until and term.until.isoformat()) == until
    assert sentence.split("。")[0] in "".join(term.words)


@pytest.mark.parametrize(
    "sentence",
    [
        "“专精特新”企业称号有效期三年，到期复核。",
        "自企业获得认定之日起三年内给予奖励。",
        "本办法由市工信局负责解释。",
        "本办法自印发之日起30日后施行。",
    ],
)
def test_what_is_no_term_of_the_document(sentence: str) -> None:
    assert of(LETTER, sentence).term is None


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("淄博市支持中小企业发展若干措施", "淄博"),
        ("广西壮族自治区中小企业促进办法", "广西"),
        ("安徽省专精特新企业培育办法", "安徽"),
        ("广州市支持企业发展办法", "广州"),
        ("曲江市支持企业发展办法", "曲江"),
        ("广州市黄埔区支持企业发展办法", "黄埔区"),
        ("国务院关于支持企业发展的意见", "全国"),
    ],
)
def test_the_place_by_its_short_name(title: str, place: str) -> None:
    assert value(of(title), "jurisdiction") == place


def test_every_fact_stands_on_words_of_the_text() -> None:
    source = "".join(LETTER.split())
    facts = of(LETTER, "本办法自印发之日起施行，有效期三年。")
    for name in ("title", "number", "issuer", "jurisdiction", "issued"):
        assert getattr(facts, name).words in source
