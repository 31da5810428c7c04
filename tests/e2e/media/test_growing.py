"""A recording that is watched while it is still being prepared."""

import pytest

from library_pages.media.enums import RecordingState
from library_pages.media.services.working import process_now
from tests.factories import media, recordings

pytestmark = pytest.mark.slow


def test_who_begins_early_begins_at_the_beginning_and_sees_on_without_loading_anew(studio, device):
    played = media.recording(media.video(20, size="320x180"))
    process_now(played, until_playable=True)
    assert played.state == RecordingState.PLAYABLE
    page = recordings.page(studio.school.shelf, "Nghé và vầng trăng", played=played)

    seeing = device(page, studio.pupil())
    seeing.ready()
    assert seeing.time < 0.5
    seeing.play()
    seeing.plays_past(1)

    process_now(played)
    assert played.state == RecordingState.COMPLETE
    seeing.page.evaluate("document.querySelector('[data-media]').playbackRate = 4")
    seeing.plays_past(15)
    assert seeing.page.locator("[data-media]").evaluate("media => media.error") is None
