"""Who holds which roles at the school, for those who give them."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cms.accounts import services
from cms.accounts.access import grantable, ranked
from cms.accounts.enums import Role
from cms.accounts.models import School
from cms.accounts.reader import Reader, reader_of
from cms.accounts.selectors import colleagues_at, roles_at
from cms.foundation.errors import Problem
from cms.foundation.policies import Policy, surface


@surface(Policy.MEMBER)
@login_required
@never_cache
@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    """All grown-ups of the school; roles that the reader may not give are said and can't be changed."""
    reader, school = _giver(request)
    own, held = grantable(reader), roles_at(school)
    people = [
        {
            "user": person,
            "choices": [(role, role in held[person.pk]) for role in own],
            "others": ", ".join(str(role.label) for role in ranked(held[person.pk] - set(own))),
        }
        for person in colleagues_at(school)
    ]
    return render(request, "web/roles.html", {"people": people})


@surface(Policy.MEMBER)
@login_required
@require_POST
def set_roles(request: HttpRequest, uid: UUID) -> HttpResponse:
    """`role` for each that somebody is to hold."""
    reader, school = _giver(request)
    person = colleagues_at(school).filter(uid=uid).first()
    if person is None:
        raise Http404
    named = {Role(value) for value in request.POST.getlist("role") if value in Role.values}
    try:
        services.set_roles(person, school, named, by=reader)
    except Problem as problem:
        raise PermissionDenied(str(problem.title)) from problem
    messages.success(request, _("The roles of %(name)s are kept.") % {"name": person.get_full_name()})
    return HttpResponseRedirect(reverse("web:roles"))


def _giver(request: HttpRequest) -> tuple[Reader, School]:
    reader = reader_of(request)
    if reader.school_id is None or not grantable(reader):
        raise PermissionDenied(_("You give no roles here."))
    return reader, School.objects.get(pk=reader.school_id)
