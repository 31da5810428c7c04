"""News and plain pages: open to everybody, they show nothing of the catalogue."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.foundation.policies import Policy, surface
from cms.web.models import HomePage, NewsPage, PlainPage
from cms.web.selectors import home_of, school_of
from cms.web.shapes import Crumb, NewsLine
from cms.web.views.pages import pager

_PER_PAGE = 20


def lines(home: HomePage, most: int = 3) -> tuple[NewsLine, ...]:
    """A school's newest news as dated lines."""
    return tuple(_line(page) for page in _of(home)[:most])


def _of(home: HomePage) -> "QuerySet[NewsPage]":
    return NewsPage.objects.child_of(home).live().order_by("-day", "-pk")


def _line(page: NewsPage) -> NewsLine:
    return NewsLine(day=page.day, title=page.title, url=page.url or "", text=page.intro)


@surface(Policy.OPEN)
@require_safe
def news(request: HttpRequest, school: str = "") -> HttpResponse:
    """All news of a school, the newest first: of the one in the address, else of the reader's."""
    home = HomePage.objects.live().filter(slug=school).first() if school else home_of(school_of(request))
    if home is None:
        raise Http404
    paginator = Paginator(_of(home), _PER_PAGE)
    here = paginator.get_page(request.GET.get("page"))
    context = {
        "title": _("News of the library"),
        "lines": [_line(page) for page in here],
        "pager": pager(paginator, here),
    }
    return render(request, "web/news.html", {"page": home, "context": context})


@surface(Policy.OPEN)
def one(request: HttpRequest, page: NewsPage) -> HttpResponse:
    crumbs = (Crumb(_("News of the library"), reverse("web:news")),)
    return render(request, "web/news_page.html", {"page": page, "crumbs": crumbs})


@surface(Policy.OPEN)
def plain(request: HttpRequest, page: PlainPage) -> HttpResponse:
    return render(request, "web/plain_page.html", {"page": page})
