"""The writing room: what is typed is kept, the buttons do what they say, and nobody overwrites anybody unawares."""

import pytest
from django.test import Client
from django.urls import reverse

from articles import workflow
from articles.models import Article, Revision, State
from cms.site import identity
from cms.site.models import SiteIdentity
from tests.articles.desk.newsroom import begin, desk, member, room_of, typed
from tests.builders import make_article, make_person, make_tag, region

pytestmark = pytest.mark.django_db
NEW = "/admin/articles/article/add/"


def words_of(answer) -> str:
    return answer.content.decode()


def test_a_draft_needs_a_headline_only() -> None:
    reporter = desk(member("reporter"))
    article = begin(reporter, title="An idea", body="", names=[])
    assert (article.state, article.working_title, article.version) == (State.DRAFT, "An idea", 1)
    answer = reporter.post(NEW, typed(title="  ", body="<p>Words without a headline.</p>"))
    assert answer.status_code == 422
    assert "Words without a headline." in words_of(answer)
    assert Article.objects.count() == 1


def test_every_field_comes_back_as_it_was_typed() -> None:
    editor = desk(member("editor"))
    person, tag, second = make_person("Aida Sarybay"), make_tag("Ice"), make_tag("Glaciers")
    article = begin(
        editor, title="Snow", standfirst="Nine hours.", kind="feature", language="ru", region=region().pk,
        tags="Glaciers\nIce", slug="nine-hours", search_title="Snow found", search_description="How long",
        release_on="2031-05-01", release_time="08:30", bylines_person=[person.pk, ""],
        bylines_name=["Aida Sarybay", "Wire"], bylines_role=["author", "translator"],
    )  # fmt: skip
    data = article.revisions.get().data
    assert data["tags"] == [second.pk, tag.pk]
    assert data["bylines"] == [
        {"person": person.pk, "name": "", "role": "author"},
        {"person": None, "name": "Wire", "role": "translator"},
    ]
    assert data["release_at"] == "2031-05-01T03:30:00+00:00"
    shown = editor.get(room_of(article)).context["form"]
    again = {name: shown[name].value() for name in ("title", "standfirst", "kind", "language", "slug", "search_title")}
    assert list(again.values()) == ["Snow", "Nine hours.", "feature", "ru", "nine-hours", "Snow found"]
    assert shown["tags"].value() == "Glaciers\nIce"


def test_opening_and_saving_unchanged_makes_no_new_version() -> None:
    editor = desk(member("editor"))
    article = begin(editor)
    editor.post(room_of(article), typed(1))
    assert article.revisions.count() == 1


def test_an_article_that_has_no_version_yet_opens_and_saves() -> None:
    article = make_article("An old story", people=[make_person()])
    editor = desk(member("editor"))
    assert editor.get(room_of(article)).context["form"]["title"].value() == "An old story"
    editor.post(room_of(article), typed(0, title="An old story, mended"))
    article.refresh_from_db()
    assert (article.title, article.working_title, article.has_changes) == ("An old story", "An old story, mended", True)


def test_a_double_press_of_save_makes_one_draft_and_one_version() -> None:
    reporter = desk(member("reporter"))
    first, second = (reporter.post(NEW, typed()) for _ in range(2))
    assert first["Location"] == second["Location"]
    article = Article.objects.get()
    for _ in range(2):
        assert reporter.post(room_of(article), typed(1, title="Snow, again")).status_code == 302
    assert article.revisions.count() == 2


def test_a_double_press_of_release_releases_once() -> None:
    editor = desk(member("editor"))
    article = begin(editor)
    for _ in range(2):
        assert editor.post(room_of(article), typed(1, move="release")).status_code == 302
    article.refresh_from_db()
    assert (article.state, article.updated_at) == (State.RELEASED, None)


def test_the_later_of_two_editors_keeps_the_text_and_sees_who_saved_what(client: Client) -> None:
    first, second = desk(member("editor", "aida")), desk(member("editor", "bolot"))
    article = begin(first)
    first.post(room_of(article), typed(1, body="<p>The river froze late this year.</p>"))
    answer = second.post(room_of(article), typed(1, body="<p>The river froze early, as usual.</p>", move="release"))
    page = words_of(answer)
    assert answer.status_code == 409
    assert "aida saved version 2" in page
    assert "&lt;p&gt;The river froze early, as usual.&lt;/p&gt;" in page
    assert "<ins>late</ins>" in page
    article.refresh_from_db()
    assert (article.version, article.state) == (2, State.DRAFT)


def test_mine_is_saved_on_top_only_when_asked_and_the_note_says_so() -> None:
    first, second = desk(member("editor", "aida")), desk(member("editor", "bolot"))
    article = begin(first)
    first.post(room_of(article), typed(1, title="Hers"))
    form = typed(1, title="His", on_top="2")
    del form["move"]
    assert second.post(room_of(article), form).status_code == 302
    newest = article.revisions.first()
    assert (newest.number, newest.data["title"], newest.note) == (3, "His", "saved on top of version 2 by aida")


def test_saving_on_top_of_an_older_version_than_the_newest_collides_again() -> None:
    first, second = desk(member("editor", "aida")), desk(member("editor", "bolot"))
    article = begin(first)
    first.post(room_of(article), typed(1, title="Hers"))
    first.post(room_of(article), typed(2, title="Hers again"))
    assert second.post(room_of(article), typed(1, title="His", on_top="2")).status_code == 409
    assert article.revisions.count() == 3


def test_release_saves_the_text_and_leads_to_the_first_gap() -> None:
    editor = desk(member("editor"))
    article = begin(editor, body="", names=[])
    answer = editor.post(room_of(article), typed(1, title="Changed", body="", names=[], move="release"))
    assert answer["Location"].endswith("?gaps=release")
    page = editor.get(answer["Location"])
    assert [target for target, _ in page.context["faults"]][:2] == ["id_body", "id_bylines"]
    article.refresh_from_db()
    assert (article.state, article.working_title) == (State.DRAFT, "Changed")


def test_a_story_released_in_the_room_is_what_readers_get(client: Client) -> None:
    editor = desk(member("editor"))
    article = begin(editor)
    editor.post(room_of(article), typed(1, title="Snow on both passes", move="release"))
    assert "Snow on both passes" in words_of(client.get("/snow-on-both-passes/"))


def test_changes_to_a_live_story_are_published_or_discarded(client: Client) -> None:
    editor = desk(member("editor"))
    article = begin(editor, move="release")
    editor.post(room_of(article), typed(1, title="A better headline"))
    assert "Snow on the pass" in words_of(client.get("/snow-on-the-pass/"))
    editor.post(room_of(article), typed(2, title="A better headline", move="discard"))
    article.refresh_from_db()
    assert (article.working_title, article.has_changes) == ("Snow on the pass", False)
    editor.post(room_of(article), typed(3, title="The best headline", move="release"))
    assert "The best headline" in words_of(client.get("/snow-on-the-pass/"))


def test_a_reporter_is_offered_no_release_and_refused_one() -> None:
    reporter = desk(member("reporter"))
    article = begin(reporter)
    assert "release" not in reporter.get(room_of(article)).context["buttons"]
    answer = reporter.post(room_of(article), typed(1, title="Typed with care", move="release"))
    assert answer.status_code == 403
    assert "Typed with care" in words_of(answer)
    assert reporter.post(NEW, typed(move="release")).status_code == 403
    article.refresh_from_db()
    assert (article.state, article.version, Article.objects.count()) == (State.DRAFT, 1, 1)


def test_a_story_goes_from_writer_to_editor_and_back_with_a_reason() -> None:
    reporter, editor = desk(member("reporter")), desk(member("editor"))
    article = begin(reporter, move="submit")
    assert article.state == State.IN_REVIEW
    assert editor.post(room_of(article), typed(1, move="send_back")).status_code == 422
    editor.post(room_of(article), typed(1, move="send_back", send_back_reason="Who <b>said</b> so?"))
    page = words_of(reporter.get(room_of(article)))
    assert "Who &lt;b&gt;said&lt;/b&gt; so?" in page
    reporter.post(room_of(article), typed(1, move="submit"))
    assert "said so?" not in words_of(reporter.get(room_of(article)))
    editor.post(room_of(article), typed(1, move="approve"))
    article.refresh_from_db()
    assert article.state == State.APPROVED


def test_a_story_is_withdrawn_with_a_reason_only(client: Client) -> None:
    editor = desk(member("editor"))
    article = begin(editor, move="release")
    assert editor.post(room_of(article), typed(1, move="withdraw")).status_code == 422
    editor.post(room_of(article), typed(1, move="withdraw", withdraw_reason="The source took it back."))
    assert client.get("/snow-on-the-pass/").status_code == 410
    assert "The source took it back." in words_of(editor.get(room_of(article)))


def test_deleting_is_putting_into_the_trash_from_which_it_comes_back() -> None:
    reporter = desk(member("reporter"))
    article = begin(reporter)
    reporter.post(room_of(article), typed(1, move="trash"))
    assert "Take out of the trash" in words_of(reporter.get(room_of(article)))
    assert reporter.post(room_of(article), typed(1, title="Written in the trash")).status_code == 404
    reporter.post(reverse("admin:articles_article_untrash", args=[article.pk]))
    article.refresh_from_db()
    assert (article.trashed_at, article.working_title) == (None, "Snow on the pass")


def test_a_new_tag_needs_the_right_and_a_word_that_it_is_meant() -> None:
    reporter, editor = desk(member("reporter")), desk(member("editor"))
    assert reporter.post(NEW, typed(tags="Permafrost", new_tags="Permafrost")).status_code == 422
    answer = editor.post(NEW, typed(tags="Permafrost"))
    assert (answer.status_code, Article.objects.count()) == (422, 0)
    assert "Make the tag “Permafrost”" in words_of(answer)
    article = begin(editor, tags="Permafrost", new_tags="Permafrost")
    twin = begin(editor, title="Another", tags="  PERMAFROST ", new_tags="PERMAFROST")
    assert article.revisions.get().data["tags"] == twin.revisions.get().data["tags"]


def test_an_alias_is_its_tag_and_a_merged_tag_its_survivor() -> None:
    ice, old = make_tag("Ice"), make_tag("Frozen water")
    ice.aliases.create(name="Ice sheets")
    type(old).objects.filter(pk=old.pk).update(merged_into=ice)
    article = begin(desk(member("editor")), tags="ice sheets\nFrozen water\nIce")
    assert article.revisions.get().data["tags"] == [ice.pk]


def test_a_name_that_two_people_have_asks_which() -> None:
    _, other = make_person("Anna Lee"), make_person("Anna Lee")
    editor = desk(member("editor"))
    answer = editor.post(NEW, typed(names=["Anna Lee"]))
    assert "2 people are called “Anna Lee”" in words_of(answer)
    article = begin(editor, bylines_person=[str(other.pk)], bylines_name=["Anna Lee"], bylines_role=["author"])
    assert article.revisions.get().data["bylines"][0]["person"] == other.pk


def test_ctrl_s_is_answered_with_the_new_version() -> None:
    editor = desk(member("editor"))
    article = begin(editor)
    answer = editor.post(room_of(article), typed(1, title="Saved in place"), headers={"accept": "application/json"})
    assert (answer.json()["version"], Revision.objects.count()) == (2, 2)


def test_a_writer_finds_their_own_name_under_a_new_story() -> None:
    reporter = member("reporter")
    person = make_person("Erlan Bek", account=reporter)
    page = desk(reporter).get(NEW)
    assert page.context["form"]["bylines"].value() == [{"person": person.pk, "name": "", "role": "author"}]


def test_the_filters_of_the_list_stay_after_a_save() -> None:
    editor = desk(member("editor"))
    article = begin(editor)
    answer = editor.post(f"{room_of(article)}?list=show%3Dmine%26q%3Dsnow", typed(1, title="Saved"))
    assert answer["Location"].endswith("?list=show%3Dmine%26q%3Dsnow")
    assert 'href="/admin/articles/article/?show=mine&amp;q=snow"' in words_of(editor.get(answer["Location"]))


def test_a_section_editor_releases_a_new_story_of_the_section_in_one_press() -> None:
    section = region("mongolia")
    client = desk(member("section editor", section=section))
    assert {"release", "schedule"} <= client.get(NEW).context["buttons"]
    assert client.post(NEW, typed(region=section.pk, move="release")).status_code == 302
    assert Article.objects.get().state == State.RELEASED


def test_a_story_that_gets_its_region_on_the_page_is_released_with_it() -> None:
    section = region("mongolia")
    client = desk(member("section editor", section=section))
    article = begin(client)
    assert "release" in client.get(room_of(article)).context["buttons"]
    client.post(room_of(article), typed(1, region=section.pk, move="release"))
    article.refresh_from_db()
    assert (article.state, article.region) == (State.RELEASED, section)


@pytest.mark.parametrize("elsewhere", ["kazakhstan", None])
def test_a_section_editor_releases_nothing_outside_the_section(elsewhere: str | None) -> None:
    client = desk(member("section editor", section=region("mongolia")))
    place = region(elsewhere).pk if elsewhere else ""
    assert client.post(NEW, typed(region=place, move="release")).status_code == 403
    article = begin(client)
    assert client.post(room_of(article), typed(1, region=place, title="Moved", move="release")).status_code == 403
    article.refresh_from_db()
    assert (article.state, article.version) == (State.DRAFT, 1)


def test_stories_are_written_in_the_languages_of_the_paper() -> None:
    identity.remember(identity.of_row(SiteIdentity(languages=["en", "kk"])))
    editor = desk(member("editor"))
    codes = [code for code, _ in editor.get(NEW).context["form"].fields["language"].choices]
    assert codes == ["en", "kk"]
    assert editor.post(NEW, typed(language="ru")).status_code == 422
    story = workflow.create(member("editor", "other"), {"title": "Старый рассказ", "language": "ru"})
    assert editor.get(room_of(story)).context["form"]["language"].value() == "ru"
    assert editor.post(room_of(story), typed(1, language="ru")).status_code == 302
