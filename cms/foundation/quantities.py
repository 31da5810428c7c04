"""Numbers and lengths of time in the active language."""

from decimal import Decimal
from typing import Final

from django.utils import formats, numberformat
from django.utils.translation import gettext, ngettext

_MINUTE: Final = 60  # seconds
_HOUR: Final = 60  # minutes


def number(value: float | Decimal) -> str:
    """3.482, in the language's form; Django knows the separator of Vietnamese and not its groups."""
    return str(
        numberformat.format(
            value,
            formats.get_format("DECIMAL_SEPARATOR"),
            grouping=3,
            thousand_sep=formats.get_format("THOUSAND_SEPARATOR"),
            force_grouping=True,
        )
    )


def length_of_time(seconds: float) -> str:
    """“22 minutes”, “3 hr 20 min”: at least one minute, and hours from two of them on."""
    minutes = max(1, round(seconds / _MINUTE))
    if minutes < 2 * _HOUR:
        return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    return gettext("%(hours)s hr %(minutes)s min") % {"hours": minutes // _HOUR, "minutes": minutes % _HOUR}
