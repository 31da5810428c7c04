"""Signed grants: a path token that opens one thing for a while.

A token travels in the path so that relative addresses inherit it. It carries no name and no right but its own, and the
generation of what it opens: `withdraw` begins a new one. Generations stand in the cache; were it emptied, what was
withdrawn would be open again to who has kept a token, until that expires.
"""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core.cache import cache

from cms.foundation import clock

_SKEW = timedelta(seconds=60)  # a clock that is a minute off must not lock readers out
_STEP = timedelta(minutes=30)
_MAC_BYTES = 20
_REMEMBERED = 24 * 3600  # seconds; longer than any token lives


class GrantError(Exception):
    """The token is not ours, not for this, or too old. Deliberately says no more."""


@dataclass(frozen=True, slots=True)
class GrantClaims:
    """What a token allows: `scope` names the door (`package`), `subject` what lies behind it, until `expires` (UTC)."""

    subject: str
    scope: str
    expires: datetime


def sign(claims: GrantClaims) -> str:
    """A token of URL-safe characters for these claims, of the present generation of its subject."""
    generation = _generation(claims.scope, claims.subject)
    content = [claims.scope, claims.subject, int(claims.expires.timestamp()), generation]
    body = json.dumps(content, separators=(",", ":")).encode()
    return f"{_encode(body)}.{_encode(_mac(body))}"


def opens(token: str, *, scope: str, subject: str) -> bool:
    """Whether a token opens exactly this subject in this scope now."""
    try:
        verify(token, scope=scope, subject=subject)
    except GrantError:
        return False
    return True


def withdraw(scope: str, subject: str) -> None:
    """From now on no token opens this that was signed before."""
    cache.set(_key(scope, subject), int(clock.now().timestamp() * 1000), _REMEMBERED)


def expiry(at_most: timedelta) -> datetime:
    """The end of a grant that is signed now: `at_most` from now on, up to half an hour less.

    It changes every half hour only: with a new one at each opening addresses would change, and a browser could use
    nothing that it has kept.
    """
    moment = clock.now()
    return moment - timedelta(seconds=moment.timestamp() % _STEP.total_seconds()) + at_most


def verify(token: str, *, scope: str, subject: str) -> GrantClaims:
    """The claims of a token that opens exactly this subject in this scope.

    Raises:
        GrantError: whatever is wrong with it.
    """
    encoded, _, signature = token.partition(".")
    try:
        body, mac = _decode(encoded), _decode(signature)
    except ValueError as error:
        raise GrantError from error
    if not hmac.compare_digest(mac, _mac(body)):
        raise GrantError
    found_scope, found_subject, expires, *rest = json.loads(body)
    claims = GrantClaims(subject=found_subject, scope=found_scope, expires=datetime.fromtimestamp(expires, UTC))
    if (claims.scope, claims.subject) != (scope, subject) or claims.expires + _SKEW < clock.now():
        raise GrantError
    # Not “equal”: a cache that is away or was emptied must not take the book out of a reader's hands.
    if (rest[0] if rest else 0) < _generation(scope, subject):
        raise GrantError
    return claims


def _generation(scope: str, subject: str) -> int:
    return int(cache.get(_key(scope, subject), 0))


def _key(scope: str, subject: str) -> str:
    return f"grants:{hashlib.sha256(f'{scope}:{subject}'.encode()).hexdigest()}"


def _mac(body: bytes) -> bytes:
    key = hashlib.sha256(b"khovang.grants" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, body, hashlib.sha256).digest()[:_MAC_BYTES]


def _encode(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def _decode(value: str) -> bytes:
    return base64.b64decode(value + "=" * (-len(value) % 4), altchars=b"-_", validate=True)
