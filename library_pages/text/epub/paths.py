"""Addresses inside an EPUB: relative references to archive names and back."""

import posixpath
import re
from urllib.parse import quote, unquote

from cms.foundation.normal_form import nfc
from library_pages.text.safe_zip import SafeZip

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
    joined = _joined(base, unquote(path))
    return (joined, unquote(fragment)) if joined else None


def locate(archive: SafeZip, base: str, href: str) -> tuple[str, str] | None:
    """Name of a file in the archive and fragment that a reference in the file `base` means; None when there is none.

    The file is also found when the reference writes its letters in another case, or when the name in the archive is
    what the reference looks like before it is decoded (`chapter%201.xhtml`): such names come from Windows.
    """
    resolved = resolve(base, href)
    if resolved is None:
        return None
    found = archive.find(resolved[0])
    if found is None and "%" in href:
        raw = _joined(base, href.strip().partition("#")[0])
        found = archive.find(raw) if raw else None
    return (found, resolved[1]) if found else None


def _joined(base: str, path: str) -> str | None:
    # Browsers take a backslash in an address for a slash.
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(base), path.replace("\\", "/")))
    return None if joined.startswith(("../", "/")) or joined in {"..", "."} or "\0" in joined else nfc(joined)


def relative(base: str, path: str) -> str:
    """The reference by which the file `base` leads to an archive name."""
    return encoded(posixpath.relpath(path, posixpath.dirname(base) or "."))


def encoded(path: str, fragment: str = "") -> str:
    """An archive name as the `href` of a Locator: every part percent-encoded."""
    href = "/".join(quote(part, safe=_UNRESERVED) for part in path.split("/"))
    return f"{href}#{quote(fragment, safe=_UNRESERVED)}" if fragment else href
