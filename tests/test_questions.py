"""What the trained model takes for several questions, and what for one."""

import tarfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.launch.layout import MODEL
from bot.nlu.intent_model import IntentModel
from bot.nlu.questions import MOST, Classify, find_questions
from bot.nlu.sentence_vectors import SentenceVectors

SEVERAL = {
    "数字化能补多少？上市呢？车子能免限行吗？": ["ask_amount", None, "ask_policy"],
    "1. 认定奖励多少 2. 怎么申请 3. 找哪个部门": [
        "ask_amount",
        "ask_procedure",
        "ask_responsible",
    ],
    "我有几个问题：1、外地车能不限行吗；2、员工小孩上学有没有照顾；3、贴息最多多少": [
        "ask_policy",
        "ask_policy",
        "ask_amount",
    ],
    "湛江小巨人奖多少 怎么申请 找谁": ["ask_amount", "ask_procedure", "ask_responsible"],
    "小巨人奖励多少，怎么申请": ["ask_amount", "ask_procedure"],
    "能领多少，什么时候到账，我们是广州的省级专精特新": ["ask_amount", "ask_procedure"],
    "政策还有效吗？哪个部门负责？": ["ask_validity", "ask_responsible"],
    "外地车限行\n员工子女上学\n贷款贴息": ["ask_policy", "ask_policy", None],
    "- 小巨人认定奖多少\n- 外地车能进城吗": ["ask_amount", "ask_policy"],
    "第一，数字化补多少；第二，贴息怎么申请": ["ask_amount", "ask_procedure"],
    "一是上市费用补多少，二是技改配套有没有上限": ["ask_amount", None],
    "①子女入学怎么办 ②员工租房有优惠吗": ["ask_policy", "ask_policy"],
    "广州奖励多少？湛江呢？": ["ask_amount", None],
    "今天天气怎么样？小巨人奖励多少？": ["out_of_scope", "ask_amount"],
    "How much is the award in Guangzhou? And who handles it?": ["ask_amount", "ask_responsible"],
}
ONE = (
    "小巨人能不能自己评职称，省里咋说",
    "厂里用电能不能优先保障，江门有没有规定",
    "广州小巨人奖励多少？",
    "那上市呢？",
    "奖励多少？？？",
    "深圳给多少？比广州多吗",
    "老板在犹豫要不要申报国家级，跟现在的省级比到底能多出什么来",
    "数字化带动上下游十几家企业，湛江会奖励多少",
    "不是说技改能一比一配套吗，那我是不是能拿800万",
    "听说有50万，是不是真的，到底几多",
    "能补多少？最多多少？",
    "广州的小巨人奖励是多少？是50万还是100万？",
    "你好，在吗？我想问下小巨人奖励多少？谢谢！",
    "我不知道该找谁，跑了好几个部门，公租房到底谁管？",
    "先领低的再领高的，是补差额还是全额，多少",
    "税交了1850万，差多少，才能让外地车不限行？",
    "江门2022年的方案还有效吗，还是说已经废止了？",
    "我们厂在湛江坡头区做水产加工的，去年被评为省级创新型。听人说有奖励，是多少钱啊？",
    "我是做模具的，厂在江门新会，前年拿到省级专精特新，上了一套MES，合同520万，银行还贷了2000万，"
    "朋友说能补不少，老板让我问一下，就想问数字化能补多少？",
)


@pytest.fixture(scope="module")
def classify(tmp_path_factory: pytest.TempPathFactory) -> Classify:
    """The trained classifier, taken out of Rasa's model."""
    folder: Path = tmp_path_factory.mktemp("model")
    with tarfile.open(MODEL) as model:
        file = next(name for name in model.getnames() if name.endswith("intents.npz"))
        model.extract(file, folder)
    trained, vectors = IntentModel.load(folder / file), SentenceVectors()

    def likeliest(text: str) -> tuple[str, float]:
        probabilities = trained.probabilities(text, vectors.encode([text])[0])
        return trained.intents[probabilities.argmax()], float(probabilities.max())

    return likeliest


@pytest.mark.parametrize("text", SEVERAL)
def test_each_question_has_its_own_intent(text: str, classify: Classify) -> None:
    found = [question.intent for question in find_questions(text, classify)]
    wanted = SEVERAL[text]
    assert len(found) == len(wanted), found
    # An elliptic question (上市呢？) has no intent that could be wrong.
    assert [each for each, want in zip(found, wanted, strict=True) if want] == [
        want for want in wanted if want
    ]


@pytest.mark.parametrize("text", ONE)
def test_one_question_is_no_several(text: str, classify: Classify) -> None:
    assert find_questions(text, classify) == []


def test_what_stands_before_the_questions_belongs_to_none(classify: Classify) -> None:
    text = "我们是广州的省级专精特新。数字化花了500万，能补多少？上市花了800万，能补多少？"
    assert [text[each.start : each.end] for each in find_questions(text, classify)] == [
        "数字化花了500万，能补多少？",
        "上市花了800万，能补多少？",
    ]


def test_questions_beyond_the_most_stay_with_the_last() -> None:
    text = "".join(f"{topic}补多少？" for topic in ("上市", "技改", "数字化", "贴息", "担保") * 3)
    found = find_questions(text, lambda _: ("ask_amount", 1.0))
    assert len(found) == MOST
    assert found[-1].end == len(text)


@given(st.text(alphabet="上市技改多少吗呢怎么广州12.、,，。？?\n -①②一是二"))
def test_questions_are_places_in_order(text: str) -> None:
    found = find_questions(text, lambda _: ("ask_policy", 0.9))
    places = [place for each in found for place in (each.start, each.end)]
    assert places == sorted(places)
    assert all(text[each.start : each.end].strip() for each in found)
    assert len(found) != 1
