"""Addresses inside an EPUB: relative references to archive names and back."""

import posixpath
import re
import unicodedata
from urllib.parse import quote, unquote

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_UNRESERVED = "!'()*-._~"  # what encodeURIComponent leaves alone: the reader compares strings


def resolve(base: str, href: str) -> tuple[str, str] | None:
    """Archive name and fragment that a reference in the file `base` leads to; None when it leads out of the archive."""
    href = href.strip()
    if _SCHEME.match(href) or href.startswith(("//", "/", "\\")):
        return None
    path, _, fragment = href.partition("#")
    path = path.partition("?")[0]
    if not path:
        return base, unquote(fragment)
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(path)))
    if joined.startswith("../") or joined in {"..", "."} or "\0" in joined:
        return None
    return unicodedata.normalize("NFC", joined), unquote(fragment)


def encoded(path: str, fragment: str = "") -> str:
    """An archive name as the `href` of a Locator: every part percent-encoded (reader-spike.md 5.2)."""
    href = "/".join(quote(part, safe=_UNRESERVED) for part in path.split("/"))
    return f"{href}#{quote(fragment, safe=_UNRESERVED)}" if fragment else href
