"""Rules of house style: who keeps them, how a list comes in and goes out, and places that stay as they are."""

import pytest

from articles import house_lists, house_style, workflow
from articles.models import HouseExemption, HouseRule
from articles.readiness import findings
from cms.ledger.models import AuditEntry
from tests.articles.desk.newsroom import desk, member
from tests.builders import BODY

pytestmark = pytest.mark.django_db
RULES = "/admin/articles/houserule/"


def of_style(article: object) -> list[str]:
    text = article.revisions.first().data
    return [finding.words for finding in findings(text, article) if finding.check == "house_style"]


def test_a_pasted_list_comes_in_whole_or_not_at_all_and_goes_out_as_it_came() -> None:
    editor = member("editor")
    bad = house_lists.take(editor, "Kiev -> Kyiv\nK*v -> x\nOsh,Osh")
    assert [line for line, _ in bad.faults] == [2, 3]
    assert not HouseRule.objects.exists()
    good = "Kiev → Kyiv\nAlma-Ata,Almaty,Since 1993,ru,no,yes,decided\nKirghiz\tKyrgyz\nthe stans,,Name them"
    taken = house_lists.take(editor, good)
    assert (taken.made, taken.changed, taken.faults) == (4, 0, [])
    out = house_lists.given_out()
    again = house_lists.take(editor, out)
    assert (again.made, again.changed, again.same) == (0, 0, 4)
    assert house_lists.take(editor, "KIEV -> Kyjiw").changed == 1
    assert HouseRule.objects.get(replacement="Kyjiw").changed_by == "editor"
    assert AuditEntry.objects.filter(action="change house rule").count() == 1


@pytest.mark.parametrize(
    ("role", "may"), [("editor", True), ("chief", True), ("section editor", False), ("reporter", False)]
)
def test_editors_keep_the_rules_and_reporters_only_meet_them(role: str, may: bool) -> None:
    client = desk(member(role))
    form = {"pattern": "Kiev", "replacement": "Kyiv", "advice": "", "is_active": "on", "language": "", "note": ""}
    client.post(f"{RULES}add/", form)
    assert HouseRule.objects.exists() is may
    client.post(f"{RULES}list/", {"list": "Osh -> Oş"})
    assert HouseRule.objects.count() == 2 * may
    assert (client.get(f"{RULES}rules.csv").status_code == 200) is may
    assert client.get("/admin/articles/article/house-style/").status_code == 200


def test_a_rule_that_is_changed_or_switched_off_holds_so_at_once() -> None:
    house_lists.take(None, "Kiev -> Kyiv")
    article = workflow.create(member("editor"), {"title": "Kiev", "body": BODY})
    assert of_style(article) == ["“Kiev”: write “Kyiv”"]
    rule = HouseRule.objects.get()
    rule.replacement = "Kyjiw"
    house_style.save_rule(None, rule)
    assert of_style(article) == ["“Kiev”: write “Kyjiw”"]
    rule.is_active = False
    house_style.save_rule(None, rule)
    assert of_style(article) == []


def test_a_place_that_was_left_as_it_is_is_not_told_again_and_every_other_is() -> None:
    house_lists.take(None, "Kiev -> Kyiv")
    editor = member("editor")
    article = workflow.create(editor, {"title": "Snow", "body": f"{BODY}<p>Old Kiev and new Kiev.</p>"})
    rule = HouseRule.objects.get()
    address = f"/admin/articles/article/{article.pk}/leave-so/"
    given = {"rule": rule.pk, "place": "old|Kiev|and"}
    assert desk(member("reporter")).post(address, given).status_code == 404
    for broken in ({}, given | {"rule": "x"}, given | {"place": "x" * 500}):
        assert desk(editor).post(address, broken).status_code == 422
    for _ in range(2):
        assert desk(editor).post(address, given).json() == {"left": True}
    assert HouseExemption.objects.get().by == "editor"
    assert of_style(article) == ["“Kiev”: write “Kyiv”"]
    rules = desk(editor).get(f"/admin/articles/article/house-style/?of={article.pk}").json()
    assert rules["exempt"] == [[rule.pk, "old|Kiev|and"]]
    other = desk(member("reporter", "other")).get(f"/admin/articles/article/house-style/?of={article.pk}").json()
    assert other["exempt"] == []


@pytest.mark.parametrize("given", ["Kiev -> Kyiv\n" + "x" * 140_000, 'Kiev,"' + "y" * 140_000])
def test_a_list_that_cannot_be_read_is_said_with_its_line_and_nothing_is_taken(given: str) -> None:
    assert house_lists.take(member("editor"), given).faults
    assert not HouseRule.objects.exists()


def test_lines_that_end_in_any_way_are_lines() -> None:
    assert house_lists.take(member("editor"), "Kiev -> Kyiv\rAlma-Ata -> Almaty\r\nOsh -> Osch").made == 3
