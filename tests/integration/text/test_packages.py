"""The unpacked publication in the store, on a folder and on S3."""

import json

import pytest
from django.core.files.base import ContentFile

from library_pages.text.extraction import PackageFile
from library_pages.text.services.packages import PackageInUseError, put, remove_package, replace_package

FOLDER = "packages/0193/"


def file(path, content=b"x", kind="text/css"):
    return PackageFile(path, kind, iter([content]))


def load(storage, name):
    with storage.open(FOLDER + name) as stream:
        return stream.read()


def test_a_package_is_written_with_its_two_lists(storage):
    sizes = replace_package(
        storage, FOLDER, iter([file("OEBPS/a.css", b"abc"), file("chương 1.xhtml", b"", "text/html")])
    )
    assert sizes == {"OEBPS/a.css": 3, "chương 1.xhtml": 0}
    assert json.loads(load(storage, "files.json")) == sizes
    assert json.loads(load(storage, "types.json")) == {"OEBPS/a.css": "text/css", "chương 1.xhtml": "text/html"}
    assert load(storage, "OEBPS/a.css") == b"abc"


def test_a_new_package_replaces_all_of_the_old_one(storage):
    replace_package(storage, FOLDER, iter([file("old.css"), file("both.css", b"1")]))
    replace_package(storage, FOLDER, iter([file("both.css", b"22")]))
    assert not storage.exists(FOLDER + "old.css")
    assert load(storage, "both.css") == b"22"


def test_a_package_that_is_not_complete_has_no_list(storage):
    def torn():
        yield file("a.css")
        raise RuntimeError("killed here")

    replace_package(storage, FOLDER, iter([file("old.css")]))
    with pytest.raises(RuntimeError):
        replace_package(storage, FOLDER, torn())
    assert not storage.exists(FOLDER + "files.json")
    replace_package(storage, FOLDER, iter([file("b.css")]))
    assert set(json.loads(load(storage, "files.json"))) == {"b.css"}
    assert not storage.exists(FOLDER + "a.css")


def test_a_package_is_removed_with_all_its_folders(storage):
    replace_package(storage, FOLDER, iter([file("a/b/c.css"), file("d.css")]))
    remove_package(storage, FOLDER)
    assert not storage.exists(FOLDER + "files.json")
    assert not storage.exists(FOLDER + "a/b/c.css")
    remove_package(storage, FOLDER)


def test_the_other_packages_stay(storage):
    replace_package(storage, "packages/0194/", iter([file("a.css")]))
    replace_package(storage, FOLDER, iter([file("a.css")]))
    remove_package(storage, FOLDER)
    assert storage.exists("packages/0194/a.css")


def test_progress_is_told_piece_by_piece(storage):
    told = []
    chunks = PackageFile("a.css", "text/css", iter([b"1", b"2", b"3"]))
    replace_package(storage, FOLDER, iter([chunks]), lambda: told.append(1))
    assert len(told) >= 3


def test_a_cover_takes_the_place_of_the_one_before(storage):
    assert put(storage, "covers/1.jpg", b"one") == put(storage, "covers/1.jpg", b"two") == "covers/1.jpg"
    with storage.open("covers/1.jpg") as stream:
        assert stream.read() == b"two"


def test_two_writers_in_one_folder_do_not_mix(storage):
    # The other one writes the same file between our emptying the folder and our writing.
    def other_first():
        storage.save(FOLDER + "a.css", ContentFile(b"theirs"))
        yield file("a.css", b"ours")

    with pytest.raises(PackageInUseError):
        replace_package(storage, FOLDER, other_first())
    assert load(storage, "a.css") == b"theirs"
