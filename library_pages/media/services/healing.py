"""Mending what a lost worker or broker leaves behind."""

from library_pages.media.services import finishing, leases
from library_pages.media.services.sources import tidy


def reap() -> None:
    """Free lost parts, wake idle lanes, end recordings whose last part was given up, tidy the disk."""
    for recording_id in leases.reap():
        finishing.advance(recording_id)
    tidy()
