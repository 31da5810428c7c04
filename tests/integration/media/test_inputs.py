"""What comes from phones, cameras, recorders and old archives: it plays, or says why not."""

import pytest

from library_pages.media.enums import RecordingState
from tests.factories import media, playing

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PICTURE = "-f lavfi -i testsrc2=size={}:rate={}:duration=3"
SMALL, X264 = PICTURE.format("160x120", 25), "-c:v libx264 -preset ultrafast -pix_fmt yuv420p"
X265 = "-c:v libx265 -preset ultrafast -pix_fmt yuv420p10le"
TONE = "-f lavfi -i sine=frequency=440:duration=3"
PLAYS = {
    "variable rate": (f"{SMALL} -vf setpts='N/(25*TB)+0.01*mod(N,3)/TB' -fps_mode vfr -c:v mpeg4", "mp4"),
    "interlaced": (f"{SMALL} {TONE} -vf interlace -r 25 -c:v mpeg2video -flags +ildct+ilme -c:a mp2", "ts"),
    "oblong pixels": (f"{SMALL} -vf setsar=64/45 -c:v mpeg4", "mp4"),
    "HEVC 10 bit": (f"{SMALL} {X265} -x265-params log-level=none", "mp4"),
    "wide range": (f"{SMALL} {X265} -x265-params log-level=none:transfer=smpte2084:colormatrix=bt2020nc", "mp4"),
    "H.264 4:4:4": (f"{SMALL} -c:v libx264 -preset ultrafast -pix_fmt yuv444p", "mp4"),
    "one long group": (f"{PICTURE.format('160x120', 5)} {TONE} {X264} -g 900 -c:a aac", "mp4"),
    "5.1 sound": (f"{SMALL} -f lavfi -i anoisesrc=d=3:a=0.1 -ac 6 -c:v mpeg4 -c:a ac3", "mkv"),
    "240 frames a second": (f"{PICTURE.format('160x120', 240)} -c:v mpeg4", "mp4"),
    "one frame a second": (f"{PICTURE.format('160x120', 1)} -c:v mpeg4", "mp4"),
    "VP9 and Opus": (f"{SMALL} {TONE} -c:v libvpx-vp9 -deadline realtime -cpu-used 8 -c:a libopus", "webm"),
    "old AVI": (f"{SMALL} {TONE} -c:v mpeg4 -bf 2 -vtag XVID -c:a libmp3lame", "avi"),
    "WMV": (f"{SMALL} {TONE} -c:v wmv2 -c:a wmav2", "asf"),
    "odd size": (f"{PICTURE.format('161x121', 25)} -c:v ffv1", "mkv"),
    "sound begins late": (f"{SMALL} -itsoffset 1 {TONE.replace('=3', '=2')} -c:v mpeg4 -c:a aac", "mp4"),
    "fragmented": (f"{SMALL} {TONE} {X264} -g 25 -c:a aac -movflags frag_keyframe+empty_moov", "mp4"),
    "from a camera": (f"{SMALL} {TONE} {X264} -g 25 -bf 2 -c:a aac", "ts"),
    "Matroska with H.264": (f"{SMALL} {TONE} {X264} -g 25 -bf 2 -c:a aac", "mkv"),
    "moving GIF": (PICTURE.format("160x120", 10), "gif"),
}


@pytest.mark.parametrize("name", list(PLAYS))
def test_a_video_of_any_common_make_plays_whole(name, tmp_path):
    recording = media.finished(media.made(*PLAYS[name]))
    assert recording.state == RecordingState.COMPLETE, (recording.failure_code, recording.failure_detail)
    assert recording.duration == pytest.approx(3, abs=1.1 if name == "one frame a second" else 0.2)
    playing.fetch(recording, tmp_path)
    lengths = playing.decode(tmp_path)
    for rung, (seconds, _frames) in lengths.items():
        assert seconds == pytest.approx(recording.duration, abs=0.3), rung


SOUNDS = {
    "WMA": ("-c:a wmav2", "asf"),
    "A-law at 8 kHz": ("-ar 8000 -c:a pcm_alaw", "wav"),
    "FLAC": ("-c:a flac", "flac"),
    "Vorbis": ("-c:a libvorbis", "ogg"),
    "ADTS": ("-c:a aac", "aac"),
    "AIFF": ("-c:a pcm_s16be", "aiff"),
}


@pytest.mark.parametrize("name", list(SOUNDS))
def test_sound_of_any_common_make_plays_whole(name, tmp_path):
    codec, ending = SOUNDS[name]
    recording = media.finished(media.made(f"{TONE} {codec}", ending), kind="audio")
    assert recording.state == RecordingState.COMPLETE, (recording.failure_code, recording.failure_detail)
    playing.fetch(recording, tmp_path)
    assert playing.decode(tmp_path)["audio"][0] == pytest.approx(3, abs=0.15)


def test_chapters_inside_a_file_are_kept_within_its_length(tmp_path):
    notes = tmp_path / "notes.txt"
    notes.write_text(
        ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1000\ntitle=Mở đầu\n"
        "[CHAPTER]\nTIMEBASE=1/1000\nSTART=1000\nEND=99000\ntitle=<script>alert(1)</script>\n"
    )
    recording = media.finished(media.made(f"{TONE} -i {notes} -map_chapters 1 -c:a aac", "m4a"), kind="audio")
    assert recording.state == RecordingState.COMPLETE, (recording.failure_code, recording.failure_detail)
    assert [(row.title, row.start, row.end) for row in recording.chapters.all()] == [
        ("Mở đầu", 0, 1),
        ("<script>alert(1)</script>", 1, pytest.approx(3, abs=0.1)),
    ]


@pytest.mark.parametrize(("size", "code"), [("1024x64", "odd-shape"), ("8400x2200", "too-large-picture")])
def test_what_no_screen_can_show_is_refused(size, code):
    recording = media.finished(media.made(f"-f lavfi -i color=red:size={size}:rate=1:duration=1 -c:v mjpeg", "mkv"))
    assert (recording.state, recording.failure_code) == (RecordingState.FAILED, code)


@pytest.mark.parametrize("cut", [0.02, 0.5])
def test_an_mp4_without_its_index_is_refused(cut):
    whole = media.video(2, size="160x120")
    recording = media.finished(whole[: int(len(whole) * cut)])
    assert (recording.state, recording.failure_code) == (RecordingState.FAILED, "damaged")
    assert recording.parts.count() == 0
