from policy_index.asked import read


def test_latin_place_names_are_written_in_chinese() -> None:
    question = read("How much in Guangzhou?")
    assert question.places == ("广州",)
    assert "广州" in question.text


def test_cities_given_stand_in_the_stead_of_those_named() -> None:
    question = read("广州奖励多少", cities=["湛江"])
    assert question.places == ("湛江",)
    assert "广州" not in question.text


def test_places_of_the_collection_are_heard_though_no_gazetteer_knows_them() -> None:
    assert read("云梦泽怎么补", covered=["云梦泽"]).places == ("云梦泽",)


def test_a_year_that_names_a_document_is_no_subject() -> None:
    question = read("江门2024年方案里数字化怎么说")
    assert question.years == (2024,)
    assert "2024" not in question.subject
    assert read("到2024年要培育多少家").years == ()
