"""Bookmarks of a PDF as contents."""

from collections.abc import Iterable
from typing import Any

from cms.foundation.vietnamese import legacy
from library_pages.text.words.cleaning import clean

_MAX_TITLE = 255
HREF = "doc.pdf#page={page}"


def tree(bookmarks: Iterable[dict[str, Any]], encoding: legacy.Encoding) -> list[dict[str, Any]]:
    """Entries `{title, href, children}`; a bookmark without a page gets its first child's, or is left out."""
    root: list[dict[str, Any]] = []
    open_lists: list[list[dict[str, Any]]] = [root]
    for bookmark in bookmarks:
        depth = min(int(bookmark["depth"]), len(open_lists) - 1)
        del open_lists[depth + 1 :]
        page = bookmark["page"]
        entry: dict[str, Any] = {
            "title": _title(bookmark, encoding),
            "href": "" if page is None else HREF.format(page=int(page) + 1),
            "children": [],
        }
        open_lists[depth].append(entry)
        open_lists.append(entry["children"])
    return _usable(root)


def titles_by_page(bookmarks: Iterable[dict[str, Any]], encoding: legacy.Encoding) -> dict[int, str]:
    """The first bookmark of each page (from 1)."""
    titles: dict[int, str] = {}
    for bookmark in bookmarks:
        title = _title(bookmark, encoding)
        if bookmark["page"] is not None and title:
            titles.setdefault(int(bookmark["page"]) + 1, title)
    return titles


def _usable(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for entry in entries:
        inner = _usable(entry["children"])
        href = entry["href"] or (inner[0]["href"] if inner else "")
        if entry["title"] and href:
            found.append({"title": entry["title"], "href": href, "children": inner})
        else:
            found.extend(inner)
    return found


def _title(bookmark: dict[str, Any], encoding: legacy.Encoding) -> str:
    title = str(bookmark["title"] or "")
    converted = legacy.convert(title, encoding)
    better = legacy.vietnamese_share(converted) > legacy.vietnamese_share(title)
    return clean(converted if better else title)[:_MAX_TITLE]
