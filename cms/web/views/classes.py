"""The classes that somebody looks after: what was tried there, new PINs, a new class code, whose classes they are."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.accounts import services
from cms.accounts.access import led, looked_after, looks_after_all_classes, teaches
from cms.accounts.enums import TeachingKind
from cms.accounts.models import SchoolClass
from cms.accounts.reader import Reader, reader_of
from cms.accounts.selectors import pupils_of, teachers_of, with_teachers
from cms.accounts.services import HIGHEST_NUMBER
from cms.accounts.tries import tries_of
from cms.foundation.errors import Problem
from cms.foundation.outside import whole_number
from cms.foundation.policies import Policy, surface
from cms.web.forms import PupilIdentifiersForm
from cms.web.tries import rows_of, state_of
from cms.web.views.pages import with_form


@surface(Policy.MEMBER)
@login_required
@never_cache
@require_safe
def classes(request: HttpRequest) -> HttpResponse:
    """All of them, those first where something is the matter."""
    reader = _teacher(request)
    at_school = Q(enrolments__membership__is_active=True)
    own = with_teachers(looked_after(reader))
    found = list(own.annotate(pupils=Count("enrolments", filter=at_school, distinct=True)))
    tries = tries_of([each.pk for each in found])
    states = sorted(
        (state_of(each, tries[each.pk], each.pupils) for each in found), key=lambda state: not state.is_attack
    )
    return render(request, "web/classes.html", {"states": states, "all": looks_after_all_classes(reader)})


@surface(Policy.MEMBER)
@login_required
@never_cache
@require_safe
def school_class(request: HttpRequest, uid: UUID) -> HttpResponse:
    reader = _teacher(request)
    found = _class(reader, uid)
    tries = tries_of([found.pk])[found.pk]
    rows = rows_of(pupils_of(found), tries)
    context: dict[str, object] = {
        "state": state_of(found, tries, len(rows)),
        "rows": rows,
        "leads": led(reader).filter(pk=found.pk).exists(),
        "teachings": found.teachings.all(),
        "teachers": None,
    }
    if looks_after_all_classes(reader):
        ties = {each.membership_id: each for each in found.teachings.all()}
        teachers = list(teachers_of(found.year.school))
        context["teachers"] = [(each, ties[each.pk]) for each in teachers if each.pk in ties]
        context["others"] = [each for each in teachers if each.pk not in ties]
        context["kinds"] = TeachingKind.choices
    return render(request, "web/school_class.html", context)


@surface(Policy.MEMBER)
@login_required
@never_cache
@require_POST
def new_pin(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A pupil's new PIN: it stands in this answer and nowhere else, so there is no address that shows it again."""
    reader = _teacher(request)
    found = _class(reader, uid)
    number = whole_number(request.POST.get("number", ""), most=HIGHEST_NUMBER + 1)
    try:
        enrolment, pin = services.hand_out_pin(found, number or 0, by=reader)
    except Problem as problem:
        raise Http404 from problem
    slip = {"school_class": found, "number": enrolment.number, "pupil": enrolment.membership.user, "pin": pin}
    return render(request, "web/new_pin.html", slip)


@surface(Policy.MEMBER)
@login_required
@require_POST
def new_code(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Another code for the class."""
    reader = _teacher(request)
    found = _class(reader, uid)
    try:
        services.hand_out_class_code(found, by=reader)
    except Problem as problem:
        raise PermissionDenied(_("Only its class teacher changes the number of a class.")) from problem
    messages.success(request, _("The class has a new number. Write it on the board."))
    return HttpResponseRedirect(reverse("web:class", args=[uid]))


@surface(Policy.MEMBER)
@login_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def pupil_identifiers(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The lasting keys of the pupils: on a page of their own, since the class sees the other one on the wall."""
    reader = _teacher(request)
    found = _class(reader, uid)
    if not led(reader).filter(pk=found.pk).exists():
        raise PermissionDenied(_("Only its class teacher sees the pupil identifiers of a class."))
    form = PupilIdentifiersForm(pupils_of(found), request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.keep_pupil_identifiers(found, form.identifiers(), by=reader)
        except Problem as problem:
            form.take_problem(problem)
        else:
            messages.success(request, _("The pupil identifiers are kept."))
            return HttpResponseRedirect(reverse("web:class", args=[uid]))
    context = {"school_class": found, "form": form}
    return with_form(request, "web/pupil_identifiers.html", context, form)


@surface(Policy.MEMBER)
@login_required
@require_POST
def appoint(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Who teaches the class: `kind-<membership>` for each, empty for none, and `subjects-<membership>`.

    `new` is the membership of one more, with `new-kind` and `new-subjects`.
    """
    reader = _teacher(request)
    found = _class(reader, uid)
    try:
        services.appoint_teachers(found, _appointed(request.POST), by=reader)
    except Problem as problem:
        raise PermissionDenied from problem
    messages.success(request, _("The teachers of the class are kept."))
    return HttpResponseRedirect(reverse("web:class", args=[uid]))


def _appointed(form: QueryDict) -> list[services.Appointment]:
    appointed = []
    for name, kind in form.items():
        what, _dash, word = name.partition("-")
        key = whole_number(word)
        if what == "kind" and key is not None and kind in TeachingKind.values:
            subjects = form.get(f"subjects-{key}", "")
            appointed.append(services.Appointment(key, TeachingKind(str(kind)), subjects))
    key, kind = whole_number(form.get("new", "")), form.get("new-kind", "")
    if key is not None and kind in TeachingKind.values:
        appointed.append(services.Appointment(key, TeachingKind(kind), form.get("new-subjects", "")))
    return appointed


def _teacher(request: HttpRequest) -> Reader:
    reader = reader_of(request)
    if not teaches(reader):
        raise PermissionDenied(_("Only teachers have classes here."))
    return reader


def _class(reader: Reader, uid: UUID) -> SchoolClass:
    found = with_teachers(looked_after(reader).filter(uid=uid)).first()
    if found is None:
        raise Http404
    return found
