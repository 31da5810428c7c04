"""What an upload is, by its first bytes (media.md 8)."""

import io
import struct

import pytest

from library_pages.catalogue.refusals import RefusedError
from library_pages.media.sniff import sniff
from library_pages.media.wording import REASONS

HOSTILE = {
    "m3u8 to the net": (b"#EXTM3U\n#EXTINF:1,\nhttp://169.254.169.254/x.ts\n", "kind-playlist"),
    "m3u8 to a file": (b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", "kind-playlist"),
    "m3u8 to a sibling": (b"#EXTM3U\n#EXTINF:1,\nother.ts\n", "kind-playlist"),
    "ffconcat": (b"ffconcat version 1.0\nfile 'other.bin'\n", "kind-playlist"),
    "ffconcat absolute": (b"ffconcat version 1.0\nfile '/etc/passwd'\n", "kind-playlist"),
    "sdp": (b"v=0\no=- 0 0 IN IP4 127.0.0.1\n", "kind-playlist"),
    "mpd": (b'<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"/>', "not-media"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "not-media"),
    "zip": (b"PK\x03\x04rest", "kind-archive"),
    "random": (bytes(range(1, 256)), "not-media"),
    "text": ("Bài giảng".encode(), "not-media"),
    "jpeg": (b"\xff\xd8\xff\xe0rest", "kind-picture"),
    "nothing": (b"", "empty"),
    "one byte": (b"\xff", "not-media"),
}


@pytest.mark.parametrize("name", list(HOSTILE))
def test_scripts_and_strangers_are_refused_with_a_sentence(name):
    data, code = HOSTILE[name]
    with pytest.raises(RefusedError) as refused:
        sniff(io.BytesIO(data))
    assert refused.value.code == code
    assert code in REASONS


@pytest.mark.parametrize(
    ("data", "demuxer"),
    [
        (b"\x00\x00\x00\x18ftypisom", "mov"),
        (b"\x1aE\xdf\xa3webm", "matroska"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "wav"),
        (b"RIFF\x00\x00\x00\x00AVI LIST", "avi"),
        (b"OggS\x00", "ogg"),
        (b"fLaC\x00", "flac"),
        (b"\x47" + bytes(187) + b"\x47", "mpegts"),
        (b"\xff\xfb\x90\x00", "mp3"),
        (b"\xff\xf1\x50\x80", "aac"),
        (b"ID3\x04\x00\x00" + bytes([0, 0, 0, 4]) + b"tagg" + b"\xff\xfb\x90\x00", "mp3"),
        (b"ID3\x04\x00\x00" + bytes([0, 0, 0, 4]) + b"tagg" + b"fLaC", "flac"),
    ],
)
def test_a_container_is_known_by_its_mark(data, demuxer):
    assert sniff(io.BytesIO(data)) == demuxer


def test_a_tag_that_lies_about_its_length_leads_nowhere():
    data = b"ID3\x04\x00\x00" + bytes([0x7F] * 4) + struct.pack(">I", 0)
    assert sniff(io.BytesIO(data)) == "mp3"  # and the demuxer is forced, so that nothing else is tried
