"""Recordings that everybody plays and that this library once did not take, or took wrongly."""

import random
from pathlib import Path

import pytest

from library_pages.media.enums import RecordingState
from library_pages.media.services.captions import put_captions
from library_pages.media.services.uploads import accept
from library_pages.media.services.working import process_now
from tests.factories import media, playing
from tests.factories.letters import STORED

pytestmark = pytest.mark.django_db

FOUND = Path(__file__).parents[2] / "files/found"
TONE = "-f lavfi -i sine=frequency=440:duration={}"
PICTURE = "-f lavfi -i testsrc2=size={}:rate={}:duration={}"
SMALL = PICTURE.format("64x64", 25, 2)
X264 = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p"
BARE = "-c:a libmp3lame -b:a 64k -write_xing 0 -id3v2_version 0"
NOISE = random.Random(1)  # noqa: S311


def some(names, *each_time):
    """All of them in the deep run, these each time."""
    return [name if name in each_time else pytest.param(name, marks=pytest.mark.slow) for name in names]


def taken(data, kind="audio"):
    recording = media.finished(data, kind=kind)
    assert recording.state == RecordingState.COMPLETE, (recording.failure_code, recording.failure_detail)
    return recording


# -- what is a recording ---------------------------------------------------------------------------------------------

SOUNDS = {
    "AC-3": ("-c:a ac3", "ac3"),
    "E-AC-3": ("-c:a eac3", "eac3"),
    "DTS": ("-strict -2 -c:a dca", "dts"),
    "CAF": ("-c:a pcm_s16le", "caf"),
    "CAF of a phone": ("-c:a alac", "caf"),
    "Sun audio": ("-c:a pcm_s16be", "au"),
    "Wave64": ("-c:a pcm_s16le", "w64"),
    "WavPack": ("-c:a wavpack", "wv"),
    "True Audio": ("-c:a tta", "tta"),
    "MPEG layer 2": ("-c:a mp2", "mp2"),
    "Opus": ("-c:a libopus", "opus"),
}
JUNK = {
    "nothing": b"",
    "zeros": bytes(1000),
    "many zeros": bytes(200_000),
    "more zeros than are looked through at first": bytes(2_000_000),
    "noise": NOISE.randbytes(2000),
    "the head of a page": b"<html><body>x</body></html>" * 50 + b"\x00",
    "ones": b"\xff" * 3000,
    "half a frame": None,
}
FILMS = {
    "a camcorder": (f"{SMALL} {TONE.format(2)} {X264} -c:a ac3 -mpegts_m2ts_mode 1 -f mpegts", "mts"),
    "a DVD": (f"{SMALL} {TONE.format(2)} -c:v mpeg2video -c:a ac3 -f vob", "vob"),
    "a tape": (
        f"{PICTURE.format('720x576', 25, 2)} {TONE.format(2)} -pix_fmt yuv420p -ar 48000 -ac 2 -c:v dvvideo -f dv",
        "dv",
    ),
    "RealMedia": (f"{SMALL} {TONE.format(2)} -c:v rv10 -c:a ac3 -f rm", "rm"),
}


@pytest.mark.parametrize("name", some(SOUNDS, "AC-3", "CAF", "CAF of a phone"))
def test_sound_that_everybody_plays_is_taken(name):
    codec, ending = SOUNDS[name]
    assert taken(media.made(f"{TONE.format(2)} {codec}", ending)).duration == pytest.approx(2, abs=0.15)


@pytest.mark.parametrize("name", some(JUNK, "many zeros", "noise", "the head of a page"))
def test_an_mp3_is_found_behind_what_stands_before_it(name):
    data = media.made(f"{TONE.format(2)} {BARE}", "mp3")
    junk = data[100:300] if JUNK[name] is None else JUNK[name]
    recording = taken(junk + data)
    assert recording.duration == pytest.approx(2, abs=0.3)
    assert recording.warnings == []


@pytest.mark.parametrize("name", some(FILMS, "a camcorder"))
def test_film_that_everybody_plays_is_taken(name):
    recording = taken(media.made(*FILMS[name]), "video")
    assert recording.duration == pytest.approx(2, abs=0.15)
    assert recording.warnings == []


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (NOISE.randbytes(20_000), "damaged"),
        (bytes(20_000), "damaged"),
        (b"\x00" + b"Bai giang".ljust(20_000), "damaged"),
        (b"MThd\x00\x00\x00\x06\x00\x01\x00\x01\x00\x60MTrk" + bytes(200), "damaged"),
    ],
    ids=["noise", "zeros", "text", "notes"],
)
def test_what_is_none_is_refused_by_name(data, code):
    recording = media.recording(media.upload(data, "Phần 1.mp3"), kind="audio")
    process_now(recording)
    assert recording.state == RecordingState.FAILED
    assert recording.failure_code in {code, "not-media"}
    assert "“Phần 1.mp3”" in recording.failure


# -- tags ------------------------------------------------------------------------------------------------------------

TITLE, ARTIST = "Chú Cuội ngồi gốc cây đa", "Nguyễn Huệ"
PLACE = {"title": b"x" * 40, "artist": b"y" * 30}
TAGGED = {
    "wav": "-c:a pcm_s16le",
    "flac": "-c:a flac",
    "m4a": "-c:a aac",
    "mp3": "-c:a libmp3lame",
    "aiff": "-c:a pcm_s16be -write_id3v2 1",
    "mka": "-c:a libvorbis",
    "asf": "-c:a wmav2",
    "avi": "-c:a pcm_s16le",
    "w64": "-c:a pcm_s16le",
}


def tagged(ending, title, artist):
    """A sound with these bytes in its tags: the same length is put there first, then replaced."""
    data = media.made(
        f"{TONE.format(1)} {TAGGED[ending]} -metadata title={'x' * len(title)} -metadata artist={'y' * len(artist)}",
        ending,
    )
    return data.replace(b"x" * len(title), title).replace(b"y" * len(artist), artist)


@pytest.mark.parametrize("stored", list(STORED))
@pytest.mark.parametrize("ending", some(["wav", "flac", "m4a", "mka"], "wav"))
def test_tags_are_read_in_the_letters_that_they_were_stored_in(ending, stored):
    recording = taken(tagged(ending, STORED[stored](TITLE), STORED[stored](ARTIST)))
    assert recording.metadata["title"] == TITLE
    assert recording.metadata["contributors"] == [{"name": ARTIST, "role": "aut"}]
    assert recording.warnings == ([] if stored == "UTF-8" else ["letters"])


def test_in_ogg_the_sound_says_what_it_is_called():
    data = media.made(f"{TONE.format(1)} -c:a libopus -metadata title=Trăng", "opus")
    assert taken(data).metadata["title"] == "Trăng"


@pytest.mark.parametrize("ending", some(TAGGED, "wav", "flac", "m4a"))
def test_tags_never_decide_whether_a_recording_is_taken(ending):
    assert taken(tagged(ending, b"Caf\xe9 \xff\xfe\x81", b"\x80\x81\x82\x83")).duration == pytest.approx(1, abs=0.15)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("id3-tcvn3.mp3", TITLE),
        ("id3-cp1258.mp3", TITLE),
        ("id3-utf8inlatin1.mp3", TITLE),
        ("info-cp1258.wav", TITLE),
        ("m4a-latin.m4a", "Caféxxxx"),
        ("lead-zeros.mp3", "x"),
        ("rec.caf", "x"),
    ],
)
def test_files_as_they_were_found(name, title):
    recording = media.recording(media.upload((FOUND / name).read_bytes(), "x.mp3"), kind="audio")
    process_now(recording)
    assert recording.state == RecordingState.COMPLETE, recording.failure_detail
    assert recording.metadata["title"] == title


def test_titles_of_chapters_are_set_right_with_the_rest(tmp_path):
    notes = tmp_path / "notes.txt"
    notes.write_bytes(
        b";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1000\ntitle="
        + STORED["TCVN3 as Latin-1"]("Mở đầu câu chuyện")
        + b"\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=1000\nEND=2000\ntitle="
        + STORED["TCVN3 as Latin-1"]("Kết thúc")
        + b"\n"
    )
    recording = taken(media.made(f"{TONE.format(2)} -i {notes} -map_chapters 1 -c:a aac", "m4a"))
    assert [row.title for row in recording.chapters.all()] == ["Mở đầu câu chuyện", "Kết thúc"]


# -- streams of different lengths ------------------------------------------------------------------------------------

APART = {
    "one picture and sound": (PICTURE.format("64x64", 25, 0.04), TONE.format(8), "mp4", 8, "still"),
    "a short film and long sound": (PICTURE.format("64x64", 25, 2), TONE.format(9), "mp4", 9, "still"),
    "the same that could be copied": (PICTURE.format("64x64", 25, 2), TONE.format(9), "mkv", 9, "still"),
    "a long film and short sound": (PICTURE.format("64x64", 25, 9), TONE.format(2), "mp4", 9, "quiet-end"),
    "over several parts": (PICTURE.format("64x64", 10, 2), TONE.format(75), "mp4", 75, "still"),
}


@pytest.mark.parametrize("name", some(APART, "one picture and sound", "over several parts"))
def test_picture_and_sound_end_together(name, tmp_path):
    picture, tone, ending, seconds, warning = APART[name]
    recording = taken(media.made(f"{picture} {tone} {X264} -g 50 -c:a aac", ending), "video")
    assert recording.duration == pytest.approx(seconds, abs=0.2)
    assert recording.warnings == [warning]
    playing.fetch(recording, tmp_path)
    for rung, (length, _frames) in playing.decode(tmp_path).items():
        assert length == pytest.approx(seconds, abs=0.3), rung


def test_streams_that_nearly_end_together_are_still_copied():
    recording = taken(media.copyable(4), "video")
    assert recording.plan["copied"], recording.plan["reasons"]
    assert (recording.plan["sound"], recording.warnings) == ("copy", [])


# -- film ------------------------------------------------------------------------------------------------------------


def test_a_frame_that_stands_does_not_slow_the_rest(tmp_path):
    picture = PICTURE.format("64x64", 30, 6)
    held = "-vf setpts='if(gt(N,178),PTS+3/TB,PTS)' -fps_mode vfr -c:v mpeg4"
    recording = taken(media.made(f"{picture} {held}", "mp4"), "video")
    assert recording.plan["rate"] == [30, 1]
    assert recording.duration == pytest.approx(9, abs=0.2)
    playing.fetch(recording, tmp_path)
    ((length, frames),) = playing.decode(tmp_path).values()
    assert (length, frames) == (pytest.approx(9, abs=0.2), pytest.approx(270, abs=6))


def test_slides_that_change_every_few_seconds_are_slow():
    recording = taken(media.made(f"{PICTURE.format('64x64', '1/4', 24)} -c:v mpeg4", "mp4"), "video")
    assert recording.plan["rate"] == [1, 1]


CUT = {
    "mp4": f"{SMALL.replace('=2', '=8')} {TONE.format(8)} -c:v mpeg4 -c:a aac -movflags +faststart",
    "mkv": f"{SMALL.replace('=2', '=8')} {TONE.format(8)} -c:v mpeg4 -c:a aac",
    "avi": f"{SMALL.replace('=2', '=8')} {TONE.format(8)} -c:v mpeg4 -c:a libmp3lame",
    "flv": f"{SMALL.replace('=2', '=8')} {TONE.format(8)} -c:v flv -c:a libmp3lame",
    "asf": f"{SMALL.replace('=2', '=8')} {TONE.format(8)} -c:v wmv2 -c:a wmav2",
}
CUT_SOUND = {
    "mp3": "-c:a libmp3lame",
    "m4a": "-c:a aac -movflags +faststart",
    "wav": "-c:a pcm_s16le",
    "flac": "-c:a flac",
    "aiff": "-c:a pcm_s16be",
    "caf": "-c:a pcm_s16le",
    "w64": "-c:a pcm_s16le",
    "wv": "-c:a wavpack",
}


@pytest.mark.parametrize("ending", some([*CUT, *CUT_SOUND], "mp4", "wav"))
def test_a_file_that_was_cut_off_says_so(ending):
    film = ending in CUT
    data = media.made(CUT[ending] if film else f"{TONE.format(8)} {CUT_SOUND[ending]}", ending)
    whole, half = (taken(piece, "video" if film else "audio") for piece in (data, data[: int(len(data) * 0.55)]))
    assert "shorter" not in whole.warnings
    assert "shorter" in half.warnings
    assert half.duration < 7


def test_a_cover_before_the_film_is_no_film():
    cover = "-f lavfi -i color=red:size=300x300:duration=0.04:rate=25"
    film = f"{cover} {SMALL} {TONE.format(2)} -map 0:v -map 1:v -map 2:a -c:v:0 mjpeg -c:v:1 mpeg4 -c:a aac"
    recording = taken(media.made(film, "mkv"), "video")
    assert (recording.width, recording.duration) == (64, pytest.approx(2, abs=0.15))


def test_sound_with_a_picture_is_heard_where_sound_is_wanted():
    data = media.made(f"{PICTURE.format('64x64', 25, 0.04)} {TONE.format(3)} -c:v mjpeg -c:a aac", "mkv")
    recording = taken(data)
    assert (recording.duration, bool(recording.poster)) == (pytest.approx(3, abs=0.15), True)


def test_a_second_sound_and_captions_inside_are_told_and_taken(tmp_path):
    srt, english = tmp_path / "vi.srt", tmp_path / "en.srt"
    srt.write_text(
        "1\n00:00:00,100 --> 00:00:00,900\nNghé nhìn <i>trăng</i>\n\n2\n00:00:01,000 --> 00:00:01,900\nLặn\n"
    )
    english.write_text("1\n00:00:00,100 --> 00:00:00,900\nLook\n")
    inputs = f"{SMALL} {TONE.format(2)} {TONE.format(2)} -i {srt} -i {english}"
    maps = "-map 0:v -map 1:a -map 2:a -map 3 -map 4 -c:v mpeg4 -c:a aac"
    named = "-metadata:s:s:0 language=vie -metadata:s:s:1 language=eng"
    for ending, codec in (("mkv", "ass"), ("mp4", "mov_text")):
        recording = taken(media.made(f"{inputs} {maps} -c:s {codec} {named}", ending), "video")
        assert recording.warnings == ["other-sound", "own-captions"]
        assert [(row.language, row.notes) for row in recording.captions.all()] == [
            ("en", ["from-file"]),
            ("vi", ["from-file"]),
        ]
        first, second = recording.captions.get(language="vi").cues
        assert first == [pytest.approx(0.1, abs=0.02), pytest.approx(0.9, abs=0.02), "Nghé nhìn trăng"]
        assert second[2] == "Lặn"


def test_captions_of_a_librarian_are_not_replaced_by_those_inside(tmp_path):
    srt = tmp_path / "vi.srt"
    srt.write_text("1\n00:00:00,100 --> 00:00:00,900\nCũ\n")
    data = media.made(f"{SMALL} -i {srt} -map 0 -map 1 -c:v mpeg4 -c:s srt -metadata:s:s:0 language=vie", "mkv")
    recording = media.recording(data)
    put_captions(recording, media.upload(b"00:00.1 --> 00:01.0\nM\xe1\xbb\x9bi\n", "a.vtt"), language="vi", label="x")
    process_now(recording)
    assert recording.captions.get().cues == [[0.1, 1.0, "Mới"]]


def test_what_says_that_it_lasts_for_hours_and_holds_nothing_is_refused():
    data = media.made(
        "-f lavfi -i color=red:size=64x64:rate=1:duration=2 -vf setpts=N*20000/TB -fps_mode passthrough -c:v mpeg4",
        "mkv",
    )
    recording = media.finished(data)
    assert (recording.state, recording.failure_code) == (RecordingState.FAILED, "too-long-for-its-size")


# -- many files ------------------------------------------------------------------------------------------------------


def many(*titles, **given):
    tone = TONE.format(1)
    return [
        media.upload(media.made(f"{tone} -c:a libmp3lame -metadata track={track}", "mp3"), name)
        for name, track in titles
    ]


def test_one_broken_file_among_many_is_named():
    sound = media.sound(1)
    uploads = [
        media.upload(sound, "1.mp3"),
        media.upload(NOISE.randbytes(9000), "2 hỏng.mp3"),
        media.upload(sound, "3.mp3"),
    ]
    recording = media.recording(*uploads, kind="audio")
    process_now(recording)
    assert (recording.state, recording.failure_file) == (RecordingState.FAILED, "2 hỏng.mp3")
    assert "“2 hỏng.mp3”" in recording.failure


def test_a_warning_names_the_files_that_it_is_about():
    whole = media.made(f"{TONE.format(8)} -c:a libmp3lame", "mp3")
    recording = media.finished(
        media.upload(whole, "1.mp3"), media.upload(whole[: len(whole) // 2], "2.mp3"), kind="audio"
    )
    assert recording.warnings == ["shorter"]
    assert recording.warned_files == {"shorter": ["2.mp3"]}


@pytest.mark.parametrize(
    ("tracks", "ordered", "wanted"),
    [
        (("2", "3/3", "1/3"), False, ["c.mp3", "a.mp3", "b.mp3"]),
        (("2", "3/3", "1/3"), True, ["a.mp3", "b.mp3", "c.mp3"]),
        (("2", "2", "1"), False, ["a.mp3", "b.mp3", "c.mp3"]),
        (("2", "x", "1"), False, ["a.mp3", "b.mp3", "c.mp3"]),
    ],
    ids=["by track", "by hand", "twice the same", "one without"],
)
def test_files_come_in_the_order_of_their_tracks_unless_somebody_ordered_them(tracks, ordered, wanted):
    uploads = many(*zip(("a.mp3", "b.mp3", "c.mp3"), tracks, strict=True))
    recording = accept(uploads, kind="audio", school_id=None, user=None, ordered=ordered)
    process_now(recording)
    assert list(recording.files.order_by("order").values_list("original_name", flat=True)) == wanted
    assert recording.chapters.count() == 3
