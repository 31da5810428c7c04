import io
import stat
import struct
import zipfile

import pytest

from library_pages.catalogue.refusals import RefusedError
from library_pages.text.safe_zip import SafeZip, ZipLimits


def packed(entries, **options):
    """A zip of (name or ZipInfo, content) pairs."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return buffer


def refusal(file, limits=None):
    with pytest.raises(RefusedError) as refused:
        SafeZip(file, limits) if limits else SafeZip(file)
    return refused.value.code


def test_a_plain_archive_is_read_whole():
    archive = SafeZip(packed([("a.txt", b"one"), ("dir/", b""), ("dir/b.txt", b"two" * 50_000)]))
    assert archive.names() == ["a.txt", "dir/b.txt"]
    assert archive.read("dir/b.txt", 200_000) == b"two" * 50_000
    assert (archive.first_name, archive.repaired) == ("a.txt", False)
    assert "dir/" not in archive


@pytest.mark.parametrize(
    "name",
    [
        "../out.txt",
        "a/../../out.txt",
        "/etc/passwd",
        "..\\out.txt",
        "\\\\server\\out.txt",
        "C:x.txt",
        "C:\\x.txt",
        "a//b.txt",
        "././a.txt",
        "./../a.txt",
        "a/./b.txt",
        "a\u202etxt.exe",
        "a\nb",
        "a\u200bb",
    ],
)
def test_a_name_that_leads_elsewhere_or_hides_something_is_refused(name):
    assert refusal(packed([(name, b"x")])) == "zip-name"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a.txt", "A.TXT"),
        ("Chương.xhtml", "Chu\u031bo\u031bng.xhtml"),
        ("a", "a/b"),
        ("a/b", "A"),
    ],
)
def test_two_names_for_one_place_are_refused(first, second):
    assert refusal(packed([(first, b"x"), (second, b"y")])) == "zip-name-twice"


def test_one_file_packed_twice_is_one_file():
    with pytest.warns(UserWarning, match="Duplicate name"):
        file = packed([("a.txt", b"x"), ("A.TXT", b"x"), ("a.txt", b"x"), ("dir/", b""), ("Dir/", b"")])
    archive = SafeZip(file)
    assert (archive.names(), archive.repaired) == (["a.txt"], True)


@pytest.mark.parametrize(
    ("packed_as", "found"),
    [("OEBPS\\text\\a.xhtml", "OEBPS/text/a.xhtml"), ("./OEBPS/a.xhtml", "OEBPS/a.xhtml"), (".\\a.xhtml", "a.xhtml")],
)
def test_separators_of_windows_and_of_a_packed_folder_are_put_right(packed_as, found):
    archive = SafeZip(packed([("./", b""), (packed_as, b"x")]))
    assert (archive.names(), archive.repaired) == ([found], True)


def test_a_name_is_found_in_any_letter_case():
    archive = SafeZip(packed([("OEBPS/Hình ẢNH.Png", b"x")]))
    assert archive.find("oebps/hình ảnh.PNG") == "OEBPS/Hình ẢNH.Png"
    assert archive.find("OEBPS/other.png") is None


def test_a_folder_can_be_read_as_the_whole():
    archive = SafeZip(packed([("Sách/a.txt", b"x"), ("Sách khác/b.txt", b"y")]))
    archive.enter("Sách")
    assert (archive.names(), archive.read("a.txt", 9), archive.find("A.txt")) == (["a.txt"], b"x", "a.txt")


def test_thousands_of_deep_names_are_checked_in_one_pass():
    deep = "/".join("abcdefgh"[n % 8] for n in range(450))
    archive = SafeZip(packed([(f"{deep}/{n}", b"") for n in range(4000)]))
    assert len(archive.names()) == 4000


def test_a_name_in_decomposed_form_is_found_composed():
    archive = SafeZip(packed([("Chu\u031bo\u031bng.xhtml", b"x")]))
    assert archive.names() == ["Chương.xhtml"]
    assert archive.read("Chương.xhtml", 10) == b"x"


def test_a_name_in_utf_8_without_the_flag_is_understood():
    # Written as bytes of UTF-8 but marked as CP437, as many packers do.
    file = packed([("Ch\u01b0\u01a1ng.xhtml".encode().decode("latin-1"), b"x")])
    data = bytearray(file.getvalue())
    raw = "Ch\u01b0\u01a1ng.xhtml".encode().decode("latin-1").encode()
    plain = "Ch\u01b0\u01a1ng.xhtml".encode()
    assert data.count(raw) == 2
    made = zipfile.ZipInfo("x")
    assert made.flag_bits == 0
    shorter = packed([("y" * len(plain), b"x")]).getvalue().replace(b"y" * len(plain), plain)
    assert SafeZip(io.BytesIO(shorter)).names() == ["Chương.xhtml"]


@pytest.mark.parametrize("name", ["a" * 256, "/".join(["b" * 200] * 6), "ộ" * 100])
def test_a_name_too_long_for_the_file_system_is_refused(name):
    assert refusal(packed([(name, b"x")])) == "zip-name-long"


def test_a_bomb_is_refused_by_what_it_says_of_itself():
    assert refusal(packed([("zeros", bytes(5 << 20))])) == "zip-bomb"


def test_text_that_packs_well_is_no_bomb():
    text = "".join(f"Câu thứ {number} của một bài thơ rất dài. " for number in range(60_000)).encode()
    assert SafeZip(packed([("thơ.txt", text)])).size("thơ.txt") == len(text) > 1 << 20


def test_more_than_the_whole_may_hold_is_refused():
    limits = ZipLimits(total=1000)
    assert refusal(packed([("a", b"x" * 600), ("b", b"y" * 600)]), limits) == "zip-too-big"


def test_more_entries_than_allowed_are_refused_before_the_directory_is_read():
    assert refusal(packed([(str(n), b"") for n in range(20)]), ZipLimits(entries=10)) == "zip-too-many"


def test_an_archive_is_believed_when_it_says_that_it_holds_too_much():
    data = bytearray(packed([("a", b"")]).getvalue())
    struct.pack_into("<HH", data, data.rfind(b"PK\x05\x06") + 8, 20, 20)
    assert refusal(io.BytesIO(data), ZipLimits(entries=10)) == "zip-too-many"


def test_a_directory_that_counts_itself_shorter_is_counted_again():
    data = bytearray(packed([(str(n), b"") for n in range(20)]).getvalue())
    struct.pack_into("<HH", data, data.rfind(b"PK\x05\x06") + 8, 5, 5)
    assert refusal(io.BytesIO(data), ZipLimits(entries=10)) == "zip-too-many"


def test_an_encrypted_entry_is_refused():
    data = bytearray(packed([("a", b"x")]).getvalue())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + offset] |= 1
    assert refusal(io.BytesIO(data)) == "zip-encrypted"


def test_another_compression_is_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a", b"x" * 100)
    assert refusal(buffer) == "zip-method"


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_what_is_no_file_is_refused(kind):
    info = zipfile.ZipInfo("link")
    info.external_attr = (kind | 0o777) << 16
    assert refusal(packed([(info, b"/etc/passwd")])) == "zip-link"


def test_two_entries_in_one_place_are_refused():
    # The second entry of the directory is pointed at the bytes of the first (CVE-2024-0450).
    data = bytearray(packed([("a", b"x" * 100), ("b", b"y" * 100)]).getvalue())
    first = data.find(b"PK\x01\x02")
    second = data.find(b"PK\x01\x02", first + 1)
    struct.pack_into("<L", data, second + 42, 0)
    assert refusal(io.BytesIO(data)) == "zip-overlap"


def test_a_local_header_with_another_name_is_refused():
    data = packed([("shown.txt", b"x")]).getvalue()
    at = data.find(b"shown.txt")
    assert refusal(io.BytesIO(data[:at] + b"other.txt" + data[at + 9 :])) == "zip-lies"


def test_an_entry_longer_than_it_says_is_refused_while_it_is_read():
    data = bytearray(packed([("a", b"x" * 5000)]).getvalue())
    struct.pack_into("<L", data, data.find(b"PK\x01\x02") + 24, 100)
    archive = SafeZip(io.BytesIO(data))
    with pytest.raises(RefusedError) as refused:
        archive.read("a", 10_000)
    assert refused.value.code in {"zip-lies", "zip-broken"}


def test_an_entry_is_refused_whose_content_is_damaged():
    data = bytearray(packed([("a", bytes(range(256)) * 20)]).getvalue())
    data[60] ^= 0xFF
    with pytest.raises(RefusedError) as refused:
        SafeZip(io.BytesIO(data)).read("a", 10_000)
    assert refused.value.code == "zip-broken"


def test_reading_again_and_again_ends_at_the_limit():
    archive = SafeZip(packed([("a", b"x" * 600)]), ZipLimits(total=1000))
    archive.read("a", 1000)
    archive.read("a", 1000)
    archive.read("a", 1000)
    with pytest.raises(RefusedError) as refused:
        archive.read("a", 1000)
    assert refused.value.code == "zip-too-big"


def test_a_part_over_its_cap_is_refused():
    with pytest.raises(RefusedError) as refused:
        SafeZip(packed([("a", b"x" * 600)])).read("a", 500)
    assert refused.value.code == "part-too-big"


@pytest.mark.parametrize("cut", [10, 50, -1])
def test_a_torn_archive_is_refused(cut):
    data = packed([("a", b"x" * 100)]).getvalue()
    assert refusal(io.BytesIO(data[:cut])) == "zip-broken"


def test_no_zip_at_all_is_refused():
    assert refusal(io.BytesIO(b"hello")) == "zip-broken"


def test_zip64_is_refused():
    data = packed([("a", b"x")]).getvalue()
    at = data.rfind(b"PK\x05\x06")
    locator = b"PK\x06\x07" + bytes(16)
    assert refusal(io.BytesIO(data[:at] + locator + data[at:])) == "zip-too-big"
