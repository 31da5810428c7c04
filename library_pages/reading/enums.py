"""Words of SCORM 2004 and cmi5 for how an attempt stands."""

from django.db.models import TextChoices


class Completion(TextChoices):
    """Whether all of it has been worked through."""

    UNKNOWN = "unknown"
    INCOMPLETE = "incomplete"
    COMPLETED = "completed"


class Success(TextChoices):
    """Whether it has been passed."""

    UNKNOWN = "unknown"
    FAILED = "failed"
    PASSED = "passed"
