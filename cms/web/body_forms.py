"""The form of pages with a body: pictures and linked pages are the user's own, as they are in fields.

Blocks know no user, and a form that comes back shows the title of what was sent; so what is not hers is taken out of
the data before any block reads it.
"""

import json
import re
from collections.abc import Collection, Iterator
from typing import Any, cast

from django.db.models import Model
from django.http import QueryDict
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.images import get_image_model
from wagtail.models import Page

from cms.foundation.outside import read_json
from cms.web.own_choices import own_of

_DIGITS = 18  # more would be no number that a database takes
_LINK_TO_A_PAGE = re.compile(r'<a (?=[^>]*linktype="page")[^>]*\bid="(\d+)"')


class BodyForm(WagtailAdminPageForm):
    """Takes only pictures and pages that the user may choose; what stands in the body already stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and self.for_user is not None and not self.for_user.is_superuser:
            data = cast("QueryDict", self.data).copy()
            self._take_out_pictures(data)
            self._take_out_links(data)
            self.data = data

    def _take_out_pictures(self, data: QueryDict) -> None:
        sent = _sent(data, self.add_prefix("body"), "picture")
        there = {str(block.value.pk) for block in self.instance.body if block.block_type == "picture" and block.value}
        foreign = _foreign(get_image_model(), self.for_user, set(sent.values()) - there)
        data.update({name: "" for name, value in sent.items() if value in foreign})

    def _take_out_links(self, data: QueryDict) -> None:
        sent = _sent(data, self.add_prefix("body"), "text")
        texts = {name: _content(value) for name, value in sent.items()}
        links = [link for content in texts.values() for link in _links(content)]
        written = "".join(block.value.source for block in self.instance.body if block.block_type == "text")
        there = set(_LINK_TO_A_PAGE.findall(written))
        foreign = _foreign(Page, self.for_user, {str(link["id"]) for link in links} - there)
        for link in links:
            if str(link["id"]) in foreign:
                del link["id"]
        data.update({name: json.dumps(content) for name, content in texts.items() if content})


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


def _links(content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    entities = content.get("entityMap")
    for entity in entities.values() if isinstance(entities, dict) else ():
        data = entity.get("data") if isinstance(entity, dict) else None
        if isinstance(data, dict) and data.get("id") is not None:
            yield data


def _foreign(model: type[Model], user: Any, keys: Collection[str]) -> set[str]:
    numbers = {key for key in keys if key.isdecimal() and len(key) <= _DIGITS}
    own = own_of(model, user)
    known = own.filter(pk__in=numbers).values_list("pk", flat=True) if own is not None and numbers else ()
    return set(keys) - {str(key) for key in known}
