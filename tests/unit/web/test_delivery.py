"""Bytes that are delivered: the file behind them is closed, whoever sends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import RequestFactory

from cms.web.delivery import deliver

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.django_db  # the end of an answer looks after the connections
def test_a_file_that_the_server_sends_itself_is_closed_with_the_answer(tmp_path: Path):
    path = tmp_path / "chuong.xhtml"
    path.write_bytes(b"x" * 100)
    file = path.open("rb")
    answer = deliver(RequestFactory().get("/"), file, size=100, etag="a", content_type="text/plain")
    answer.file_to_stream.close = answer.close  # as Django's handler does it for `wsgi.file_wrapper`
    answer.file_to_stream.close()
    del answer.file_to_stream.close
    assert file.closed
