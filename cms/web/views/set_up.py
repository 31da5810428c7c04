"""The set-up page of an empty installation."""

from datetime import date
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cms.accounts import services
from cms.foundation import clock
from cms.foundation.errors import Problem
from cms.foundation.policies import Policy, surface
from cms.web import sessions
from cms.web.forms import SetUpForm
from cms.web.views.pages import with_form

_AUGUST: Final = 8
_SCHOOL_FIELDS: Final = ("kind", "grade_from", "grade_to", "room", "opening_hours", "librarian_title", "librarian_name")


@surface(Policy.OPEN)
@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest, token: str) -> HttpResponse:
    """Open to whoever holds the terminal's token, and only until there is a school."""
    if not services.is_set_up_token(token) or not services.set_up_is_open():
        raise Http404
    form = SetUpForm(request.POST if request.method == "POST" else None, initial=_this_year())
    if form.is_bound and form.is_valid():
        try:
            return _done(request, form.cleaned_data)
        except Problem as problem:
            form.take_problem(problem)
        except ValidationError as error:
            _take_errors(form, error)
    return with_form(request, "web/set_up.html", {"form": form}, form)


def _done(request: HttpRequest, data: dict[str, Any]) -> HttpResponse:
    _school, user = services.set_up_first_school(
        services.NewSchool(data["school"], {name: data[name] for name in _SCHOOL_FIELDS}),
        services.NewAdministrator(
            username=data["username"],
            password=data["password"],
            first_name=data["first_name"],
            last_name=data["last_name"],
            email=data["email"],
        ),
        services.NewYear(data["label"], data["starts"], data["ends"]),
    )
    sessions.begin(request, user, own=False)
    messages.success(request, _("The library is set up. The first book can be uploaded."))
    return HttpResponseRedirect(reverse("web:home"))


def _take_errors(form: SetUpForm, error: ValidationError) -> None:
    """Errors of the models' fields, at the field of the form where there is one."""
    names = {"name": "school"}
    for field, words in getattr(error, "message_dict", {"": error.messages}).items():
        name = names.get(field, field)
        form.add_error(name if name in form.fields else None, words)


def _this_year() -> dict[str, object]:
    """The school year that runs or comes next, as most schools in Vietnam have it; the school corrects it."""
    day = clock.today()
    first = day.year if day.month >= _AUGUST else day.year - 1
    return {"label": f"{first}–{first + 1}", "starts": date(first, 9, 5), "ends": date(first + 1, 5, 31)}
