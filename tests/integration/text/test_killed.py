"""kill -9 of a worker that is reading a file: another one starts again and comes to the same result."""

import pytest
from django.utils import timezone

from cms.foundation import jobs
from cms.foundation.models import JobState
from library_pages.text.enums import SourceState
from library_pages.text.models import Passage
from library_pages.text.selectors import INGEST_TASK
from library_pages.text.services import ingest as service
from library_pages.text.services import packages
from library_pages.text.services.ingest import ingest, ingest_now
from tests.factories.epubs import epub
from tests.factories.texts import prose
from tests.harness.killing import killed
from tests.integration.text.test_ingest import outcome

pytestmark = pytest.mark.django_db(transaction=True)

STOPS = {
    "before it writes anything": lambda stop: setattr(packages, "replace_package", stop),
    "in the middle of the package": lambda stop: setattr(packages, "_write", after(5, packages._write, stop)),
    "between package and passages": lambda stop: setattr(service, "_store", stop),
    "among the passages": lambda stop: (
        setattr(service, "_BATCH", 3),
        setattr(Passage.objects, "bulk_create", after(2, Passage.objects.bulk_create, stop)),
    ),
    "after the end, before it says so": lambda stop: setattr(service.jobs, "finish", stop),
}


def after(calls, real, stop):
    """Does the real thing so many times, then stops."""
    done = iter(range(calls))
    return lambda *args, **kwargs: stop() if next(done, None) is None else real(*args, **kwargs)


def book():
    return epub([f"<h1>Chương {n}</h1><p>{prose(150, n)}</p>" for n in range(12)]).pack()


@pytest.mark.parametrize("where", list(STOPS))
def test_a_killed_worker_leaves_nothing_that_the_next_one_does_not_mend(waiting, store, clock, where):
    clock.time = timezone.now()
    undisturbed = waiting(book())
    ingest_now(undisturbed)
    expected = outcome(undisturbed, store)
    source = waiting(book())
    job = jobs.latest(INGEST_TASK, str(source.pk))

    killed(lambda: ingest(str(job.pk)), STOPS[where])

    clock.pass_by(minutes=2)
    job.refresh_from_db()
    assert job.state == JobState.RUNNING
    jobs.sweep()
    ingest(str(job.pk))
    job.refresh_from_db()
    assert job.state == JobState.DONE
    assert outcome(source, store) == expected


def test_while_it_is_dead_the_book_is_not_ready(waiting):
    source = waiting(book())
    job = jobs.latest(INGEST_TASK, str(source.pk))
    killed(lambda: ingest(str(job.pk)), STOPS["among the passages"])
    source.refresh_from_db()
    assert source.state == SourceState.READING
