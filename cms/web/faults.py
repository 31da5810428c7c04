"""Which errors of a view come from outside the code, such as a full disk or a locked database."""

import errno
import re
from itertools import chain
from typing import Final

from django.db import DataError, InterfaceError, OperationalError
from django.http import HttpRequest
from django.urls import NoReverseMatch

_TOO_LARGE: Final = re.compile(r"\d{19,}")  # no database stores it as a whole number


def is_full(error: BaseException | None) -> bool:
    """Whether nothing could be written because the disk is full."""
    full = isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}
    return full or (isinstance(error, OperationalError) and "full" in str(error))


def is_away(error: BaseException | None) -> bool:
    """Whether the database was busy with somebody else for too long, or could not be reached."""
    return isinstance(error, OperationalError | InterfaceError)


def is_too_large_a_number(error: BaseException | None, request: HttpRequest) -> bool:
    """Whether a number is the cause that is in the request's address or fields and that no database can hold.

    Wagtail's views hand on what they are sent as it is.
    """
    if not isinstance(error, ValueError | OverflowError | DataError | NoReverseMatch):
        return False
    fields = (value for sent in (request.GET, request.POST) for values in sent.lists() for value in values[1])
    return any(_TOO_LARGE.search(text) for text in chain([request.path], fields) if isinstance(text, str))
