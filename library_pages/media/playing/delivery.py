"""Playlists, segments, captions and posters, for whoever holds a grant. No cookie and no reader is asked for."""

import io
import re
from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseNotAllowed, HttpResponseNotFound
from django.http.response import HttpResponseBase
from django.urls import path

from cms.foundation.policies import Policy, surface
from cms.foundation.storage import publications
from cms.web.delivery import deliver
from library_pages.media.playing import grants, playlists

_SEGMENT: Final = re.compile(r"[a-z0-9]{1,10}/(?:init\.mp4|[0-9]{6}\.m4s)\Z")
_LIST: Final = re.compile(r"([a-z0-9]{1,10})/(growing|index)\.m3u8\Z")
_CAPTIONS: Final = re.compile(r"captions/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(vtt|m3u8)\Z")
_FOREVER: Final = "private, max-age=31536000, immutable"
_BRIEFLY: Final = "private, max-age=1"
M3U8, SEGMENT, MP4, VTT = "application/vnd.apple.mpegurl", "video/iso.segment", "video/mp4", "text/vtt; charset=utf-8"


@surface(Policy.GRANT)
def recording_file(request: HttpRequest, token: str, recording: UUID, profile: str, rest: str) -> HttpResponseBase:
    """A file of a recording, by range where one is asked for.

    Lists are written from the rows, which name a segment only after it lies in the store to its end.
    """
    if request.method not in {"GET", "HEAD"}:
        return _quietly(HttpResponseNotAllowed(["GET", "HEAD"]))
    if not grants.is_open(token, str(recording)):
        return _quietly(HttpResponseNotFound(content_type="text/plain"))
    try:
        return _answer(request, recording, profile, rest)
    except Http404:
        return _quietly(HttpResponseNotFound(content_type="text/plain"))


def _quietly(refusal: HttpResponseBase) -> HttpResponseBase:
    # Django would log the path of every refusal, and with it a token that is still good.
    refusal._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001  (Django's own mark)
    return refusal


def _answer(request: HttpRequest, recording: UUID, profile: str, rest: str) -> HttpResponseBase:
    if _SEGMENT.match(rest):
        media_type = MP4 if rest.endswith(".mp4") else SEGMENT
        return _stored(request, f"media/{recording}/{profile}/{rest}", media_type, _FOREVER)
    if rest == "poster.jpg":
        return _stored(request, playlists.poster_of(recording) or "", "image/jpeg", _FOREVER)
    if found := _CAPTIONS.match(rest):
        if found[2] == "vtt":
            return _stored(request, playlists.captions_file(recording, found[1]) or "", VTT, _BRIEFLY)
        return _written(request, playlists.captions(recording, found[1]))
    if rest == "master.m3u8":
        return _written(request, playlists.master(recording, profile))
    if found := _LIST.match(rest):
        return _written(request, playlists.rung(recording, profile, found[1], growing=found[2] == "growing"))
    raise Http404


def _stored(request: HttpRequest, name: str, media_type: str, cache: str) -> HttpResponseBase:
    storage = publications()
    try:
        file = storage.open(name, "rb") if name else None
    except FileNotFoundError:
        file = None
    if file is None:
        raise Http404
    return deliver(request, file, size=file.size, etag=name.replace("/", "-"), content_type=media_type, cache=cache)


def _written(request: HttpRequest, text: str | None) -> HttpResponseBase:
    if text is None:
        raise Http404
    data = text.encode()
    etag = playlists.etag_of(data)
    return deliver(request, io.BytesIO(data), size=len(data), etag=etag, content_type=M3U8, cache=_BRIEFLY)


app_name = "media"

urlpatterns = [
    path("m/<str:token>/<uuid:recording>/<slug:profile>/<path:rest>", recording_file, name="file"),
]
