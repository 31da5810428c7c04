"""An OpenAPI document as the page of documentation shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# A text in stretches; True for what stands in backticks.
Words = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A parameter or member: its type in words and what it means."""

    name: str
    kind: str
    required: bool
    words: Words


@dataclass(frozen=True, slots=True)
class OperationRow:
    """An operation on the page."""

    id: str
    method: str
    path: str
    summary: str
    words: Words
    parameters: tuple[FieldRow, ...]
    body: tuple[FieldRow, ...]
    answers: tuple[tuple[str, Words, str], ...]


@dataclass(frozen=True, slots=True)
class ApiReference:
    """One API: its operations, and the shapes that they speak in."""

    title: str
    description: str
    operations: tuple[OperationRow, ...]
    shapes: tuple[tuple[str, Words, tuple[FieldRow, ...]], ...]


def reference_of(document: Mapping[str, Any]) -> ApiReference:
    """The page of a document."""
    schemas = document["components"]["schemas"]
    return ApiReference(
        title=document["info"]["title"],
        description=document["info"]["description"],
        operations=tuple(
            _operation(method, path, operation, schemas)
            for path, methods in document["paths"].items()
            for method, operation in methods.items()
        ),
        shapes=tuple(
            (name, words_of(schema.get("description", "")), _members(schema))
            for name, schema in sorted(schemas.items())
        ),
    )


def words_of(text: str) -> Words:
    """A text of a docstring in stretches."""
    return tuple((part, bool(number % 2)) for number, part in enumerate(text.split("`")) if part)


def _said_of(member: Mapping[str, Any]) -> str:
    """The description of a member; of one that may be null it stands with the other choice."""
    choices = (member, *member.get("anyOf", ()))
    return next((str(choice["description"]) for choice in choices if "description" in choice), "")


def _operation(method: str, path: str, operation: Mapping[str, Any], schemas: Mapping[str, Any]) -> OperationRow:
    return OperationRow(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        words=words_of(operation.get("description", "")),
        parameters=tuple(
            FieldRow(each["name"], _kind(each["schema"]), bool(each["required"]), words_of(each.get("description", "")))
            for each in operation.get("parameters", ())
        ),
        body=_members(_resolved(_content(operation.get("requestBody", {})), schemas)),
        answers=tuple(
            (status, words_of(answer["description"]), _kind(_content(answer)) if _content(answer) else "")
            for status, answer in operation["responses"].items()
        ),
    )


def _content(holder: Mapping[str, Any]) -> Mapping[str, Any]:
    content = holder.get("content", {})
    return next((each.get("schema", {}) for each in content.values()), {})


def _resolved(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Mapping[str, Any]:
    reference = schema.get("$ref", "")
    found: Mapping[str, Any] = schemas[reference.rpartition("/")[2]] if reference else schema
    return found


def _members(schema: Mapping[str, Any]) -> tuple[FieldRow, ...]:
    required = set(schema.get("required", ()))
    return tuple(
        FieldRow(name, _kind(member), name in required, words_of(_said_of(member)))
        for name, member in schema.get("properties", {}).items()
    )


def _kind(schema: Mapping[str, Any]) -> str:
    """A type in words: `string`, `list of ItemSummary`, `integer or null`."""
    if reference := schema.get("$ref"):
        return str(reference).rpartition("/")[2]
    if choices := schema.get("anyOf"):
        return " or ".join(_kind(choice) for choice in choices)
    if values := schema.get("enum"):
        return " | ".join(map(str, values))
    if "const" in schema:
        return str(schema["const"])
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    return str(schema.get("format") or schema.get("type") or "any")
