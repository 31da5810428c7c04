"""From an upload to what plays, with a real ffmpeg."""

import pytest

from cms.foundation.errors import Problem
from library_pages.catalogue.services.content import discard
from library_pages.media.enums import PartState, RecordingState
from library_pages.media.models import Media, Recording
from library_pages.media.selectors.progress import state_of
from library_pages.media.services.uploads import accept
from library_pages.media.services.working import process_now
from tests.factories import media, playing

pytestmark = pytest.mark.django_db


def reasons(recording):
    return recording.plan["reasons"]


def test_a_video_is_made_in_two_sizes_with_one_sound(each_store, tmp_path):
    recording = media.finished(media.video(3, size="640x480"))
    assert (recording.state, recording.failure_code, recording.warnings) == (RecordingState.COMPLETE, "", [])
    assert recording.duration == pytest.approx(3, abs=0.05)
    assert state_of(recording) == (RecordingState.COMPLETE, 100, 0)
    lists = playing.fetch(recording, tmp_path / "fetched")
    assert playing.decode(tmp_path / "fetched") == {
        "360p": (pytest.approx(3, abs=0.01), 75),
        "720p": (pytest.approx(3, abs=0.01), 75),
        "audio": (pytest.approx(3, abs=0.1), 0),
    }
    assert "RESOLUTION=480x360" in lists["master.m3u8"]
    assert "RESOLUTION=640x480" in lists["master.m3u8"]
    assert each_store.exists(recording.poster.name)


def test_what_fits_is_copied_and_only_made_smaller(tmp_path):
    recording = media.finished(media.copyable(4, size="640x480"))
    assert recording.state == RecordingState.COMPLETE
    assert reasons(recording) == ["picture copied: it fits", "sound copied: it fits"]
    playing.fetch(recording, tmp_path)
    assert {rung: frames for rung, (_seconds, frames) in playing.decode(tmp_path).items()} == {
        "480c": 100,
        "360p": 100,
        "audio": 0,
    }


def test_chunks_join_without_a_gap(tmp_path):
    recording = media.finished(media.video(9, size="160x120", rate="30000/1001", sound=""))
    start = recording.parts.filter(rung_set="start").order_by("chunk")
    assert [part.frames for part in start] == [180, 90]
    assert len({part.output["360p"]["init_hash"] for part in start}) == 1
    lists = playing.fetch(recording, tmp_path)
    assert lists["360p/index.m3u8"].count("#EXTINF:2.002000,") == 4
    assert playing.decode(tmp_path)["360p"][1] == 270


def test_an_audiobook_is_one_sound_with_its_files_as_chapters(tmp_path):
    files = [media.sound(2, tone=300, volume="-20dB"), media.sound(3, tone=500)]
    recording = media.finished(*files, kind="audio")
    assert (recording.state, recording.warnings) == (RecordingState.COMPLETE, [])
    playing.fetch(recording, tmp_path)
    assert playing.decode(tmp_path)["audio"][0] == pytest.approx(5, abs=0.05)
    quiet, loud = recording.chapters.order_by("order")
    # MP3 says 2.01 and 3.03 s; what is heard begins where the samples do.
    assert (quiet.title, quiet.start, quiet.end) == ("01", 0, pytest.approx(2, abs=0.001))
    assert (loud.title, loud.start, loud.end) == ("02", pytest.approx(2, abs=0.001), pytest.approx(5, abs=0.05))
    assert quiet.lufs == pytest.approx(loud.lufs - 20, abs=0.5)
    assert quiet.gain == 20
    assert loud.gain == pytest.approx(-18 - loud.lufs, abs=0.01)


def test_silence_gets_no_gain_and_is_said():
    silent = media.made("-f lavfi -i anullsrc=r=44100:cl=mono -t 2 -c:a libmp3lame", "mp3")
    recording = media.finished(silent, kind="audio")
    assert (recording.state, recording.warnings) == (RecordingState.COMPLETE, ["silent"])


def test_an_mp3_with_a_cover_is_sound_with_a_picture():
    cover = (
        "-f lavfi -i color=red:size=64x64:rate=1:duration=1 -map 0:a -map 1:v -c:v mjpeg -disposition:v attached_pic"
    )
    tagged = media.made(f"-f lavfi -i sine=duration=2 {cover} -metadata title=Trăng -metadata artist=Lan", "mp3")
    recording = media.finished(tagged, kind="audio")
    assert recording.state == RecordingState.COMPLETE
    assert recording.metadata["title"] == "Trăng"
    assert recording.metadata["contributors"] == [{"name": "Lan", "role": "aut"}]
    assert recording.poster


def test_a_file_that_ends_early_plays_as_far_as_it_goes(tmp_path):
    whole = media.video(8, size="160x120", codec="-c:v mpeg4 -g 5 -movflags +faststart")
    recording = media.finished(whole[: len(whole) // 2])
    assert recording.state == RecordingState.COMPLETE
    assert 1 < recording.duration < 7
    playing.fetch(recording, tmp_path)
    assert playing.decode(tmp_path)["360p"][0] == pytest.approx(recording.duration, abs=0.2)


def test_a_turned_picture_with_oblong_pixels_is_seen_upright(tmp_path):
    turned = media.made(
        "-f lavfi -i testsrc2=size=320x240:rate=25:duration=1 -vf setsar=2 -c:v mpeg4 -metadata:s:v rotate=90", "mov"
    )
    recording = media.finished(turned)
    assert recording.state == RecordingState.COMPLETE, recording.failure_detail
    assert (recording.width, recording.height) in {(640, 240), (240, 640)}


@pytest.mark.parametrize(
    ("kind", "code"), [("video", "no-video"), ("audio", "no-sound")], ids=["sound as video", "video as sound"]
)
def test_the_wrong_kind_fails_with_a_sentence(kind, code):
    data = media.sound(1) if kind == "video" else media.video(1, size="64x64", sound="")
    recording = media.finished(media.upload(data, "x"), kind=kind)
    assert (recording.state, recording.failure_code) == (RecordingState.FAILED, code)
    assert str(recording.failure)
    assert recording.parts.count() == 0


def test_a_refused_upload_leaves_nothing(store):
    with pytest.raises(Problem) as refused:
        accept([media.upload(b"#EXTM3U\nfile:///etc/passwd\n")], kind="video", school_id=None, user=None)
    assert (refused.value.code, refused.value.status) == ("kind-playlist", 422)
    assert not Recording.objects.exists()
    assert not Media.objects.exists()
    assert not store.exists("uploads")


def test_a_discarded_recording_leaves_nothing(store, django_capture_on_commit_callbacks):
    recording = media.finished(media.video(1, size="64x64"))
    with django_capture_on_commit_callbacks(execute=True):
        discard(recording)
    assert not Media.objects.exists()
    assert store.listdir("uploads/media")[1] == []
    assert store.listdir("media") == ([], [])


def test_done_again_nothing_is_started(monkeypatch):
    recording = media.finished(media.video(1, size="64x64"))
    before = dict(recording.parts.values_list("pk", "output_hash"))

    def forbidden(*_args, **_options):
        raise AssertionError("ffmpeg was started")

    monkeypatch.setattr("library_pages.media.services.making.run", forbidden)
    # As after a crash between putting into place and noting it.
    recording.parts.update(state=PartState.PENDING, output={}, output_hash="")
    recording.renditions.all().delete()
    Recording.objects.update(state=RecordingState.ENCODING)
    process_now(recording)
    assert recording.state == RecordingState.COMPLETE
    assert dict(recording.parts.values_list("pk", "output_hash")) == before
