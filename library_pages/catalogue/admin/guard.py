"""No admin view shows or changes what another school owns (ADR 0024).

Wagtail asks for class-level permission only in many views. This middleware looks at every request that the resolver
leads to a view for staff, before the view runs: at who asks, at the view, and at whatever names an object in the route,
the query or the form. It fails closed: a view or a parameter that nobody here has heard of is no page.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from wagtail.admin.auth import reject_request
from wagtail.permissions import policy_registry

from cms.foundation.checks import policy_at
from cms.foundation.policies import Policy
from cms.web.own_choices import own_of
from library_pages.catalogue.admin import guarded_names as names
from library_pages.catalogue.admin.guarded_views import fields_of, is_open, limits_its_form, model_of

ACTIONS = ("add", "change", "delete", "choose", "publish", "lock", "unlock", "bulk_delete", "view")


class SchoolGuardMiddleware:
    """Enforces Policy.STAFF; superusers of the platform pass."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing to do before the view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Mapping[str, Any]
    ) -> HttpResponseBase | None:
        """Lead to the sign-in, or refuse.

        Raises:
            PermissionDenied: she does not work in the admin.
            Http404: the view is closed to schools, or something names an object that is not hers.
        """
        if policy_at(request) is not Policy.STAFF:
            return None
        user = request.user
        if not user.is_authenticated:
            refusal: HttpResponseBase = reject_request(request)
            return refusal
        match = request.resolver_match
        if not user.has_perm("wagtailadmin.access_admin"):
            if match is not None and match.view_name == "wagtailadmin_logout":
                return None
            raise PermissionDenied(_("This is for those who look after the library."))
        if not user.is_superuser:
            if match is None or args or not is_open(view, match.view_name):
                raise Http404
            model = model_of(view, match.view_name, kwargs)
            for name, value in _named(request, view, kwargs, match.view_name):
                _require_own(user, name, value, model)
        return None


def _named(request: HttpRequest, view: Any, kwargs: Mapping[str, Any], view_name: str) -> Iterator[tuple[str, str]]:
    """What the route, the query and the form say, by the last part of the name (rows of forms have numbers before)."""
    yield from ((name, str(value)) for name, value in kwargs.items())
    for name, values in request.GET.lists():
        yield from ((name, value) for value in values)
    if limits_its_form(view_name):
        return
    plain = fields_of(model_of(view, view_name, kwargs))
    for sent, values in request.POST.lists():
        name = sent.rpartition("-")[2]
        if name not in plain and not names.is_of_a_form(sent):
            yield from ((name, value) for value in values)


def _require_own(user: Any, name: str, value: str, model: type[Model] | None) -> None:
    if name in names.PLAIN:
        return
    named = names.model_named(name, model)
    for part in filter(None, map(str.strip, value.split(","))):
        if named is not None:
            _require_visible(user, named, part)
        elif names.is_key(part):
            raise Http404


def _require_visible(user: Any, model: type[Model], part: str) -> None:
    try:
        key = model._meta.pk.to_python(part)
    except ValidationError as error:
        if part in names.WORDS:
            return
        raise Http404 from error
    own = own_of(model, user)
    if own is None:
        own = policy_registry.get_by_type(model).instances_user_has_any_permission_for(user, ACTIONS)
    try:
        found = own.filter(pk=key).exists()
    except OverflowError as error:  # a number that no database holds
        raise Http404 from error
    if not found:
        raise Http404
