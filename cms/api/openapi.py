"""The OpenAPI 3.1 documents: Ninja's, with what every operation has in common."""

import json
from collections.abc import Mapping
from typing import Any, Final

from django.utils import translation
from ninja.openapi.schema import REF_TEMPLATE
from pydantic.json_schema import models_json_schema

from cms.api import caching
from cms.api.apis import public_api, reader_api
from cms.api.operations import MountedOperation, operations_of
from cms.api.problems import MEDIA_TYPE
from cms.api.schemas import ProblemDocument

# Where each status may come from; every operation documents those that it can give.
_ALWAYS: Final = {"400": "The request does not fit", "429": "Too many requests", "503": "Try again", "500": "Our fault"}
_SIGNED_IN: Final = {"401": "Not signed in, or the token is not valid", "403": "Not meant for this reader"}
_ROOTS: Final = {False: "/api/v1/", True: "/api/v1/public/"}


def document(*, public: bool) -> dict[str, Any]:
    """The document of one of the APIs, in English and the same in every installation with the same types."""
    api = public_api() if public else reader_api()
    with translation.override("en"):
        found: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=_ROOTS[public]), default=str))
        found["components"]["schemas"].update(_problem_schemas())
    found["servers"] = [{"url": "/", "description": "This library"}]
    for mounted in operations_of(api):
        for method in mounted.operation.methods:
            _complete(found["paths"][f"{_ROOTS[public]}{mounted.path}"][method.lower()], mounted, method, public=public)
    return found


def text(*, public: bool) -> str:
    """The document as it stands in `docs/reference/`."""
    return json.dumps(document(public=public), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _complete(operation: dict[str, Any], mounted: MountedOperation, method: str, *, public: bool) -> None:
    operation["x-surface-policy"] = str(mounted.policy or "")
    responses = operation["responses"]
    kept = caching.class_of(mounted.operation.view_func, method, public=public)
    if method == "GET" and kept is not caching.CacheClass.NEVER:
        responses["304"] = {"description": "Not modified since the ETag in If-None-Match"}
    for status, words in _statuses(operation, mounted, public=public).items():
        responses.setdefault(status, _problem(words))
    operation["responses"] = dict(sorted(responses.items()))


def _statuses(operation: Mapping[str, Any], mounted: MountedOperation, *, public: bool) -> dict[str, str]:
    statuses = dict(_ALWAYS)
    if not public:
        statuses |= _SIGNED_IN
    if "<" in mounted.route or mounted.path in {"auth/class", "auth/pupil"}:
        statuses["404"] = "Nothing here for this reader"
    if "requestBody" in operation:
        statuses |= {"413": "The body is too large", "422": "The body does not fit"}
    return statuses


def _problem(words: str) -> dict[str, Any]:
    schema = {"$ref": REF_TEMPLATE.format(model=ProblemDocument.__name__)}
    return {"description": words, "content": {MEDIA_TYPE: {"schema": schema}}}


def _problem_schemas() -> dict[str, Any]:
    _refs, schemas = models_json_schema([(ProblemDocument, "serialization")], ref_template=REF_TEMPLATE)
    found: dict[str, Any] = schemas["$defs"]
    return found
