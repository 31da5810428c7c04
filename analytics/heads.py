"""Words of tables, each with a message context: other applications translate the same English differently."""

from django.utils.translation import pgettext


def week() -> str:
    """A column of weeks."""
    return pgettext("table of statistics", "Week")


def type_() -> str:
    """A column of types of resources."""
    return pgettext("table of statistics", "Type")


def class_() -> str:
    """A column of school classes."""
    return pgettext("table of statistics", "Class")


def pupils() -> str:
    return pgettext("table of statistics", "Pupils")


def openings() -> str:
    """How often something was opened."""
    return pgettext("table of statistics", "Openings")


def time() -> str:
    """How long it was read, listened to or watched."""
    return pgettext("table of statistics", "Time")


def words() -> str:
    """What was searched for."""
    return pgettext("table of statistics", "Words")


def found() -> str:
    """Whether a search found anything."""
    return pgettext("table of statistics", "Found")


def something() -> str:
    """A search found something."""
    return pgettext("table of statistics", "something")


def nothing() -> str:
    """A search found nothing."""
    return pgettext("table of statistics", "nothing")


def change() -> str:
    """The column that compares with the week before."""
    return pgettext("table of statistics", "Change")
