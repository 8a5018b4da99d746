"""The admin site that editors work in."""

from collections.abc import Callable
from functools import wraps

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from cms.lib.moment import moment
from cms.site.identity import identity

# The rooms of the desk in the order of a newsroom: what stands in each, under which name, and with which filter.
# A model that is not named here comes last, under its app's own name.
ROOMS: list[tuple[str, list[tuple[str, str, str]]]] = [
    (
        "Articles",
        [
            ("articles.Article", "Articles", ""),
            ("articles.HouseRule", "House style", ""),
            ("articles.CheckLevel", "Checks before release", ""),
        ],
    ),
    ("Pictures", [("pictures.Picture", "Picture library", "")]),
    ("People", [("people.Person", "People", ""), ("people.PersonGroup", "Groups of Our People", "")]),
    ("Tags", [("articles.Tag", "Tags", ""), ("articles.Tag", "Regions", "?kind__exact=region")]),
    (
        "Markets",
        [
            ("markets.Quote", "Rates", ""),
            ("markets.SourceState", "Sources of rates", ""),
            ("markets.HeldQuote", "Held rates", ""),
            ("markets.Fetch", "Answers of sources", ""),
            ("markets.Currency", "Currencies", ""),
        ],
    ),
    (
        "The old site",
        [
            ("legacy.ImportRun", "Imports", ""),
            ("legacy.FieldDifference", "Differences", ""),
            ("legacy.ImportItem", "What imports read", ""),
            ("legacy.ImportedArticle", "Imported articles", ""),
            ("legacy.OldFile", "Missing pictures", ""),
            ("legacy.Origin", "Where things came from", ""),
        ],
    ),
    ("Addresses", [("ledger.Address", "Addresses and redirects", "")]),
    (
        "Accounts",
        [
            ("auth.User", "Accounts", ""),
            ("auth.Group", "Groups", ""),
            ("ledger.AuditEntry", "Who did what", ""),
            ("site.SiteIdentity", "The paper: name, zone, contact", ""),
        ],
    ),
]
OWN_DEEDS = 6
MOST_COUNTED = 100


class Desk(admin.AdminSite):
    index_title = "The desk"
    # The rooms stand in a row above every page instead.
    enable_nav_sidebar = False

    @property
    def site_title(self) -> str:
        return identity().name

    @property
    def site_header(self) -> str:
        return f"{identity().name} · the desk"

    def register(self, model_or_iterable: object, admin_class: type | None = None, **options: object) -> None:
        """No list counts what each of its filters would show: on a long table that is a query for each."""
        super().register(model_or_iterable, admin_class, **({"show_facets": admin.ShowFacets.NEVER} | options))

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, object]]:
        """What this account may see, by rooms instead of by apps."""
        apps = super().get_app_list(request, app_label)
        if app_label is not None:
            return apps
        models = {f"{app['app_label']}.{model['object_name']}": model for app in apps for model in app["models"]}
        named = {label for _, entries in ROOMS for label, _, _ in entries}
        rooms = [(name, [_entry(models[label], words, query) for label, words, query in entries if label in models])
                 for name, entries in ROOMS]  # fmt: skip
        for app in apps:
            left = [model for model in app["models"] if f"{app['app_label']}.{model['object_name']}" not in named]
            rooms.append((str(app["name"]), left))
        return [
            {
                "name": name,
                "app_label": name.lower().replace(" ", "-"),
                "app_url": entries[0]["admin_url"],
                "models": _marked(entries, request),
                "is_here": any(_holds(entry, request.path) for entry in entries),
                "is_list": any(_address(entry) == request.path for entry in entries),
            }
            for name, entries in rooms
            if entries
        ]

    def each_context(self, request: HttpRequest) -> dict[str, object]:
        from articles import policy

        return super().each_context(request) | {"may_begin_story": policy.may_create(request.user)}

    def admin_view(self, view: Callable[..., HttpResponse], cacheable: bool = False) -> Callable[..., HttpResponse]:
        """Whoever may be here and finds nothing stays on the desk, with its rooms above."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            try:
                return inner(request, *args, **kwargs)
            except Http404:
                if not self.has_permission(request):
                    raise
                context = self.each_context(request) | {"title": "There is nothing at this address"}
                return TemplateResponse(request, "admin/404.html", context, status=404)

        return guarded

    def index(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        return super().index(request, the_day(request) | (extra_context or {}))

    def login(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        """Signing in is `cms.accounts`' business, with its second factor and its limits."""
        return secure_admin_login(lambda request: redirect("admin:index"))(request)

    def logout(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        logout(request)
        return redirect("account_login")

    def password_change(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        return redirect("account_change_password")


def the_day(request: HttpRequest) -> dict[str, object]:
    """What the front page tells this account of the day: each part only to those who may see what it speaks of."""
    from articles import policy
    from articles.desk import clock, dashboard, due
    from articles.legacy.runs import last_runs
    from cms.due import overdue
    from cms.ledger.models import AuditEntry
    from markets import held
    from markets.freshness import freshness

    user, at = request.user, moment(request)
    return {
        "at": at,
        "zone": clock.zone_name(at),
        "day": dashboard.day(user, at) if policy.may_see_desk(user) else None,
        "planned": due.planned(user, at) if policy.may_see_desk(user) else [],
        "overdue": overdue(at) if policy.may_see_desk(user) else None,
        "runs": last_runs() if user.has_perm("legacy.view_importrun") else [],
        "rates": freshness(at) if user.has_perm("markets.view_quote") else None,
        "held_rates": held.waiting(MOST_COUNTED) if user.has_perm("markets.change_heldquote") else 0,
        "own_deeds": AuditEntry.objects.filter(actor=user).order_by("-at")[:OWN_DEEDS],
    }


def _holds(entry: dict[str, object], path: str) -> bool:
    """Tell whether a page belongs to this entry's part of the desk."""
    return path.startswith(_address(entry)) if entry["admin_url"] else False


def _address(entry: dict[str, object]) -> str:
    return str(entry["admin_url"]).partition("?")[0]


def _marked(entries: list[dict[str, object]], request: HttpRequest) -> list[dict[str, object]]:
    """Mark the entry that a page belongs to; a part of a list goes before the whole of it."""
    here = [entry for entry in entries if _holds(entry, request.path)]
    parts = [entry for entry in here if (query := str(entry["admin_url"]).partition("?")[2])
             and query in request.META.get("QUERY_STRING", "")]  # fmt: skip
    chosen = (parts or here)[:1]
    return [entry | {"is_here": entry in chosen} for entry in entries]


def _entry(model: dict[str, object], words: str, query: str) -> dict[str, object]:
    if not query:
        return model | {"name": words}
    # A part of another entry's list: what is added there is added here.
    return model | {
        "name": words,
        "admin_url": f"{model['admin_url']}{query}" if model["admin_url"] else None,
        "add_url": None,
    }
