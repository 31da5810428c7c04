"""What ffmpeg and PyAV may open: with their defaults a two-line script reads another upload."""

from typing import Final

PROTOCOLS: Final = "file"
DEMUXERS: Final = (
    "mov mp4 m4a 3gp 3g2 mj2 matroska webm avi mpegts mpeg mp3 wav w64 flac ogg asf flv aac ac3 eac3 dts aiff caf au "
    "wv tta ape rm dv gif amr mxf"
).split()
FORMATS: Final = ",".join(DEMUXERS)
