"""What a librarian is told when she publishes what can't be played yet; other doors: catalogue/test_going_live.py."""

import pytest

from library_pages.media.enums import RecordingState
from library_pages.media.wording import NOT_PLAYABLE_YET, WORDS
from library_pages.types.audiobook.models import AudiobookPage
from tests.factories import recordings

pytestmark = pytest.mark.django_db

NOT_YET = [state for state in RecordingState if state not in {RecordingState.PLAYABLE, RecordingState.COMPLETE}]


@pytest.fixture
def waiting(a):
    """A draft whose recording is being prepared, with a revision."""

    def make(state=RecordingState.ENCODING):
        page = recordings.page(a.shelf, played=recordings.recording(state), live=False)
        page.save_revision()
        return page

    return make


def publish(client, page, fields, **changes):
    return client.post(
        f"/admin/pages/{page.pk}/edit/", fields(page, **{"action-publish": "yes"} | changes), follow=True
    )


@pytest.mark.parametrize("state", NOT_YET)
def test_the_form_keeps_the_draft_and_says_why(client, a, librarian, waiting, fields, said, state):
    page = waiting(state)
    response = publish(client, page, fields, title="Tựa của cô")
    page.refresh_from_db()
    assert said(response)[-1] == str(NOT_PLAYABLE_YET)
    assert not page.live
    assert page.get_latest_revision_as_object().title == "Tựa của cô"


def test_a_page_without_a_recording_is_told_to_get_one(client, a, librarian, fields, said):
    page = a.shelf.add_child(instance=AudiobookPage(title="Không tiếng", live=False))
    page.save_revision()
    assert said(publish(client, page, fields))[-1] == str(WORDS.none)


def test_what_can_be_played_is_published_although_better_quality_is_coming(client, a, librarian, waiting, fields):
    page = waiting(RecordingState.PLAYABLE)
    publish(client, page, fields, audience="public")
    page.refresh_from_db()
    assert (page.live, page.audience) == (True, "public")


def test_in_bulk_all_wait_for_the_slowest(client, a, librarian, waiting):
    ready, slow = waiting(RecordingState.COMPLETE), waiting()
    client.post(f"/admin/bulk/wagtailcore/page/publish/?id={ready.pk}&id={slow.pk}", {"next": "/admin/"})
    assert not AudiobookPage.objects.filter(live=True).exists()
    client.post(f"/admin/bulk/wagtailcore/page/publish/?id={ready.pk}", {"next": "/admin/"})
    assert AudiobookPage.objects.get(live=True).pk == ready.pk


def test_bulk_publishing_with_what_lies_below_asks_the_model_too(client, a, librarian, waiting):
    page = waiting()
    client.raise_request_exception = False
    client.post(
        f"/admin/bulk/wagtailcore/page/publish/?id={a.shelf.pk}", {"next": "/admin/", "include_descendants": "on"}
    )
    page.refresh_from_db()
    assert not page.live
