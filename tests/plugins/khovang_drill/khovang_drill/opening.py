"""A drill opens as a package of three files, made from its cards where they have changed."""

import hashlib
import json
from importlib.resources import files
from typing import Any, Final

from library_pages.sdk.declaration import Launch
from library_pages.sdk.packages import PackageFile, has_package, store_package

_FILES: Final = {"index.html": "text/html", "cards.js": "text/javascript"}


def launch(page: Any, _reader: object, _place: object) -> Launch:
    """The package of these cards."""
    cards = json.dumps([line.split("=", 1) for line in page.cards.splitlines() if "=" in line]).encode()
    package = f"drill-{page.uid}-{hashlib.sha256(cards).hexdigest()[:12]}"
    if not has_package(package):
        own = [
            PackageFile(name, kind, iter([(files("khovang_drill") / "package" / name).read_bytes()]))
            for name, kind in _FILES.items()
        ]
        store_package(package, [*own, PackageFile("cards.json", "application/json", iter([cards]))])
    return Launch(engine="drill", package=package, entry="index.html")
