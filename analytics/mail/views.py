"""The kept mails for those who lead the school, and the way to stop them."""

import base64
from http import HTTPStatus
from typing import Final, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from analytics import wording
from analytics.access import gets_mail
from analytics.calendar import Week
from analytics.mail.document import CHART
from analytics.mail.forms import OwnMailForm
from analytics.mail.message import stopped_by
from analytics.models import WeeklyReport
from analytics.services import sending
from analytics.views import school_of
from cms.accounts.models import School, User
from cms.accounts.reader import reader_of
from cms.foundation.policies import Policy, surface
from cms.web.shapes import Action, ErrorContext

_MOST: Final = 60
# A mail brings its styles and its picture along; nothing else of it may do anything.
_CSP: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; base-uri 'none'"


@surface(Policy.MEMBER)
@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mails(request: HttpRequest) -> HttpResponse:
    """The mails of the reader's school, newest first, with what became of each; who gets them says where they go."""
    reader = reader_of(request)
    school = school_of(reader)
    form = _own_form(request, school) if gets_mail(reader) else None
    if request.method == "POST" and form is None:
        raise PermissionDenied(_("The weekly mail goes to principal and board alone."))
    if form is not None and form.is_valid():
        sending.settle(school, cast(User, request.user), form.cleaned_data["email"], wanted=form.cleaned_data["wanted"])
        messages.success(request, _("Your weekly mail is settled."))
        return HttpResponseRedirect(request.path)
    rows = WeeklyReport.objects.filter(school=school)
    rows = rows.defer("figures", "text", "html", "chart").prefetch_related("deliveries__recipient")
    listed = [
        {"report": row, "week": wording.week(Week(row.week)), "at": wording.moment(row.rendered_at)}
        for row in rows.order_by("-week", "-version")[:_MOST]
    ]
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form is not None and form.is_bound else HTTPStatus.OK
    return render(request, "analytics/mails.html", {"mails": listed, "form": form}, status=status)


def _own_form(request: HttpRequest, school: School) -> OwnMailForm:
    user = cast(User, request.user)
    if request.method == "POST":
        return OwnMailForm(request.POST)
    return OwnMailForm(initial={"email": user.email, "wanted": not sending.is_stopped(school, user)})


@surface(Policy.CATALOGUE)
@login_required
@never_cache
@require_safe
def document(request: HttpRequest, number: int) -> HttpResponse:
    """A mail as it was sent, without its receiver."""
    row = get_object_or_404(WeeklyReport, pk=number, school=school_of(reader_of(request)))
    picture = base64.b64encode(bytes(row.chart)).decode()
    response = HttpResponse(row.html.replace(f"cid:{CHART}", f"data:image/png;base64,{picture}"))
    response["Content-Security-Policy"] = _CSP
    return response


@surface(Policy.OPEN)
@csrf_exempt  # mail programs post without a cookie (RFC 8058); the token says who
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """GET only shows a button, since scanners of mails follow links; POST stops the mails."""
    found = stopped_by(token)
    if found is None:
        raise Http404
    if request.method == "POST":
        sending.stop(*found)
        home = Action(label=_("To the library"), url=reverse("web:home"))
        context = ErrorContext(status=200, title=_("You get no more weekly mails."), text="", actions=(home,))
    else:
        button = Action(label=_("Stop the weekly mail"), url=request.path, post=True)
        context = ErrorContext(
            status=200,
            title=_("Stop the weekly mail?"),
            text=_("The statistics stay open to you on the site at any time."),
            actions=(button,),
        )
    return render(request, "web/error.html", {"context": context})
