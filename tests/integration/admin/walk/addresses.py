"""Every address of the admin, from the resolver, its arguments filled in with what one school has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING, Final

from taggit.models import Tag
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, get_page_models
from wagtail.snippets.models import get_snippet_models

from cms.accounts.models import User
from cms.foundation.checks import surfaces
from cms.foundation.policies import Policy
from cms.plugins import registry

if TYPE_CHECKING:
    from tests.integration.admin.walk.world import Side

_ARGUMENT: Final = re.compile(r"<(?:(\w+):)?(\w+)>")
_GROUP: Final = re.compile(r"\(\?P<(\w+)>([^)]*)\)")
_APPS: Final = ("app_label", "app_name", "content_type_app_name")
_MODELS: Final = ("model_name", "content_type_model_name")


def routes() -> list[str]:
    """Every route under which staff works."""
    return [route for route, _view, policy in surfaces("cms.urls") if policy is Policy.STAFF]


def addresses(side: Side) -> list[str]:
    """Every address of these routes with what this school has, for every model and action that a route takes."""
    return sorted({address for route in routes() for address in _filled(route, side)})


def one_of_each(side: Side) -> list[str]:
    """Of each view one address, of bulk actions one of each: snippets share their views."""
    found: dict[object, str] = {}
    for route, view, policy in surfaces("cms.urls"):
        if policy is Policy.STAFF:
            kind = getattr(view, "view_class", view)
            name = route if "bulk" in route or kind is view else (kind, route.rpartition("/")[0].count("/"))
            for number, address in enumerate(_filled(route, side)):
                found.setdefault((name, number) if "bulk" in route or "/add/" in route else name, address)
    return sorted(found.values())


def _filled(route: str, side: Side) -> Iterator[str]:
    unnamed = route.replace(r"(\d+)", "<int:key>").replace("(.*)", "<path:name>")
    plain = _GROUP.sub(_as_argument, unnamed).replace("^", "").replace("$", "").replace("\\", "").replace(".*/", "x/")
    named = {name: kind for kind, name in _ARGUMENT.findall(plain)}
    for values in _values(named, side):
        yield "/" + _ARGUMENT.sub(lambda part, values=values: values[part[2]], plain)


def _as_argument(group: re.Match[str]) -> str:
    return f"<int:{group[1]}>" if r"\d" in group[2] else f"<{group[2].split('|')[0]}:{group[1]}>"


def _values(named: dict[str, str], side: Side) -> Iterator[dict[str, str]]:
    """Numbers and UUIDs are the school's; words are all that the registries know."""
    app = next((name for name in named if name in _APPS), "")
    model = next((name for name in named if name in _MODELS), "")
    others = [name for name in named if name not in {app, model}]
    choices = [[(name, word) for word in _words(name, named[name], side)] for name in others]
    for chosen in product(*choices):
        values = dict(chosen)
        if not app:
            yield values
            continue
        for found in (
            *get_page_models(),
            *get_snippet_models(),
            Page,
            User,
            Tag,
            get_image_model(),
            get_document_model(),
        ):
            pair = {app: found._meta.app_label, model: found._meta.model_name or ""}
            if "action" not in named:
                yield values | pair
            for action in bulk_action_registry.get_bulk_actions_for_model(*pair.values()) if "action" in named else ():
                yield values | pair | {"action": action.action_type}


def _words(name: str, kind: str, side: Side) -> list[str]:
    if kind == "int" or (kind == "str" and name in {"pk", "object_id"}):
        return [str(side.number)]
    if kind == "uuid":
        return [str(side.uid)]
    if name == "type_slug":
        return [found.slug for found in registry.all_types()]
    if name == "name":  # of a file in the store
        return [f"original_images/anh-{side.number}.png", f"documents/tep-{side.number}.txt", f"tep-{side.number}.txt"]
    return {"filter_spec": ["original"]}.get(name, ["x" if kind in {"", "str", "slug", "path"} else kind])
