"""The calculation sheet: complete, traceable, and the same for the same inputs."""

import re
from datetime import date
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.subsidy import printed
from actions.subsidy.measures import MeasureSet
from actions.subsidy.profile import TIERS, read_profile
from actions.subsidy.sheet import Sheet, items_of, make, page, style
from policy_index.collection import Collection

DAY = date(2026, 11, 22)
FIRM = {
    "tier": ["little_giant", "provincial"],
    "recognition": "new",
    "listing_cost": "5600000",
    "digital_cost": 15_000_000,
}


@pytest.fixture(scope="session")
def firms(collection: Collection, measures: MeasureSet) -> dict[str, list[str]]:
    """The ids of each place's measures for enterprises."""
    return {
        city: [
            m.id
            for m in measures.measures.values()
            if m.beneficiary == "enterprise" and collection.document(m.document).city == city
        ]
        for city in collection.cities
    }


@pytest.fixture
def sheet(firms: dict[str, list[str]], measures: MeasureSet, collection: Collection) -> Sheet:
    ids = [*firms["广州"], *firms["湛江"]]
    return make(ids, read_profile(FIRM), measures, collection, DAY)


class Words(HTMLParser):
    """The words of a page; those of the marked passages apart."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.marked, self.tags = "", list[str](), list[str]()
        self._open = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not [name for name, _ in attrs if name.startswith("on") or name == "style"]
        self._open = tag
        if tag == "mark":
            self.marked.append("")
        if tag in ("p", "dd", "dt", "h4", "li", "blockquote"):
            self.text += "\n"

    def handle_endtag(self, _tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open == "mark":
            self.marked[-1] += data
        if self._open not in ("style", "title"):
            self.text += data


def test_the_same_inputs_give_the_same_id_and_the_same_bytes(
    sheet: Sheet, firms: dict[str, list[str]], measures: MeasureSet, collection: Collection
) -> None:
    said_otherwise = {
        "digital_cost": "15000000.00",
        "listing_cost": 5_600_000,
        "recognition": "new",
        "tier": ["provincial", "little_giant"],
    }
    ids = [*reversed(firms["湛江"]), *firms["广州"]]
    again = make(ids, read_profile(said_otherwise), measures, collection, DAY)
    assert again.id == sheet.id
    assert page(again, changed=False) == page(sheet, changed=False)


@pytest.mark.parametrize(
    "other",
    [
        {"as_of": date(2026, 11, 23)},
        {"profile": {**FIRM, "listing_cost": "5600000.01"}},
        {"profile": {**FIRM, "title_valid": False}},
        {"cities": ["广州"]},
    ],
)
def test_another_input_gives_another_id(
    sheet: Sheet,
    firms: dict[str, list[str]],
    measures: MeasureSet,
    collection: Collection,
    other: dict[str, Any],
) -> None:
    ids = [each for city in other.get("cities", ["广州", "湛江"]) for each in firms[city]]
    profile = read_profile(other.get("profile", FIRM))
    changed = make(ids, profile, measures, collection, other.get("as_of", DAY))
    assert changed.id != sheet.id


@given(
    city=st.sampled_from(["广东", "广州", "江门", "湛江"]),
    tier=st.sampled_from(TIERS),
    listing_cost=st.none() | st.decimals(0, 10**9, places=2),
    digital_cost=st.none() | st.decimals(0, 10**9, places=2),
)
def test_every_sum_on_the_page_stands_in_a_clause_a_step_or_a_fact(
    firms: dict[str, list[str]],
    measures: MeasureSet,
    collection: Collection,
    city: str,
    **facts: Any,
) -> None:
    sheet = make(firms[city], read_profile(facts), measures, collection, DAY)
    trace = [fact["words"] or "" for fact in sheet.facts]
    for place in sheet.places:
        trace += place["total"]["steps"]
    for item in items_of(sheet.places):
        trace += [*item["clause"].values(), *item["steps"]]
    for reader in (printed.sums, printed.ratios):
        known = {figure.value for words in trace for figure in reader(words)}
        shown = {figure.value for figure in reader(Words(page(sheet, changed=False)).text)}
        assert shown <= known


def test_each_clause_of_a_figure_is_whole_and_its_evidence_marked(
    sheet: Sheet, measures: MeasureSet, collection: Collection
) -> None:
    html = page(sheet, changed=False)
    quoted = [
        re.sub("</?mark>", "", unescape(quote))
        for quote in re.findall("<blockquote>(.*?)</blockquote>", html, re.DOTALL)
    ]
    items = [i for i in items_of(sheet.places) if i["status"] != "not_eligible"]
    shown = [measures.measures[i["measure"]] for i in items if i["kind"] != "non_cash"]
    assert quoted == [collection.clause(m.document, m.clause).text for m in shown]
    assert Words(html).marked == [m.evidence for m in shown]


def test_what_pays_nothing_or_is_not_for_the_firm_is_in_short_with_its_evidence(
    sheet: Sheet,
) -> None:
    text = Words(page(sheet, changed=False)).text
    for item in items_of(sheet.places):
        if item["kind"] == "non_cash" or item["status"] == "not_eligible":
            assert f"{item['citation']['clause']}：“{item['clause']['evidence']}”" in text


def test_each_measure_tells_kind_source_status_units_and_silence(sheet: Sheet) -> None:
    text = Words(page(sheet, changed=False)).text
    assert "280万元（按50%的比例计算，未超过300万元的上限）" in text
    assert "560万元 × 50% = 280万元\n280万元 ≤ 300万元" in text
    assert (
        "《广州市“专精特新”中小企业培育三年行动方案（2022—2024）》（穗府办规〔2022〕4号）三、（三）"
        in text
    )
    assert "标题所写的年份已过" in text
    assert "已过有效期（2026-11-22，“自发布之日起实行，有效期三年”" in text
    assert "责任单位\n市工业和信息化局" in text
    assert "文件没有写明\n实际给多少" in text
    assert "降的是考核标准，不是地价" in text
    assert "湛江市制造业数字化转型行动计划" in text
    assert "合看，不计这一项（“同一企业相同项目获得上述2个或以上荣誉称号的" in text
    assert "不代表审批结果" in text
    assert sheet.id in text


def test_each_place_has_a_total_of_its_own(sheet: Sheet) -> None:
    text = Words(page(sheet, changed=False)).text
    assert [place["city"] for place in sheet.places] == ["广州", "湛江"]
    for place in sheet.places:
        assert place["total"]["certain"] != "0" or place["total"]["at_most"] != "0"
    assert "不跨地区相加" in text


def test_what_the_firm_did_not_say_is_called_so(
    measures: MeasureSet, collection: Collection
) -> None:
    ids = ["guangzhou-2022/listing", "zhanjiang-2022/recognition-provincial"]
    sheet = make(ids, read_profile({"tier": "provincial"}), measures, collection, DAY)
    facts = {fact["label"]: fact["words"] for fact in sheet.facts}
    assert facts.pop("企业等级") == "省级专精特新"
    assert facts == dict.fromkeys(["新认定还是复核", "获得称号的时间", "上市费用"])
    assert "上市费用\n未提供" in Words(page(sheet, changed=False)).text


def test_words_of_the_firm_are_no_markup(measures: MeasureSet, collection: Collection) -> None:
    profile = read_profile({"moved_from": "<script>alert(1)</script>"})
    html = page(
        make(["guangzhou-2022/relocation"], profile, measures, collection, DAY), changed=False
    )
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_the_page_needs_nothing_else(sheet: Sheet) -> None:
    html = page(sheet, changed=False)
    assert f"<style>{style()}</style>" in html
    assert not set(Words(html).tags) & {"script", "link", "img", "iframe", "a"}
    assert "http" not in html
    assert "url(" not in html


def test_a_change_of_the_rules_is_told_in_one_line(sheet: Sheet) -> None:
    before, after = page(sheet, changed=False), page(sheet, changed=True)
    (line,) = set(after.splitlines()) - set(before.splitlines())
    assert "有过改动" in line
