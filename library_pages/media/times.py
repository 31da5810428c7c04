"""Seconds of a recording in locators, and said to people."""

import re
from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext

# Media Fragments URI 1.0, section 4.2.1, in the one form that this library writes: seconds.
_SECOND: Final = re.compile(r"#?t=(\d{1,6}(?:\.\d{1,6})?)\Z")
_MINUTE, _HOUR = 60, 3600


def second_of(locator: Mapping[str, Any]) -> float | None:
    """The second that a locator names; None for a place in anything but a recording."""
    fragments = locator.get("locations", {}).get("fragments") or []
    found = (_SECOND.match(str(one)) for one in (*fragments, locator.get("href", "")))
    return next((float(match[1]) for match in found if match), None)


def time_label(locator: Mapping[str, Any], label: str) -> str:
    """“12 min 40” in the active language, “1 hr 05 min” from an hour on; the label where no second is named."""
    second = second_of(locator)
    if second is None:
        return label
    whole = int(second)
    if whole < _MINUTE:
        return gettext("%(seconds)s seconds") % {"seconds": whole}
    if whole < _HOUR:
        return gettext("%(minutes)s min %(seconds)s") % {
            "minutes": whole // _MINUTE,
            "seconds": f"{whole % _MINUTE:02d}",
        }
    return gettext("%(hours)s hr %(minutes)s min") % {
        "hours": whole // _HOUR,
        "minutes": f"{whole % _HOUR // _MINUTE:02d}",
    }


def clock_time(seconds: float) -> str:
    """“12:40” or “1:02:40”."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
