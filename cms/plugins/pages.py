"""The page models that declarations name."""

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from cms.plugins.contract import ResourceType


def page_model(declaration: ResourceType) -> type[models.Model] | None:
    """The page model of a type; None where there is none, which `plugins.E003` says."""
    try:
        return apps.get_model(declaration.page)
    except (LookupError, ValueError):
        return None


def has_field(declaration: ResourceType, name: str) -> bool:
    """Whether pages of the type have a field or a property of this name; True where there is no model at all."""
    model = page_model(declaration)
    if model is None:
        return True
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return isinstance(getattr(model, name, None), property)
    return True
