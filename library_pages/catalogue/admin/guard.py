"""No admin view shows or changes what another school owns (house-spike 3.1).

Wagtail asks for class-level permission only in many views; this middleware looks at the arguments of every admin view
before it runs and answers 404 when they name an object that the user's permission policy does not give her. It fails
closed: views that nobody here has heard of are covered by their `model`.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Page
from wagtail.permissions import page_permission_policy, policy_registry

ACTIONS = ("add", "change", "delete", "choose", "publish", "lock", "unlock", "bulk_delete", "view")
_PAGE_ARGUMENTS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_to_copy_id")
_OBJECT_ARGUMENTS = ("pk", "object_id", "image_id", "document_id", "media_id")
# Reports of all page types, with who edited last where: names of other schools' staff (house-spike 3.1).
_CLOSED = frozenset({"page_types_usage", "page_types_usage_results"})
# wagtailmedia's chooser lists the collections of all schools, its lists the tags; recordings are kept at their pages.
_CLOSED_NAMESPACES = frozenset({"wagtailmedia"})


class SchoolGuardMiddleware:
    """Checks the URL arguments of admin views; superusers of the platform pass."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing to do before the view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], _args: Any, kwargs: Mapping[str, Any]
    ) -> None:
        """Raise 404 for what the user may not see."""
        user = request.user
        if not request.path.startswith("/admin/") or not user.is_authenticated or user.is_superuser:
            return
        match = request.resolver_match
        if match is not None and (match.url_name in _CLOSED or not _CLOSED_NAMESPACES.isdisjoint(match.namespaces)):
            raise Http404
        _require_explorable(user, [kwargs[name] for name in _PAGE_ARGUMENTS if kwargs.get(name)])
        model = _model_of(view, kwargs)
        if model is None:
            return
        keys = [kwargs[name] for name in _OBJECT_ARGUMENTS if kwargs.get(name)]
        if match is not None and match.url_name == "wagtail_bulk_action":
            keys += [key for key in request.GET.getlist("id") if key != "all"]
        if keys:
            _require_visible(user, model, keys)


def _model_of(view: Any, kwargs: Mapping[str, Any]) -> type[Model] | None:
    initial = getattr(view, "view_initkwargs", {})
    candidate = initial.get("model") or getattr(getattr(view, "view_class", None), "model", None)
    if candidate is None and {"app_label", "model_name"} <= kwargs.keys():
        try:
            candidate = apps.get_model(kwargs["app_label"], kwargs["model_name"])
        except LookupError as error:
            raise Http404 from error
    return candidate if isinstance(candidate, type) and issubclass(candidate, Model) else None


def _require_explorable(user: Any, keys: list[Any]) -> None:
    if keys and page_permission_policy.explorable_instances(user).filter(pk__in=keys).count() < len(
        set(map(str, keys))
    ):
        raise Http404


def _require_visible(user: Any, model: type[Model], keys: list[Any]) -> None:
    if issubclass(model, Page):
        _require_explorable(user, keys)
        return
    policy = policy_registry.get_by_type(model)
    allowed = policy.instances_user_has_any_permission_for(user, ACTIONS)
    try:
        found = allowed.filter(pk__in=keys).count()
    except (ValueError, TypeError) as error:
        raise Http404 from error
    if found < len(set(map(str, keys))):
        raise Http404
