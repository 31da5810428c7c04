"""The invented readings of the sample school: through the same table and rollup, and gone without a trace."""

from datetime import timedelta

import pytest

from analytics.calendar import Week, local
from analytics.models import Event
from analytics.selectors.week import week_figures
from analytics.services import releases, rollup, sample
from cms.sample.services.crowd import CLASSES, disband_crowd, enrol_crowd
from tests.factories import catalogue, schools
from tests.factories.streams import facts
from tests.factories.usage import event, post


@pytest.mark.slow
def test_a_term_of_readings_is_worth_looking_at_and_goes_without_a_trace(at, book, app, clock):
    catalogue.ebook(at.shelf, "Đất rừng phương Nam")
    enrol_crowd(at.year)
    post(app, event("request", book.uid))
    rollup.roll_up()
    real = facts()
    written = sample.fill(at.school)
    assert 1_000 < written < 6_000
    week = Week.of(local(clock()).date())
    releases.release(at.school, week)
    now = week_figures(at.school, week, smallest=5)
    last = week_figures(at.school, week.before(), smallest=5)
    assert sum(len(each.names) for each in last.classes) == len(CLASSES) + 1
    assert now.readers.now < last.readers.now < last.enrolled
    assert len({each.readers for each in last.history}) > 8
    assert max(Event.objects.values_list("occurred_at", flat=True)) <= clock()
    before = facts()
    rollup.rebuild()
    assert facts() == before
    assert sample.fill(at.school) == 0
    sample.remove(at.school)
    disband_crowd()
    assert facts() == real
    assert Event.objects.get().device == "app"


def test_the_running_week_grows_into_a_full_one(at, book, clock):
    for _number in range(12):
        schools.pupil(at)
    tuesday = clock()
    sample.fill(at.school)
    early = set(Event.objects.values_list("occurred_at", "kind"))
    sample.remove(at.school)
    clock.time = tuesday + timedelta(days=3)
    sample.fill(at.school)
    assert early < set(Event.objects.values_list("occurred_at", "kind"))
