"""Which free tags the admin shows: those of what the user may see (ADR 0024).

taggit keeps one row a word for everybody, so that a tag belongs to nobody by itself; but which words there are says
what another school keeps, also for its staff alone.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Model, Q, QuerySet
from taggit.models import GenericTaggedItemBase, ItemBase, TagBase
from wagtail.admin.views.tags import TAGS_AUTOCOMPLETE_LIMIT

from cms.accounts.reader import reader_for
from cms.web.own_choices import own_of
from library_pages.catalogue import access
from library_pages.catalogue.models import ResourcePage


def tags_of(user: Any, tag_model: type[TagBase]) -> QuerySet[TagBase]:
    """All tags for an operator of the platform, for others those of what they work with or may open."""
    tags: QuerySet[TagBase] = tag_model._default_manager.all()
    if user.is_superuser:
        return tags
    seen = Q(pk__in=[])
    for use in _uses_of(tag_model):
        seen |= Q(pk__in=_seen_by(user, use).values("tag"))
    return tags.filter(seen)


def beginning_with(user: Any, tag_model: type[TagBase], term: str) -> list[str]:
    """Names to complete what she has typed; none before she has typed."""
    if not term:
        return []
    names = tags_of(user, tag_model).filter(name__istartswith=term).order_by("name").values_list("name", flat=True)
    return list(names[:TAGS_AUTOCOMPLETE_LIMIT])


def popular(user: Any, model: type[Model], count: int = 10) -> list[TagBase]:
    """The tags that most of the user's own files of a model carry."""
    manager: Any = model.tags  # type: ignore[attr-defined]  # taggit's, on every model of files
    rows = _seen_by(user, manager.through).filter(content_type=ContentType.objects.get_for_model(model))
    uses = dict(rows.values_list("tag").annotate(uses=Count("pk")).order_by("-uses", "tag")[:count])
    found: Any = manager.through.tag_model().objects.filter(pk__in=uses)
    return sorted(found, key=lambda tag: -uses[tag.pk])


def _uses_of(tag_model: type[TagBase]) -> list[type[ItemBase]]:
    """The models whose rows put such a tag on something."""
    related = [relation.related_model for relation in tag_model._meta.related_objects]
    return [model for model in related if isinstance(model, type) and issubclass(model, ItemBase)]


def _seen_by(user: Any, use: type[ItemBase]) -> QuerySet[Any]:
    rows: QuerySet[Any] = use._default_manager.order_by()
    if not issubclass(use, GenericTaggedItemBase):
        tagged: Any = {field.name: field.related_model for field in use._meta.fields}["content_object"]
        return rows.filter(_among(user, tagged, "content_object"))
    seen = Q(pk__in=[])
    for content_type in ContentType.objects.filter(pk__in=rows.values("content_type")):
        if (model := content_type.model_class()) is not None:
            seen |= Q(content_type=content_type) & _among(user, model, "object_id")
    return rows.filter(seen)


def _among(user: Any, model: Any, field: str) -> Q:
    """What she works with; of resources also what she may open, as those of the shared catalogue."""
    own = model._default_manager.all() if user.is_superuser else own_of(model, user)
    among = Q(pk__in=[]) if own is None else Q(**{f"{field}__in": own.order_by().values("pk")})
    if issubclass(model, ResourcePage):
        visible = access.visible(ResourcePage.objects.all(), reader_for(user))
        among |= Q(**{f"{field}__in": visible.order_by().values("pk")})
    return among
