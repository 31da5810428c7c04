"""Which school's site a request is for, or a place in the page tree belongs to."""

from django.http import HttpRequest
from wagtail.models import Page

from cms.accounts.models import School
from cms.accounts.reader import reader_of
from cms.accounts.selectors import only_school
from cms.web.models import HomePage

_KEPT = "_khovang_school"


def school_of(request: HttpRequest) -> School | None:
    """The reader's school, else the only one of the installation; asked once a request."""
    if not hasattr(request, _KEPT):
        school_id = reader_of(request).school_id
        school = School.objects.filter(pk=school_id).first() if school_id else only_school()
        setattr(request, _KEPT, school)
    found: School | None = getattr(request, _KEPT)
    return found


def home_of(school: School | None) -> HomePage | None:
    """A school's published home page; without a school the platform's."""
    return HomePage.objects.live().filter(school=school).order_by("depth", "path").first()


def school_id_at(path: str) -> int | None:
    """The school in whose subtree a tree path lies; None in the shared catalogue."""
    ancestors = [path[:end] for end in range(Page.steplen, len(path), Page.steplen)]
    homes = HomePage.objects.filter(path__in=ancestors, school__isnull=False).order_by("-depth")
    return homes.values_list("school_id", flat=True).first()
