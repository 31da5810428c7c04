"""The first path through the house: an e-book from upload to a reader who goes on where she stopped.

It drives the processes that `make run` starts: real broker, workers of their own, nothing eager.
"""

from __future__ import annotations

import time
from uuid import uuid4

import pytest

from tests.e2e.path.people import pupil, sign_in_librarian, sign_in_pupil
from tests.e2e.path.reading import in_bar, saved_quotation, until, visible_sentences
from tests.factories.epubs import epub

_READ_WITHIN = 60_000  # milliseconds from upload to READY
_FOUND_WITHIN = 60.0  # seconds from publishing to the first hit
_WORDS = ["gió", "trăng", "đồng", "sông", "lúa", "cây", "mưa", "nắng", "chim", "thuyền"]


def _sentence(number: int) -> str:
    """A sentence that stands only once in the book."""
    named = " ".join(_WORDS[int(digit)] for digit in f"{number:03d}")
    return f"Câu thứ {number} kể rằng {named} đã qua đây từ rất sớm, khi cả xóm còn ngủ và sương chưa tan trên mái nhà."


@pytest.fixture
def book():
    """An EPUB of this run alone: 3 chapters of 60 sentences, one of which says a word that no other book has."""
    mark = uuid4().hex[:6]
    title = f"Chuyện dòng sông {mark}"
    bodies = [
        f"<h1>Chương {chapter}</h1>" + "".join(f"<p>{_sentence(chapter * 100 + line)}</p>" for line in range(60))
        for chapter in (1, 2, 3)
    ]
    needle = f"<p>Đến quãng này, bác lái đò tên Thuyết{mark} cất tiếng hò gọi đàn vịt trời.</p>"
    bodies[1] = bodies[1].replace(f"<p>{_sentence(230)}</p>", needle + f"<p>{_sentence(230)}</p>")
    return title, f"thuyet{mark} cat tieng ho", epub(bodies, title=title).pack()


def _upload(page, site, content):
    """From the file to a published page; the librarian's own clicks."""
    page.goto(f"{site.url}/admin/upload/ebook/")
    page.locator("input[type=file]").set_input_files(
        {"name": "dong-song.epub", "mimeType": "application/epub+zip", "buffer": content}
    )
    page.locator("form[enctype] button[type=submit]").click()
    page.wait_for_url("**/admin/pages/*/edit/**")
    page.locator("[data-kv-content][data-state=ready], [data-kv-reload]:not([hidden])").first.wait_for(
        timeout=_READ_WITHIN
    )
    page.goto(page.url.partition("#")[0])
    page.get_by_role("button", name="Thao tác khác").or_(
        page.locator("[data-drop-button], .w-dropdown button")
    ).first.wait_for()
    page.evaluate("() => document.querySelector('[name=action-publish]').click()")
    page.wait_for_url("**/admin/pages/*/")


def _found(page, site, query):
    """The first hit's link to the passage, as soon as the index has it."""
    deadline = time.monotonic() + _FOUND_WITHIN
    link = page.locator(".result .found a.go").first
    while True:
        page.goto(f"{site.url}/tim/?q={query}")
        if link.count():
            return link
        assert time.monotonic() < deadline, "the book was not found"


def test_an_uploaded_book_is_found_without_marks_and_gone_on_with_on_another_device(live_khovang, new_context, book):
    title, query, content = book

    _upload(_signed_in_librarian(new_context, live_khovang), live_khovang, content)

    page = new_context().new_page()
    sign_in_pupil(page, live_khovang, pupil(live_khovang))
    link = _found(page, live_khovang, query)
    assert title in page.locator(".result").first.inner_text()
    assert "Thuyết" in page.locator(".result .passage mark").first.inner_text()

    link.click()
    page.wait_for_url("**/doc/**")
    until(page, lambda: any("Thuyết" in one for one in visible_sentences(page)))
    page.locator("[data-turn=right]").click()
    until(page, lambda: visible_sentences(page) and not any("Thuyết" in one for one in visible_sentences(page)))
    before = visible_sentences(page)
    until(page, lambda: saved_quotation(page) in " ".join(before))
    in_bar(page, "[data-back]")
    page.wait_for_url("**/tai-lieu/**")

    other = new_context(width=390, height=760).new_page()
    sign_in_pupil(other, live_khovang, pupil(live_khovang))
    other.locator(".open-book a.button").click()
    other.wait_for_url("**/doc/**")
    until(other, lambda: before[0] in visible_sentences(other))

    in_bar(other, "[data-opens=type]")
    other.locator("#type input[name=size]").last.check(force=True)
    until(other, lambda: before[0] in visible_sentences(other))


def _signed_in_librarian(new_context, site):
    page = new_context().new_page()
    sign_in_librarian(page, site)
    return page
