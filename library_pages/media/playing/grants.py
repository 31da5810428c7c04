"""Tokens that open one recording for a while; they stand in the path, so that playlists hand them on."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from cms.foundation import grants
from cms.foundation.grants import GrantClaims, expiry, opens, sign
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.ports import on_withdrawn
from library_pages.media.models import Recording, RecordingPageMixin

_SCOPE: Final = "media"
_HALF_HOUR: Final = timedelta(minutes=30)  # by which an expiry may come earlier
_HOUR: Final = timedelta(hours=1)
_QUARTER: Final = timedelta(minutes=15)
_LONGEST: Final = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class MediaGrant:
    """A token for a recording, with the path below which all of it lies; good until `expires` (UTC)."""

    token: str
    path: str
    expires: datetime


def grant(recording: Recording) -> MediaGrant:
    """A token that outlives one hearing: the recording's length and an hour, or twice its length up to six hours."""
    length = timedelta(seconds=recording.duration)
    expires = expiry(max(length + _HOUR, min(2 * length + _QUARTER, _LONGEST)) + _HALF_HOUR)
    token = sign(GrantClaims(subject=str(recording.pk), scope=_SCOPE, expires=expires))
    return MediaGrant(token, f"/m/{token}/{recording.pk}/{recording.profile}/", expires)


def withdraw(recording_id: object) -> None:
    """End all tokens of a recording."""
    grants.withdraw(_SCOPE, str(recording_id))


def is_open(token: str, recording_id: str) -> bool:
    """Whether a token opens exactly this recording now."""
    return opens(token, scope=_SCOPE, subject=recording_id)


@on_withdrawn
def stop_playing(page: ResourcePage) -> None:
    """The tokens of its recording end with the transaction."""
    if isinstance(page, RecordingPageMixin) and page.recording_id is not None:
        recording_id = page.recording_id
        transaction.on_commit(lambda: withdraw(recording_id))
