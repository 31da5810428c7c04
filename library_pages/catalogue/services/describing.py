"""Taking over what a content says of itself into the draft of its page: what a person wrote stays."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.core.files.images import ImageFile
from django.db.models.fields.files import FieldFile
from wagtail.images import get_image_model
from wagtail.models import Collection, Page

from cms.accounts.models import School
from cms.foundation.text import fold
from library_pages.catalogue import identifiers
from library_pages.catalogue.content import Description
from library_pages.catalogue.enums import LANGUAGES, OTHER_LANGUAGE, ContributorRole
from library_pages.catalogue.models import Contribution, Contributor, ResourcePage, Subject
from library_pages.catalogue.services.schools import files_of

_PLAIN = ("subtitle", "publisher", "summary")
_MAX_YEAR = 2100


def title_from(file_name: str) -> str:
    """A working title until the file has been read: its name without the ending."""
    return PurePath(file_name).stem.replace("_", " ").strip()[:255] or file_name[:255]


def fill_draft(page: Any, description: Description, user: Any = None) -> None:
    """Write the description into a page's empty fields and save a revision.

    The title is replaced only while it still is the working title.
    """
    found = description.metadata
    if found.get("title") and fold(page.title) == fold(description.working_title):
        page.title = str(found["title"])[:255]
        if page.first_published_at is None:
            _take_address(page)
    for field in _PLAIN:
        if found.get(field) and not getattr(page, field):
            limit = page._meta.get_field(field).max_length or len(found[field])
            setattr(page, field, str(found[field])[:limit])
    _fill_numbers(page, found)
    _fill_people(page, found)
    _fill_subjects(page, found)
    if page.cover_id is None and description.picture:
        page.cover = _image(description.picture, page)
    page.save_revision(user=user)


def _take_address(page: ResourcePage) -> None:
    """Make the address anew from the title: nobody has the old one yet.

    It is kept in the page's row too, where pages beside it look for what is taken: in the draft alone, a second file of
    the same title would get the same address, and could not be published.
    """
    page.slug = ""
    page.fill_slug()
    page.set_url_path(page.get_parent())
    Page.objects.filter(pk=page.pk).update(slug=page.slug, url_path=page.url_path)


def _fill_numbers(page: Any, found: Mapping[str, Any]) -> None:
    language = str(found.get("language") or "").split("-")[0].lower()
    if language:
        # A book in Tagalog is no book in Vietnamese, which is what a new page says.
        page.language = language if language in dict(LANGUAGES) else OTHER_LANGUAGE
    year = found.get("year")
    if page.year is None and isinstance(year, int) and 0 < year <= _MAX_YEAR:
        page.year = year
    isbn = str(found.get("isbn") or "")
    if not page.isbn and identifiers.is_isbn(isbn):
        page.isbn = isbn


def _fill_people(page: ResourcePage, found: Mapping[str, Any]) -> None:
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


def _fill_subjects(page: ResourcePage, found: Mapping[str, Any]) -> None:
    # Only headings that the library already has: a file's own keywords are no authority.
    folded = {fold(str(name)) for name in found.get("subjects") or []}
    if folded and not page.subjects.all():
        page.subjects.set(Subject.objects.filter(name_folded__in=folded))


def _image(picture: FieldFile, page: Any) -> Any:
    with picture.open("rb") as handle:
        content = ImageFile(BytesIO(handle.read()), name=PurePath(picture.name or "").name)
    collection = collection_of(page.school)
    return get_image_model().objects.create(title=page.title, file=content, collection=collection)


def collection_of(school: School | None) -> Collection:
    """The file collection of a school; the root for the shared catalogue."""
    return Collection.get_first_root_node() if school is None else files_of(school)
