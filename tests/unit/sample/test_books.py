import re
import unicodedata
import uuid

import pytest

from cms.sample import content, house
from cms.sample.books import all_books, book, entry_of
from cms.sample.recordings import all_recordings
from cms.sample.source_text import Paragraph, Picture, parse
from library_pages.catalogue.enums import Audience, ContributorRole

LONG = ["hanh-tinh-ke-chuyen", "may-va-nguoi-nhat-tieng"]
BOOKS = [found.entry.slug for found in all_books()]
FILES = [*content.BOOKS.glob("*.md"), content.HANDBOOK_TEXT]


def plain(slug: str) -> str:
    blocks = (block for chapter in book(slug).chapters for block in chapter.blocks)
    return "\n".join(block.plain for block in blocks if isinstance(block, Paragraph))


def entries():
    handbook = entry_of(parse(content.HANDBOOK_TEXT.read_text(encoding="utf-8")))
    return [*(found.entry for found in (*all_books(), *all_recordings())), handbook]


@pytest.mark.parametrize("slug", LONG)
def test_a_long_book_has_three_thousand_words_and_more(slug):
    assert book(slug).words >= 3000


@pytest.mark.parametrize("slug", LONG)
def test_a_long_book_has_five_to_seven_chapters_of_some_length(slug):
    assert 5 <= len(book(slug).chapters) <= 7
    assert min(chapter.words for chapter in book(slug).chapters) >= 300


@pytest.mark.parametrize("slug", LONG)
def test_a_long_book_does_not_repeat_itself(slug):
    paragraphs = plain(slug).split("\n")
    assert len(set(paragraphs)) == len(paragraphs)
    words = re.findall(r"\w+", plain(slug).lower())
    assert len(set(words)) >= 750


def test_the_illustrated_book_has_a_picture_in_every_chapter():
    for chapter in book("nghe-va-vang-trang-trong-chum").chapters:
        assert any(isinstance(block, Picture) for block in chapter.blocks)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_texts_are_composed_and_tidy(path):
    text = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert not re.search(r" {2}|[ \t]$|[ \t][,.;?!]|\.\.\.|[“”’]", text, re.MULTILINE)
    assert text.count('"') % 2 == 0


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_texts_hold_only_vietnamese_letters(path):
    letters = {char for char in path.read_text(encoding="utf-8") if char.isalpha()}
    assert {char for char in letters if "LATIN" not in unicodedata.name(char)} == set()


@pytest.mark.parametrize("slug", BOOKS)
def test_all_pictures_of_a_book_are_there(slug):
    found = book(slug)
    named = {block.file for chapter in found.chapters for block in chapter.blocks if isinstance(block, Picture)}
    assert all((content.PICTURES / name).is_file() for name in {found.cover, *named})


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.slug)
def test_a_record_is_complete_and_uses_the_catalogues_words(entry):
    assert {role for _, role in entry.people} <= set(ContributorRole.values)
    assert entry.people[0][1] == ContributorRole.AUTHOR
    assert 1 <= entry.grades[0] <= entry.grades[1] <= 9
    assert entry.level in {label for label, _ in house.LEVELS}
    assert set(entry.subjects) <= set(house.SUBJECTS)
    assert re.fullmatch(r"\d{3}(\.\d+)?", entry.ddc)
    assert 60 <= len(entry.summary) <= 400
    Audience(entry.audience)
    uuid.UUID(entry.identifier)


def test_identifiers_and_slugs_are_each_of_one_record():
    assert len({entry.identifier for entry in entries()}) == len({entry.slug for entry in entries()}) == 6


def test_every_subject_is_used_by_a_record():
    assert {subject for entry in entries() for subject in entry.subjects} == set(house.SUBJECTS)


def test_the_collection_names_what_exists():
    recorded = {recording.entry.slug for recording in all_recordings()}
    assert {slug for slug, _ in house.COLLECTION_ENTRIES} <= {*BOOKS, *recorded}
    assert all(len(note) <= 255 for _, note in house.COLLECTION_ENTRIES)


def test_a_book_that_is_not_there_is_named():
    with pytest.raises(KeyError, match="khong-co"):
        book("khong-co")


def test_all_content_stays_under_three_megabytes():
    assert sum(path.stat().st_size for path in content.FOLDER.rglob("*") if path.is_file()) < 3_000_000
