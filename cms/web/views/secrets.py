"""Everybody chooses the own secret: a pupil her PIN, staff a password."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cms.accounts import services
from cms.accounts.models import User
from cms.accounts.reader import reader_of
from cms.foundation.errors import Problem
from cms.foundation.policies import Policy, surface
from cms.web.forms import PasswordForm, PinForm, SecretForm
from cms.web.middleware import MUST_CHANGE_PIN
from cms.web.views.pages import with_form


@surface(Policy.MEMBER)
@login_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def change_pin(request: HttpRequest) -> HttpResponse:
    """A pupil chooses her own PIN; one who signed in with a PIN that somebody else has made comes nowhere else."""
    if not reader_of(request).is_pupil:
        raise PermissionDenied(_("Only pupils have a PIN."))
    kept = pgettext("to a pupil", "Your new PIN is kept. Tell it to nobody.")
    return _change(request, PinForm, services.change_pin, "web/change_pin.html", kept)


@surface(Policy.MEMBER)
@login_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    """Somebody of the staff chooses a new password."""
    if not isinstance(request.user, User) or not request.user.has_usable_password():
        raise PermissionDenied(_("Only staff have a password."))
    kept = _("Your new password is kept. You are signed out on all other devices.")
    return _change(request, PasswordForm, services.change_password, "web/change_password.html", kept)


def _change(
    request: HttpRequest,
    form_class: type[SecretForm],
    service: Callable[[User, str, str], None],
    template: str,
    kept: str,
) -> HttpResponse:
    user, form = request.user, form_class(request.POST if request.method == "POST" else None)
    if isinstance(user, User) and form.is_bound and form.is_valid():
        try:
            service(user, form.cleaned_data["former"], form.cleaned_data["chosen"])
        except Problem as problem:
            form.take_problem(problem)
        else:
            update_session_auth_hash(request, user)
            request.session.pop(MUST_CHANGE_PIN, None)
            messages.success(request, kept)
            return HttpResponseRedirect(reverse("web:home"))
    forced = bool(request.session.get(MUST_CHANGE_PIN))
    return with_form(request, template, {"form": form, "forced": forced}, form)
