"""The programs that open hostile files: limits, whitelists, an end with their parent."""

import json
import os
import select
import signal
import sys
import time
from pathlib import Path

import pytest

from cms.foundation.jail.program import command_of
from cms.foundation.jail.run import Limits, ProgramError, answer_of, run
from library_pages.media.pipeline.ffmpeg import arguments, discovery
from library_pages.media.pipeline.ffmpeg.arguments import FORMATS, PROTOCOLS, InputFile
from library_pages.media.pipeline.jail import probe
from tests.factories import media

PYTHON = [sys.executable, "-I", "-S", "-c"]
SECRET = "bimatzqx"


def ask(tmp_path, file):
    command = command_of(probe, file, PROTOCOLS, FORMATS, tmp_path)
    return json.loads(answer_of(command, folder=tmp_path, limits=Limits(seconds=30)))


@pytest.mark.parametrize(
    ("program", "limits", "code"),
    [
        ("import time; time.sleep(60)", Limits(seconds=1), "took-too-long"),
        ("import time; time.sleep(60)", Limits(seconds=30, silence=1), "stalled"),
        ("x = bytearray(1 << 30)", Limits(memory=400 << 20), "crashed"),
        ("open('much', 'wb').write(bytes(1 << 20))", Limits(output=1000), "crashed"),
        ("import sys; sys.exit(3)", Limits(), "crashed"),
        ("import os; os.kill(os.getpid(), 9)", Limits(), "crashed"),
    ],
)
def test_a_program_is_kept_within_its_limits(tmp_path, program, limits, code):
    with pytest.raises(ProgramError) as failed:
        run([*PYTHON, program], folder=tmp_path, limits=limits)
    assert failed.value.code == code


def test_a_program_has_no_environment_and_no_input(tmp_path):
    program = "import os, sys; print(sorted(os.environ), sys.stdin.read())"
    assert answer_of([*PYTHON, program], folder=tmp_path, limits=Limits()).strip() in {"[]", "['LC_CTYPE']"}


def test_what_it_complained_of_is_kept(tmp_path):
    with pytest.raises(ProgramError, match="it is broken"):
        run([*PYTHON, "import sys; sys.exit('it is broken')"], folder=tmp_path, limits=Limits())


def test_an_encoder_dies_with_its_worker(tmp_path):
    told, tell = os.pipe()
    worker = os.fork()
    if worker == 0:
        try:
            os.close(told)
            program = f"import os, time; os.write({tell}, str(os.getpid()).encode()); time.sleep(60)"
            script = tmp_path / "encoder.py"
            script.write_text(program.replace(f"os.write({tell}, ", "print(").replace(".encode())", ", flush=True)"))
            run(
                [sys.executable, "-I", str(script)],
                folder=tmp_path,
                limits=Limits(),
                heard=lambda line: os.write(tell, line.encode()),
            )
        finally:
            os._exit(1)
    os.close(tell)
    encoder = int(os.read(told, 20))
    descriptor = os.pidfd_open(encoder)
    begun = time.monotonic()
    os.kill(worker, signal.SIGKILL)
    os.waitpid(worker, 0)
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    assert poll.poll(2000), "the encoder outlived its worker"
    assert time.monotonic() - begun < 2
    os.close(descriptor)
    os.close(told)


@pytest.mark.parametrize("demuxer", ["concat", "hls", "dash", "sdp", "image2", "svg_pipe", "lavfi"])
def test_no_demuxer_opens_that_is_not_whitelisted(tmp_path, demuxer):
    sibling = tmp_path / "sibling.bin"
    sibling.write_bytes(media.video(1, size="64x64"))
    script = tmp_path / "upload.bin"
    script.write_bytes(b"ffconcat version 1.0\nfile 'sibling.bin'\n")
    (tmp_path / "out").mkdir()
    command = arguments.picture_copied(InputFile(script, demuxer, 0, 1), tmp_path, "out")
    with pytest.raises(ProgramError):
        run(command, folder=tmp_path, limits=Limits())


@pytest.mark.parametrize(
    "script",
    [
        b"ffconcat version 1.0\nfile 'sibling.bin'\n",
        b"#EXTM3U\n#EXTINF:1,\nsibling.bin\n",
        b"#EXTM3U\n#EXTINF:1,\nfile:sibling.bin\n#EXT-X-ENDLIST\n",
        b"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=audio 9 RTP/AVP 0\n",
        b'<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"/>',
        b'<svg xmlns="http://www.w3.org/2000/svg"><image href="sibling.bin"/></svg>',
        bytes(range(256)) * 16,
    ],
    ids=["ffconcat", "m3u8", "m3u8 with a protocol", "sdp", "mpd", "svg", "noise"],
)
def test_a_script_that_got_past_the_signature_opens_no_sibling(tmp_path, script):
    (tmp_path / "sibling.bin").write_bytes(media.video(1, size="64x64"))
    upload = tmp_path / "upload.bin"
    upload.write_bytes(script)
    assert ask(tmp_path, upload)["refused"] in {"not-media", "damaged"}


@pytest.mark.parametrize(
    "reference", ["sibling.bin", "file:sibling.bin", "http://127.0.0.1:9/x", "concat:sibling.bin|sibling.bin"]
)
def test_an_mp4_that_points_at_other_files_gets_none(tmp_path, reference):
    command = [discovery.binary(), "-nostdin", "-protocol_whitelist", PROTOCOLS, "-format_whitelist", FORMATS]
    (tmp_path / "sibling.bin").write_bytes(media.video(1, size="64x64"))
    listing = tmp_path / "upload.bin"
    listing.write_text(f"ffconcat version 1.0\nfile '{reference}'\n")
    with pytest.raises(ProgramError):
        run([*command, "-i", f"file:{listing}", "-f", "null", "-"], folder=tmp_path, limits=Limits())


def test_ffmpeg_is_new_enough_and_a_wrong_name_is_said(settings):
    assert Path(discovery.binary()).is_file()
    settings.FFMPEG_BINARY = "no-such-program"
    with pytest.raises(discovery.NoFfmpegError, match="FFMPEG_BINARY"):
        discovery.binary()
