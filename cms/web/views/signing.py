from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from cms.accounts import devices, services
from cms.foundation.errors import Problem
from cms.foundation.policies import Policy, surface
from cms.foundation.proxies import client_address
from cms.web import sessions
from cms.web.forms import PupilForm, SiteForm, StaffForm
from cms.web.middleware import MUST_CHANGE_PIN
from cms.web.views.pages import led_on, safe_next, with_form

_PUPIL, _STAFF = "pupil", "staff"


@surface(Policy.OPEN)
@never_cache
@sensitive_post_parameters("pin", "password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Two forms on one page: pupils by class code, number and PIN, staff by user name and password."""
    if request.user.is_authenticated and request.method != "POST":
        return HttpResponseRedirect(led_on(request, reverse("web:home")))
    who = request.POST.get("who", "")
    sent = request.POST if request.method == "POST" else None
    own = {"own": bool(_device_of(request).known)}
    pupil = PupilForm(sent if who == _PUPIL else None, prefix=_PUPIL, initial=own)
    staff = StaffForm(sent if who == _STAFF else None, prefix=_STAFF, initial=own)
    form: SiteForm = staff if who == _STAFF else pupil
    if sent is not None and form.is_valid():
        try:
            return _signed_in(request, form)
        except Problem as problem:
            form.take_problem(problem)
    context = {"pupil": pupil, "staff": staff, "next": safe_next(request, "")}
    return with_form(request, "web/sign_in.html", context, form)


def _signed_in(request: HttpRequest, form: SiteForm) -> HttpResponse:
    """The session and the device's pass; raises the Problem of the services."""
    asking = services.SignInOrigin(_device_of(request), client_address(request))
    data = form.cleaned_data
    if isinstance(form, PupilForm):
        signed = services.sign_in_pupil(data["code"], data["number"], data["pin"], asking, own=data["own"])
    else:
        signed = services.sign_in_staff(data["username"], data["password"], asking, own=data["own"])
    sessions.begin(request, signed.user, own=data["own"])
    target = safe_next(request, reverse("web:home"))
    if signed.must_change:
        request.session[MUST_CHANGE_PIN] = True
        target = reverse("web:change_pin")
    response = HttpResponseRedirect(target)
    response.set_cookie(
        devices.cookie_name(),
        devices.write_pass(signed.device),
        max_age=devices.MAX_AGE,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def _device_of(request: HttpRequest) -> devices.Device:
    return devices.read_pass(request.COOKIES.get(devices.cookie_name(), ""))


@surface(Policy.OPEN)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; the device stays known."""
    logout(request)
    messages.success(request, _("You are signed out."))
    return HttpResponseRedirect(reverse("web:home"))
