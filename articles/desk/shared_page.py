"""What somebody without an account sees behind a link to a draft: the reader's page of it, marked, and nothing else.

What a cache, a search engine and the next site get to know of it is settled by `cms/middleware/policy.py`, for every
answer under this prefix, so that no page of an error says more than the draft does.
"""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles import sharing
from articles.desk import preview
from articles.views import story_context
from cms.lib import browsers, caching
from cms.lib.moment import moment


@require_safe
def shared_draft(request: HttpRequest, article_id: int, token: str) -> HttpResponse:
    at = moment(request)
    shown = sharing.found(article_id, token, at)
    if shown is None:
        raise Http404("There is no such page.")
    if request.method == "GET" and browsers.is_person(request.headers):
        sharing.note_opening(shown.link, browsers.kind_of(request.headers.get("User-Agent", "")), at)
    if shown.text is None:
        return HttpResponseRedirect(shown.article.get_absolute_url())
    story = preview.unsaved(shown.article, shown.text, at)
    # Lists beside the story are those of this moment, whenever it is to come out: other drafts are in none of them.
    context = story_context(story, at) | {"canonical": "", "link": shown.link}
    # Said here too, since what may be stored by nobody needs no mark to compare it by.
    response = render(request, "articles/shared_draft.html", context)
    response.headers["Cache-Control"] = caching.NEVER
    return response
