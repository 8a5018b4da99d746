"""Subheadings that were run into the text are found; names and offices are not taken for them."""

import pytest

from tests.articles.legacy.convert.bodies import FILLER, converted, padded, texts

# Gives the document words that some signs look for.
SETTING = (
    "There is cooperation, investment and stability in kazakh towns of Kazakhstan now. People live in Tajikistan too."
)

FOUND = [
    "High Hopes and Low Water|The old power station has been discussed for years.",
    "Busy Markets or an Empty Road?|The harvest was a good one.",
    "Water and Energy Cooperation|Uzbekistan's ministers agreed on a plan in May.",
    "A Changing Climate|In recent years, the glaciers have shrunk.",
    "What Comes Next?|The two sides will meet again in May.",
    "Impact on Trade and Investment|Kazakhstan has sold more grain since May.",
    "U.S. Interests in the Steppe|While Washington has been slow, others were not.",
    "From Silk Road to Rail Road|He said the line would open soon.",
    "Lessons of the Flood|Residents remember the nights of June well.",
    "“Made in the Village” Goes West|At the fair, the sewing shops showed shirts.",
    "Background|The dispute began in 1991 over two wells.",
    "Looking Ahead|Analysts expect the rate to fall in spring.",
    "Digital Nomads Welcome|Since the visa opened, nine hundred people came.",
    "Oil, Gas, and Uranium|Despite the sanctions, the trade in ore goes on.",
    "The Role of Women in Politics|Only a fifth of deputies are women there.",
    "Security Concerns and Regional Stability|Tajikistan's border troops have been strengthened.",
    "The Cost of Delay|Each month of waiting costs the town a million.",
    "Patience Amid Delays|Despite the long wait, the town builds on.",
    "Measuring Public Sentiment|Omarov’s many critics count the posters.",
    "Omarov's Long Career|Omarov's rise began in a small shop.",
    "Rail Across the Steppe\xa0 |Tashkent built four lines in ten years.",
]

NOT_FOUND = [
    "Councillor Jane Vale praised the plan in a speech on Monday.",
    "Senior Fellow at The Steppe Institute John Smith said the plan works.",
    "Kyrgyz Prime Minister Adyl Bekov met the builders of the line.",
    "Chinese Vice Premier He Liwen met officials in the capital.",
    "Vietnamese President To Lan arrived in the capital on Monday.",
    "Actress Kim So Yeon opened the festival on Monday evening.",
    "Kyrgyz Republic First Deputy Prime Minister Adyl Bekov said so.",
    "State Department Under Secretary John Bask, a career diplomat, said so.",
    "Tales of the Spirit of Rain\xa0 offers an engaging way for readers.",
    "Foreign Minister\xa0Murat Aliev said on Monday that all is well.",
    "Foreign Minister\xa0Aliev said on Monday that all is well.",
    "Minister of Education Bekov said on Monday that it is so.",
    "Ministry of Energy and Construction Kazakhstan has said many things.",
    "Freedom Finance Kazakhstan said on Monday that profits rose.",
    "Air Force One landed in the capital at noon.",
    "According to The Hague Centre, things are going on.",
    "Steppe Airlines Flight 8243 was late by an hour.",
    "Governor of Osh Region Bektur Asan said he would stay.",
    "But Why Kazakhstan? Nobody knows the answer to that.",
    "Former British Prime Minister Tony Vale's visit was short.",
    "Deputy Speaker Alieva's proposal was turned down by members.",
    "Hizb Ut-Tahrir Al-Islami members were among them.",
    "Kazakhstan, Kyrgyzstan, The Hague and others were named.",
]


@pytest.mark.parametrize("line", FOUND)
def test_a_subheading_between_two_sentences_is_found(line: str) -> None:
    heading, _, sentence = line.partition("|")
    html = converted(padded(f"{SETTING} {heading} {sentence}")).html
    assert texts(html, "h2") == [heading.strip()]
    assert any(text.startswith(sentence.split(".")[0]) for text in texts(html, "p"))


@pytest.mark.parametrize("sentence", NOT_FOUND)
def test_a_sentence_that_begins_with_a_name_stays_whole(sentence: str) -> None:
    assert texts(converted(padded(f"{SETTING} {sentence}")).html, "h2") == []


def test_nothing_inside_a_quotation_is_a_subheading() -> None:
    quotation = "“We read one book. Water and Energy Cooperation The book was long. We liked it.”"
    assert texts(converted(padded(quotation)).html, "h2") == []


def test_a_text_may_open_with_a_plain_subheading() -> None:
    body = f"Drought Halts the Old Power Station In early December, the lake fell. {FILLER} " + f"{FILLER} " * 4
    assert texts(converted(body).html, "h2") == ["Drought Halts the Old Power Station"]
    assert texts(converted(f"Young Builders The town waits. {FILLER} " + f"{FILLER} " * 4).html, "h2") == []


def test_a_subheading_heads_something() -> None:
    body = f"{FILLER} " * 5 + "Busy Markets or an Empty Road?"
    assert texts(converted(body).html, "h2") == []


def test_a_subheading_may_stand_in_front_of_a_picture() -> None:
    body = f'{FILLER} {FILLER} {FILLER} {FILLER} Water and Power [caption id="5"]A dam[/caption] {FILLER}'
    assert texts(converted(body).html, "h2") == ["Water and Power"]


def test_a_printed_short_line_without_a_stop_is_a_subheading() -> None:
    parts = [FILLER, "Water and power", f"{FILLER}\n{FILLER}", "One Street or Two?", FILLER, "Is it so?", FILLER, "End"]
    result = converted("\n\n".join(parts), has_paragraphs=True)
    assert texts(result.html, "h2") == ["Water and power", "One Street or Two?"]
    assert texts(result.html, "p") == [FILLER, f"{FILLER}\n{FILLER}", FILLER, "Is it so?", FILLER, "End"]
    assert not result.has_restored_paragraphs


def test_of_a_digest_s_headline_and_standfirst_the_headline_is_the_subheading() -> None:
    parts = [FILLER, "How Many Humps? It Is Complicated", "The town has been a leader in camels", FILLER]
    html = converted("\n\n".join(parts), has_paragraphs=True).html
    assert texts(html, "h2") == ["How Many Humps? It Is Complicated"]


def test_several_short_lines_in_a_row_are_lines() -> None:
    html = converted("\n\n".join([FILLER, "Osh", "Naryn", "Talas", FILLER]), has_paragraphs=True).html
    assert texts(html, "h2") == []
