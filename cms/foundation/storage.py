"""The private store of publications: uploads and unpacked packages. No address leads into it."""

from django.core.files.storage import Storage, storages


def publications() -> Storage:
    """Storage of uploaded files (`uploads/…`) and unpacked packages (`packages/<source id>/…`)."""
    return storages["publications"]


def remove_folder(storage: Storage, folder: str) -> None:
    """Remove a folder with all that lies in it; one that is not there is no error."""
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        storage.delete(f"{folder}/{name}")
    for inner in folders:
        remove_folder(storage, f"{folder}/{inner}")
    storage.delete(folder)
