"""Suggestions while typing, as the head's search field takes them."""

from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.accounts.reader import Reader
from library_pages.catalogue import access, presenters
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.selectors.items import items
from search.finding import suggest
from search.port import EngineError, Suggestion, SuggestionKind

_LIMIT: Final = 8
_LONGEST: Final = 200


def document(reader: Reader, text: str) -> dict[str, Any]:
    """`{"suggestions": [{"text", "kind", "kind_label", "url", "type"}], "all": {"text", "url"}}`.

    `type` is `{"slug", "label", "icon"}` for titles, else null; `all` searches for what was typed in the books' texts.
    One query beside the reader's.
    """
    text = " ".join(text[:_LONGEST].split())
    everything = {"text": _("Find “%(text)s” in all books") % {"text": text}, "url": _search(text)}
    try:
        found = suggest(text, access.tokens_held(reader), _LIMIT)
    except EngineError:
        found = ()
    pages = items(reader, [each.resource_id for each in found if each.resource_id]) if found else {}
    shown = [
        _entry(each, pages.get(each.resource_id)) for each in found if not each.resource_id or each.resource_id in pages
    ]
    return {"suggestions": shown, "all": everything}


def _entry(suggestion: Suggestion, page: ResourcePage | None) -> dict[str, Any]:
    labels = {
        SuggestionKind.TITLE: _("Title"),
        SuggestionKind.PERSON: _("Person"),
        SuggestionKind.SUBJECT: _("Subject"),
    }
    mark = presenters.mark(page) if page else None
    return {
        "text": suggestion.text,
        "kind": suggestion.kind.value,
        "kind_label": labels[suggestion.kind],
        "url": reverse("catalogue:item", args=[page.uid]) if page else _search(suggestion.text),
        "type": {"slug": mark.slug, "label": mark.label, "icon": mark.icon} if mark else None,
    }


def _search(text: str) -> str:
    return f"{reverse('search:results')}?{urlencode({'q': text})}"
