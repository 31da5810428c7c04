"""Whether a recording can be played, and why not; the access rule has been asked before."""

from library_pages.media import problems
from library_pages.media.enums import RecordingState
from library_pages.media.models import Recording


def playable(recording: Recording | None) -> Recording:
    """The recording when it can be played.

    Raises:
        Problem: 404 `nothing-to-play`, 409 `not-playable-yet` or `not-playable`.
    """
    if recording is None:
        raise problems.nothing_to_play()
    if not recording.is_playable:
        failed = recording.state == RecordingState.FAILED
        raise problems.not_playable() if failed else problems.not_playable_yet()
    return recording
