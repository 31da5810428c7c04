"""Doing things once, and remembering what was made."""

from collections.abc import Callable
from typing import TypeVar, cast

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from cms.sample.models import Made

M = TypeVar("M", bound=models.Model)


class GoneError(Exception):
    """Something of the sample was deleted by hand, so what would stand on it is not made either."""


def once(name: str, make: Callable[[], M]) -> M:
    """What was made under this name, or what `make` makes now, remembered in the same transaction.

    Raises:
        GoneError: it was made, and somebody has deleted it since.
    """
    with transaction.atomic():
        row = Made.objects.filter(name=name).first()
        if row is None:
            made = make()
            remember(name, made)
            return made
        thing = recall(row)
    if thing is None:
        raise GoneError(name)
    return cast("M", thing)


def remember(name: str, thing: models.Model) -> None:
    """Note something as made by the sample library, in place of what an earlier removal had to leave under the name."""
    content_type = ContentType.objects.get_for_model(thing, for_concrete_model=True)
    Made.objects.update_or_create(name=name, defaults={"content_type": content_type, "object_id": str(thing.pk)})


def is_remembered(name: str) -> bool:
    """Whether something was made under this name, be it there still or not."""
    return Made.objects.filter(name=name).exists()


def recall(row: Made) -> models.Model | None:
    """The object of a row; None when it is gone."""
    model = row.content_type.model_class()
    return None if model is None else model._default_manager.filter(pk=row.object_id).first()
