"""What the services rely on in a store of files, whichever it is (cms/settings/parts/storages.py)."""

import pytest
from django.core.exceptions import SuspiciousOperation
from django.core.files.base import ContentFile, File

from library_pages.text.services import packages

BYTES = bytes(range(256)) * 4


@pytest.fixture
def saved(storage):
    name = storage.save("uploads/sách.epub", ContentFile(BYTES))
    return storage, name


def content(storage, name):
    with storage.open(name, "rb") as file:
        return file.read()


def test_what_is_saved_comes_back_byte_by_byte(saved):
    storage, name = saved
    assert content(storage, name) == BYTES


def test_a_saved_file_exists_and_has_its_size_and_a_time(saved):
    storage, name = saved
    assert storage.exists(name)
    assert storage.size(name) == len(BYTES)
    assert storage.get_modified_time(name).utcoffset() is not None


def test_a_file_that_was_never_saved_does_not_exist(storage):
    assert not storage.exists("uploads/nothing.epub")


def test_opening_what_is_not_there_says_so(storage):
    with pytest.raises(FileNotFoundError):
        content(storage, "uploads/nothing.epub")


def test_an_empty_file_stays_an_empty_file(storage):
    name = storage.save("empty.txt", ContentFile(b""))
    assert (storage.exists(name), storage.size(name), content(storage, name)) == (True, 0, b"")


@pytest.mark.parametrize(
    "name", ["packages/1/OEBPS/chương 1.xhtml", "packages/1/a+b.css", "packages/1/trang (2) #1%.html", "đ/ê/ả.txt"]
)
def test_names_that_people_and_books_use_lead_to_their_file(storage, name):
    kept = storage.save(name, ContentFile(b"x"))
    assert storage.exists(kept)
    assert content(storage, kept) == b"x"


def test_a_name_that_leads_out_of_the_store_is_refused(storage):
    with pytest.raises(SuspiciousOperation):
        storage.save("../outside.txt", ContentFile(b"x"))


def test_deleting_removes_the_file_and_deleting_again_is_no_error(saved):
    storage, name = saved
    storage.delete(name)
    assert not storage.exists(name)
    storage.delete(name)


def test_a_name_is_free_again_after_its_file_was_deleted(saved):
    storage, name = saved
    storage.delete(name)
    again = storage.save(name, ContentFile(b"new"))
    assert content(storage, again) == b"new"


def test_a_folder_lists_its_files_and_folders_one_level_deep(storage):
    for name in ("packages/7/mimetype", "packages/7/OEBPS/c1.xhtml", "packages/7/OEBPS/img/a.png"):
        storage.save(name, ContentFile(b"x"))
    assert [sorted(names) for names in storage.listdir("packages/7")] == [["OEBPS"], ["mimetype"]]
    assert [sorted(names) for names in storage.listdir("packages/7/OEBPS")] == [["img"], ["c1.xhtml"]]


def test_a_part_is_read_from_where_it_begins(saved):
    storage, name = saved
    with storage.open(name, "rb") as file:
        file.seek(250)
        assert file.read(12) == BYTES[250:262]
        file.seek(0, 2)
        assert file.tell() == len(BYTES)


def test_a_file_bigger_than_memory_should_hold_is_read_in_chunks(storage, tmp_path):
    big = tmp_path / "big"
    big.write_bytes(b"0123456789abcdef" * (1 << 17))  # 2 MiB: S3 sends it in one part, the local store in one copy
    with big.open("rb") as handle:
        name = storage.save("big.bin", File(handle))
    with storage.open(name, "rb") as file:
        assert sum(len(chunk) for chunk in file.chunks(64 << 10)) == big.stat().st_size


def test_a_name_that_is_taken_is_left_alone_and_another_one_is_given(saved):
    # Two uploads named cover.png are two files; a package's writer learns that somebody else writes too.
    storage, name = saved
    other = storage.save(name, ContentFile(b"other"))
    assert other != name
    assert (content(storage, name), content(storage, other)) == (BYTES, b"other")


def test_a_file_is_replaced_by_deleting_it_first(saved):
    storage, name = saved
    assert packages.put(storage, name, b"new") == name
    assert content(storage, name) == b"new"
