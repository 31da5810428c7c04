"""Changes that do not pass through `ResourcePage.save()`."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import post_page_move

from cms.web.selectors import school_id_at
from library_pages.catalogue import changes, ports
from library_pages.catalogue.models import Contributor, ResourcePage, Subject


@receiver(pre_delete)
def note_deletion(sender: type[Any], instance: Any, **_: object) -> None:
    """A deletion is a change too; Django sends this inside the transaction of the deletion."""
    if issubclass(sender, ResourcePage) and instance.uid:
        with transaction.atomic():
            changes.note(instance)
            if instance.live and sender is not ResourcePage:
                for tell in ports.on_withdrawn:
                    tell(instance)


@receiver(post_page_move)
def follow_the_tree(sender: type[Page], instance: Page, **_: object) -> None:
    """After a move the whole subtree belongs to the school it now stands in."""
    with transaction.atomic():
        for resource in ResourcePage.objects.descendant_of(instance, inclusive=True).specific():
            before = changes.reach_of(resource.pk)
            resource.school_id = school_id_at(resource.path)
            ResourcePage.objects.filter(pk=resource.pk).update(school_id=resource.school_id)
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
def note_that_a_subject_goes(sender: type[Any], instance: Any, **_: object) -> None:
    """The resources under it stay, and are found under it no longer; a contributor who is named can't be deleted."""
    _note_resources_of(instance)


def _note_resources_of(authority: Any) -> None:
    affected = (
        ResourcePage.objects.filter(contributions__contributor=authority)
        if isinstance(authority, Contributor)
        else ResourcePage.objects.filter(subjects=authority)
    )
    with transaction.atomic():
        for uid in affected.values_list("uid", flat=True).distinct():
            changes.note_uid(str(uid))
