"""Putting the books on the shelf: uploaded, read, described and published like those of any librarian."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.db import models, transaction
from taggit.models import Tag

from cms.accounts.models import User
from cms.foundation.text import fold
from cms.plugins import registry
from cms.sample import content, epub, house
from cms.sample.books import Entry, all_books, book, entry_of
from cms.sample.recordings import all_recordings
from cms.sample.services.memory import GoneError, is_remembered, once, remember
from cms.sample.source_text import parse
from library_pages.catalogue.content import Upload
from library_pages.catalogue.enums import Audience, ContributorRole, LevelOrigin, RightsBasis
from library_pages.catalogue.models import Contribution, Contributor, Level, ResourcePage, ShelfPage, Subject, Work
from library_pages.catalogue.services.content import new_page
from library_pages.text.enums import SourceState
from library_pages.text.kind import FILE
from library_pages.text.services.ingest import ingest_now

_TYPE = "ebook"


def shelve_everything(shelf: ShelfPage, librarian: User, levels: Mapping[str, Level]) -> dict[str, ResourcePage]:
    """All books and the handbook, by slug; without those that were deleted by hand."""
    pages: dict[str, ResourcePage] = {}
    for entry, name, data in _files():
        try:
            page = once(f"book:{entry.slug}", lambda: _upload(shelf, librarian, name, data))  # noqa: B023  (called at once)
        except GoneError:
            continue
        if not is_remembered(f"source:{entry.slug}"):
            remember(f"source:{entry.slug}", page.source)
        if not is_remembered(f"published:{entry.slug}"):
            _finish(page, entry, librarian, levels)
        pages[entry.slug] = ResourcePage.objects.get(pk=page.pk)
    return pages


def _files() -> list[tuple[Entry, str, bytes]]:
    handbook = entry_of(parse(content.HANDBOOK_TEXT.read_text(encoding="utf-8")))
    books = [(each.entry, f"{each.entry.slug}.epub", epub.build(each)) for each in all_books()]
    return [*books, (handbook, content.HANDBOOK_PDF.name, content.HANDBOOK_PDF.read_bytes())]


def _upload(shelf: ShelfPage, librarian: User, name: str, data: bytes) -> Any:
    declaration = registry.get(_TYPE)
    if declaration is None or declaration.accepts is None:
        raise RuntimeError("The sample library needs the type of e-books, which is not installed.")
    file = InMemoryUploadedFile(BytesIO(data), "file", name, "application/octet-stream", len(data), None)
    return new_page(declaration, FILE, shelf, Upload([file], declaration.accepts, librarian))


def _finish(page: Any, entry: Entry, librarian: User, levels: Mapping[str, Level]) -> None:
    known_people(entry)
    ingest_now(page.source)
    if page.source.state != SourceState.READY:
        return  # a worker reads it right now; the next load goes on here
    read_aloud = any(recorded.book == entry.slug for recorded in all_recordings())
    publish(page, entry, librarian, levels, work=work_of(entry.slug) if read_aloud else None)


def known_people(entry: Entry) -> list[tuple[Any, str]]:
    """Records of everybody who had a part, with MARC relators.

    To be called before a file is read: the reading makes records of whom it meets, and those would not be the sample's.
    """
    return [(_authority(Contributor, name), role) for name, role in entry.people]


def publish(page: Any, entry: Entry, librarian: User, levels: Mapping[str, Level], *, work: Work | None = None) -> None:
    """Describe a draft whose file is ready as its record says, and publish it."""
    people = known_people(entry)
    subjects = [_authority(Subject, name, ddc=house.SUBJECTS.get(name, "")) for name in entry.subjects]
    for name in entry.tags:
        _tag(name)
    with transaction.atomic():
        draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
        _describe(draft, entry)
        draft.work = work
        draft.level, draft.level_origin = levels.get(entry.level), LevelOrigin.LIBRARIAN
        draft.contributions = [
            Contribution(contributor=person, role=role, sort_order=order) for order, (person, role) in enumerate(people)
        ]
        draft.subjects.set(subjects)
        draft.tags.set(entry.tags)
        draft.save_revision(user=librarian, log_action=True).publish(user=librarian)
        remember(f"published:{entry.slug}", page)
        if draft.cover is not None:
            remember(f"cover:{entry.slug}", draft.cover)


def work_of(slug: str) -> Work:
    """The work that a book shares with its recording, by the slug of the book."""
    return once(f"work:{slug}", lambda: Work.objects.create(name=book(slug).entry.title))


def _describe(draft: Any, entry: Entry) -> None:
    draft.title, draft.subtitle, draft.slug = entry.title, entry.subtitle, entry.slug
    draft.publisher, draft.year, draft.summary, draft.ddc = entry.publisher, entry.year, entry.summary, entry.ddc
    draft.grade_from, draft.grade_to = entry.grades
    draft.audience, draft.rights_basis = Audience(entry.audience), RightsBasis.OWN_WORK
    spoken = any(role == ContributorRole.NARRATOR for _, role in entry.people)
    draft.rights_holder = house.MACHINE_SPEECH if spoken else house.SCHOOL_NAME


def _authority(model: type[models.Model], name: str, **fields: str) -> Any:
    """The record of this name, or a new one that goes with the sample."""
    found = model._default_manager.filter(name_folded=fold(name)).first()
    return found or once(f"{model._meta.model_name}:{name}", lambda: model._default_manager.create(name=name, **fields))


def _tag(name: str) -> None:
    if not Tag.objects.filter(name=name).exists():
        once(f"tag:{name}", lambda: Tag.objects.create(name=name))
