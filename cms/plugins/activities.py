"""The verb for what one does with a resource (read, listen, watch), in the active language."""

from typing import Final

from django.utils.translation import pgettext_lazy

from cms.plugins.contract import Activity

_VERBS: Final = {
    Activity.READ: pgettext_lazy("what one does with a resource", "Read"),
    Activity.LISTEN: pgettext_lazy("what one does with a resource", "Listen"),
    Activity.WATCH: pgettext_lazy("what one does with a resource", "Watch"),
    Activity.LOOK: pgettext_lazy("what one does with a resource", "Look"),
    Activity.DO: pgettext_lazy("what one does with a resource", "Do"),
    Activity.BORROW: pgettext_lazy("what one does with a resource", "Borrow"),
}


def verb(activity: Activity) -> str:
    """“Read”, “Listen” in the active language, as a button begins with it."""
    return str(_VERBS[activity])
