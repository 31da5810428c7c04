"""Command lines, as lists of our own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

from library_pages.media.pipeline.ffmpeg import discovery
from library_pages.media.pipeline.ladder import GOP_SECONDS, SizedRung

# What ffmpeg and PyAV may open: with their defaults a two-line script reads another upload.
PROTOCOLS: Final = "file"
DEMUXERS: Final = (
    "mov mp4 m4a 3gp 3g2 mj2 matroska webm avi mpegts mpeg mp3 wav w64 flac ogg asf flv aac ac3 eac3 dts aiff caf au "
    "wv tta ape rm dv gif amr mxf"
).split()
FORMATS: Final = ",".join(DEMUXERS)
LIST, INIT, SEGMENT = "list.m3u8", "init.mp4", "%06d.m4s"
_MAX_ALLOC: Final = 1 << 30
_SIDES: Final = "trunc(iw*sar/2)*2:trunc(ih/2)*2"
_BT709: Final = "setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv"
# Linear light, then the curve that keeps what is bright from washing out. Files forget to name their colours: what has
# such a range has those of BT.2020.
_TONE_MAP: Final = (
    "setparams=color_primaries=bt2020:color_trc={}:colorspace=bt2020nc:range=tv,zscale=t=linear:npl=100,"
    "format=gbrpf32le,zscale=p=bt709,tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv,"
)
_MOV_FLAGS: Final = "movflags=+negative_cts_offsets+skip_sidx:use_editlist=0"
_SAMPLE_RATE: Final = 44_100
# -4 dB: AAC adds up to 1.6 dB to what the limiter let through, and -2 dBTP is the target.
_LIMITER: Final = "alimiter=limit=0.631:level=false:latency=1"


@dataclass(frozen=True, slots=True)
class InputFile:
    """An input: its file, the demuxer that it was found to belong to, the stream that is wanted, seconds at most.

    `stream_end` is where that stream ends, which may be earlier, `last` where its last frame begins.
    """

    file: Path
    demuxer: str
    stream: int
    seconds: float
    stream_end: float = 0.0
    last: float = 0.0


def picture_of(
    source: InputFile,
    rungs: Sequence[SizedRung],
    folder: Path,
    *,
    rate: Fraction,
    gop: int,
    start_frame: int,
    frames: int,
    wide_range: str,
) -> list[str]:
    """One decode for all rungs of a chunk; each leaves `<folder>/<rung>/`."""
    # A quarter of a frame early: half a frame is a rounding tie and moved chunks by one frame.
    frame = float(1 / rate)
    seek = start_frame * frame - frame / 4 if start_frame else 0.0
    # Behind the picture's end its last frame stays as long as there is sound: players stop where one of them does.
    held = ""
    if (start_frame + frames) * frame > source.stream_end + frame:
        held = (
            ":eof_action=pass,tpad=stop=-1:stop_mode=clone"  # `pass`: the last one may be shorter than a frame is now
        )
        seek = max(0.0, min(seek, source.last - frame / 4))
    longest = float(Fraction(frames) / rate) + 2 * GOP_SECONDS
    names = [each.rung.name for each in rungs]
    tone = _TONE_MAP.format(wide_range) if wide_range else ""
    graph = (
        f"[0:{source.stream}]bwdif=deint=interlaced,{tone}scale={_SIDES},setsar=1,"
        f"fps={rate.numerator}/{rate.denominator}:start_time=0{held},format=yuv420p,{_BT709},split={len(names)}"
        + "".join(f"[s{name}]" for name in names)
    )
    for each in rungs:
        name = each.rung.name
        graph += f";[s{name}]scale={each.width}:{each.height}:flags=bicubic,setsar=1[v{name}]"
    command = [
        *_begin(),
        *(("-ss", f"{seek:.6f}") if seek else ()),
        *("-t", f"{longest:.3f}"),
        *_input(source),
        *("-filter_complex", graph),
    ]
    for each in rungs:
        rung = each.rung
        command += [
            *("-map", f"[v{rung.name}]", "-frames:v", str(frames)),
            *("-c:v", "libx264", "-preset", rung.preset, "-profile:v", rung.profile, "-level", rung.level),
            *("-crf", "23", "-maxrate", f"{rung.cap}k", "-bufsize", f"{2 * rung.cap}k"),
            *("-g", str(gop), "-keyint_min", str(gop), "-sc_threshold", "0", "-flags", "+cgop"),
            *("-threads", "1", "-pix_fmt", "yuv420p"),
            *_output(folder / rung.name, GOP_SECONDS),
        ]
    return command


def picture_copied(source: InputFile, folder: Path, name: str) -> list[str]:
    """The picture as it came, cut at its own keyframes."""
    return [
        *_begin(),
        *_input(source),
        "-map",
        f"0:{source.stream}",
        "-c",
        "copy",
        *_output(folder / name, GOP_SECONDS),
    ]


def sound_copied(source: InputFile, folder: Path, name: str, seconds: int) -> list[str]:
    """The sound as it came; from ADTS and transport streams its headers go (ISO/IEC 14496-3, 1.A.2.2)."""
    kept = ("-map", f"0:{source.stream}", "-c", "copy", "-bsf:a", "aac_adtstoasc")
    return [*_begin(), *_input(source), *kept, *_output(folder / name, seconds)]


def sound_of(
    files: Sequence[InputFile],
    folder: Path,
    name: str,
    seconds: int,
    *,
    channels: int,
    gains: Sequence[float],
    at_least: float = 0.0,
) -> list[str]:
    """All files one after the other as one stream: joined as PCM, since copied joins drift by 31 ms each.

    `gains` are dB a file; without any nothing is limited. Silence fills it up to `at_least` seconds.
    """
    layout = "mono" if channels == 1 else "stereo"
    pieces, options = [], []
    for number, source in enumerate(files):
        options += _input(source)
        gain = f",volume={gains[number]:.2f}dB" if gains else ""
        pieces.append(f"[{number}:{source.stream}]{_resampled(layout)}{gain}[a{number}]")
    filled = f",apad=whole_dur={at_least:.3f}" if at_least else ""
    joined = "".join(f"[a{number}]" for number in range(len(files)))
    pieces.append(f"{joined}concat=n={len(files)}:v=0:a=1{',' + _LIMITER if gains else ''}{filled}[out]")
    bits = "64k" if channels == 1 else "96k"
    return [
        *_begin(),
        *options,
        *("-filter_complex", ";".join(pieces), "-map", "[out]"),
        *("-c:a", "aac", "-b:a", bits, "-ar", str(_SAMPLE_RATE), "-ac", str(channels)),
        *_output(folder / name, seconds),
    ]


def loudness_of(source: InputFile, channels: int) -> list[str]:
    """Measures integrated loudness and true peak; they stand at the end of the error output."""
    layout = "mono" if channels == 1 else "stereo"
    graph = f"{_resampled(layout)},ebur128=peak=true:framelog=quiet"
    return [
        *_begin("info"),
        *_input(source),
        *("-map", f"0:{source.stream}", "-af", graph, "-f", "null", "-"),
    ]


def _resampled(layout: str) -> str:
    # The same in both passes, mixed down first: else loudness is measured of something else.
    return f"aresample={_SAMPLE_RATE}:async=1:first_pts=0,aformat=sample_fmts=fltp:channel_layouts={layout}"


def _begin(level: str = "error") -> list[str]:
    return [
        discovery.binary(),
        *("-nostdin", "-hide_banner", "-loglevel", level, "-progress", "pipe:1", "-nostats", "-y"),
        *("-max_alloc", str(_MAX_ALLOC)),
    ]


def _input(source: InputFile) -> list[str]:
    return [
        *("-protocol_whitelist", PROTOCOLS, "-format_whitelist", FORMATS, "-f", source.demuxer),
        *("-max_streams", "100", "-i", f"file:{source.file}"),
    ]


def _output(folder: Path, seconds: int) -> list[str]:
    return [
        *("-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1", "-max_muxing_queue_size", "1024"),
        *("-f", "hls", "-hls_time", str(seconds), "-hls_list_size", "0", "-hls_playlist_type", "event"),
        *("-hls_flags", "temp_file+independent_segments", "-hls_segment_type", "fmp4"),
        *("-hls_fmp4_init_filename", INIT, "-hls_segment_options", _MOV_FLAGS),
        *("-hls_segment_filename", str(folder / SEGMENT), str(folder / LIST)),
    ]
