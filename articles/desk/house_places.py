"""House style in the writing room: the rules for the finder there, and places that somebody leaves as they are."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from articles import house_style, policy
from articles.desk.fields import number
from articles.models import Article, HouseExemption, HouseRule
from cms.ledger import audit
from cms.lib.richtext import without_controls

MOST_EXEMPT = 1_000
LONGEST_PLACE = 300


def rules(request: HttpRequest) -> JsonResponse:
    """Answer with {"rules": [[id, pattern, replacement, advice, language, is_exact]], "exempt": [[rule, place]]}."""
    story = number(request.GET.get("of", ""))
    seen = policy.visible_to(request.user, Article.objects.filter(pk=story or 0))
    exempt = HouseExemption.objects.filter(article__in=seen).values_list("rule", "place")[:MOST_EXEMPT]
    found = [list(rule.as_rule()) for rule in house_style.in_force()]
    return JsonResponse({"rules": found, "exempt": [list(row) for row in exempt]})


@require_POST
def leave_so(request: HttpRequest, article: Article) -> JsonResponse:
    """Keep that a place of this story stays as it is: `rule`, `place` as the finder names it."""
    rule = HouseRule.objects.filter(pk=number(request.POST.get("rule", "")) or 0).first()
    place = without_controls(request.POST.get("place", ""))
    if rule is None or not place or len(place) > LONGEST_PLACE:
        return JsonResponse({"refused": "There is no such place."}, status=422)
    if article.house_exemptions.count() >= MOST_EXEMPT:
        return JsonResponse({"refused": "So many places are left as they are that the rule may be wrong."}, status=422)
    HouseExemption.objects.get_or_create(
        article=article, rule=rule, place=place, defaults={"by": audit.actor_name(request.user)}
    )
    return JsonResponse({"left": True})
