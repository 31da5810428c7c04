from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What can happen; the words are stored and sent, never shown."""

    INVESTIGATE = "investigate", "investigate"
    REQUEST = "request", "request"
    DOWNLOAD = "download", "download"
    SEARCH = "search", "search"
    MEDIA_PROGRESS = "media_progress", "media_progress"
    PAGE_PROGRESS = "page_progress", "page_progress"
    FINISH = "finish", "finish"


class Quality(TextChoices):
    """How far an event can be trusted; only quarantined ones stay out of the figures."""

    OK = "ok", "ok"
    SKEWED = "skewed", "skewed"  # the device's clock was off; its time has been corrected
    CLAMPED = "clamped", "clamped"  # said to be later than it was sent, so it counts as sent
    LATE = "late", "late"  # more than a day under way
    QUARANTINED = "quarantined", "quarantined"


class Reason(TextChoices):
    """Why an event is quarantined."""

    NONE = "", ""
    NOT_VALID = "not-valid", "not-valid"  # a field is missing or out of its bounds
    UNKNOWN_KIND = "unknown-kind", "unknown-kind"
    NOT_OPENABLE = "not-openable", "not-openable"  # no such item, or not for this reader
    IN_FUTURE = "in-future", "in-future"
    TOO_OLD = "too-old", "too-old"
    IMPOSSIBLE = "impossible", "impossible"  # more content than the time allows


class DeliveryState(TextChoices):
    """What became of one mail to one person."""

    PLANNED = "planned", _("Waiting to be sent")
    SENDING = "sending", _("Being sent")
    ACCEPTED = "accepted", _("Taken by the mail server")
    REFUSED = "refused", _("Refused by the mail server")
    UNKNOWN = "unknown", _("Unknown: the connection broke while sending; not sent again by itself")
