"""Headers of the content origin, exactly as they were tried in a browser (docs/design/threats.md).

Sources are bound to the package's own path and never `'self'`, since all packages share the origin.
"""

from dataclasses import dataclass
from typing import Final

from django.http.response import HttpResponseBase

from cms.plugins.engines import Engine, Source

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
# Files of packages: a chapter that is read aloud, a lesson that speaks.
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


_RUNNING: Final = ("allow-scripts", "allow-same-origin")
# What lessons ask with, and where they are opened by themselves: the frame of their engine may still have less.
_SCRIPTED: Final = (*_RUNNING, "allow-forms", "allow-modals")


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


def sandbox_of(engine: Engine) -> str:
    """Flags of the frame, on the site's frame and in the policy of the page alike."""
    return " ".join((*_RUNNING, *engine.sandbox))


def permissions_of(engine: Engine) -> str:
    """Permissions Policy of the engine's page."""
    switched_on = {f"{feature}=()": f"{feature}=(self)" for feature in engine.features}
    return ", ".join(switched_on.get(feature, feature) for feature in PERMISSIONS.split(", "))


def engine_page(engine: Engine, place: Place, *, bundle: str, nonce: str) -> str:
    """Policy of an engine's page; `bundle` is the source expression of its files.

    What it may load is the engine's to say; its script, its frame and where it leads never are.
    """
    expressions = {Source.FILES: place.files, Source.LISTING: place.page, Source.BUNDLE: bundle}
    loads = "".join(
        f"{directive} {' '.join(expressions.get(Source(source), source) for source in sources)}; "
        for directive, sources in engine.sources.items()
    )
    return (
        f"default-src 'none'; script-src 'nonce-{nonce}'; {loads}base-uri 'none'; form-action 'none'; "
        f"frame-ancestors {place.site}; sandbox {sandbox_of(engine)}"
    )


def sealed_file(place: Place) -> str:
    """Policy of a chapter and of whatever else lies in a package: no script, whoever wrote it."""
    files = place.files
    return (
        f"default-src 'none'; img-src {files} data:; style-src {files} 'unsafe-inline'; font-src {files} data:; "
        f"media-src {files}; base-uri 'none'; form-action 'none'; frame-ancestors {place.site} {place.content}; "
        "sandbox allow-same-origin"
    )


def scripted_file(place: Place) -> str:
    """Policy of a file of a scripted package: its own scripts, and nothing but its own files (ADR 0037)."""
    files = place.files
    return (
        f"default-src {files} data: blob: 'unsafe-inline' 'unsafe-eval'; connect-src {files}; "
        f"frame-src {files} blob: data:; worker-src 'none'; object-src 'none'; base-uri {files}; form-action 'none'; "
        f"frame-ancestors {place.site} {place.content}; sandbox {' '.join(_SCRIPTED)}"
    )


def worker(bundle: str) -> str:
    """Policy of a worker's script, which a worker runs under instead of its page's."""
    return (
        f"default-src 'none'; script-src {bundle}; connect-src {bundle}; frame-ancestors 'none'; "
        f"sandbox {' '.join(_RUNNING)}"
    )


def seal(response: HttpResponseBase) -> HttpResponseBase:
    """Add what every response of the origin carries; one without a policy would lend a package its own `fetch`."""
    for name, value in {CSP: DENY, **COMMON}.items():
        response.headers.setdefault(name, value)
    return response
