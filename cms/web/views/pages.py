"""What several views do."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from cms.web.shapes import Pager


def pager(paginator: "Paginator[Any]", here: "Page[Any]") -> Pager | None:
    """Where in a list one is; None when it fits on one page."""
    if paginator.num_pages == 1:
        return None
    return Pager(
        page=here.number,
        pages=paginator.num_pages,
        previous_url=f"?page={here.previous_page_number()}" if here.has_previous() else "",
        next_url=f"?page={here.next_page_number()}" if here.has_next() else "",
    )


def safe_next(request: HttpRequest, otherwise: str) -> str:
    """Where a form leads back to; an address outside this site is not followed (open redirects)."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return wanted
    return otherwise
