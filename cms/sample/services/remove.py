"""Taking the sample library away: exactly what it made, and never what others have put into it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.models import Group
from django.db import models, transaction
from django.db.models import ProtectedError
from taggit.models import Tag
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page

from analytics.services import sample as readings
from cms.accounts.models import Enrolment, Membership, School, SchoolClass, SchoolYear
from cms.foundation.errors import Problem
from cms.sample.models import Made
from cms.sample.services.crowd import disband_crowd
from cms.sample.services.memory import recall
from library_pages.catalogue.models import (
    Contribution,
    Contributor,
    LevelScale,
    ResourcePage,
    ResourceTag,
    Subject,
    Work,
)
from library_pages.catalogue.services.content import discard
from library_pages.media.models import Media, Recording
from library_pages.text.models import SourceFile


def remove() -> list[str]:
    """Delete what was made, last things first, and again from the end as long as that sets something free.

    Returns:
        In words, what had to stay because others have built on it: a school with new pupils, a subject that another
        book has. It stays remembered, so that a later removal can take it.
    """
    for row in Made.objects.filter(name="school"):
        school = recall(row)
        if isinstance(school, School):
            readings.remove(school)
    disband_crowd()
    while True:
        freed, kept = _remove_what_is_free()
        if not freed:
            return kept


def _remove_what_is_free() -> tuple[int, list[str]]:
    freed, kept = 0, []
    for row in Made.objects.order_by("-pk").select_related("content_type"):
        thing = recall(row)
        if thing is None or _delete(thing):
            row.delete()
            freed += 1
        else:
            kept.append(f"{thing._meta.verbose_name}: {thing}")
    return freed, kept


def _delete(thing: models.Model) -> bool:
    if _is_used(thing):
        return False
    try:
        with transaction.atomic():
            if isinstance(thing, SourceFile | Recording):
                discard(thing)
            elif isinstance(thing, get_image_model()):
                _delete_image(thing)
            elif isinstance(thing, Page | Collection):
                # A copy fresh from the tables: treebeard works with the place in the tree that the object remembers.
                type(thing)._default_manager.get(pk=thing.pk).delete()
            else:
                thing.delete()
    except (ProtectedError, Problem):
        return False
    return True


def _delete_image(image: Any) -> None:
    # Wagtail leaves the files to a task; here no worker may be running, and nobody would ever ask again.
    storage = image.file.storage
    names = [image.file.name, *(rendition.file.name for rendition in image.renditions.all())]
    image.delete()
    for name in names:
        transaction.on_commit(partial(storage.delete, name))


def _is_used(thing: models.Model) -> bool:
    return any(isinstance(thing, model) and used(thing) for model, used in _USES)


def _school_is_used(school: Any) -> bool:
    return (
        any(
            rows.filter(school=school).exists()
            for rows in (
                Membership.objects,
                SchoolYear.objects,
                ResourcePage.objects,
                SourceFile.objects,
                Recording.objects,
            )
        )
        or Page.objects.filter(homepage__school=school).exists()
    )


def _collection_is_used(collection: Any) -> bool:
    files = (get_image_model(), get_document_model(), Media)
    return any(model._default_manager.filter(collection=collection).exists() for model in files)


# What deletion would take along, or unlink, without a word.
_USES: tuple[tuple[type[models.Model], Callable[[Any], bool]], ...] = (
    (Page, lambda page: bool(page.get_children().exists())),
    (School, _school_is_used),
    (SchoolYear, lambda year: SchoolClass.objects.filter(year=year).exists()),
    (SchoolClass, lambda listed: Enrolment.objects.filter(school_class=listed).exists()),
    (Subject, lambda subject: ResourcePage.objects.filter(subjects=subject).exists()),
    (Work, lambda work: ResourcePage.objects.filter(work=work).exists()),
    (Contributor, lambda person: Contribution.objects.filter(contributor=person).exists()),
    (Tag, lambda tag: ResourceTag.objects.filter(tag=tag).exists()),
    (LevelScale, lambda scale: ResourcePage.objects.filter(level__scale=scale).exists()),
    (Group, lambda group: bool(group.user_set.exists())),
    (get_image_model(), lambda image: ResourcePage.objects.filter(cover=image).exists()),
    (Collection, _collection_is_used),
)
