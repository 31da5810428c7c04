"""Two schools with a row of every kind, whose first rows have one key in all tables: the school's number.

So one number names a page, a picture, a person, a collection … of that school, whatever a parameter is the key of, and
no list of parameters is needed. Everything that a school has carries the school's word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.log_actions import log
from wagtail.models import Collection, Page
from wagtail.search.backends import get_search_backend

from cms.accounts.enums import Role
from cms.foundation import clock
from cms.web.models import NewsPage, PlainPage
from library_collections.models import CollectionsIndexPage, ThemedCollectionPage
from library_pages.catalogue.models import Contribution, Contributor, Level, LevelScale, Subject, Work
from library_pages.media.models import Media
from library_pages.text.models import SourceFile
from tests.factories import catalogue, people, recordings, schools, sources

if TYPE_CHECKING:
    from types import SimpleNamespace

    from cms.accounts.models import User

FIRST, SECOND, LATER = 500_000, 900_000, 2_000_000
TWO_ROLES: Final = "teacher and librarian"
STAFF_ROLES: Final = (Role.LIBRARIAN, Role.TEACHER, Role.PRINCIPAL, Role.ADMINISTRATOR, Role.BOARD)


@dataclass(frozen=True, slots=True)
class Side:
    """One school: the word in all its names, the key of its first rows, its people by role."""

    word: str
    number: int
    at: SimpleNamespace
    people: dict[str, User]

    @property
    def uid(self) -> UUID:
        """The key of rows that have a UUID."""
        return UUID(int=self.number)


def build() -> tuple[Side, Side]:
    """The two schools, found by the admin's search, and something that they share."""
    schools.platform()
    _count_from(FIRST, only=(Contributor, Subject, Work))  # so that the first school's number names them
    shared = {model: model.objects.create(name="Chung") for model in (Contributor, Subject, Work)}
    sides = _side("Bimatzqa", FIRST, shared), _side("Bimatzqb", SECOND, shared)
    _count_from(LATER)
    return sides


def _side(word: str, number: int, shared: dict[Any, Any]) -> Side:
    _count_from(number, but=(Page,))
    at = schools.school(f"Trường {word}")
    _count_from(number, only=(Page,))
    staff = {str(role): people.staff(f"{word.lower()}.{role}", role, at) for role in STAFF_ROLES}
    staff[TWO_ROLES] = people.staff(f"{word.lower()}.two", Role.TEACHER, at, also=(Role.LIBRARIAN,))
    staff["teacher on the board"] = people.staff(f"{word.lower()}.hoi.dong", Role.TEACHER, at, also=(Role.BOARD,))
    for person in staff.values():
        type(person).objects.filter(pk=person.pk).update(first_name=f"{word} Lan", email=f"{person.username}@x.test")
    pupil = people.enrolled(at).user
    type(pupil).objects.filter(pk=pupil.pk).update(first_name=f"{word} em")
    side = Side(word, number, at, {**staff, str(Role.PUPIL): pupil})
    _files(side)
    _pages(side, shared)
    return side


def _files(side: Side) -> None:
    word, collection = side.word, Collection.objects.get(name=side.at.school.name)
    image = Image.objects.create(
        title=f"{word} ảnh", file=get_test_image_file(f"anh-{side.number}.png"), collection=collection
    )
    image.tags.add(f"{word} nhãn ảnh")
    document = Document.objects.create(
        title=f"{word} tệp", file=SimpleUploadedFile(f"tep-{side.number}.txt", word.encode()), collection=collection
    )
    document.tags.add(f"{word} nhãn tệp")
    media = Media.objects.create(
        title=f"{word} tiếng", file=SimpleUploadedFile("tieng.mp3", b"sound"), type="audio", collection=collection
    )
    media.tags.add(f"{word} nhãn tiếng")
    SourceFile.objects.create(
        id=side.uid,
        school=side.at.school,
        original_name=f"{word}.epub",
        kind="epub",
        media_type="application/epub+zip",
        size=1,
        sha256="0",
        uploaded_at=clock.now(),
    )
    scale = LevelScale.objects.create(name=f"{word} bậc", school=side.at.school)
    Level.objects.create(scale=scale, label=f"{word} bậc 1", rank=1)
    for found in (image, document):
        get_search_backend().add(found)


def _pages(side: Side, shared: dict[Any, Any]) -> None:
    word, at, editor = side.word, side.at, side.people[str(Role.LIBRARIAN)]
    image, source = Image.objects.get(pk=side.number), sources.source
    made: list[Any] = [
        catalogue.ebook(at.shelf, f"{word} nội bộ", audience="staff", source=source(), cover=image),
        catalogue.ebook(at.shelf, f"{word} nháp", live=False, source=source()),
        catalogue.ebook(at.shelf, f"{word} sách", source=source(), work=shared[Work]),
    ]
    for page in made:
        page.owner = editor
        page.contributions.add(Contribution(contributor=shared[Contributor]))
        page.subjects.add(shared[Subject])
        page.tags.add(f"{word} nhãn sách")
        page.save()
        revision = page.save_revision(user=editor)
        if page.live:
            revision.publish(user=editor)
        log(page, "wagtail.edit", user=editor)
    type(made[2]).objects.filter(pk=made[2].pk).update(locked=True, locked_by=editor, locked_at=clock.now())
    recording = recordings.recording(
        id=side.uid, school=at.school, name=f"{word}.mp3", metadata={"title": f"{word} nói"}
    )
    made.append(recordings.page(at.shelf, f"{word} nói", played=recording))
    made.append(at.home.add_child(instance=NewsPage(title=f"{word} tin", body=[("picture", image)])))
    made.append(at.home.add_child(instance=PlainPage(title=f"{word} trang")))
    index = at.home.add_child(instance=CollectionsIndexPage(title=f"{word} bộ sưu tập"))
    made += [index, index.add_child(instance=ThemedCollectionPage(title=f"{word} trăng"))]
    for authority in shared.values():
        log(authority, "wagtail.edit", user=editor)
    for page in made:
        get_search_backend().add(page)


def _count_from(
    number: int, *, only: tuple[type[models.Model], ...] = (), but: tuple[type[models.Model], ...] = ()
) -> None:
    """The next row of each table gets this key."""
    for model in only or apps.get_models():
        key = model._meta.pk
        if isinstance(key, models.AutoField) and model._meta.managed and model not in but:
            _set_sequence(model._meta.db_table, key.column, number)


def _set_sequence(table: str, column: str, number: int) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s, false)", [f'"{table}"', column, number])
            return
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
        cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number - 1])
