"""The page that plays: whether it may be shown is decided, and its grant signed, before anything of it is rendered."""

import pytest
from django.test import Client

from library_pages.media.enums import RecordingState
from library_pages.media.models import Recording
from tests.factories import recordings, schools

pytestmark = pytest.mark.django_db
TEMPLATE = "media/player.html"


@pytest.fixture
def page(db):
    return recordings.page(schools.school().shelf, audience="public")


def opened(page):
    answer = Client().get(f"/doc/{page.uid}/")
    return answer.status_code, [template.name for template in answer.templates]


@pytest.mark.parametrize("state", [RecordingState.UPLOADED, RecordingState.ENCODING, RecordingState.FAILED])
def test_what_does_not_play_is_said_without_beginning_its_page(page, state):
    Recording.objects.update(state=state)
    status, templates = opened(page)
    assert status == 409
    assert templates[0] == "web/error.html"
    assert TEMPLATE not in templates


def test_what_is_withdrawn_is_not_there(page):
    type(page).objects.filter(pk=page.pk).update(recording=None)
    assert opened(page)[0] == 404


def test_what_plays_comes_with_its_grant(page):
    answer = Client().get(f"/doc/{page.uid}/")
    assert answer.templates[0].name == TEMPLATE
    playback = answer.context["player"]["playback"]
    assert Client().get(playback["hls_url"]).status_code == 200
