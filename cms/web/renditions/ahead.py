"""Renditions are made by a worker before anybody asks for them."""

from typing import Any, Final

from django.db.models.signals import post_save
from wagtail.images import get_image_model

from cms.foundation import jobs, turns
from cms.foundation.models import Job

TASK: Final = "cms.web.renditions.make"  # name of the job that makes a picture's renditions
_wanted: Final[dict[str, None]] = dict.fromkeys(("max-165x165", "max-800x600"))  # the lists and the form of the admin


def want(spec: str) -> str:
    """Declare a rendition that is shown for every picture; the same words, for whoever shows it."""
    _wanted[spec] = None
    return spec


def listen() -> None:
    """Queue each picture whose file is new."""
    post_save.connect(_queue, sender=get_image_model(), dispatch_uid="renditions-ahead")


def _queue(sender: Any, instance: Any, update_fields: Any = None, **_rest: Any) -> None:
    if update_fields is None:
        jobs.enqueue(TASK, str(instance.pk), owner=f"pictures of {instance.collection_id}")


@turns.works_on(TASK)
def make(job: Job) -> None:
    """Make what is wanted of a picture."""
    image = get_image_model().objects.filter(pk=job.subject).first()
    try:
        if image is not None:
            for spec in _wanted:
                image.get_rendition(spec)
                jobs.heartbeat(job)
    except OSError as error:  # Wagtail's for a source that is gone or broken
        jobs.fail(job, "picture", str(error))
    else:
        jobs.finish(job)
