"""Changes at a time to come: each is applied once, a failure changes nothing, and its people hear of it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.ledger import due
from cms.ledger.due import Kind, Letter, Refused, apply_due
from cms.ledger.models import AuditEntry, DueChange, DueState
from people.models import Person
from tests.builders import NOON, make_editor, make_person

pytestmark = pytest.mark.django_db
LATER = timedelta(minutes=1)


class Renaming:
    """A kind of the tests: gives a person another name. `trouble` is raised once the name is written."""

    def __init__(self) -> None:
        self.trouble: BaseException | None = None
        self.is_held = False

    def apply(self, change: DueChange, now: object) -> None:
        Person.objects.filter(pk=change.target_id).update(name=change.details["name"])
        AuditEntry.objects.create(action="rename", target_kind="person", target_id=change.target_id, target_name="")
        if self.trouble:
            raise self.trouble

    def letter(self, change: DueChange) -> Letter:
        return Letter(("aida@news.example",), "It did\nnot happen", change.reason)


@pytest.fixture
def renaming(monkeypatch: pytest.MonkeyPatch) -> Iterator[Renaming]:
    kind = Renaming()
    monkeypatch.setitem(
        due._KINDS, "rename", Kind("rename", lambda pk: not kind.is_held, apply=kind.apply, letter=kind.letter)
    )
    yield kind


def planned(person: Person, name: str = "After", at=NOON, actor=None) -> DueChange:
    with transaction.atomic():
        return due.plan(actor or make_editor(f"e{person.pk}"), "rename", person, at=at, name=name)


def name_of(person: Person) -> str:
    return Person.objects.get(pk=person.pk).name


def test_a_change_waits_for_its_moment_and_is_applied_once(renaming: Renaming) -> None:
    person = make_person("Before")
    change = planned(person)
    assert apply_due(NOON - timedelta(seconds=1)).done == 0
    assert name_of(person) == "Before"
    assert [apply_due(NOON).done, apply_due(NOON).done, apply_due(NOON + LATER).done] == [1, 0, 0]
    change.refresh_from_db()
    assert (name_of(person), change.state, change.done_at) == ("After", DueState.DONE, NOON)
    assert AuditEntry.objects.filter(action="rename").count() == 1


def test_what_is_due_together_is_applied_in_the_order_in_which_it_was_meant(renaming: Renaming) -> None:
    first, second = make_person("A"), make_person("B")
    planned(second, at=NOON + LATER)
    planned(first, at=NOON)
    apply_due(NOON + 2 * LATER)
    order = AuditEntry.objects.filter(action="rename").order_by("pk").values_list("target_id", flat=True)
    assert list(order) == [first.pk, second.pk]


def test_more_than_a_batch_is_applied_in_one_pass(renaming: Renaming, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(due, "BATCH", 3)
    actor = make_editor()
    people = [make_person(f"Person {n}") for n in range(8)]
    for person in people:
        planned(person, actor=actor)
    assert apply_due(NOON).done == 8
    assert apply_due(NOON).done == 0


def test_planned_again_it_is_the_same_plan_at_another_time(renaming: Renaming) -> None:
    person = make_person("Before")
    actor = make_editor()
    planned(person, "First", actor=actor)
    planned(person, "Second", at=NOON + LATER, actor=actor)
    assert DueChange.objects.count() == 1
    assert apply_due(NOON).done == 0
    assert apply_due(NOON + LATER).done == 1
    assert name_of(person) == "Second"
    with pytest.raises(IntegrityError), transaction.atomic():
        for _ in range(2):
            DueChange.objects.create(kind="x", target_kind="person", target_id=1, target_name="", at=NOON, try_at=NOON)


def test_a_plan_called_off_changes_nothing_when_its_time_comes(renaming: Renaming) -> None:
    person, editor = make_person("Before"), make_editor()
    change = planned(person)
    due.call_off(editor, change, reason="Not true after all.")
    assert apply_due(NOON).done == 0
    change.refresh_from_db()
    assert (name_of(person), change.state, change.reason) == ("Before", "cancelled", "Not true after all.")
    assert AuditEntry.objects.filter(action="cancel plan to rename", actor=editor).count() == 1


def test_what_is_refused_changes_nothing_waits_for_a_person_and_is_written_to_its_people(renaming: Renaming) -> None:
    person = make_person("Before")
    change = planned(person)
    renaming.trouble = Refused("The name is taken.")
    assert apply_due(NOON).failed == 1
    change.refresh_from_db()
    assert (name_of(person), change.state, change.reason, change.done_at) == (
        "Before", DueState.FAILED, "The name is taken.", None,
    )  # fmt: skip
    assert not AuditEntry.objects.filter(action="rename").exists()
    assert AuditEntry.objects.get(action="fail to apply a plan").details["reason"] == "The name is taken."
    renaming.trouble = None
    assert apply_due(NOON + timedelta(days=3)).done == 0  # not by itself, at a time that nobody meant
    assert [(letter.subject, letter.body, letter.to) for letter in mail.outbox] == [
        ("It did not happen", "The name is taken.", ["aida@news.example"])
    ]


def test_an_accident_is_tried_again_and_its_people_hear_of_the_second(renaming: Renaming) -> None:
    person = make_person("Before")
    change = planned(person)
    renaming.trouble = RuntimeError("a bug")
    assert apply_due(NOON).failed == 1
    assert apply_due(NOON).failed == 0, "not before its next time"
    assert (name_of(person), len(mail.outbox)) == ("Before", 0)
    assert apply_due(NOON + timedelta(minutes=1)).failed == 1
    assert len(mail.outbox) == 1
    renaming.trouble = None
    assert apply_due(NOON + timedelta(minutes=6)).done == 1
    change.refresh_from_db()
    assert (name_of(person), change.state, change.tries) == ("After", DueState.DONE, 2)


def test_what_goes_wrong_again_and_again_is_given_up_and_said_so(renaming: Renaming) -> None:
    change = planned(make_person("Before"))
    renaming.trouble = IntegrityError("a rule of the database")
    now = NOON
    for pause in (timedelta(), *due.TRY_AGAIN):
        now += pause
        assert apply_due(now).failed == 1
    change.refresh_from_db()
    assert (change.state, change.tries) == (DueState.FAILED, 4)
    assert apply_due(now + timedelta(days=1)).failed == 0
    assert len(mail.outbox) == 2  # at the second failure, and in the end


def test_one_broken_change_holds_up_no_other(renaming: Renaming, monkeypatch: pytest.MonkeyPatch) -> None:
    actor = make_editor()
    planned(make_person("A"), actor=actor)
    whole = make_person("B")
    planned(whole, actor=actor, at=NOON + LATER)
    monkeypatch.setitem(due._KINDS, "unheard of", None)
    DueChange.objects.filter(at=NOON).update(kind="unheard of")
    applied = apply_due(NOON + LATER)
    assert (applied.done, applied.failed) == (1, 1)
    assert "knows how to" in DueChange.objects.get(kind="unheard of").reason
    assert name_of(whole) == "After"


@pytest.mark.parametrize("step", ["apply", "save", "hold"])
def test_a_tick_killed_at_any_step_has_changed_nothing_and_the_next_one_does_it(
    renaming: Renaming, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    class Killed(BaseException):
        pass

    person = make_person("Before")
    change = planned(person)

    def killed(*args: object, **kwargs: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        if step == "apply":
            renaming.trouble = Killed()
        elif step == "save":
            patch.setattr(DueChange, "save", killed)
        else:
            patch.setitem(due._KINDS, "rename", Kind("rename", killed, apply=killed, letter=renaming.letter))
        with pytest.raises(Killed):
            apply_due(NOON)
    renaming.trouble = None
    change.refresh_from_db()
    assert (name_of(person), change.state, change.tries) == ("Before", DueState.WAITING, 0)
    assert apply_due(NOON).done == 1
    assert AuditEntry.objects.filter(action="rename").count() == 1


def test_what_somebody_is_at_this_moment_is_left_for_the_next_look(renaming: Renaming) -> None:
    person = make_person("Before")
    planned(person)
    renaming.is_held = True
    assert apply_due(NOON) == due.Applied()
    renaming.is_held = False
    assert apply_due(NOON).done == 1


def test_a_letter_that_could_not_go_out_goes_out_later_and_once(renaming: Renaming, settings) -> None:
    change = planned(make_person("Before"))
    renaming.trouble = Refused("No.")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cms.lib.mail.EmailMessage.send", lambda self: (_ for _ in ()).throw(OSError("no server")))
        apply_due(NOON)
    change.refresh_from_db()
    assert (change.state, change.told_at) == (DueState.FAILED, None)
    apply_due(NOON + LATER)
    apply_due(NOON + 2 * LATER)
    assert len(mail.outbox) == 1


def test_where_nothing_is_due_a_look_costs_two_queries_and_no_lock(renaming: Renaming) -> None:
    planned(make_person("Before"), at=timezone.now() + timedelta(days=1))
    with CaptureQueriesContext(connection) as queries:
        apply_due(timezone.now())
    assert len(queries) == 2
    assert not [query for query in queries if "UPDATE" in query["sql"] or "SAVEPOINT" in query["sql"]]


def test_late_is_what_nobody_has_tried_two_minutes_after_its_time(renaming: Renaming) -> None:
    planned(make_person("Before"))
    assert due.overdue(NOON + timedelta(seconds=119)) == 0
    assert due.overdue(NOON + timedelta(seconds=121)) == 1
    assert due.next_moment() == NOON
