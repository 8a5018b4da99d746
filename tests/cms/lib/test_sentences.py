"""Where a sentence ends, in newspaper prose."""

import pytest

from cms.lib.sentences import is_quotation_open, split_sentences


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. Senate met.| It voted.",
        "He lives in the U.S.| The visa is long.",
        "Dr. Aliev, of St. Petersburg, met Mr. Vale.| They spoke.",
        "The photograph is by V. Kuzmin of Osh.| It shows a dam.",
        "Prison No. 3 stands there.| It is old.",
        "They said No.| We went.",
        "The level rose by 27.5 metres.| It fell later.",
        "It began at 9 a.m. Bishkek time.| It was short.",
        "“We waited... and left,” he said.| Nobody came.",
        "“We waited…| Then we left.”| Nobody came.",
        "“Why?” Asel Toktorova asked.| Nobody knew.",
        "“Nobody knows.”| Asel Toktorova said that too.",
        "He called it “a start.”| Then he left.",
        "Prices (in soms.)| They rose.",
        "Первый поезд пришёл в 9 утра.| Его встретили на ул. Мира.",
        "Мост открыл в 2019 г. Иванов.| Он рад.",
        "В музее, т.е. в старом доме, был А. Иванов.| Он рад.",
        "Rates fell.| 12 banks closed.| $5 was the fee.",
        "The end.| “It is late,” she said.",
        "She came (late) to No. 12 on Jan. 5.| He did not.",
        "The rules: 1. Be kind.| 2. Be brief.",
        "One - two. - three",
        "It cost 3,000 soms!| Who paid?| The town.",
    ],
)
def test_sentences_end_where_a_reader_would_say(text: str) -> None:
    assert split_sentences(text.replace("|", "")) == [sentence.strip() for sentence in text.split("|")]


def test_the_words_are_all_there() -> None:
    text = "A. B? C! … “D.” e.g. F"
    assert " ".join(split_sentences(text)).split() == text.split()


def test_no_words_are_no_sentences() -> None:
    assert split_sentences(" \n ") == []


@pytest.mark.parametrize(
    ("word", "before", "after"),
    [("“We", False, True), ("go,”", True, False), ('"We', False, True), ('go,"', True, False), ("«так»", False, False)],
)
def test_a_quotation_mark_opens_in_front_of_a_word_and_closes_behind(word: str, before: bool, after: bool) -> None:
    assert is_quotation_open(word, before) is after
