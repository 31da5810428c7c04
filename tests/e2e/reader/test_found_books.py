"""Books that were once refused or had holes: every chapter and picture is there in the reader."""

from __future__ import annotations

import re
from base64 import b64encode
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import expect

from tests.factories.epubs import epub
from tests.factories.texts import prose

FOUND = Path(__file__).parents[2] / "files" / "found"
FILES = {
    # file: title of the entry in its contents, words of that chapter
    "badbyte.epub": ("Chương 2", "mỗi tối m\ufffda"),
    "case.epub": ("Chương 2", "chữ thường"),
    "enc-iso-8859-15.epub": ("Chương 2", "Café déjà vu"),
    "enc-windows-1251.epub": ("Chương 2", "Привет мир"),
    "ent-subset.epub": ("Chương 1", "ký của Tô Hoài"),
    "repacked.epub": ("Chương 3", "là câu chuyện"),
    "zip-dup.epub": ("Chương 3", "là câu chuyện"),
    "zip-folder.epub": ("Chương 3", "là câu chuyện"),
}
DECLARED = '<?xml version="1.0" encoding="{}"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>{}</p></body></html>'
MADE = {
    "gb18030": DECLARED.format("gb18030", "从前有一个人").encode("gb18030"),
    "shift_jis": DECLARED.format("Shift_JIS", "昔々あるところに").encode("cp932"),
    "windows-1258": DECLARED.format("windows-1258", "đường về nhà").encode("cp1258", "xmlcharrefreplace"),
    "html": '<html><head><meta charset="windows-1251"></head><body><p>Привет<br>мир</body></html>'.encode("cp1251"),
}
WORDS = {"gb18030": "从前有一个人", "shift_jis": "昔々あるところに", "windows-1258": "đường về nhà", "html": "мир"}


def goes_to(reading, title):
    reading.page.get_by_role("button", name="Mục lục").click()
    reading.page.get_by_role("dialog", name="Mục lục").get_by_role("button", name=title, exact=True).click()


def test_every_chapter_of_a_book_that_was_put_right_can_be_read(place, device):
    pupil = place.pupil()
    for name, (title, words) in FILES.items():
        reading = device(place.book((FOUND / name).read_bytes(), name), pupil, width=390)
        goes_to(reading, title)
        reading.until(lambda reading=reading, words=words: words in reading.visible())
        reading.page.context.close()


def test_letters_of_any_encoding_are_those_of_the_book(place, device):
    made = epub(["<p>x</p>"] * len(MADE))
    for number, content in enumerate(MADE.values(), start=1):
        made.put(f"OEBPS/c{number}.xhtml", content)
    reading = device(place.book(made.pack()), place.pupil())
    for number, name in enumerate(MADE, start=1):
        goes_to(reading, f"Chương {number}")
        reading.until(lambda name=name: WORDS[name] in reading.visible())


def test_a_picture_spelled_in_other_letters_is_seen(place, device):
    reading = device(place.book((FOUND / "case-img.epub").read_bytes(), "case-img.epub"), place.pupil())
    picture = reading.chapter().locator("img")
    reading.until(lambda: picture.evaluate("image => image.complete && image.naturalWidth > 0"))


def test_a_picture_written_into_a_chapter_does_not_take_hours_to_read(place, device):
    buffer = BytesIO()
    Image.effect_noise((700, 700), 80).save(buffer, "PNG")
    picture = f'<img alt="" src="data:image/png;base64,{b64encode(buffer.getvalue()).decode()}"/>'
    made = epub([f"<p>{prose(300)}</p>{picture}", f"<p>{prose(300)}</p>"]).pack()
    reading = device(place.book(made), place.pupil())
    expect(reading.page.locator("[data-left]")).to_have_text(re.compile("^[^0-9]*[1-9] phút"))
