"""What nobody may find in a log: what was typed and signed while people used the site, and children's names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import BrowserContext

_IN_ADDRESSES = re.compile(r"/(?:m|c|r)/([^/?#]{24,})")


class Secrets:
    """Collects them from browsers as they go."""

    def __init__(self) -> None:
        self.known: set[str] = set()

    def watch(self, context: BrowserContext) -> BrowserContext:
        """Tokens in the addresses that the browser asks for."""
        context.on("request", lambda request: self.known.update(_IN_ADDRESSES.findall(request.url)))
        return context

    def keep(self, *typed: str) -> None:
        self.known.update(typed)

    def of_cookies(self, context: BrowserContext) -> None:
        """Sessions and passes that the browser holds now."""
        self.known.update(each["value"] for each in context.cookies() if len(each["value"]) >= 20)

    def in_logs(self, folder: Path) -> list[tuple[str, str]]:
        """The file and the line of each that stands in a log as a word of its own."""
        found = []
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            for line in path.read_text("utf-8", errors="replace").splitlines():
                found += [
                    (path.name, line)
                    for secret in self.known
                    if secret in line and re.search(rf"(?<![\w.]){re.escape(secret)}(?!\w)", line)
                ]
        return found
