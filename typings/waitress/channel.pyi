from typing import Any

from waitress.adjustments import Adjustments
from waitress.parser import HTTPRequestParser
from waitress.wasyncore import dispatcher

class HTTPChannel(dispatcher):
    parser_class: type[HTTPRequestParser]
    server: Any
    addr: Any
    request: HTTPRequestParser | None
    requests: list[HTTPRequestParser]
    total_outbufs_len: int
    def __init__(
        self, server: Any, sock: Any, addr: Any, adj: Adjustments, map: dict[int, Any] | None = None
    ) -> None: ...
    def handle_read(self) -> None: ...
    def handle_close(self) -> None: ...
    def service(self) -> None: ...
    def _flush_some(self, do_close: bool = True) -> bool: ...
