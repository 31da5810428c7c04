"""Two schools of one site: what each of them brings, and when its works began and ended.

It runs inside the site (`manage shell`), so that workers, broker and mail server are those of the site.
"""

from __future__ import annotations

import json
import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from celery import current_app
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Sum
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form

from analytics.models import Delivery, TitleDay
from analytics.services import ingest
from analytics.services.reports import due_week
from cms.accounts.enums import Role
from cms.accounts.reader import reader_for
from cms.foundation import clock
from cms.foundation.errors import Problem
from cms.foundation.models import Job, JobState
from library_pages.catalogue.services.describing import collection_of
from library_pages.media.models import Captions, CaptionsUpload
from library_pages.media.services.captions import put_captions
from library_pages.media.services.uploads import accept
from library_pages.media.wording import reason_of
from library_pages.text.models import SourceFile
from library_pages.text.services.sources import accept_upload
from tests.factories import catalogue, media, pictures, schools
from tests.factories.epubs import chapters, epub
from tests.factories.inputs import books, captions
from tests.factories.usage import event

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import SimpleNamespace

ADDRESS: Final = "hieu.truong@truong-lang.example"
PUPILS: Final = 12
BROUGHT: Final = 11 + 10 + 3 + 7  # hostile books, heavy ones, captions, pictures
_HEAVY: Final = 10
_WORST_CAPTIONS: Final = ("open-brackets.srt", "open-tags.vtt", "long-numbers.srt")
_SECONDS: Final = 120.0
_PATIENCE: Final = 0.2  # seconds between two looks


def run() -> None:
    """Bring everything, wait until all is done, print the story as the last line."""
    bad, good = schools.school("Trường Ồn"), schools.school("Trường Lặng")
    said = _turned_away(bad)
    book = _bring(good, "Đất rừng.epub", epub(chapters(10, 200)).pack())
    _reading(good)
    # What the clock's timetable sends at its times.
    current_app.send_task("analytics.tasks.roll_up", queue="default")
    _wait_for(lambda: TitleDay.objects.filter(school=good.school).exists())
    current_app.send_task("analytics.tasks.sweep_mail", queue="default")
    _wait_for(lambda: Delivery.objects.filter(report__school=good.school, ended_at__isnull=False).exists())
    _wait_for(lambda: not Job.objects.filter(state__in=[JobState.QUEUED, JobState.RUNNING]).exists())
    print(json.dumps(_story(good, book) | {"said": said | _said_later(bad)}))


def _sent(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def _bring(at: SimpleNamespace, name: str, content: bytes) -> SourceFile:
    return accept_upload(_sent(name, content), name=name, school_id=at.school.pk, user=None)


def _turned_away(at: SimpleNamespace) -> dict[str, str]:
    """Bring the worst that is known; the sentences of those files that were turned away at once."""
    recording = accept([_sent("a.wav", media.sound(3))], kind="audio", school_id=at.school.pk, user=None)
    said: dict[str, str] = {}
    for number, (name, content) in enumerate(_captions().items()):
        put_captions(recording, _sent(name, content), language=f"q{chr(97 + number)}", label=name)
    for name, content in pictures.hostile().items():
        said |= _hang(at, name, content)
    for name, content in _books().items():
        try:
            _bring(at, name, content)
        except Problem as problem:
            said[name] = str(problem.title)
    return said


def _books() -> dict[str, bytes]:
    heavy = epub([f"<p>{'<i>a</i>' * 110_000}</p>"] * 6).pack()
    return {**books.hostile(), **{f"heavy-{number}.epub": heavy for number in range(_HEAVY)}}


def _captions() -> dict[str, bytes]:
    return {name: content for name, content in captions.all_captions().items() if name in _WORST_CAPTIONS}


def _hang(at: SimpleNamespace, name: str, content: bytes) -> dict[str, str]:
    model = get_image_model()
    collection = collection_of(at.school)
    fields = {"title": name, "collection": collection.pk, "tags": ""}
    form = get_image_form(model)(fields, {"file": _sent(name, content)}, instance=model(collection=collection))
    if form.is_valid():
        form.save()
        return {}
    return {name: " ".join(form.errors["file"])}


def _reading(at: SimpleNamespace) -> None:
    """A week that is due, in which pupils have read, and somebody who gets the mail of it."""
    week = due_week(clock.now())
    moment = datetime.combine(week.monday + timedelta(days=2), datetime.min.time(), clock.now().tzinfo)
    at.school.created_at = moment - timedelta(days=100)
    at.school.save(update_fields=["created_at"])
    schools.user(Role.PRINCIPAL, at, email=ADDRESS)
    title = catalogue.ebook(at.shelf, "Dế Mèn phiêu lưu ký")
    for _pupil in range(PUPILS):
        reader = reader_for(schools.pupil(at))
        ingest.take(reader, [event("request", title.uid, moment)], sent_at=clock.now(), device="d")


def _wait_for(comes: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _SECONDS
    while not comes():
        assert time.monotonic() < deadline, list(Job.objects.exclude(state=JobState.DONE).values("task", "state"))
        time.sleep(_PATIENCE)


def _story(good: SimpleNamespace, book: SourceFile) -> dict[str, Any]:
    book.refresh_from_db()
    job = Job.objects.get(subject=str(book.pk))
    others = Job.objects.exclude(pk=job.pk)
    delivery = Delivery.objects.get(report__school=good.school)
    return {
        "book": book.state,
        "passages": book.passages.count(),
        "queued before": others.filter(queued_at__lt=job.queued_at).count(),
        "began while it waited": others.filter(started_at__gt=job.queued_at, started_at__lt=job.started_at).count(),
        "left when it was ready": others.filter(finished_at__gt=book.ready_at).count(),
        "openings": TitleDay.objects.filter(school=good.school).aggregate(sum=Sum("requests"))["sum"],
        "mail": delivery.state,
        "left when the mail was sent": others.filter(finished_at__gt=delivery.ended_at).count(),
        "failed": Job.objects.filter(state=JobState.FAILED).count(),
    }


def _said_later(at: SimpleNamespace) -> dict[str, str]:
    """Of each file that workers have read: the sentence of its refusal, empty where it was taken."""
    said = {str(each.original_name): str(each.failure) for each in SourceFile.objects.filter(school=at.school)}
    for refused in CaptionsUpload.objects.filter(recording__school=at.school):
        said[refused.original_name] = reason_of(refused.failure_code, refused.original_name)
    taken = Captions.objects.filter(recording__school=at.school)
    hung = get_image_model().objects.filter(collection=collection_of(at.school))
    return said | {each.label: "" for each in taken} | {each.title: "" for each in hung}
