"""What Pydantic finds wrong, as the `errors` member of a problem document."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.api import problems
from cms.foundation.errors import Problem

_BODY: Final = "body"
_WORDS: Final[Mapping[str, Promise]] = {
    "missing": _("This is missing."),
    "extra_forbidden": _("This field is not known here."),
    "string_too_short": _("This is too short."),
    "string_too_long": _("This is too long."),
    "too_long": _("These are too many."),
    "too_short": _("These are too few."),
    "greater_than_equal": _("This is too small."),
    "less_than_equal": _("This is too large."),
    "literal_error": _("This is none of the values that are possible."),
    "uuid_parsing": _("This is no identifier."),
    "int_parsing": _("This is no whole number."),
    "datetime_from_date_parsing": _("This is no time as RFC 3339 writes it."),
    "timezone_aware": _("This time lacks its time zone."),
}
_OTHER: Final = _("This value does not fit.")


def problem_of(errors: Sequence[Mapping[str, Any]]) -> Problem:
    """422 when only the body is wrong, else 400; `pointer` is a JSON pointer into the body, `parameter` a name."""
    in_body = all(error["loc"][0] == _BODY for error in errors)
    return problems.invalid([_described(error) for error in errors], status=422 if in_body else 400)


def _described(error: Mapping[str, Any]) -> Mapping[str, str]:
    source, *steps = error["loc"]
    code = str(error["type"])
    words = {"code": code, "detail": str(_WORDS.get(code, _OTHER))}
    if source == _BODY:
        # The first step is the name of our own argument, which the sender never sees.
        return {"pointer": "#" + "".join(f"/{_escaped(step)}" for step in steps[1:]), **words}
    # Behind the name stands the place in the list where a parameter may be repeated.
    name = next((step for step in reversed(steps) if isinstance(step, str)), "")
    return {"parameter": name, **words}


def _escaped(step: object) -> str:
    return str(step).replace("~", "~0").replace("/", "~1")  # RFC 6901, section 3
