"""Dates that people type: bounded in every form, Wagtail's and its filters' among them.

The calendar ends with the years 1 and 9999. A date at its ends is taken by a form and breaks later, where the database
or a page moves it into another time zone.
"""

from datetime import date
from typing import Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2199


def check_year(given: date) -> None:
    """Refuse a year that nobody means.

    Raises:
        ValidationError: it says between which years a date may lie.
    """
    if not _FIRST_YEAR <= given.year <= _LAST_YEAR:
        raise ValidationError(
            _("Check the year: it must lie between %(first)s and %(last)s."),
            code="year",
            params={"first": _FIRST_YEAR, "last": _LAST_YEAR},
        )


def bound_all_forms() -> None:
    """Let every date field of every form check its year; called before any form is made, which copies the list."""
    for field in (forms.DateField, forms.DateTimeField):
        field.default_validators = [check_year]
