"""What of a recording is offered, decoded from the bytes that a player gets."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import av

if TYPE_CHECKING:
    from playwright.sync_api import APIRequestContext

_LISTED = re.compile(r"^#EXT-X-STREAM-INF:.*\n(\S+)$", re.MULTILINE)
_INIT = re.compile(r'#EXT-X-MAP:URI="([^"]+)"')


@dataclass(frozen=True)
class Rung:
    """A video rendition as it decodes."""

    width: int
    height: int
    codec: str
    frames: int


def rungs_of(request: APIRequestContext, master_url: str) -> list[Rung]:
    """Every rung of a master playlist, fetched segment by segment and decoded to its last frame; the smallest first."""
    lists = [urljoin(master_url, each) for each in _LISTED.findall(_text(request, master_url))]
    return sorted((_decoded(request, each) for each in lists), key=lambda rung: rung.height)


def _decoded(request: APIRequestContext, url: str) -> Rung:
    text = _text(request, url)
    assert "#EXT-X-ENDLIST" in text
    names = [*_INIT.findall(text), *(line for line in text.splitlines() if line and not line.startswith("#"))]
    whole = io.BytesIO(b"".join(_body(request, urljoin(url, name)) for name in names))
    with av.open(whole, options={"format_whitelist": "mov,mp4", "protocol_whitelist": ""}) as container:
        stream = container.streams.video[0]
        frames = sum(1 for _ in container.decode(stream))
        return Rung(stream.width, stream.height, stream.codec_context.name, frames)


def _text(request: APIRequestContext, url: str) -> str:
    return _body(request, url).decode()


def _body(request: APIRequestContext, url: str) -> bytes:
    answer = request.get(url)
    assert answer.ok, f"{url}: {answer.status}"
    return answer.body()
