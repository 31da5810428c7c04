"""What an upload can't be, by its first bytes and never by its name: said at once, before anything is stored.

What it is gets found later, by a program apart from the site.
"""

from typing import IO, Final

from library_pages.catalogue.refusals import RefusedError

_HEAD: Final = 4096
_REFUSED: Final[tuple[tuple[int, bytes, str], ...]] = (
    (0, b"PK\x03\x04", "kind-archive"),
    (0, b"PK\x05\x06", "kind-archive"),
    (0, b"Rar!", "kind-archive"),
    (0, b"7z\xbc\xaf", "kind-archive"),
    (0, b"\x1f\x8b", "kind-archive"),
    (0, b"\xff\xd8\xff", "kind-picture"),
    (0, b"\x89PNG", "kind-picture"),
    (8, b"WEBP", "kind-picture"),
    *((4, b"ftyp" + brand, "kind-picture") for brand in (b"heic", b"heix", b"mif1", b"msf1", b"avif")),
    (0, b"%PDF", "kind-document"),
    (0, b"\xd0\xcf\x11\xe0", "kind-document"),
    (0, b"#EXTM3U", "kind-playlist"),
    (0, b"ffconcat", "kind-playlist"),
    (0, b"v=0", "kind-playlist"),  # SDP
    (0, b"[playlist]", "kind-playlist"),
    (0, b"WEBVTT", "kind-captions"),
    (0, b"[Script Info]", "kind-captions"),
)
_SIGNS_OF_TEXT: Final = b"\t\n\r\x0c\x1b"


def refuse_strangers(file: IO[bytes]) -> None:
    """Let pass what may be a recording.

    Raises:
        RefusedError: it surely is none.
    """
    file.seek(0)
    head = file.read(_HEAD)
    file.seek(0)
    if not head:
        raise RefusedError("empty")
    plain = head.removeprefix(b"\xef\xbb\xbf")
    for offset, mark, code in _REFUSED:
        if plain[offset:].startswith(mark):
            raise RefusedError(code)
    if _is_text(plain):
        raise RefusedError("kind-captions" if b"-->" in plain else "kind-text")


def _is_text(head: bytes) -> bool:
    """Letters and ends of lines only; a letter may be cut off at the end."""
    if any(byte < 0x20 and byte not in _SIGNS_OF_TEXT for byte in head):  # noqa: PLR2004  (control characters)
        return False
    try:
        head.decode()
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data" and len(head) - error.start < 4  # noqa: PLR2004  (bytes)
    return True
