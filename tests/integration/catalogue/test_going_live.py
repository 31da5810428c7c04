"""Nothing whose content is made in the background goes live before it is ready, by whatever door (ADR 0014)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import call_command
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page, Revision

from cms.foundation import clock
from library_pages.catalogue.models import NotReadyError
from library_pages.media.enums import RecordingState
from library_pages.text.enums import SourceState
from library_pages.types.audiobook.models import AudiobookPage
from library_pages.types.ebook.models import EbookPage
from tests.factories import recordings, schools
from tests.factories.sources import source

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Kind:
    """One kind of content: its page, its field, how it is made and what makes it ready or not."""

    page: type[Any]
    field: str
    make: Callable[[Any], Any]
    waiting: str
    ready: str
    failed: str


KINDS = [
    Kind(EbookPage, "source", source, SourceState.READING, SourceState.READY, SourceState.FAILED),
    Kind(
        AudiobookPage,
        "recording",
        recordings.recording,
        RecordingState.ENCODING,
        RecordingState.PLAYABLE,
        RecordingState.FAILED,
    ),
]


@pytest.fixture
def shelf():
    return schools.school().shelf


@pytest.fixture(params=KINDS, ids=lambda kind: kind.field)
def kind(request):
    return request.param


@pytest.fixture
def page(shelf, kind):
    """A page on the shelf with content in this state; a draft unless told."""

    def make(state: str, *, live: bool = False) -> Any:
        fields = {kind.field: kind.make(state)} if state else {}
        made = shelf.add_child(instance=kind.page(title="Mèn", live=live, **fields))
        made.save_revision()
        return made

    return make


def change(kind: Kind, page: Any, state: str) -> None:
    content = getattr(page, kind.field)
    content.state = state
    content.save(update_fields=["state"])


def is_live(page: Any) -> bool:
    return Page.objects.filter(pk=page.pk, live=True).exists()


def test_the_clock_waits_until_it_is_ready(kind, page):
    waiting, ready = page(kind.waiting), page(kind.ready)
    past = clock.now() - timedelta(minutes=5)
    Revision.objects.update(approved_go_live_at=past)
    call_command("publish_scheduled")
    assert (is_live(waiting), is_live(ready)) == (False, True)
    change(kind, waiting, kind.ready)
    call_command("publish_scheduled")
    assert is_live(waiting)


@pytest.mark.parametrize("state", ["waiting", "failed", ""])
def test_code_that_publishes_is_refused(kind, page, state):
    draft = page(getattr(kind, state, ""))
    with pytest.raises(NotReadyError):
        draft.latest_revision.publish()
    assert not is_live(draft)


def test_the_action_behind_wagtails_own_api_is_refused(kind, page):
    draft = page(kind.waiting)
    with pytest.raises(NotReadyError):
        PublishPageRevisionAction(draft.latest_revision).execute(skip_permission_checks=True)
    assert not is_live(draft)


@pytest.mark.parametrize("state", ["waiting", "failed", ""])
def test_no_page_is_made_live(kind, page, state):
    with pytest.raises(NotReadyError) as refused:
        page(getattr(kind, state, ""), live=True)
    assert kind.field in refused.value.message_dict


def test_a_published_page_gets_no_content_that_is_not_ready(kind, page):
    shown = page(kind.ready, live=True)
    setattr(shown, kind.field, kind.make(kind.waiting))
    with pytest.raises(NotReadyError):
        shown.save()
    with pytest.raises(NotReadyError):
        shown.save(update_fields=[kind.field])


@pytest.mark.parametrize("state", ["waiting", "failed"])
def test_a_published_page_whose_content_is_made_anew_or_fails_can_still_be_corrected(kind, page, state):
    shown = page(kind.ready, live=True)
    change(kind, shown, getattr(kind, state))
    shown.title = "Tựa đúng"
    shown.save()
    assert Page.objects.get(pk=shown.pk, live=True).title == "Tựa đúng"


def test_what_the_page_has_read_before_is_not_believed(page, kind):
    draft = page(kind.ready)
    assert draft.may_go_live()
    type(getattr(draft, kind.field)).objects.update(state=kind.failed)
    assert not draft.may_go_live()
