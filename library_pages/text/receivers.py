"""What follows when a source has been read, and when the last page that shows it is gone."""

import contextlib
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from cms.foundation.errors import Problem
from cms.foundation.events import listens_to
from library_pages.catalogue import changes
from library_pages.text.events import SourceReady
from library_pages.text.models import FileBacked, SourceFile
from library_pages.text.selectors import pages_of
from library_pages.text.services.describe import describe_drafts_of
from library_pages.text.services.sources import discard


@listens_to(SourceReady)
def take_over(event: SourceReady) -> None:
    """Describe drafts; have published pages indexed again, now with their text."""
    source = SourceFile.objects.get(pk=event.source_id)
    describe_drafts_of(source)
    with transaction.atomic():
        for page in pages_of(source):
            if page.live:
                changes.note(page)


@receiver(post_delete)
def discard_with_the_last_page(sender: type[Any], instance: Any, **_: object) -> None:
    """Nobody would find the file again; a copy of the page, or a draft of another one, keeps it."""
    if not issubclass(sender, FileBacked) or instance.source_id is None:
        return
    source_id = instance.source_id

    def discard_unused() -> None:
        source = SourceFile.objects.filter(pk=source_id).first()
        if source is not None:
            with contextlib.suppress(Problem):  # somebody else shows it
                discard(source)

    transaction.on_commit(discard_unused)
