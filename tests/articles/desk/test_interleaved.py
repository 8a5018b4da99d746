"""Two editors at one story in every order: no word that was saved is lost, and nobody is overwritten unawares."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.http import HttpResponse
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import workflow
from articles.desk import autosave
from articles.desk.room import Visit
from articles.models import Article, KeptText, State
from cms.ledger.models import AuditEntry
from tests.articles.desk.newsroom import member, typed

OPS = ("open", "type", "type", "title", "keep", "save", "save", "together", "on top", "release", "restore", "again")
# (which of the two, what they do, where in the text)
STEPS = st.lists(st.tuples(st.integers(0, 1), st.sampled_from(OPS), st.integers(0, 2)), min_size=8, max_size=8)
FACTORY = RequestFactory()
WORDS = itertools.count(1)


class Window:
    """A window of one editor: what its form holds, which may be long out of date."""

    def __init__(self, user: User, article: Article, name: str) -> None:
        self.user, self.article, self.name, self.turn = user, article, name, 0
        self.fields: dict[str, Any] = {}
        self.last: dict[str, Any] = {}
        self.meeting: Any = None
        self.opened_at = 0
        self.open(0)

    def open(self, place: int) -> None:
        article = Article.objects.get(pk=self.article.pk)
        newest = article.revisions.first()
        self.meeting = None
        self.fields = {"title": newest.data["title"], "body": newest.data["body"], "base_version": newest.number}

    def paragraphs(self) -> list[str]:
        return self.fields["body"].removeprefix("<p>").removesuffix("</p>").split("</p><p>")

    def type(self, place: int) -> None:
        lines = self.paragraphs()
        lines[place % len(lines)] += f" word{next(WORDS)}"
        self.fields["body"] = "".join(f"<p>{line}</p>" for line in lines)

    def title(self, place: int) -> None:
        self.fields["title"] = f"Headline word{next(WORDS)}"

    def keep(self, place: int) -> None:
        self.turn += 1
        request = self.request({"kept_tab": self.name, "kept_turn": self.turn, "kept_seen": "", "kept_place": "here"})
        assert autosave.keep(request, Article.objects.get(pk=self.article.pk)).status_code == 200

    def save(self, place: int) -> HttpResponse:
        return self.post({})

    def together(self, place: int) -> None:
        if self.meeting:
            chosen = ("mine", "theirs", "both")[place]
            picks = {
                spot.name: chosen if chosen != "both" or spot.has_both else "mine" for spot in self.meeting.conflicts
            }
            self.post({"together": str(self.meeting.theirs.number)} | picks)

    def on_top(self, place: int) -> None:
        if self.meeting:
            self.post({"on_top": str(self.meeting.theirs.number)})

    def release(self, place: int) -> None:
        self.post({"move": "release"})

    def again(self, place: int) -> None:
        """The last press once more, as it was sent."""
        if self.last:
            self.sent(self.last)

    def restore(self, place: int) -> None:
        article = Article.objects.get(pk=self.article.pk)
        older = article.revisions.order_by("number")[min(place, article.version - 1)]
        try:
            workflow.restore(self.user, article, older, base_version=self.fields["base_version"])
        except workflow.StaleVersion:
            return
        self.open(place)

    def post(self, more: dict[str, Any]) -> HttpResponse:
        self.turn += 1
        window = {"kept_tab": self.name, "kept_turn": self.turn, "kept_seen": "", "kept_place": "here"}
        self.last = typed(self.fields["base_version"], **self.fields | {"move": "save"} | window | more)
        return self.sent(self.last)

    def sent(self, form: dict[str, Any]) -> HttpResponse:
        visit = Visit(self.request(form), {"list_query": "", "list_param": ""}, Article.objects.get(pk=self.article.pk))
        answer = visit.posted()
        assert answer.status_code in {302, 409}, answer.status_code
        if answer.status_code == 302:
            self.open(0)
        elif "meeting" in answer.context_data:
            self.meeting = answer.context_data["meeting"]
            shown = answer.context_data["form"]
            self.fields = {name: shown[name].value() for name in ("title", "body", "base_version")}
        return answer

    def request(self, form: dict[str, Any]) -> Any:
        request = FACTORY.post("/", self.fields_of(form))
        request.user, request._messages, request.session = self.user, Said(), {}
        return request

    def fields_of(self, form: dict[str, Any]) -> dict[str, Any]:
        return typed(**{"version": self.fields["base_version"]} | self.fields | form) if "title" not in form else form


class Said:
    """A tray for what people are told."""

    def add(self, *words: Any) -> None:
        pass


@pytest.fixture
def two(db: None) -> tuple[User, User]:
    return member("editor", "aida"), member("chief", "bolot")


def words_of(data: dict[str, Any]) -> set[str]:
    return {
        word for word in f"{data.get('title', '')} {data.get('body', '')}".replace("<", " <").split() if "word" in word
    }


def check(article: Article, before: Any, acting: Window, step: str) -> None:
    """What was there is there; a new version is over the newest, or its maker was shown what it leaves out."""
    revisions_now = {revision.number: revision for revision in article.revisions.all()}
    for number, revision in before.items():
        assert revisions_now[number].data == revision.data, "history was rewritten"
    numbers = sorted(revisions_now)
    assert numbers == list(range(1, len(numbers) + 1))
    for number in sorted(set(revisions_now) - set(before)):
        entry = AuditEntry.objects.get(target_id=article.pk, details__version=number, action__in=SAVING)
        older = revisions_now[number - 1]
        lost = words_of(older.data) - words_of(revisions_now[number].data)
        by_others = older.author_id != acting.user.pk
        told = {"overwrote", "put_together_with", "restored"} & entry.details.keys()
        # Only what a person was shown, or saw when the window was opened, leaves the text.
        assert not (lost and by_others) or told or acting.opened_at == older.number, (step, lost)


SAVING = ("create", "save draft", "restore")


def run(two: tuple[User, User], steps: list[tuple[int, str, int]]) -> None:
    KeptText.objects.all().delete()
    cache.clear()
    text = {"title": "Snow", "body": "<p>One.</p><p>Two.</p><p>Three.</p>"}
    text["bylines"] = [{"person": None, "name": "Wire reports", "role": "author"}]
    article = workflow.create(two[0], text)
    windows = [Window(user, article, user.username) for user in two]
    for who, op, place in steps:
        acting = windows[who]
        before = {revision.number: revision for revision in article.revisions.all()}
        acting.opened_at = acting.fields["base_version"]
        unsaved = words_of(acting.fields)
        getattr(acting, op.replace(" ", "_"))(place)
        check(article, before, acting, op)
        if op in {"save", "release"} and acting.meeting:
            # Refused: every word is still on the screen.
            assert unsaved <= words_of(acting.fields)
        if op == "keep":
            slot = KeptText.objects.filter(owner=acting.user, has_words=True).first()
            saved = article.revisions.first().data
            assert unsaved <= words_of(slot.data if slot else saved)
    live = Article.objects.get(pk=article.pk)
    if live.state == State.RELEASED:
        # What readers see is a version that somebody released, whole.
        shown = article.revisions.get(live_from__isnull=False, live_until__isnull=True)
        assert (live.title, live.body) == (shown.data["title"], shown.data["body"])


@settings(max_examples=125, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_in_a_thousand_interleaved_steps_no_word_that_was_saved_is_lost(
    steps: list[tuple[int, str, int]], two: tuple[User, User]
) -> None:
    run(two, steps)


@pytest.mark.long
@settings(max_examples=1000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=1, max_size=3).map(lambda parts: [step for part in parts for step in part]))
def test_in_a_thousand_longer_mornings_no_word_that_was_saved_is_lost(
    steps: list[tuple[int, str, int]], two: tuple[User, User]
) -> None:
    run(two, steps)
