from pathlib import Path

import pytest

from policy_index.answer_types import asked_types, asks_who
from policy_index.answerability import threshold
from policy_index.collection import Collection
from policy_index.document_facts import asked_facts, asks_term
from policy_index.evaluate import Answer, judge, read_questions, summary
from policy_index.search import Searcher
from policy_index.sentences import clause_sentences, split_sentences

DEV = Path(__file__).parents[2] / "benchmarks" / "retrieval" / "questions.jsonl"


def found(searcher: Searcher, query: str, *cities: str) -> list[tuple[str, str]]:
    hits = searcher.search(query, cities=cities)
    return [(hit.clause.document, hit.clause.path) for hit in hits]


@pytest.mark.parametrize(
    ("query", "document", "path"),
    [
        ("外地车能进广州吗", "guangzhou-2022", "三、（七）"),
        ("廣州小巨人搬嚟落戶有冇錢派", "guangzhou-2022", "三、（一）"),
        ("How much is the reward for a little giant in Zhanjiang?", "zhanjiang-2022", "三、（一）"),
        ("江门2022年那份方案从哪天开始实施", "jiangmen-2022", "四、"),
        ("湛江用地用房支持的责任单位有哪些", "zhanjiang-2022", "三、（六）"),
        ("湛江的方案有效期几年", "zhanjiang-2022", "文末"),
        ("省里管不管房东乱加电费", "guangdong-2023", "（九）"),
    ],
)
def test_the_right_clause_comes_first(
    searcher: Searcher, query: str, document: str, path: str
) -> None:
    assert found(searcher, query)[0] == (document, path)


def test_a_named_city_puts_other_cities_back(searcher: Searcher) -> None:
    for city, document in (("广州", "guangzhou-2022"), ("湛江", "zhanjiang-2022")):
        assert found(searcher, f"{city}小巨人奖励多少")[0] == (document, "三、（一）")
        assert found(searcher, "小巨人认定奖励多少", city)[0] == (document, "三、（一）")


def test_cities_given_outweigh_the_city_in_the_words(searcher: Searcher) -> None:
    assert found(searcher, "广州小巨人奖励多少", "湛江")[0] == ("zhanjiang-2022", "三、（一）")


def test_without_a_city_several_documents_are_found(searcher: Searcher) -> None:
    documents = {document for document, _ in found(searcher, "拿地有什么优惠")[:4]}
    assert len(documents) >= 3


def test_the_province_stays_eligible(searcher: Searcher) -> None:
    documents = [document for document, _ in found(searcher, "广州企业绿色工厂节能诊断")]
    assert "guangdong-2023" in documents


def test_the_year_of_a_document_is_heard(searcher: Searcher) -> None:
    assert found(searcher, "江门2022年的方案里数字化怎么说")[0] == ("jiangmen-2022", "二、（五）")
    assert found(searcher, "江门2024年的方案里数字化怎么说")[0] == (
        "jiangmen-2024",
        "二、（二）2.",
    )


def test_hits_are_sorted_limited_and_repeatable(searcher: Searcher) -> None:
    hits = searcher.search("贷款贴息", limit=7)
    assert len(hits) == 7
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert hits == searcher.search("贷款贴息", limit=7)


@pytest.mark.parametrize("query", ["", "   ", "？？？", "\u200b", "a" * 5000, "专精特新" * 800])
def test_odd_queries_are_answered(searcher: Searcher, query: str) -> None:
    assert len(searcher.search(query)) == 10


@pytest.mark.parametrize(
    ("query", "document", "path", "words"),
    [
        ("担保费最高补多少", "guangzhou-2022", "三、（三）", "单个企业最高不超过100万元。"),
        ("归哪个部门管", "guangzhou-2022", "三、（七）", "（责任单位：市工业和信息化局、公安局）"),
        ("孩子能上公办学校吗", "jiangmen-2022", "二、（八）", "安排职工子女入读公办教育学校"),
        ("贷款利率有上限吗", "jiangmen-2022", "二、（八）", "(LPR)"),
    ],
)
def test_the_answering_sentence(
    searcher: Searcher, collection: Collection, query: str, document: str, path: str, words: str
) -> None:
    clause = collection.clause(document, path)
    sentence = searcher.answering_sentence(query, clause)
    assert words in sentence
    assert sentence in clause.text


def test_every_sentence_is_verbatim_and_none_is_a_bare_heading(collection: Collection) -> None:
    for clause in collection.clauses:
        sentences = clause_sentences(clause)
        assert sentences, clause.path
        assert all(sentence in clause.text for sentence in sentences)
        assert clause.heading not in {
            sentence.strip("。（）()一二三四五六七八九十、") for sentence in sentences
        }


def test_sentences_keep_the_quotes_that_close_after_them() -> None:
    assert split_sentences("他说：“好。”再来；完\n第二段。") == [
        "他说：“好。”",
        "再来；",
        "完",
        "第二段。",
    ]


@pytest.mark.parametrize(
    "query", ["深圳对小巨人奖励多少", "What does Shenzhen pay a little giant?"]
)
def test_places_without_a_document_have_no_answer(searcher: Searcher, query: str) -> None:
    assert searcher.answerability(query, searcher.search(query)) == 0.0


def test_answerability_tells_what_is_stated_from_the_rest(searcher: Searcher) -> None:
    def probability(query: str) -> float:
        return searcher.answerability(query, searcher.search(query))

    asked = ["广州小巨人认定奖励多少", "江门金种子企业多久评一次", "外地车免开四停四吗"]
    other = ["红烧肉怎么做", "今天天气怎么样", "去日本旅游签证怎么办"]
    near = ["广州小巨人奖励几天到账", "申报小巨人要交什么材料", "湛江人才公寓月租多少钱一平"]
    assert min(map(probability, asked)) >= threshold()
    assert max(map(probability, [*other, *near])) < threshold()
    assert searcher.answerability("小巨人", []) == 0.0


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("这个方案现在还有效吗", True),
        ("认定有效期是几年", False),
        ("Is the plan still valid?", True),
    ],
)
def test_asking_whether_a_document_holds(query: str, expected: bool) -> None:
    assert asks_term(query) is expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("湛江那份方案是哪天印发的", ("issued", "printed", "published")),
        ("消息是哪天挂到网上的", ("published", "printed", "issued")),
        ("文号是什么", ("number",)),
        ("这份文件是哪个部门发布的", ("issuer",)),
        ("这个方案现在还有效吗", ("term", "title_period")),
        ("新品发布会什么时候开", ()),
        ("小巨人奖励多少", ()),
    ],
)
def test_questions_about_the_document_itself(query: str, expected: tuple[str, ...]) -> None:
    assert asked_facts(query) == expected


@pytest.mark.parametrize(
    ("query", "document", "path", "words"),
    [
        ("湛江那份方案是哪天印发的", "zhanjiang-2022", "文首", "2023年2月17日"),
        ("省里的意见哪天挂到网上的", "guangdong-2023", "文首", "发布日期: 2023-12-06"),
        ("江门2024年方案的文号", "jiangmen-2024", "文首", "江府办函〔2024〕13号"),
        ("江门2022年那份方案有效到什么时候", "jiangmen-2022", "四、", "有效期3年"),
    ],
)
def test_facts_of_a_document_are_answered_where_they_are_printed(
    searcher: Searcher, query: str, document: str, path: str, words: str
) -> None:
    best = searcher.search(query)[0].clause
    assert (best.document, best.path) == (document, path)
    assert words in searcher.answering_sentence(query, best)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("这事归谁管", True),
        ("找哪个局", True),
        ("奖励多少", False),
        ("Which bureau helps?", True),
        ("Is there a leader who follows us?", False),
    ],
)
def test_asking_who(query: str, expected: bool) -> None:
    assert asks_who(query) is expected


def test_kinds_of_words_waited_for() -> None:
    (amount,) = asked_types("小巨人奖励多少")
    assert amount.answers.search("给予100万元一次性奖励")
    assert not amount.answers.search("给予资金奖励")
    assert asked_types("有什么政策") == []


def test_quality_on_the_dev_questions(searcher: Searcher) -> None:
    def find(query: str) -> Answer:
        hits = searcher.search(query)
        sentence = searcher.answering_sentence(query, hits[0].clause)
        return Answer([(hit.clause.document, hit.clause.path) for hit in hits], sentence)

    mean = summary(judge(read_questions(DEV, "dev"), find))["all"]
    assert mean["hit@1"] >= 0.93
    assert mean["hit@3"] >= 0.97
    assert mean["sentence"] >= 0.82
