"""What runs by the clock: scheduled pages, and the nightly cleaning."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from cms.settings.parts.queue import CELERY_BEAT_SCHEDULE
from cms.web.models import NewsPage
from cms.web.tasks import keep_house, publish_scheduled
from tests.integration.web.conftest import text_of

pytestmark = pytest.mark.django_db


def test_a_piece_of_news_appears_and_goes_when_its_time_has_come(a, anybody):
    now = timezone.now()
    page = NewsPage(title="Hội sách", slug="hoi-sach", live=False, go_live_at=now - timedelta(minutes=1))
    a.home.add_child(instance=page)
    page.save_revision(approved_go_live_at=page.go_live_at)
    assert "Hội sách" not in text_of(anybody.get("/tin/"))
    publish_scheduled()
    assert "Hội sách" in text_of(anybody.get("/tin/"))
    NewsPage.objects.update(expire_at=now - timedelta(seconds=1))
    publish_scheduled()
    assert "Hội sách" not in text_of(anybody.get("/tin/"))


def test_the_night_takes_sessions_that_are_over_and_no_others(db):
    now = timezone.now()
    Session.objects.create(session_key="old", session_data="x", expire_date=now - timedelta(days=1))
    Session.objects.create(session_key="new", session_data="x", expire_date=now + timedelta(days=1))
    keep_house()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]


@pytest.mark.parametrize("task", [publish_scheduled, keep_house])
def test_the_clock_knows_both_tasks(task):
    assert task.name in {entry["task"] for entry in CELERY_BEAT_SCHEDULE.values()}
