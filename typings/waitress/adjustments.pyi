class Adjustments:
    threads: int
    max_request_body_size: int
    uploads: str
    with_uploads: Adjustments
    def __init__(self, **kw: object) -> None: ...
