"""Addresses that open a resource at a place: they carry its locator, signed, so that nobody walks a book to find it."""

from collections.abc import Mapping
from typing import Any, Final

from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.http import urlencode

from library_pages.catalogue.models import ResourcePage

PARAMETER: Final = "at"


def address_at(resource: ResourcePage, locator: Mapping[str, Any]) -> str:
    """The address; it opens the resource where its reader stopped once the installation's key has changed."""
    place = _signer(resource).sign_object(dict(locator), compress=True)
    return f"{reverse('reading:open', args=[resource.uid])}?{urlencode({PARAMETER: place})}"


def place_in(resource: ResourcePage, value: str) -> dict[str, Any] | None:
    """The locator that an address of this resource carries; None where it is not one of ours."""
    try:
        locator: dict[str, Any] = _signer(resource).unsign_object(value)
    except BadSignature:
        return None
    return locator


def _signer(resource: ResourcePage) -> Signer:
    return Signer(salt=f"library_pages.reading.places:{resource.uid}")
