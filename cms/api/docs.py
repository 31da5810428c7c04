"""The API's own pages: written on the server, with nothing from outside and no script of their own.

Their frame speaks the reader's language, the reference itself is English like the OpenAPI document.
"""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from cms.api import openapi as documents
from cms.api.caching import CacheClass, finish
from cms.api.problem_reference import problem_references
from cms.api.reference import ApiReference, reference_of
from cms.foundation.policies import Policy, surface


@surface(Policy.OPEN)
def page(request: HttpRequest) -> HttpResponse:
    """Every operation with its parameters, body and answers."""
    return render(request, "api/docs.html", {"apis": _references()})


@surface(Policy.OPEN)
def problems_page(request: HttpRequest) -> HttpResponse:
    """Where `type` of a problem document leads."""
    return render(request, "api/problems.html", {"problems": problem_references()})


@surface(Policy.OPEN)
def openapi(request: HttpRequest) -> HttpResponseBase:
    """The document of `/api/v1/`."""
    return _document(request, public=False)


@surface(Policy.OPEN)
def openapi_public(request: HttpRequest) -> HttpResponseBase:
    """The document of `/api/v1/public/`."""
    return _document(request, public=True)


# Both take a fifth of a second to make and are the same as long as the process lives.
@cache
def _references() -> tuple[ApiReference, ...]:
    return tuple(reference_of(documents.document(public=public)) for public in (False, True))


@cache
def _text(*, public: bool) -> str:
    return documents.text(public=public)


def _document(request: HttpRequest, *, public: bool) -> HttpResponseBase:
    response = HttpResponse(_text(public=public), content_type="application/vnd.oai.openapi+json;version=3.1")
    return finish(request, response, CacheClass.SHARED)
