"""Headers of the site, its language, and the pupil who must choose a PIN first."""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.urls import reverse
from django.utils import translation

from cms.accounts.reader import reader_of
from cms.foundation.checks import policy_at
from cms.foundation.policies import Policy
from cms.foundation.routing import is_api, match_of

Next = Callable[[HttpRequest], HttpResponseBase]

MUST_CHANGE_PIN: Final = "must_change_pin"  # in the session
_FREE_OF_THE_PIN: Final = frozenset({"web:change_pin", "web:sign_out", "web:look", "web:types_css"})

# The policy of all pages of the site; the reader's shell, which frames an engine, sets its own.
SITE_CSP: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
# Wagtail's admin writes scripts and styles into its pages and frames its previews.
ADMIN_CSP: Final = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-src 'self'; media-src 'self' blob:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'self'; object-src 'none'"
)
_SWITCHED_OFF: Final = (
    "accelerometer autoplay camera display-capture encrypted-media fullscreen geolocation gyroscope hid idle-detection "
    "magnetometer microphone midi payment picture-in-picture publickey-credentials-get screen-wake-lock serial usb "
    "xr-spatial-tracking browsing-topics local-fonts window-management"
).split()
_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _SWITCHED_OFF),
}


class SecurityHeadersMiddleware:
    """Every response of the site carries a policy; a view that needs another one sets it itself and keeps it."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, then add what is not there."""
        response = self.get_response(request)
        admin = policy_at(request) is Policy.STAFF
        headers = response.headers
        headers.setdefault("Content-Security-Policy", ADMIN_CSP if admin else SITE_CSP)
        headers.setdefault("X-Frame-Options", "SAMEORIGIN" if admin else "DENY")
        for name, value in _HEADERS.items():
            headers.setdefault(name, value)
        if settings.BEHIND_TLS:
            headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        if headers.get("Content-Type", "").startswith("text/html"):
            # A page of somebody who has signed in must not come back by the back button of a shared computer.
            known = settings.SESSION_COOKIE_NAME in request.COOKIES
            headers.setdefault("Cache-Control", "private, no-store" if known else "private, no-cache")
        return response


class SiteLocaleMiddleware(LocaleMiddleware):
    """The site speaks Vietnamese until its reader chooses otherwise; the API follows Accept-Language.

    School computers are often set up in English by whoever sold them, which says nothing about the child before it.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Activate the language of the cookie, else the first one."""
        if is_api(request):
            super().process_request(request)
            return
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        translation.activate(chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()


class OwnPinFirstMiddleware:
    """Leads a pupil whose PIN was made by somebody else to the page where she chooses her own."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Only pages of the site are held up: style sheets, the API and the way out are not."""
        if not self._is_free(request) and MUST_CHANGE_PIN in request.session:
            if reader_of(request).is_pupil:
                return HttpResponseRedirect(reverse("web:change_pin"))
            # She is no pupil any more: the page would refuse her, and every other would lead to it.
            del request.session[MUST_CHANGE_PIN]
        return self.get_response(request)

    @staticmethod
    def _is_free(request: HttpRequest) -> bool:
        match = match_of(request)
        return match is None or match.view_name in _FREE_OF_THE_PIN or is_api(request)
