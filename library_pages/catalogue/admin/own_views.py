"""Views of Wagtail's that name what other schools have, narrowed; `urls_admin` puts them before Wagtail's."""

from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps
from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from taggit.models import Tag, TagBase
from wagtail.admin.auth import require_admin_access
from wagtail.admin.filters import BaseMediaFilterSet
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.documents.views.documents import DocumentsFilterSet
from wagtail.documents.views.documents import IndexView as DocumentsView
from wagtail.images.views.chooser import ImageChooseView
from wagtail.images.views.images import ImagesFilterSet
from wagtail.images.views.images import IndexView as ImagesView

from cms.foundation.policies import Policy, surface
from cms.web.own_choices import own_of
from library_pages.catalogue.admin.tags import beginning_with, popular


def staff_view(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A view of the admin, with the log context and the language that Wagtail gives to its own."""
    guarded: Callable[..., HttpResponseBase] = require_admin_access(view)
    return surface(Policy.STAFF)(guarded)


def _complete_tag(request: HttpRequest, app_name: str = "", model_name: str = "") -> JsonResponse:
    """Tags that begin with `term`.

    Raises:
        Http404: there are no tags of that kind.
    """
    try:
        model: Any = apps.get_model(app_name, model_name) if app_name else Tag
    except LookupError as error:
        raise Http404 from error
    if not issubclass(model, TagBase):
        raise Http404
    return JsonResponse(beginning_with(request.user, model, request.GET.get("term", "")), safe=False)


def _bulk_action(request: HttpRequest, app_label: str, model_name: str, action: str) -> HttpResponseBase:
    """As Wagtail's. “All” of a list are those of the user: a home that all schools share lies above those of others.

    Raises:
        Http404: there is no such action.
    """
    action_class = bulk_action_registry.get_bulk_action_class(app_label, model_name, action)
    if action_class is None:
        raise Http404
    own_action: Any = type(action_class.__name__, (_OwnObjects, action_class), {})
    answer: HttpResponseBase = own_action(request, apps.get_model(app_label, model_name)).dispatch(request)
    return answer


class _OwnObjects:
    """Before a bulk action: takes out of “all” what is not the user's."""

    request: HttpRequest
    model: Any

    def get_all_objects_in_listing_query(self, parent_id: str | None) -> Iterable[Any]:
        keys = super().get_all_objects_in_listing_query(parent_id)  # type: ignore[misc]  # a mix-in before Wagtail's
        own = None if self.request.user.is_superuser else own_of(self.model, self.request.user)
        return keys if own is None else list(own.filter(pk__in=list(keys)).values_list("pk", flat=True))


class _OwnTags(BaseMediaFilterSet):
    """Offers the tags of the user's own files; Wagtail offers those of all."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tags = popular(kwargs["request"].user, self._meta.model)
        if not tags:
            self.filters.pop("tag", None)
        elif "tag" in self.filters:
            self.filters["tag"].extra["choices"] = [(tag.name, tag.name) for tag in tags]


class _ImagesFilterSet(_OwnTags, ImagesFilterSet):
    class Meta(ImagesFilterSet.Meta):
        pass


class _DocumentsFilterSet(_OwnTags, DocumentsFilterSet):
    class Meta(DocumentsFilterSet.Meta):
        pass


class _ImagesView(ImagesView):
    filterset_class = _ImagesFilterSet


class _DocumentsView(DocumentsView):
    filterset_class = _DocumentsFilterSet


class OwnImageChooseView(ImageChooseView):
    """The window in which a picture is chosen."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """As Wagtail's, with the tags of the user's own pictures."""
        return super().get_context_data(**kwargs) | {"popular_tags": popular(self.request.user, self.model)}


complete_tag = staff_view(_complete_tag)
bulk_action = staff_view(_bulk_action)
images = staff_view(_ImagesView.as_view())
images_results = staff_view(_ImagesView.as_view(results_only=True))
documents = staff_view(_DocumentsView.as_view())
documents_results = staff_view(_DocumentsView.as_view(results_only=True))
