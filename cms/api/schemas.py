"""Shapes that all operations share. Schemas are allow-lists: what is not named here never leaves."""

from datetime import datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import AfterValidator, AwareDatetime, ConfigDict, Field

from cms.api.paging import DEFAULT_LIMIT, MAX_LIMIT
from cms.foundation import outside


def _moment(given: datetime) -> datetime:
    found = outside.moment(given)
    if found is None:
        raise ValueError("not between 1900 and 2199")
    return found


Moment = Annotated[AwareDatetime, AfterValidator(_moment)]
"""A time as RFC 3339 writes it; arrives in UTC, within the bounds of `cms.foundation.outside.moment`."""


class Input(Schema):
    """A request's body or parameters; a field that is not named is an error."""

    model_config = ConfigDict(extra="forbid")


class PageInput(Schema):
    """How much of a list, and from where."""

    cursor: Annotated[str, Field(description="`next_cursor` of the page before; empty for the first page.")] = ""
    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT, description="Rows a page.")] = DEFAULT_LIMIT


class FieldError(Schema):
    """One thing that does not fit: `pointer` into the body (RFC 6901), or `parameter`."""

    code: str
    detail: str = ""
    pointer: str = ""
    parameter: str = ""


class ProblemDocument(Schema):
    """What went wrong (RFC 9457). Depend on `code` and `status`; `title` and `detail` are for people."""

    model_config = ConfigDict(extra="allow")

    type: str
    code: str
    title: str
    status: int
    detail: str
    instance: Annotated[str, Field(description="The request's id, which the log knows.")]
    retry_after: Annotated[int | None, Field(description="Seconds to wait.")] = None
    errors: list[FieldError] = Field(default_factory=list)


class Label(Schema):
    """A code with its name in the language of the answer."""

    code: str
    label: str


class TocEntry(Schema):
    """An entry of the contents; `href` leads into the publication and may be empty."""

    title: str
    href: str = ""
    children: list["TocEntry"] = Field(default_factory=list)


JsonObject = dict[str, Any]


def also_answers(**problems: str) -> JsonObject:
    """`openapi_extra` of an operation with problems of its own: `also_answers(s409="The file is still being read")`."""
    schema = {"$ref": f"#/components/schemas/{ProblemDocument.__name__}"}
    return {
        "responses": {
            int(status.removeprefix("s")): {
                "description": words,
                "content": {"application/problem+json": {"schema": schema}},
            }
            for status, words in problems.items()
        }
    }
