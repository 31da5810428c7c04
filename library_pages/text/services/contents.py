"""Correcting a table of contents."""

from collections.abc import Sequence

from django.db import transaction

from library_pages.catalogue import changes
from library_pages.text import contents
from library_pages.text.models import SourceFile
from library_pages.text.selectors import pages_of


def retitle(source: SourceFile, titles: Sequence[str]) -> None:
    """Give the entries of a source's contents new titles, in reading order; addresses stay."""
    with transaction.atomic():
        source.toc = contents.retitled(source.toc, iter(titles))
        source.save(update_fields=["toc"])
        for page in pages_of(source):
            changes.note(page)
