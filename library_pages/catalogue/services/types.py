"""Keeps pages usable whose type is uninstalled and installed again."""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from cms.plugins import registry
from library_pages.catalogue.models import ResourcePage


def reconcile_types() -> dict[str, int]:
    """Point every resource at its type's model, or at ResourcePage where the type is gone; rows changed by slug.

    Runs after `migrate` at every start and is idempotent: two queries a slug. Without it a page of a missing type is a
    500 in the admin, and its `save()` an AttributeError.
    """
    changed: dict[str, int] = {}
    with transaction.atomic():
        for slug in ResourcePage.objects.order_by().values_list("type_slug", flat=True).distinct():
            declaration = registry.get(slug)
            model = apps.get_model(declaration.page) if declaration else ResourcePage
            content_type = ContentType.objects.get_for_model(model)
            rows = ResourcePage.objects.filter(type_slug=slug).exclude(content_type=content_type)
            if count := rows.order_by().update(content_type=content_type):
                changed[slug] = count
    return changed
