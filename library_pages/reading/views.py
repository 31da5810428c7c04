"""Pages of the site on which somebody reads, and the one that shows what she has begun."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.accounts.reader import Reader, reader_of
from cms.foundation.errors import Problem
from cms.foundation.events import announce
from cms.foundation.outside import whole_number
from cms.foundation.policies import Policy, surface
from cms.plugins.contract import Player, Publication, ResourceType
from cms.plugins.isolation import isolated
from cms.web.content_origin.hosts import content_origin_of
from cms.web.shapes import Action, ErrorContext
from cms.web.usage import usage_of
from library_pages.catalogue.models import ResourcePage
from library_pages.reading import problems, selectors, services, shell
from library_pages.reading.events import ItemRequested
from library_pages.reading.places import PARAMETER, place_in
from library_pages.reading.presenters import my_things_context
from library_pages.reading.services import OpenPublication


@surface(Policy.CATALOGUE)
def open_item(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The reader, where she stopped, at the place `?at=` or the line `?c=` of the contents.

    A type may bring a page of its own instead.
    """
    resource = ResourcePage.objects.get_queryset().for_lists().filter(uid=uid).first()
    if resource is None:
        raise Http404
    reader = reader_of(request)
    declaration = resource.resource_type
    player = declaration.player if declaration is not None else None
    try:
        if declaration is not None and player is not None and player.template:
            services.check_openable(reader, resource)
            response = _own_page(request, resource, reader, declaration, player)
        else:
            opened = services.open_publication(reader, resource, content_origin=content_origin_of(request))
            response = _shell(request, resource, reader, opened)
    except Problem as problem:
        return _said(request, resource, problem)
    if response.status_code == HTTPStatus.OK:
        announce(ItemRequested(reader, resource))
    return response


@surface(Policy.MEMBER)
@login_required
def my_things(request: HttpRequest) -> HttpResponse:
    """What the reader has begun and finished."""
    return render(request, "reading/mine.html", {"context": my_things_context(_user(request), reader_of(request))})


def _shell(request: HttpRequest, resource: ResourcePage, reader: Reader, opened: OpenPublication) -> HttpResponse:
    user = _user(request) if reader.is_authenticated else None
    config = shell.config_of(
        resource,
        opened,
        reader,
        account=str(user.uid) if user else "",
        progress=selectors.progress_of(user, resource) if user else None,
        start=_asked_place(request, resource, opened.publication),
    )
    response = render(request, "reading/shell.html", {"config": config, "usage": usage_of(request)})
    for name, value in shell.headers_of(opened.content_origin).items():
        response[name] = value
    return response


def _own_page(
    request: HttpRequest, resource: ResourcePage, reader: Reader, declaration: ResourceType, player: Player
) -> HttpResponse:
    place = _asked_place(request, resource)
    if place and str(place.get("href", "")).startswith("#"):
        return redirect(request.path + str(place["href"]))
    user = _user(request) if reader.is_authenticated else None
    context = {
        "page": resource.specific,
        "reader": reader,
        "place": selectors.document(selectors.progress_of(user, resource) if user else None),
        "account": str(user.uid) if user else "",
    }
    if player.setup:
        context |= _set_up(declaration, context)
    response = render(request, player.template, context)
    for name, value in shell.OWN_PAGE_HEADERS.items():
        response[name] = value
    return response


def _set_up(declaration: ResourceType, context: dict[str, Any]) -> dict[str, Any]:
    def ask(setup: Callable[..., Mapping[str, Any]]) -> dict[str, Any] | None:
        return dict(setup(**context))

    answer = isolated(declaration, "player.setup", ask, otherwise=None, passing=(Problem,))
    if answer is None:
        raise problems.not_openable()
    return answer


def _asked_place(
    request: HttpRequest, resource: ResourcePage, publication: Publication | None = None
) -> dict[str, Any] | None:
    if place := place_in(resource, request.GET.get(PARAMETER, "")):
        return place
    line = whole_number(request.GET.get("c", ""))
    return selectors.chapter_at(publication, line) if publication is not None and line is not None else None


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
