"""Headers of the content origin, exactly as they were tried in a browser (docs/design/threats.md).

Sources are bound to the package's own path and never `'self'`, since all packages share the origin.
"""

from dataclasses import dataclass
from typing import Final

from django.http.response import HttpResponseBase

CSP: Final = "Content-Security-Policy"
DENY: Final = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"

_SWITCHED_OFF: Final = (
    "accelerometer autoplay browsing-topics camera clipboard-read clipboard-write compute-pressure display-capture "
    "encrypted-media fullscreen gamepad geolocation gyroscope hid idle-detection keyboard-map local-fonts magnetometer "
    "microphone midi otp-credentials payment picture-in-picture publickey-credentials-create publickey-credentials-get "
    "screen-wake-lock serial storage-access usb window-management xr-spatial-tracking local-network-access "
    "local-network loopback-network"
).split()
PERMISSIONS: Final = ", ".join(f"{feature}=()" for feature in _SWITCHED_OFF)
# Books that are read aloud: the sound plays in the engine's page.
PERMISSIONS_WITH_SOUND: Final = PERMISSIONS.replace("autoplay=()", "autoplay=(self)")

COMMON: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Origin-Agent-Cluster": "?1",
    "X-DNS-Prefetch-Control": "off",
    "Permissions-Policy": PERMISSIONS,
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a package is opened: the two origins, its token, its id."""

    site: str
    content: str
    token: str
    package: str

    @property
    def files(self) -> str:
        """Source expression of the package's files and of nothing else."""
        return f"{self.content}/c/{self.token}/{self.package}/"

    @property
    def page(self) -> str:
        """Source expression of the package's engine pages and its list of files."""
        return f"{self.content}/r/{self.token}/{self.package}/"

    @property
    def bundles(self) -> str:
        """Source expression of our own engines."""
        return f"{self.content}/e/"


def epub_engine(place: Place, nonce: str) -> str:
    """Policy of the page that runs foliate-js."""
    return (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src {place.bundles} 'unsafe-inline'; "
        f"connect-src {place.files} {place.page}; frame-src {place.files}; media-src {place.files}; base-uri 'none'; "
        f"form-action 'none'; frame-ancestors {place.site}; sandbox allow-scripts allow-same-origin"
    )


def pdf_engine(place: Place, nonce: str) -> str:
    """Policy of the page that runs pdf.js."""
    return (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src {place.bundles}; font-src {place.bundles}; "
        f"connect-src {place.files} {place.bundles}; worker-src {place.bundles}; base-uri 'none'; form-action 'none'; "
        f"frame-ancestors {place.site}; sandbox allow-scripts allow-same-origin"
    )


def epub_file(place: Place) -> str:
    """Policy of a chapter and of whatever else lies in an EPUB: no script, whoever wrote it."""
    files = place.files
    return (
        f"default-src 'none'; img-src {files} data:; style-src {files} 'unsafe-inline'; font-src {files} data:; "
        f"media-src {files}; base-uri 'none'; form-action 'none'; frame-ancestors {place.site} {place.content}; "
        "sandbox allow-same-origin"
    )


def worker(content: str) -> str:
    """Policy of a worker's script, which a worker runs under instead of its page's."""
    return (
        f"default-src 'none'; script-src {content}/e/; connect-src {content}/e/; frame-ancestors 'none'; "
        "sandbox allow-scripts allow-same-origin"
    )


def seal(response: HttpResponseBase) -> HttpResponseBase:
    """Add what every response of the origin carries; one without a policy would lend a package its own `fetch`."""
    for name, value in {CSP: DENY, **COMMON}.items():
        response.headers.setdefault(name, value)
    return response
