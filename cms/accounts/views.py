"""One's own account: who am I here, and how do I sign in."""

from collections.abc import Callable
from functools import wraps

from allauth.account import views as account
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from cms.accounts.duties import duties_of

View = Callable[..., HttpResponse]


def on_the_desk(view: View) -> View:
    """Draw a page of allauth's in the desk's frame, which asks for what Django's admin gives its own pages."""

    @wraps(view)
    def framed(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if isinstance(response, TemplateResponse) and not response.is_rendered:
            response.context_data = admin.site.each_context(request) | (response.context_data or {})
        return response

    return framed


@login_required
@on_the_desk
def own_account(request: HttpRequest) -> HttpResponse:
    own = Authenticator.objects.filter(user=request.user)
    by_type = {kind.value: [] for kind in Authenticator.Type}
    for authenticator in own.order_by("created_at", "pk"):
        by_type[authenticator.type].append(authenticator)
    codes = by_type[Authenticator.Type.RECOVERY_CODES]
    context = {
        "title": "Your account",
        "duties": duties_of(request.user),
        "totp": by_type[Authenticator.Type.TOTP],
        "passkeys": by_type[Authenticator.Type.WEBAUTHN],
        "codes_left": len(codes[0].wrap().get_unused_codes()) if codes else None,
        "has_second_factor": bool(by_type[Authenticator.Type.TOTP] or by_type[Authenticator.Type.WEBAUTHN]),
    }
    return TemplateResponse(request, "account/own_account.html", context)


def password_reset(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """By a letter with a link. Where no mail goes out, the page says whom to ask instead."""
    if settings.CAN_SEND_MAIL:
        return account.password_reset(request, *args, **kwargs)
    return TemplateResponse(request, "account/password_reset_by_a_chief.html", {})
