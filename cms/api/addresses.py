"""Addresses of operations, in the API that answers for a reader."""

from typing import Any

from django.urls import reverse

from cms.accounts.reader import Reader


def address(reader: Reader, name: str, **arguments: Any) -> str:
    """The path of an operation: below `/api/v1/public/` for who has not signed in, for whom `/api/v1/` is closed.

    For pages of the site too: what they give their scripts must answer for a reader without a session as well.
    """
    namespace = "api-v1" if reader.is_authenticated else "api-public"
    return reverse(f"{namespace}:{name}", kwargs={key: str(value) for key, value in arguments.items()})
