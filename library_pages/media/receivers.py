"""What follows when a recording can be played, and when the last page that shows it is gone."""

import contextlib
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from cms.foundation.errors import Problem
from cms.foundation.events import listens_to
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.ports import on_withdrawn
from library_pages.media import grants
from library_pages.media.events import RecordingCompleted, RecordingReady
from library_pages.media.models import MediaBacked, Recording
from library_pages.media.services.describe import describe_drafts_of
from library_pages.media.services.notes import note_change
from library_pages.media.services.uploads import discard


@listens_to(RecordingReady)
def describe(event: RecordingReady) -> None:
    """Drafts get what the files say; once, since each time makes a revision under the hands of whoever edits."""
    recording = Recording.objects.filter(pk=event.recording_id).first()
    if recording is not None:
        describe_drafts_of(recording)


@listens_to(RecordingReady)
def index_what_can_be_played(event: RecordingReady) -> None:
    """Published pages are found by what is said in the recording from now on."""
    _index_again(event.recording_id)


@listens_to(RecordingCompleted)
def index_at_its_real_length(event: RecordingCompleted) -> None:
    """The length and the parts are known for sure only when all has been encoded."""
    _index_again(event.recording_id)


def _index_again(recording_id: UUID) -> None:
    recording = Recording.objects.filter(pk=recording_id).first()
    if recording is not None:
        with transaction.atomic():
            note_change(recording)


@on_withdrawn
def stop_playing(page: ResourcePage) -> None:
    """The tokens of its recording end with the transaction."""
    if isinstance(page, MediaBacked) and page.recording_id is not None:
        recording_id = page.recording_id
        transaction.on_commit(lambda: grants.withdraw(recording_id))


@receiver(post_delete)
def discard_with_the_last_page(sender: type[Any], instance: Any, **_: object) -> None:
    """Nobody would find the recording again; a copy of the page, or a draft of another one, keeps it."""
    if not issubclass(sender, MediaBacked) or instance.recording_id is None:
        return
    recording_id = instance.recording_id

    def discard_unused() -> None:
        recording = Recording.objects.filter(pk=recording_id).first()
        if recording is not None:
            with contextlib.suppress(Problem):  # somebody else shows it
                discard(recording)

    transaction.on_commit(discard_unused)
