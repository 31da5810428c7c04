"""What is turned away before it is stored, by its first bytes."""

import io

import pytest

from library_pages.catalogue.refusals import RefusedError
from library_pages.media.pipeline.sniff import refuse_strangers
from library_pages.media.wording import REASONS

HOSTILE = {
    "m3u8 to the net": (b"#EXTM3U\n#EXTINF:1,\nhttp://169.254.169.254/x.ts\n", "kind-playlist"),
    "m3u8 to a file": (b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", "kind-playlist"),
    "m3u8 to a sibling": (b"#EXTM3U\n#EXTINF:1,\nother.ts\n", "kind-playlist"),
    "m3u8 behind a mark": (b"\xef\xbb\xbf#EXTM3U\n", "kind-playlist"),
    "pls": (b"[playlist]\nFile1=/etc/passwd\n", "kind-playlist"),
    "ffconcat": (b"ffconcat version 1.0\nfile 'other.bin'\n", "kind-playlist"),
    "ffconcat absolute": (b"ffconcat version 1.0\nfile '/etc/passwd'\n", "kind-playlist"),
    "sdp": (b"v=0\no=- 0 0 IN IP4 127.0.0.1\n", "kind-playlist"),
    "mpd": (b'<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"/>', "kind-text"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "kind-text"),
    "web page": ("<!doctype html><title>Bài giảng</title>".encode(), "kind-text"),
    "text": ("Bài giảng".encode(), "kind-text"),
    "text cut inside a letter": (("à" * 4096).encode()[1:4097][1:], "kind-text"),
    "subrip": ("1\n00:00:01,000 --> 00:00:02,000\nNghé\n".encode(), "kind-captions"),
    "webvtt": (b"WEBVTT\n", "kind-captions"),
    "ass": (b"[Script Info]\n", "kind-captions"),
    "zip": (b"PK\x03\x04rest", "kind-archive"),
    "rar": (b"Rar!\x1a\x07", "kind-archive"),
    "pdf": (b"%PDF-1.7\n", "kind-document"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1", "kind-document"),
    "jpeg": (b"\xff\xd8\xff\xe0rest", "kind-picture"),
    "heic": (b"\x00\x00\x00\x18ftypheic", "kind-picture"),
    "nothing": (b"", "empty"),
}


@pytest.mark.parametrize("name", list(HOSTILE))
def test_scripts_and_strangers_are_refused_with_a_sentence(name):
    data, code = HOSTILE[name]
    with pytest.raises(RefusedError) as refused:
        refuse_strangers(io.BytesIO(data))
    assert refused.value.code == code
    assert code in REASONS


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\x00\x00\x18ftypisom",
        b"\x1aE\xdf\xa3webm",
        b"RIFF\x00\x00\x00\x00WAVEfmt ",
        b"OggS\x00",
        b"\x47" + bytes(187) + b"\x47",
        bytes(4) + b"\x47" + bytes(191) + b"\x47",
        b"caff\x00\x01\x00\x00",
        b"\x0b\x77" + bytes(range(1, 200)),
        b"\xff\xfb\x90\x00",
        b"ID3\x04\x00\x00" + bytes([0, 0, 0, 4]) + b"tagg" + b"\xff\xfb\x90\x00",
        bytes(5000),
        bytes(range(1, 256)),
        b"\xff",
    ],
)
def test_what_may_be_a_recording_is_looked_into_later(data):
    file = io.BytesIO(data)
    refuse_strangers(file)
    assert file.tell() == 0
