"""The form of pages with a body: pictures and linked pages are the user's own, as they are in fields.

Blocks know no user, and a form that comes back shows the title of what was sent; so what is not hers, or is gone, is
taken out of the data before any block reads it. The form says what it took out and comes back with all the rest.
"""

import json
import re
from collections.abc import Collection
from typing import Any, Final, cast

from django.db.models import Model
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.images import get_image_model
from wagtail.models import Page

from cms.foundation.outside import read_json
from cms.web.own_choices import own_of

_LINK_GONE: Final = _(
    "A link led to a page that is gone or belongs to another school. It was taken out, its words stay. "
    "Look at the text and save once more."
)
_PICTURE_GONE: Final = _(
    "A picture is gone or belongs to another school. It was taken out; choose another one or delete its block."
)
_DIGITS = 18  # more would be no number that a database takes
_LINK_TO_A_PAGE = re.compile(r'<a (?=[^>]*linktype="page")[^>]*\bid="(\d+)"')


class BodyForm(WagtailAdminPageForm):
    """Takes only pictures and pages that the user may choose; what stands in the body already stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken_out: list[str | Promise] = []
        if self.is_bound and self.for_user is not None:
            data = cast("QueryDict", self.data).copy()
            self._take_out_pictures(data)
            self._take_out_links(data)
            self.data = data

    def clean(self) -> dict[str, Any]:
        """Refuse once what is no longer what was written, so that its writer looks at it."""
        cleaned = cast("dict[str, Any]", super().clean())
        for words in self.taken_out:
            self.add_error(None, str(words))
        return cleaned

    def _take_out_pictures(self, data: QueryDict) -> None:
        sent = _sent(data, self.add_prefix("body"), "picture")
        there = {str(block.value.pk) for block in self.instance.body if block.block_type == "picture" and block.value}
        chosen = {value for value in sent.values() if value}
        foreign = _foreign(get_image_model(), self.for_user, chosen - there)
        data.update({name: "" for name, value in sent.items() if value in foreign})
        if foreign:
            self.taken_out.append(_PICTURE_GONE)

    def _take_out_links(self, data: QueryDict) -> None:
        sent = _sent(data, self.add_prefix("body"), "text")
        texts = {name: _content(value) for name, value in sent.items()}
        written = "".join(block.value.source for block in self.instance.body if block.block_type == "text")
        there = set(_LINK_TO_A_PAGE.findall(written))
        pages = {str(key) for content in texts.values() for key in map(_page_of, _entities(content).values()) if key}
        foreign = _foreign(Page, self.for_user, pages - there)
        lost = [_without_links(content, foreign) for content in texts.values()]
        data.update({name: json.dumps(content) for name, content in texts.items() if content})
        if any(lost):
            self.taken_out.append(_LINK_GONE)


def _sent(data: QueryDict, body: str, block_type: str) -> dict[str, str]:
    """Values of such blocks, by the name of their field."""
    numbered = re.compile(rf"({re.escape(body)}-\d+)-type")
    found = (match[1] for match in map(numbered.fullmatch, data) if match and data[match[0]] == block_type)
    return {f"{block}-value": str(data.get(f"{block}-value", "")) for block in found}


def _content(sent: str) -> dict[str, Any]:
    """The editor's document; empty for what is none, which the block refuses by itself."""
    try:
        content = read_json(sent.encode())
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}


def _entities(content: dict[str, Any]) -> dict[str, Any]:
    """What the text of a document refers to, by key."""
    entities = content.get("entityMap")
    return entities if isinstance(entities, dict) else {}


def _page_of(entity: Any) -> Any:
    """The key of the page to which a link leads; None for any other."""
    data = entity.get("data") if isinstance(entity, dict) else None
    return data.get("id") if isinstance(data, dict) else None


def _is_whole(entity: Any, foreign: Collection[str]) -> bool:
    """Whether it is a link that leads to a page of the user's own or to an address, the only ones a body has."""
    if not isinstance(entity, dict) or entity.get("type") != "LINK" or not isinstance(entity.get("data"), dict):
        return False
    page = _page_of(entity)
    return str(page) not in foreign if page is not None else isinstance(entity["data"].get("url"), str)


def _without_links(content: dict[str, Any], foreign: Collection[str]) -> bool:
    """Take out of a document all that refers to nothing, and keep the words; whether there was any."""
    entities = _entities(content)
    kept = {key: entity for key, entity in entities.items() if _is_whole(entity, foreign)}
    found = len(kept) < len(entities)
    blocks = content.get("blocks")
    for block in blocks if isinstance(blocks, list) else ():
        ranges = block.get("entityRanges") if isinstance(block, dict) else None
        if isinstance(ranges, list):
            whole = [one for one in ranges if isinstance(one, dict) and str(one.get("key")) in kept]
            found = found or len(whole) < len(ranges)
            block["entityRanges"] = whole
    if content:
        content["entityMap"] = kept
    return found


def _foreign(model: type[Model], user: Any, keys: Collection[str]) -> set[str]:
    numbers = {key for key in keys if key.isdecimal() and len(key) <= _DIGITS}
    own = own_of(model, user)
    known = own.filter(pk__in=numbers).values_list("pk", flat=True) if own is not None and numbers else ()
    return set(keys) - {str(key) for key in known}
