"""The private store of publications: uploads and unpacked packages. No address leads into it."""

from django.core.files.storage import Storage, storages


def publications() -> Storage:
    """Storage of uploaded files (`uploads/…`) and unpacked packages (`packages/<source id>/…`)."""
    return storages["publications"]
