from waitress.adjustments import Adjustments

class ParsingError(Exception): ...

class HTTPRequestParser:
    adj: Adjustments
    path: str
    headers: dict[str, str]
    headers_finished: bool
    body_bytes_received: int
    def __init__(self, adj: Adjustments) -> None: ...
    def parse_header(self, header_plus: bytes) -> None: ...
