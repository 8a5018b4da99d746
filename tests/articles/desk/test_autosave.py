"""Words are kept while they are written: for their writer alone, as no version, and never in the place of others."""

import json
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from articles import kept, workflow
from articles.desk import autosave
from articles.models import Article, KeptText, Revision
from tests.articles.desk.newsroom import begin, desk, member, room_of, typed
from tests.builders import make_person, make_tag, region

pytestmark = pytest.mark.django_db
NEW = "/admin/articles/article/kept/new/"


@pytest.fixture(autouse=True)
def fresh_count() -> None:
    cache.clear()


def door(article: Article) -> str:
    return reverse("admin:articles_article_keep", args=[article.pk])


def sent(version: int = 1, *, tab: str = "one", turn: int = 1, seen: str = "", **fields: Any) -> dict[str, Any]:
    window = {"kept_tab": tab, "kept_turn": turn, "kept_seen": seen, "kept_place": "here"}
    return typed(version, **window | fields)


def keep(client: Client, article: Article, version: int = 1, **more: Any) -> Any:
    return client.post(door(article), sent(version, **more))


def standing(article: Article) -> tuple[Any, int]:
    return Article.objects.filter(pk=article.pk).values().get(), Revision.objects.count()


def words_of(answer: Any) -> str:
    return answer.content.decode()


def test_kept_words_are_no_version_and_change_nothing_of_the_story() -> None:
    client = desk(member("editor"))
    article = begin(client)
    before = standing(article)
    answer = keep(client, article, title="Typed, not saved", body="<p onclick=x>Words<script>x</script></p>")
    assert answer.status_code == 200
    assert answer.json()["kept"].count(":") == 2
    slot = KeptText.objects.get()
    assert (slot.data["title"], slot.data["body"]) == ("Typed, not saved", "<p>Words</p>")
    assert standing(article) == before


def test_where_nothing_changed_nothing_is_written(django_assert_num_queries: Any) -> None:
    client = desk(member("editor"))
    article = begin(client)
    assert keep(client, article).json() == {
        "kept": "", "mark": "", "left_out": [], "since": "", "here": {"others": [], "note": ""},
    }  # fmt: skip
    assert not KeptText.objects.exists()
    keep(client, article, title="Other words")
    first = KeptText.objects.values().get()
    assert keep(client, article, turn=2, title="Other words").json()["mark"] == "one.1"
    assert KeptText.objects.values().get() == first


def test_words_that_are_again_as_saved_need_no_keeping() -> None:
    client = desk(member("editor"))
    article = begin(client)
    keep(client, article, title="A slip")
    assert keep(client, article, turn=2).json()["kept"] == ""
    assert not KeptText.objects.get().has_words
    assert "never saved" not in words_of(client.get(room_of(article)))


def test_one_slot_for_each_account_and_story() -> None:
    owner = member("reporter")
    client = desk(owner)
    article, other = begin(client), begin(client, title="Another story")
    for turn in range(1, 4):
        keep(client, article, turn=turn, title=f"Turn {turn}")
    keep(client, other, title="Elsewhere")
    keep(desk(member("editor")), article, title="An editor's words")
    assert KeptText.objects.count() == 3
    assert KeptText.objects.get(owner=owner, article=article).data["title"] == "Turn 3"


def test_a_save_folds_the_slot_away_and_words_that_come_late_are_known() -> None:
    client = desk(member("editor"))
    article = begin(client)
    keep(client, article, title="Half")
    answer = client.post(room_of(article), sent(1, turn=3, title="Whole"))
    assert answer.status_code == 302
    assert not KeptText.objects.get().has_words
    assert keep(client, article, turn=2, title="Half a line").json()["kept"] == ""
    assert not KeptText.objects.get().has_words
    assert keep(client, article, 2, turn=4, title="Whole and more").json()["since"] == ""
    assert KeptText.objects.get().data["title"] == "Whole and more"


def test_a_refused_save_leaves_the_slot() -> None:
    client = desk(member("editor"))
    article = begin(client)
    keep(client, article, title="Half")
    assert client.post(room_of(article), sent(1, turn=2, title="")).status_code == 422
    assert KeptText.objects.get().has_words


def test_a_new_story_is_kept_before_its_first_save_and_offered_to_its_writer() -> None:
    client = desk(member("reporter"))
    add = reverse("admin:articles_article_add")
    assert client.post(NEW, sent(0, title="", body="", names=[])).json()["kept"] == ""
    assert client.post(NEW, sent(0, title="An idea")).status_code == 200
    assert Article.objects.count() == 0
    slot = KeptText.objects.get()
    page = words_of(client.get(add))
    assert "never saved" in page and "<ins>An idea</ins>" in page
    taken = client.get(add, {"take": slot.pk})
    assert taken.context["form"]["title"].value() == "An idea"
    assert "never saved" not in words_of(taken)
    assert '<input type="hidden" name="kept_place" value="here">' in words_of(taken)
    assert client.post(add, sent(0, tab="two", seen=slot.mark, title="An idea")).status_code == 302
    assert "never saved" not in words_of(client.get(add))
    # Words of the saved window that come late begin no second story.
    assert client.post(NEW, sent(0, tab="two", title="An id")).json()["kept"] == ""


def test_the_room_shows_what_differs_and_what_is_taken_stands_over_its_own_version() -> None:
    client = desk(member("editor", "aida"))
    article = begin(client, title="Snow on the pass")
    keep(client, article, title="Snow on three passes")
    desk(member("editor", "bolot")).post(room_of(article), typed(1, title="Rain on the pass"))
    page = words_of(client.get(room_of(article)))
    assert "bolot saved version 2 at" in page
    assert "<del>" in page and "three" in page
    slot = KeptText.objects.get()
    form = client.get(room_of(article), {"take": slot.pk}).context["form"]
    assert (form["title"].value(), form["base_version"].value()) == ("Snow on three passes", 1)
    answer = client.post(room_of(article), sent(1, tab="two", seen=slot.mark, title="Snow on three passes"))
    assert answer.status_code == 409
    assert article.revisions.count() == 2
    assert KeptText.objects.get().has_words


def test_words_over_a_version_that_is_no_longer_the_newest_are_kept_and_it_is_said() -> None:
    client = desk(member("editor", "aida"))
    article = begin(client)
    desk(member("editor", "bolot")).post(room_of(article), typed(1, title="Theirs"))
    answer = keep(client, article, title="Mine").json()
    assert answer["kept"]
    assert answer["since"].startswith("bolot saved version 2 at ")
    assert article.revisions.first().data["title"] == "Theirs"
    client.post(room_of(article), typed(2, title="From my other window"))
    assert keep(client, article, turn=2, title="Mine, on").json()["since"].startswith("You saved version 3 at ")


def test_of_two_windows_the_later_words_stand_and_the_older_window_is_told() -> None:
    client = desk(member("editor"))
    article = begin(client)
    mark = keep(client, article, tab="one", title="First window").json()["mark"]
    assert keep(client, article, tab="two", seen=mark, title="Second window").status_code == 200
    told = keep(client, article, tab="one", turn=2, seen=mark, title="First again")
    assert (told.status_code, told.json()["mark"]) == (409, "two.1")
    assert KeptText.objects.get().data["title"] == "Second window"
    assert keep(client, article, tab="one", turn=3, seen="two.1", title="First again").status_code == 200
    assert KeptText.objects.get().data["title"] == "First again"
    # Words that were overtaken on their way change nothing.
    assert keep(client, article, tab="one", turn=2, title="Overtaken").json()["mark"] == "one.3"
    assert KeptText.objects.get().data["title"] == "First again"


def test_a_window_that_never_saw_kept_words_neither_overwrites_nor_folds_them() -> None:
    client = desk(member("editor"))
    article = begin(client)
    keep(client, article, tab="killed", title="Words of a killed window")
    assert keep(client, article, tab="two", title="Typed beside the offer").status_code == 409
    assert client.post(room_of(article), sent(1, tab="two", title="Saved beside the offer")).status_code == 302
    assert KeptText.objects.get().data["title"] == "Words of a killed window"
    assert "You saved version 2 at" in words_of(client.get(room_of(article)))


def test_thrown_away_words_are_gone_for_their_owner_alone() -> None:
    client, other = desk(member("editor", "aida")), desk(member("chief", "bolot"))
    article = begin(client)
    keep(client, article, title="Rubbish")
    slot = KeptText.objects.get()
    where = reverse("admin:articles_article_throw_away", args=[slot.pk])
    assert other.post(where).status_code == 404
    assert words_of(other.post(where)) == words_of(other.post(where.replace(str(slot.pk), "99999")))
    assert client.get(where).status_code == 405
    assert KeptText.objects.get().has_words
    assert client.post(where).status_code == client.post(where).status_code == 200
    assert (KeptText.objects.get().has_words, KeptText.objects.get().data) == (False, {})


def test_nobody_sees_or_takes_what_another_keeps() -> None:
    client, chief = desk(member("editor", "aida")), desk(member("chief", "bolot"))
    article = begin(client)
    keep(client, article, title="For my eyes")
    client.post(NEW, sent(0, title="For my eyes"))
    for where in (room_of(article), reverse("admin:articles_article_add")):
        assert "For my eyes" not in words_of(chief.get(where))
        for slot in KeptText.objects.all():
            assert "For my eyes" not in words_of(chief.get(where, {"take": slot.pk}))
    mine, new = KeptText.objects.get(article=article), KeptText.objects.get(article=None)
    assert "For my eyes" not in words_of(client.get(room_of(article), {"take": new.pk})).split('class="kept-offers"')[0]
    assert client.get(room_of(article), {"take": "x" * 9}).status_code == 200
    assert chief.get(reverse("admin:articles_article_history", args=[article.pk])).content.count(b"For my eyes") == 0
    assert mine.owner.username == "aida"


@pytest.mark.parametrize("role", ["reporter", "section editor", "importer"])
def test_who_may_not_write_a_story_keeps_nothing_of_it_and_denied_looks_like_missing(role: str) -> None:
    article = begin(desk(member("editor")), region=region("kazakhstan").pk)
    outsider = desk(member(role, "outsider"))
    denied, missing = (
        keep(outsider, article),
        outsider.post(door(article).replace(f"/{article.pk}/", "/99999/"), sent()),
    )
    assert (denied.status_code, words_of(denied)) == (404, words_of(missing))
    assert not KeptText.objects.exists()


def test_a_story_that_is_no_longer_the_editors_refuses_politely() -> None:
    user = member("reporter")
    client = desk(user)
    article = begin(client)
    keep(client, article, title="Kept in time")
    workflow.trash(None, article)
    answer = keep(client, article, turn=2, title="Too late")
    assert (answer.status_code, answer.json()) == (404, {"refused": autosave.GONE})
    user.groups.clear()
    assert client.post(NEW, sent(0, title="A story")).status_code == 404


def test_signed_out_is_said_in_json_and_the_form_gets_a_new_token() -> None:
    user = member("editor")
    article = begin(desk(user))
    session = reverse("admin:articles_article_session")
    for client in (Client(), desk(member("reporter", "left", is_active=False))):
        assert keep(client, article).status_code == 401
        assert client.get(session).status_code == 401
    answer = desk(user).get(session)
    assert (answer.json()["account"], answer.json()["name"]) == (user.pk, "editor")
    assert "no-store" in answer["Cache-Control"]
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user)
    assert keep(strict, article, title="Forged from elsewhere").status_code == 403
    token = strict.get(session).json()["token"]
    assert keep(strict, article, title="My own", csrfmiddlewaretoken=token).status_code == 200


def test_words_typed_by_one_account_are_not_kept_or_saved_as_anothers() -> None:
    aida, bolot = member("editor", "aida"), member("editor", "bolot")
    article = begin(desk(aida))
    mixed = {"kept_for": aida.pk, "title": "Aida's words"}
    assert keep(desk(bolot), article, **mixed).status_code == 403
    assert not KeptText.objects.exists()
    refused = desk(bolot).post(room_of(article), sent(1, **mixed))
    assert refused.status_code == 403
    assert "Aida&#x27;s words" in words_of(refused) and f'name="kept_for" value="{aida.pk}"' in words_of(refused)
    assert article.revisions.count() == 1


@pytest.mark.parametrize(
    "forged",
    [
        {"kept_tab": ""}, {"kept_tab": "x" * 33}, {"kept_tab": "<b>"}, {"kept_turn": "0"}, {"kept_turn": "-1"},
        {"kept_turn": "9" * 17}, {"kept_turn": "٣"}, {"kept_place": "../"}, {"kept_place": ""},
    ],
)  # fmt: skip
def test_a_forged_window_keeps_nothing(forged: dict[str, str]) -> None:
    client = desk(member("editor"))
    article = begin(client)
    assert keep(client, article, title="Forged", **forged).status_code == 422
    assert not KeptText.objects.exists()
    assert client.post(room_of(article), sent(1, title="Saved all the same") | forged).status_code == 302


@pytest.mark.parametrize("base", ["", "-1", "x", "9" * 30, "7"])
def test_a_forged_base_version_overwrites_nothing(base: str) -> None:
    client = desk(member("editor"))
    article = begin(client)
    assert keep(client, article, title="Mine", base_version=base).status_code == 200
    slot = KeptText.objects.get()
    form = client.get(room_of(article), {"take": slot.pk}).context["form"]
    again = sent(form["base_version"].value(), title="Mine")
    assert client.post(room_of(article), again).status_code == 409
    assert article.revisions.count() == 1


def test_what_a_save_would_refuse_yet_is_kept_as_it_was_typed() -> None:
    client = desk(member("editor"))
    article = begin(client)
    long = "Ұзақ тақырып " * 30
    half = {"title": long, "release_on": "2031-05-01", "release_time": "", "kind": "poem", "region": "x"}
    answer = keep(client, article, tags="Unheard-of\nIce", new_tags=["Ice"], **half)
    assert answer.json()["left_out"] == []
    slot = KeptText.objects.get()
    assert "Unheard-of" in words_of(client.get(room_of(article)))
    form = client.get(room_of(article), {"take": slot.pk}).context["form"]
    shown = {name: form[name].value() for name in ("title", "release_on", "kind", "region", "tags")}
    assert shown == {
        "title": long,
        "release_on": "2031-05-01",
        "kind": "poem",
        "region": "x",
        "tags": "Unheard-of\nIce",
    }


def test_a_tag_that_is_to_be_made_is_kept_and_made_by_the_save_alone() -> None:
    client = desk(member("chief"))
    article, ice = begin(client), make_tag("Ice")
    keep(client, article, tags="Ice\nGlaciers", new_tags=["Glaciers"])
    slot = KeptText.objects.get()
    assert (slot.data["tags"], slot.loose["tags"]) == ([ice.pk], "Ice\nGlaciers")
    page = client.get(room_of(article), {"take": slot.pk})
    assert '<input type="hidden" name="new_tags" value="Glaciers">' in words_of(page)
    assert type(ice).objects.filter(name="Glaciers").count() == 0


def test_a_text_larger_than_any_article_is_said_not_to_be_kept() -> None:
    client = desk(member("editor"))
    article = begin(client)
    answer = keep(client, article, body="<p>" + "x" * 2_000_001, title="The rest")
    assert answer.json()["left_out"] == ["Text"]
    slot = KeptText.objects.get()
    assert slot.data["title"] == "The rest"
    assert slot.data["body"] == article.revisions.get().data["body"]
    assert keep(client, article, turn=2, body="x" * 5_300_000).status_code == 400
    many = keep(client, article, turn=3, title="y" * 30_000).json()
    assert many["left_out"] == ["Headline"]


def test_no_window_sends_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    client = desk(member("editor"))
    article = begin(client)
    monkeypatch.setattr(autosave, "MOST_A_MINUTE", 3)
    answers = [keep(client, article, turn=n, title=f"Turn {n}").status_code for n in range(1, 6)]
    assert answers[:3] == [200] * 3
    assert 429 in answers[3:]


def test_new_stories_that_nobody_saves_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    client = desk(member("reporter"))
    monkeypatch.setattr(kept, "MOST_NEW_STORIES", 2)
    answers = [client.post(NEW, sent(0, title="An idea", kept_place=f"place{n}")) for n in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 422]
    assert "not saved" in answers[2].json()["refused"]


def test_keeping_costs_little_and_no_more_for_a_long_history(django_assert_max_num_queries: Any) -> None:
    client = desk(member("editor"))
    person, tags = make_person("Aida Sarybay"), [make_tag(f"Tag {n}") for n in range(8)]
    article = begin(client)
    fields = {
        "bylines_person": [person.pk], "bylines_name": ["Aida Sarybay"], "bylines_role": ["author"],
        "tags": "\n".join(tag.name for tag in tags), "region": region().pk,
    }  # fmt: skip
    for version in range(2, 12):
        workflow.save_draft(None, article, {"title": f"Version {version}"}, base_version=version - 1)
    with django_assert_max_num_queries(24):
        keep(client, article, 11, title="First", **fields)
    with django_assert_max_num_queries(19):
        keep(client, article, 11, turn=2, title="Second", **fields)
    with django_assert_max_num_queries(15):
        keep(client, article, 11, turn=3, title="Second", **fields)


def test_any_language_and_sign_comes_back_as_it_was_typed() -> None:
    client = desk(member("editor"))
    article = begin(client)
    words = "Қостанай облысы · Ҷумҳурии Тоҷикистон · قازاقستان 🏔️👩🏽‍🌾 x\u200dy"
    keep(client, article, title=words, body=f'<p dir="rtl" lang="ar">{words}</p>')
    slot = KeptText.objects.get()
    assert slot.data["title"] == words
    assert words in slot.data["body"]
    assert client.get(room_of(article), {"take": slot.pk}).context["form"]["title"].value() == words
    assert json.dumps(slot.data)
