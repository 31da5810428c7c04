"""Taking over what a file says of itself into the draft of its page."""

from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.apps import apps
from django.core.files.images import ImageFile
from django.db import transaction
from wagtail.images import get_image_model
from wagtail.models import Collection

from cms.accounts.models import School
from cms.foundation.text import fold
from cms.plugins import registry
from library_pages.catalogue import identifiers
from library_pages.catalogue.enums import ContributorRole
from library_pages.catalogue.models import Contribution, Contributor, ResourcePage, Subject
from library_pages.catalogue.models.resource import LANGUAGES
from library_pages.text.models import FileBacked, SourceFile

_PLAIN = ("subtitle", "publisher", "summary")
_MAX_YEAR = 2100


def title_from(file_name: str) -> str:
    """A working title until the file has been read: its name without the ending."""
    return PurePath(file_name).stem.replace("_", " ").strip()[:255] or file_name[:255]


def describe_drafts_of(source: SourceFile) -> int:
    """Fill what is still empty in every unpublished page of this source; the number of pages filled."""
    filled = 0
    for model in _file_backed_models():
        for page in model._default_manager.filter(source=source, live=False):
            with transaction.atomic():
                fill_from(page.get_latest_revision_as_object(), source)
                filled += 1
    return filled


def fill_from(page: Any, source: SourceFile) -> None:
    """Write the file's own description into a page's empty fields and save a revision; what a person wrote stays."""
    found: dict[str, Any] = source.metadata
    if found.get("title") and fold(page.title) == fold(title_from(source.original_name)):
        page.title = str(found["title"])[:255]
    for field in _PLAIN:
        if found.get(field) and not getattr(page, field):
            limit = page._meta.get_field(field).max_length or len(found[field])
            setattr(page, field, str(found[field])[:limit])
    _fill_numbers(page, found)
    _fill_people(page, found)
    _fill_subjects(page, found)
    if page.cover_id is None and source.cover:
        page.cover = _image(source, page.title)
    page.save_revision()


def _fill_numbers(page: Any, found: dict[str, Any]) -> None:
    language = str(found.get("language") or "").split("-")[0].lower()
    if language in dict(LANGUAGES):
        page.language = language
    year = found.get("year")
    if page.year is None and isinstance(year, int) and 0 < year <= _MAX_YEAR:
        page.year = year
    isbn = str(found.get("isbn") or "")
    if not page.isbn and identifiers.is_isbn(isbn):
        page.isbn = isbn


def _fill_people(page: ResourcePage, found: dict[str, Any]) -> None:
    if page.contributions.all():
        return
    seen: set[tuple[int, str]] = set()
    for order, person in enumerate(found.get("contributors") or []):
        name = str(person.get("name") or "").strip()[:255]
        role = person.get("role") if person.get("role") in ContributorRole.values else ContributorRole.CONTRIBUTOR
        if not name:
            continue
        contributor = Contributor.objects.filter(name_folded=fold(name)).first() or Contributor.objects.create(
            name=name
        )
        if (contributor.pk, role) not in seen:
            seen.add((contributor.pk, role))
            page.contributions.add(Contribution(contributor=contributor, role=role, sort_order=order))


def _fill_subjects(page: ResourcePage, found: dict[str, Any]) -> None:
    # Only headings that the library already has: a file's own keywords are no authority.
    folded = {fold(str(name)) for name in found.get("subjects") or []}
    if folded and not page.subjects.all():
        page.subjects.set(Subject.objects.filter(name_folded__in=folded))


def _image(source: SourceFile, title: str) -> Any:
    with source.cover.open("rb") as handle:
        content = ImageFile(BytesIO(handle.read()), name=f"{source.pk}{PurePath(source.cover.name).suffix}")
    return get_image_model().objects.create(title=title, file=content, collection=collection_of(source.school))


def collection_of(school: School | None) -> Collection:
    """The file collection of a school; the root for the shared catalogue."""
    root = Collection.get_first_root_node()
    if school is None:
        return root
    found: Collection | None = root.get_children().filter(name=school.name).first()
    return found or root.add_child(instance=Collection(name=school.name))


def _file_backed_models() -> list[type[Any]]:
    models = [apps.get_model(declaration.page) for declaration in registry.all_types()]
    return [model for model in models if issubclass(model, FileBacked)]
