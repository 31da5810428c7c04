class Adjustments:
    threads: int
    max_request_body_size: int
    def __init__(self, **kw: object) -> None: ...
