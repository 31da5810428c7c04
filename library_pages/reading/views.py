"""Pages of the site on which somebody reads, and the one that shows what she has begun."""

import hashlib
import io
from http import HTTPStatus
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.contrib.staticfiles import finders
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.accounts.reader import reader_of
from cms.foundation.errors import Problem
from cms.foundation.events import announce
from cms.foundation.outside import whole_number
from cms.foundation.policies import Policy, surface
from cms.plugins.contract import CONTRACT, Launch, OwnPage, Playback, Publication
from cms.plugins.isolation import isolated
from cms.web.content_origin.hosts import content_origin_of
from cms.web.delivery import deliver
from cms.web.shapes import Action, ErrorContext
from cms.web.usage import usage_of
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.ports import on_playback
from library_pages.catalogue.problems import not_openable
from library_pages.catalogue.services.opening import open_resource
from library_pages.reading import selectors, services, shell
from library_pages.reading.events import ItemRequested
from library_pages.reading.places import PARAMETER, place_in
from library_pages.reading.presenters import my_things_context


@surface(Policy.CATALOGUE)
def open_item(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What the type opens as, where she stopped, at the place `?at=` or the line `?c=` of the contents."""
    resource = ResourcePage.objects.get_queryset().for_lists().filter(uid=uid).first()
    if resource is None:
        raise Http404
    reader = reader_of(request)
    user = _user(request) if reader.is_authenticated else None
    progress = selectors.progress_of(user, resource) if user else None
    asked = place_in(resource, request.GET.get(PARAMETER, ""))
    try:
        opened = open_resource(reader, resource, place=asked or (progress.locator if progress else None))
        if isinstance(opened, Publication) and asked is None:
            asked = _asked_line(request, opened)
        opening = shell.opening_of(resource, reader, user, progress=progress, start=asked)
        if isinstance(opened, Publication | Launch):
            response = _shell(request, resource, opened, opening)
        elif asked and str(asked.get("href", "")).startswith("#"):
            return redirect(request.path + str(asked["href"]))
        else:
            response = _own_page(request, resource, opened, opening)
    except Problem as problem:
        return _said(request, resource, problem)
    announce(ItemRequested(reader, resource))
    return response


@surface(Policy.MEMBER)
@login_required
def my_things(request: HttpRequest) -> HttpResponse:
    """What the reader has begun and finished."""
    return render(request, "reading/mine.html", {"context": my_things_context(_user(request), reader_of(request))})


def _shell(
    request: HttpRequest, resource: ResourcePage, opened: Publication | Launch, opening: dict[str, Any]
) -> HttpResponse:
    package = services.open_package(opened, content_origin=content_origin_of(request))
    reader = reader_of(request)
    if package.engine.scripted:
        state = selectors.launch_state_of(_user(request), resource) if reader.is_authenticated else None
        template, config = "reading/launch.html", shell.launch_config_of(resource, opened, package, reader, state)
    else:
        template, config = "reading/shell.html", shell.config_of(resource, opened, package, reader)
    response = render(request, template, {"config": opening | config, "usage": usage_of(request)})
    for name, value in shell.headers_of(package.content_origin).items():
        response[name] = value
    return response


def _own_page(
    request: HttpRequest, resource: ResourcePage, opened: Playback | OwnPage, opening: dict[str, Any]
) -> HttpResponse:
    reader, declaration = reader_of(request), resource.resource_type
    if isinstance(opened, Playback):
        player = next(iter(on_playback))
        opened = player(resource, reader, opened)
    template = opened.template
    script = reverse("reading:script", args=[CONTRACT[0]])
    context = {**opened.context, "page": resource.specific, "reader": reader, "opening": opening, "script": script}

    def ask(_open: object) -> HttpResponse:
        return render(request, template, context)

    response = isolated(declaration, "opening.open", ask, otherwise=None) if declaration is not None else None
    if response is None:
        raise not_openable()
    for name, value in {**shell.OWN_PAGE_HEADERS, **opened.headers, **shell.NEVER_KEPT}.items():
        response[name] = value
    return response


@surface(Policy.OPEN)
def script(request: HttpRequest, contract: int) -> HttpResponseBase:
    """What own pages import to report where their reader is, for types that were written for this contract."""
    found = finders.find("opening/opening.js") if contract == CONTRACT[0] else None
    if not found:
        raise Http404
    code = Path(found).read_bytes()
    return deliver(
        request,
        io.BytesIO(code),
        size=len(code),
        etag=hashlib.sha256(code).hexdigest()[:32],
        content_type="text/javascript; charset=utf-8",
        cache="public, no-cache",  # its address stays when the library is updated
    )


def _asked_line(request: HttpRequest, publication: Publication) -> dict[str, Any] | None:
    line = whole_number(request.GET.get("c", ""))
    return selectors.chapter_at(publication, line) if line is not None else None


def _said(request: HttpRequest, resource: ResourcePage, problem: Problem) -> HttpResponse:
    if problem.status == HTTPStatus.NOT_FOUND:
        raise Http404(str(problem.title)) from problem
    if problem.status == HTTPStatus.FORBIDDEN:
        raise PermissionDenied(str(problem.title)) from problem
    back = Action(label=_("Back to the item"), url=reverse("catalogue:item", args=[resource.uid]))
    context = ErrorContext(
        status=problem.status, title=str(problem.title), text=str(problem.detail), actions=(back,), holds="book"
    )
    return render(request, "web/error.html", {"context": context}, status=problem.status)


def _user(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User):
        raise PermissionDenied
    return user
