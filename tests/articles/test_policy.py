"""Who may do what to an article: the written table, walked through the workflow's own functions.

A cell lists the actions that are allowed, a letter each; what is not in it must be refused, and must look like missing
where it cannot even be seen. Change `articles/policy.py` or `cms/roles.py`, and this table has to be changed by hand.
"""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User
from django.db import transaction

from articles import kept, policy, sharing, workflow
from articles.models import Article, Hold, State
from articles.policy import NotAllowed
from tests.builders import make_user, region

pytestmark = pytest.mark.django_db

STATES = ("draft", "in review", "approved", "released", "withdrawn", "trash")
PLACES = ("own", "own section", "elsewhere")
LETTERS = {
    "v": "view", "s": "save_draft", "r": "restore", "d": "discard", "h": "submit", "b": "send_back",
    "a": "approve", "p": "release", "w": "withdraw", "x": "trash", "u": "take_from_trash",
    "k": "keep_words", "o": "hold", "l": "lift_hold", "y": "share", "t": "mark_template",
}  # fmt: skip

# fmt: off
#                draft         in review     approved     released     withdrawn  trash
NOTHING      = ("",           "",           "",          "",          "",        "")
OWN_TEXT     = ("vyskorhx",   "vyskorx",    "vyskorx",   "vyskord",   "vskor",   "u")
DESK         = ("vyskorhpt",  "vyskorbap",  "vyskorbp",  "vyskordpw", "vskorp",  "")
DESK_AND_OWN = ("vyskorhpxt", "vyskorbapx", "vyskorbpx", "vyskordpw", "vskorp",  "u")
CHIEF        = tuple(cell + "l" if "v" in cell else cell for cell in DESK_AND_OWN)
LOOKS        = ("vy",         "vy",         "vy",        "vy",        "v",       "")

TABLE: dict[str, tuple[tuple[str, ...], ...]] = {
    #                  own           own section   elsewhere
    "reporter":       (OWN_TEXT,     NOTHING,      NOTHING),
    "section editor": (OWN_TEXT,     DESK,         NOTHING),
    "editor":         (DESK_AND_OWN, DESK,         DESK),
    "chief":          (CHIEF,        CHIEF,        CHIEF),
    "importer":       (LOOKS,        LOOKS,        LOOKS),
    "outsider":       (NOTHING,      NOTHING,      NOTHING),
    "suspended":      (NOTHING,      NOTHING,      NOTHING),
    "superuser":      (CHIEF,        CHIEF,        CHIEF),
}
# fmt: on

TEXT = {
    "title": "Snow on the pass",
    "body": "<p>Drivers waited nine hours.</p>",
    "bylines": [{"person": None, "name": "Wire reports", "role": "author"}],
}


def held_by_another(article: Article) -> None:
    Hold.objects.create(article=article, holder=None, holder_name="Somebody", reason="For legal")


DO: dict[str, Callable[[User, Article], object]] = {
    "save_draft": lambda actor, a: workflow.save_draft(actor, a, TEXT, base_version=a.version),
    "restore": lambda actor, a: workflow.restore(actor, a, a.revisions.last(), base_version=a.version),
    "discard": lambda actor, a: workflow.discard(actor, a, base_version=a.version),
    "submit": lambda actor, a: workflow.submit(actor, a, base_version=a.version),
    "send_back": lambda actor, a: workflow.send_back(actor, a, reason="Who says so?", base_version=a.version),
    "approve": lambda actor, a: workflow.approve(actor, a, base_version=a.version),
    "release": lambda actor, a: workflow.release(actor, a, base_version=a.version),
    "withdraw": lambda actor, a: workflow.withdraw(actor, a, reason="It was not so."),
    "trash": lambda actor, a: workflow.trash(actor, a),
    "take_from_trash": lambda actor, a: workflow.take_from_trash(actor, a),
    "keep_words": lambda actor, a: kept.keep(
        actor, a, TEXT | {"title": "Typed"}, window=kept.Window("tab", 1), base_version=a.version, saved=TEXT
    ),
    "hold": lambda actor, a: workflow.hold(actor, a, reason="For legal", base_version=a.version),
    "lift_hold": lambda actor, a: (held_by_another(a), workflow.lift_hold(actor, a, reason="Cleared")),
    "share": lambda actor, a: sharing.make(actor, a, hours=1),
    "mark_template": lambda actor, a: workflow.mark_template(actor, a, is_template=True),
}  # fmt: skip


def persona(name: str) -> User:
    """An account of that role, with Kazakhstan for its section. The suspended one was an editor."""
    user = make_user("aida", is_staff=True, is_superuser=name == "superuser", is_active=name != "suspended")
    group = {"suspended": "editor", "outsider": None, "superuser": None}.get(name, name)
    if group:
        user.groups.add(Group.objects.get(name=group))
    user.section_assignments.create(region=region("kazakhstan"))
    return user


def article_in(state: str, place: str, actor: User) -> Article:
    """Bring an article there as the system does. One's own stands in a section that is nobody's here."""
    where = region("kazakhstan" if place == "own section" else "uzbekistan")
    article = workflow.create(None, TEXT | {"region": where.pk})
    if place == "own":
        Article.objects.filter(pk=article.pk).update(owner=actor)
    steps = {
        "draft": [], "in review": ["submit"], "approved": ["submit", "approve"], "released": ["release"],
        "withdrawn": ["release", "withdraw"], "trash": ["trash"],
    }  # fmt: skip
    for step in steps[state]:
        DO[step](None, article)
    article.refresh_from_db()
    return article


class TakeBack(Exception):
    """Ends a trial so that the next one begins from the same article."""


def tried(action: str, actor: User, article: Article) -> bool:
    fresh = Article.objects.get(pk=article.pk)
    try:
        with transaction.atomic():
            DO[action](actor, fresh)
            raise TakeBack
    except TakeBack:
        return True
    except NotAllowed:
        return False


@pytest.mark.parametrize("name", TABLE)
def test_everybody_may_do_what_the_table_says_and_no_more(name: str) -> None:
    actor = persona(name)
    faults = []
    for place, row in zip(PLACES, TABLE[name], strict=True):
        for state, cell in zip(STATES, row, strict=True):
            article = article_in(state, place, actor)
            allowed = {LETTERS[letter] for letter in cell}
            did = {action for action in DO if tried(action, actor, article)}
            if policy.visible_to(actor, Article.objects.all()).filter(pk=article.pk).exists():
                did.add("view")
            if did != allowed:
                faults.append(f"{state}, {place}: may {sorted(did)}, not {sorted(allowed)}")
            in_trash = policy.trash_of(actor, Article.objects.all()).filter(pk=article.pk).exists()
            assert in_trash == ("take_from_trash" in allowed), f"the trash of {name}, {state}, {place}"
            asked = {action for action in LETTERS.values() if policy.may(actor, action, article)}
            assert asked == did, f"the answer of may() to {name}, {state}, {place}"
    assert faults == []


def test_the_table_has_a_cell_for_every_role_state_and_action() -> None:
    from cms.roles import ROLES

    assert set(TABLE) == set(ROLES) | {"outsider", "suspended", "superuser"}
    assert set(LETTERS.values()) == set(policy.RULES) == set(DO) | {"view"}
    assert len(STATES) == len(State.values) + 1
    assert len(TABLE) * len(PLACES) * len(STATES) * len(LETTERS) >= 1500


def test_a_refusal_changes_nothing_and_is_not_written_down() -> None:
    from cms.ledger.models import AuditEntry

    actor = persona("reporter")
    article = article_in("released", "elsewhere", actor)
    before = AuditEntry.objects.count(), Article.objects.filter(pk=article.pk).values().get()
    for action in DO:
        assert not tried(action, actor, article)
    assert (AuditEntry.objects.count(), Article.objects.filter(pk=article.pk).values().get()) == before


@pytest.mark.parametrize(
    ("name", "expected"),
    [("reporter", True), ("section editor", True), ("editor", True), ("chief", True), ("importer", False)]
    + [("outsider", False), ("suspended", False), ("superuser", True)],
)
def test_who_may_begin_a_story(name: str, expected: bool) -> None:
    actor = persona(name)
    assert policy.may_create(actor) is expected
    if not expected:
        with pytest.raises(NotAllowed):
            workflow.create(actor, TEXT)
        assert not Article.objects.exists()


def test_a_live_story_on_its_way_to_another_section_is_the_business_of_both() -> None:
    actor = persona("section editor")
    article = article_in("released", "own section", actor)
    workflow.save_draft(None, article, TEXT | {"region": region("uzbekistan").pk}, base_version=article.version)
    assert not tried("release", actor, article)
    assert not policy.visible_to(actor, Article.objects.all()).exists()
    actor.section_assignments.create(region=region("uzbekistan"))
    actor = User.objects.get(pk=actor.pk)
    assert tried("release", actor, article)


def test_a_section_that_is_taken_away_takes_its_rights_along() -> None:
    actor = persona("section editor")
    article = article_in("in review", "own section", actor)
    assert tried("approve", actor, article)
    actor.section_assignments.all().delete()
    assert not tried("approve", User.objects.get(pk=actor.pk), article)


def test_sections_mean_nothing_for_who_is_no_section_editor() -> None:
    assert not tried("save_draft", persona("reporter"), article_in("draft", "own section", None))
