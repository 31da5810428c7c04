"""An EPUB from its upload to a page that somebody reads, traced: which modules of the applications it passes.

`table.py` puts this file among the tests of a commit, old or new, and runs it there; so it enters by addresses and by
the few names that have stayed. `PASSED` names the file that gets the answer, one module a line.

A module counts when one of its functions runs on the way. What runs for every request, whatever it is about
(middleware, sign-in, the frame of the site and of the admin), runs also for pages without a book; those are asked for
first, and what runs for them is left out. The program in the jail is a process of its own, so its work is done once
more in this one.
"""

from __future__ import annotations

import inspect
import os
import re
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pytest
from django.test import Client
from django.urls import reverse

from cms.accounts.enums import Role
from cms.foundation import jobs
from library_pages.catalogue.models import ResourcePage, ShelfPage
from library_pages.text.jail import worker
from library_pages.text.selectors import INGEST_TASK
from library_pages.text.services.ingest import ingest
from search import topics
from search.services.drain import drain
from tests.factories import catalogue, schools
from tests.factories.epubs import epub
from tests.integration.admin.test_upload import _store, file
from tests.integration.search.conftest import tantivy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from django.http import HttpResponse

__all__ = ["_store", "tantivy"]

_ROOT = Path.cwd()
_APPS = ("cms", "library_pages", "collections", "search", "analytics")
_CONTENT = re.compile(r"/c/[^\"'\s<]+?/(?=[\"'\s<]|&quot;)")


class Passed:
    """The modules of the applications in which a function has been called since it began."""

    def __init__(self) -> None:
        self.modules: set[str] = set()

    def __enter__(self) -> Self:
        threading.setprofile(self._called)
        sys.setprofile(self._called)
        return self

    def __exit__(self, *_raised: object) -> None:
        sys.setprofile(None)
        threading.setprofile(None)

    def _called(self, frame: FrameType, event: str, _argument: object) -> None:
        code = frame.f_code
        if event != "call" or not code.co_flags & inspect.CO_OPTIMIZED:  # the body of a module or a class
            return
        path = Path(code.co_filename)
        if path.is_relative_to(_ROOT) and path.relative_to(_ROOT).parts[0] in _APPS:
            self.modules.add(str(path.relative_to(_ROOT)))


@pytest.fixture
def at(transactional_db: None) -> object:
    return schools.school()


@pytest.mark.usefixtures("_store", "tantivy")
def test_the_way_of_an_epub(at: object, tmp_path: Path) -> None:
    librarian, pupil = Client(), Client()
    librarian.force_login(schools.user(Role.LIBRARIAN, at))
    pupil.force_login(schools.pupil(at))
    for _ in range(2):  # what is made once, by whoever comes first, is no part of the way either
        with Passed() as every_request:
            _without_a_book(librarian, pupil)
    with Passed() as way:
        _with_one(librarian, pupil, tmp_path)
    passed = sorted(way.modules - every_request.modules)
    Path(os.environ["PASSED"]).write_text("".join(f"{module}\n" for module in passed), "utf-8")


def _without_a_book(librarian: Client, pupil: Client) -> None:
    _ok(librarian.get("/admin/"))
    _ok(librarian.get("/admin/pages/", follow=True))
    _ok(pupil.get("/"))


def _with_one(librarian: Client, pupil: Client, folder: Path) -> None:
    shelf = ShelfPage.objects.get()
    data = epub().pack()
    for field in ("files", "file"):
        form = {field: file(data), "shelf": shelf.pk}
        if librarian.post("/admin/upload/ebook/", form).status_code == 302:
            break
    page = ResourcePage.objects.get().specific.get_latest_revision_as_object()
    ingest(str(jobs.latest(INGEST_TASK, str(page.source_id)).pk))
    if hasattr(worker, "read_epub"):
        kept = folder / "sent.epub"
        kept.write_bytes(data)
        (folder / "found").mkdir()
        worker.read_epub(kept, folder / "found")
    ResourcePage.objects.get().specific.get_latest_revision_as_object().save_revision().publish()
    for topic in topics.fed():
        drain(topic)
    page = catalogue.resource(ResourcePage.objects.get())
    _ok(pupil.get(reverse("catalogue:item", args=[page.uid])))
    shell = _ok(pupil.get(reverse("reading:open", args=[page.uid])))
    content = next(_contents(shell))
    read = Client().get(
        content + page.specific.source.spine[0]["href"], SERVER_NAME="content.testserver", SERVER_PORT="80"
    )
    assert b"<html" in b"".join(read.streaming_content if read.streaming else [read.content])


def _contents(shell: HttpResponse) -> Iterator[str]:
    return (match[0] for match in _CONTENT.finditer(shell.content.decode()))


def _ok(response: HttpResponse) -> HttpResponse:
    assert response.status_code == 200, response.status_code
    return response
