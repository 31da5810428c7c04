"""The one view that delivers bytes: ranges, validators, HEAD (RFC 9110, sections 13 and 14)."""

import re
from collections.abc import Iterator
from typing import IO

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import quote_etag

from cms.foundation.outside import BIGGEST, whole_number

_RANGE = re.compile(r"bytes=([0-9]*)-([0-9]*)\Z")
_CHUNK = 64 * 1024


def deliver(
    request: HttpRequest,
    file: IO[bytes],
    *,
    size: int,
    etag: str,
    content_type: str,
    cache: str = "private, no-cache",
) -> HttpResponseBase:
    """A seekable file, whole or the one range that was asked for; it is closed when the answer has been sent.

    Several ranges are answered with the whole file, which RFC 9110 allows; a range that can't be met with 416.
    """
    quoted = quote_etag(etag)
    first, last = 0, size - 1
    status = 200
    if _is_known(request, quoted):
        file.close()
        return _with_headers(HttpResponse(status=304), quoted, cache)
    if asked := _asked(request, size, quoted):
        first, last = asked
        status = 206
        if first > last:
            file.close()
            refused = HttpResponse(status=416)
            refused["Content-Range"] = f"bytes */{size}"
            return _with_headers(refused, quoted, cache)
    length = max(last - first + 1, 0)
    response: HttpResponseBase
    if request.method == "HEAD":
        file.close()
        response = HttpResponse(status=status, content_type=content_type)
    else:
        file.seek(first)
        response = StreamingHttpResponse(_Chunks(file, length), status=status, content_type=content_type)
        if _is_on_disk(file):
            # For the server's own loop (PEP 3333, wsgi.file_wrapper): a reader that takes its time holds no thread.
            response.file_to_stream, response.block_size = file, _CHUNK  # type: ignore[attr-defined]
    response["Content-Length"] = str(length)
    if status == 206:  # noqa: PLR2004  (partial content)
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    return _with_headers(response, quoted, cache)


def _with_headers(response: HttpResponseBase, etag: str, cache: str) -> HttpResponseBase:
    response["ETag"] = etag
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = cache
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _is_known(request: HttpRequest, etag: str) -> bool:
    """Whether the client names this state among those it has; compared weakly (RFC 9110, section 13.1.2)."""
    named = [tag.strip().removeprefix("W/") for tag in request.headers.get("If-None-Match", "").split(",")]
    return etag in named or named == ["*"]


def _asked(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | None:
    """First and last byte, first > last when it can't be met; None for the whole file.

    A range counts for GET only, and one that ends before it begins is none (RFC 9110, sections 14.1.1 and 14.2).
    """
    condition = request.headers.get("If-Range", "")
    match = _RANGE.match(request.headers.get("Range", "").replace(" ", "")) if request.method == "GET" else None
    if not match or match.group(0) == "bytes=-" or (condition and condition != etag):
        return None
    start, end = (whole_number(digits) for digits in match.groups())
    if start is None:
        count = end or 0
        return (size - min(count, size), size - 1) if count and size else (1, 0)
    last = BIGGEST if end is None else end
    if last < start:
        return None
    return (start, min(last, size - 1)) if start < size else (1, 0)


def _is_on_disk(file: IO[bytes]) -> bool:
    try:
        return file.fileno() >= 0
    except (AttributeError, OSError):  # a buffer, or an object of a store that is asked over the network
        return False


class _Chunks:
    """Some bytes of a file from where it stands; closes it also when nobody has asked for the first of them."""

    def __init__(self, file: IO[bytes], length: int) -> None:
        self._file, self._left = file, length
        # Django puts the answer's own `close` in the place of the file's when a server streams the file itself; called
        # from there, that would come back here and the file stay open.
        self._close = file.close

    def __iter__(self) -> Iterator[bytes]:
        while self._left and (chunk := self._file.read(min(_CHUNK, self._left))):
            self._left -= len(chunk)
            yield chunk

    def close(self) -> None:
        self._close()
