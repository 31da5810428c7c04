"""Errors that a person is meant to read: one type for the API's problem+json and for the site's pages."""

from collections.abc import Mapping

from django.utils.functional import Promise


class Problem(Exception):  # noqa: N818  (RFC 9457 calls it a problem)
    """What went wrong and what to do (RFC 9457).

    Attributes:
        code: stable word such as `file-not-epub`; clients may depend on it.
        status: HTTP status.
        title: short translatable sentence.
        detail: what to do next, translatable; may be empty.
        extra: further members of the problem document, JSON values only.
    """

    def __init__(
        self,
        code: str,
        *,
        status: int = 400,
        title: str | Promise = "",
        detail: str | Promise = "",
        extra: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.title = title
        self.detail = detail
        self.extra = dict(extra or {})
