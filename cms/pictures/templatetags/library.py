"""Pictures in templates."""

from django import template
from django.utils.safestring import SafeString

from cms.pictures import markup
from cms.pictures.models import Picture

register = template.Library()


@register.simple_tag
def picture(shown: Picture, place: str, **said: object) -> SafeString:
    """{% picture story.lead_picture "card" %}: see `cms.pictures.markup`, which knows the places."""
    return markup.shown(shown, place, **said)


@register.simple_tag
def social_picture(shown: Picture) -> markup.Address:
    return markup.social(shown)


@register.simple_tag
def small_picture(shown: Picture, crop: str = "full") -> markup.Address | None:
    return markup.thumbnail(shown, crop)


@register.simple_tag
def middle_sized(shown: Picture, crop: str = "full") -> markup.Address:
    return markup.middle_sized(shown, crop)
