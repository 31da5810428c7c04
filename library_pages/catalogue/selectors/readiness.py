"""Whether readers can open resources now, as the contents of the pages say, and what they are told where they can't."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.utils.translation import gettext as _

from cms.plugins import registry
from cms.plugins.contract import ResourceType
from cms.plugins.isolation import isolated
from library_pages.catalogue.content import ContentKind, ContentWords, Readiness, kinds_of
from library_pages.catalogue.models import ResourcePage


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a resource stands for its readers.

    Attributes:
        words: of the kind of content that it waits for; None where it waits for none.
        media_type: of its first content; empty where that has none.
    """

    readiness: Readiness
    words: ContentWords | None = None
    media_type: str = ""

    @property
    def is_ready(self) -> bool:
        """Whether it can be opened."""
        return self.readiness == Readiness.READY

    @property
    def note(self) -> str:
        """Why it can't be opened, and what to do about it; empty where it can."""
        if self.is_ready:
            return ""
        if self.readiness == Readiness.NOTHING:
            return _("There is nothing to open here.")
        if self.words is None:
            return _("This one can't be opened at the moment.")
        is_waiting = self.readiness == Readiness.BEING_PREPARED
        notice = self.words.being_prepared if is_waiting else self.words.not_readable
        return f"{notice.title} {notice.detail}"


_READY: Final = Standing(Readiness.READY)
_NOTHING: Final = Standing(Readiness.NOTHING)
_FAULTY: Final = Standing(Readiness.NOT_READABLE)


def standing_of(page: ResourcePage) -> Standing:
    """Where one resource stands. It fetches the contents of the page, which whoever opens it needs anyway."""
    declaration = page.resource_type
    if declaration is None or declaration.opening is None:
        return _NOTHING

    def ask(_open: object) -> Standing:
        kinds = kinds_of(apps.get_model(declaration.page))
        contents = [(kind, getattr(page.specific, kind.field)) for kind in kinds]
        return _standing(kinds, [(kind, content) for kind, content in contents if content is not None])

    return isolated(declaration, "opening.open", ask, otherwise=_FAULTY)


def standings_of(pages: Iterable[ResourcePage]) -> dict[int, Standing]:
    """Where each of these resources stands, by primary key.

    Queries: one a type and one a kind of content, whatever the number of pages.
    """
    by_type: dict[str, list[ResourcePage]] = defaultdict(list)
    for page in pages:
        by_type[page.type_slug].append(page)
    return {pk: standing for slug, of_type in by_type.items() for pk, standing in _of_type(slug, of_type).items()}


def _of_type(slug: str, pages: Sequence[ResourcePage]) -> dict[int, Standing]:
    declaration = registry.get(slug)
    if declaration is None or declaration.opening is None:
        return dict.fromkeys((page.pk for page in pages), _NOTHING)

    def ask(_open: object) -> dict[int, Standing]:
        kinds = kinds_of(apps.get_model(declaration.page))
        keys = _keys_of_contents(declaration, kinds, pages)
        rows = {kind: _rows_of(kind, [of_page[kind.field] for of_page in keys.values()]) for kind in kinds}
        return {
            pk: _standing(
                kinds, [(kind, rows[kind][key]) for kind in kinds if (key := of_page[kind.field]) in rows[kind]]
            )
            for pk, of_page in keys.items()
        }

    return isolated(declaration, "opening.open", ask, otherwise=dict.fromkeys((page.pk for page in pages), _FAULTY))


def _keys_of_contents(
    declaration: ResourceType, kinds: Sequence[ContentKind[Any]], pages: Sequence[ResourcePage]
) -> dict[int, dict[str, Any]]:
    """Primary keys of contents by page and field: a page of the type's own class, perhaps a draft, has its own."""
    model = apps.get_model(declaration.page)
    fields = [kind.field for kind in kinds]
    keys = {
        page.pk: {field: getattr(page, f"{field}_id") for field in fields} for page in pages if isinstance(page, model)
    }
    others = [page.pk for page in pages if page.pk not in keys]
    if not fields:
        return keys | {pk: {} for pk in others}
    if others:
        rows = model._default_manager.filter(pk__in=others).values("pk", *fields)
        keys |= {row["pk"]: {field: row[field] for field in fields} for row in rows}
    return keys


def _rows_of(kind: ContentKind[Any], keys: Iterable[Any]) -> Mapping[Any, Any]:
    wanted = {key for key in keys if key is not None}
    rows: Mapping[Any, Any] = kind.model._default_manager.only("pk", *kind.readiness_fields).in_bulk(wanted)
    return rows


def _standing(kinds: Sequence[ContentKind[Any]], contents: Sequence[tuple[ContentKind[Any], Any]]) -> Standing:
    """As pages go live: one content is needed at least, and all that there are must be ready."""
    if not kinds:
        return _READY
    if not contents:
        return _NOTHING
    first, row = contents[0]
    media_type = first.media_type(row)
    found = {kind: Readiness(kind.readiness(content)) for kind, content in contents}
    for readiness in (Readiness.NOT_READABLE, Readiness.BEING_PREPARED):
        for kind, known in found.items():
            if known == readiness:
                return Standing(readiness, kind.words, media_type)
    return Standing(Readiness.READY, media_type=media_type)
