from http import HTTPStatus
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from cms.web.forms import SiteForm
from cms.web.shapes import Pager

_LED_ON: Final = "vao"  # in the query of an address to which somebody who had signed in was led on


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


def with_form(request: HttpRequest, template: str, context: dict[str, Any], form: SiteForm) -> HttpResponse:
    """A page with a form, new or refused: 422 when something in it is wrong, 429 with Retry-After when it must wait."""
    form.focus_first()
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    response = render(request, template, context, status=HTTPStatus.TOO_MANY_REQUESTS if form.wait else status)
    if form.wait:
        response["Retry-After"] = str(form.wait)
    return response


def safe_next(request: HttpRequest, otherwise: str) -> str:
    """Where a form leads back to; an address outside this site is not followed (open redirects)."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return wanted
    return otherwise


def led_on(request: HttpRequest, otherwise: str) -> str:
    """Where somebody goes on who asks for the sign-in page and has signed in already.

    Raises:
        PermissionDenied: she has just come from there. A door that sends whom it refuses to the sign-in page would
            send her round for ever.
    """
    wanted = safe_next(request, "")
    if not wanted:
        return otherwise
    address = urlsplit(wanted)
    query = parse_qsl(address.query, keep_blank_values=True)
    if (_LED_ON, "1") in query:
        raise PermissionDenied
    return address._replace(query=urlencode([*query, (_LED_ON, "1")])).geturl()
