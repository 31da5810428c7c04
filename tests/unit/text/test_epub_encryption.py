import hashlib
import io

import pytest

from library_pages.catalogue.refusals import RefusedError
from library_pages.text.epub import unpack
from library_pages.text.epub.book import open_book
from tests.factories.epubs import ENCRYPTION, epub

IDPF, ADOBE = "http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"
FONT = bytes(range(256)) * 8
UNIQUE = "urn:uuid:0d5c2d1e-5a1b-4c0e-9b1d-000000000001"


def xored(data, key, length):
    return bytes(b ^ key[n % len(key)] if n < length else b for n, b in enumerate(data))


def locked(algorithm, inside="", uri="OEBPS/f.otf", font=FONT):
    return (
        epub(manifest='<item id="f" href="f.otf" media-type="font/otf"/>')
        .put("OEBPS/f.otf", font)
        .put("META-INF/encryption.xml", ENCRYPTION.format(algorithm=algorithm, inside=inside, uri=uri))
    )


def served(made):
    book = open_book(io.BytesIO(made.pack()))
    return {file.path: b"".join(file.chunks) for file in unpack.files_of(book)}


def refusal(made):
    with pytest.raises(RefusedError) as refused:
        open_book(io.BytesIO(made.pack()))
    return refused.value.code


@pytest.mark.parametrize(
    ("algorithm", "key", "length"),
    [
        (IDPF, hashlib.sha1(UNIQUE.encode(), usedforsecurity=False).digest(), 1040),
        (ADOBE, bytes.fromhex("0d5c2d1e5a1b4c0e9b1d000000000001"), 1024),
    ],
)
def test_an_obfuscated_font_is_served_decoded_and_nothing_decodes_it_again(algorithm, key, length):
    files = served(locked(algorithm, font=xored(FONT, key, length)))
    assert files["OEBPS/f.otf"] == FONT
    assert "META-INF/encryption.xml" not in files


@pytest.mark.parametrize(
    "algorithm",
    [
        "http://www.w3.org/2001/04/xmlenc#aes256-cbc",
        "http://ns.adobe.com/adept/xmlenc#128",
        "",
    ],
)
def test_a_book_with_anything_else_encrypted_is_locked(algorithm):
    assert refusal(locked(algorithm, uri="OEBPS/c1.xhtml")) == "drm"


def test_a_key_beside_an_allowed_method_is_a_lock_too():
    assert refusal(locked(IDPF, '<KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"/>')) == "drm"


@pytest.mark.parametrize("licence", ["META-INF/rights.xml", "META-INF/sinf.xml", "META-INF/license.lcpl"])
def test_a_licence_with_an_encryption_file_is_a_lock(licence):
    made = epub().put("META-INF/encryption.xml", "<encryption/>").put(licence, "<rights/>")
    assert refusal(made) == "drm"


def test_an_empty_encryption_file_locks_nothing():
    assert open_book(io.BytesIO(epub().put("META-INF/encryption.xml", "<encryption/>").pack())).fonts == {}


def test_a_hostile_encryption_file_is_refused():
    assert refusal(epub().put("META-INF/encryption.xml", "<!DOCTYPE a [<!ENTITY b SYSTEM 'c'>]><a/>")) == "xml-doctype"
