"""Changes that do not pass through `ResourcePage.save()`, and what follows when a content is ready or left alone."""

import contextlib
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import post_page_move, unpublished

from cms.foundation.errors import Problem
from cms.foundation.events import listens_to
from library_pages.catalogue import changes, ports
from library_pages.catalogue.content import kinds_of
from library_pages.catalogue.events import ContentChanged, ContentReady
from library_pages.catalogue.models import ContentPageMixin, Contributor, ResourcePage, Subject, Work
from library_pages.catalogue.services.content import describe_drafts_of, discard, note_change


@receiver(pre_delete)
def note_deletion(sender: type[Any], instance: Any, **_: object) -> None:
    """A deletion is a change too; Django sends this inside the transaction of the deletion."""
    if issubclass(sender, ResourcePage) and instance.uid:
        with transaction.atomic():
            changes.note(instance)


@receiver(unpublished, sender=Page)
def close_what_was_unpublished(sender: type[Page], instance: Page, **_: object) -> None:
    """Schedule and deletions unpublish rows of Wagtail's own table, of which `ResourcePage.save()` hears nothing."""
    resource = ResourcePage.objects.filter(pk=instance.pk).first()
    if resource is not None:
        with transaction.atomic():
            changes.note(resource)
            changes.pass_down(resource, ResourcePage.objects.get_queryset())
            for tell in ports.on_withdrawn:
                tell(resource.specific)


@receiver(post_page_move)
def follow_the_tree(sender: type[Page], instance: Page, **_: object) -> None:
    """After a move the whole subtree belongs to the school it now stands in, and parts to what they stand below."""
    with transaction.atomic():
        for resource in ResourcePage.objects.descendant_of(instance, inclusive=True).specific():
            before = changes.shown_as_stored(ResourcePage.objects.filter(pk=resource.pk))
            resource.derive()
            ResourcePage.objects.filter(pk=resource.pk).update(
                school=resource.school, part_of=resource.part_of, effective_audience=resource.effective_audience
            )
            changes.note(resource)
            changes.tell_if_withdrawn(resource, before)


@receiver(post_save, sender=Contributor)
@receiver(post_save, sender=Subject)
def note_authority_change(sender: type[Any], instance: Any, created: bool, **_: object) -> None:
    """A renamed authority changes all resources that name it."""
    if created:
        return
    _note_resources_of(instance)


@receiver(pre_delete, sender=Subject)
@receiver(pre_delete, sender=Work)
def note_that_an_authority_goes(sender: type[Any], instance: Any, **_: object) -> None:
    """Resources of a subject are found under it no longer, and forms of a work are works of their own from now on.

    A contributor who is named can't be deleted.
    """
    _note_resources_of(instance)


def _note_resources_of(authority: Any) -> None:
    field = {Contributor: "contributions__contributor", Subject: "subjects", Work: "work"}[type(authority)]
    affected = ResourcePage.objects.filter(**{field: authority})
    with transaction.atomic():
        for uid in affected.values_list("uid", flat=True).distinct():
            changes.note_uid(str(uid))


@listens_to(ContentReady)
def describe(event: ContentReady) -> None:
    """Drafts get what the content says; once, since each time makes a revision under the hands of whoever edits."""
    content = _row(event.model, event.pk)
    if content is not None:
        describe_drafts_of(content)


@listens_to(ContentReady)
def index_what_can_be_opened(event: ContentReady) -> None:
    """Published pages are found by what is in the content from now on."""
    _index_again(event.model, event.pk)


@listens_to(ContentChanged)
def index_what_has_changed(event: ContentChanged) -> None:
    """And by what is in it when that is known for sure."""
    _index_again(event.model, event.pk)


def _index_again(model: type[Model], pk: object) -> None:
    content = _row(model, pk)
    if content is not None:
        with transaction.atomic():
            note_change(content)


@receiver(post_delete)
def discard_with_the_last_page(sender: type[Any], instance: Any, **_: object) -> None:
    """Nobody would find the content again; a copy of the page, or a draft of another one, keeps it."""
    if not issubclass(sender, ContentPageMixin):
        return
    left = [(kind.model, getattr(instance, f"{kind.field}_id")) for kind in kinds_of(sender)]

    def discard_unused() -> None:
        for model, pk in left:
            content = _row(model, pk)
            if content is not None:
                with contextlib.suppress(Problem):  # somebody else shows it
                    discard(content)

    transaction.on_commit(discard_unused)


def _row(model: type[Model], pk: object) -> Model | None:
    return model._default_manager.filter(pk=pk).first()
