"""Tokens of the app: opaque, kept as digests; refresh tokens rotate, and a replay ends the family (RFC 9700, 4.14.2).

What follows a refresh token is made from it and the secret key. So whoever has lost an answer gets the same pair again,
and one sign-in has one living branch however often its token is sent.
"""

import base64
import hashlib
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Max, Min
from django.utils.crypto import salted_hmac

from cms.accounts import problems
from cms.accounts.enums import TokenKind
from cms.accounts.lifetimes import PUPIL_IDLE, SHARED_LONGEST
from cms.accounts.models import ApiToken, User
from cms.foundation import clock
from cms.foundation.ids import uuid7

ACCESS_LIFE: Final = timedelta(minutes=15)
REFRESH_IDLE: Final = timedelta(days=60)
FAMILY_LIFE: Final = timedelta(days=365)
GRACE: Final = timedelta(seconds=30)  # a phone that lost the answer asks again
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class TokenPair:
    """Both tokens in clear, shown once. `expires_in` is the access token's life in seconds."""

    access: str
    refresh: str
    expires_in: int


@transaction.atomic
def issue_tokens(user: User, *, device_id: str, device_name: str = "", is_shared: bool = False) -> TokenPair:
    """The first pair of a new family: one sign-in of one device. On a shared one it ends after half an hour of rest."""
    pair = _Texts(f"kva_{secrets.token_urlsafe(32)}", f"kvr_{secrets.token_urlsafe(32)}")
    moment = clock.now()
    family = ApiToken(
        user=user, family=uuid7(), device_id=device_id, device_name=device_name, is_shared=is_shared, issued_at=moment
    )
    return _keep(pair, family, began=moment)


def rotate(refresh: str) -> tuple[User, TokenPair]:
    """Trade a refresh token for a new pair; asked again within 30 s it is the same one, later it ends the family.

    Raises:
        Problem: `token-not-valid`; `refresh-token-reused`, also within the 30 s once the pair has been traded itself.
    """
    with transaction.atomic():
        token = (
            ApiToken.objects.select_for_update(of=("self",))
            .select_related("user")
            .filter(digest=_digest(refresh), kind=TokenKind.REFRESH)
            .first()
        )
        moment = clock.now()
        if token is None or token.revoked_at or token.expires_at <= moment or not token.user.is_active:
            raise problems.token_not_valid()
        if token.used_at is None:
            token.used_at = moment
            token.save(update_fields=["used_at"])
            began = ApiToken.objects.filter(family=token.family).aggregate(began=Min("issued_at"))["began"]
            pair = _keep(_after(refresh), token, began=began)
        elif moment - token.used_at > GRACE or (again := _again(_after(refresh))) is None:
            pair = None
            _revoke(token.family)
        else:
            pair = again
    if pair is None:  # outside the transaction: the revocation must stay
        raise problems.token_used_twice()
    return token.user, pair


def holder_of(access: str) -> ApiToken | None:
    """The living access token of this text, with its user; one query."""
    if not access or len(access) > _LONGEST:
        return None
    return (
        ApiToken.objects.select_related("user")
        .filter(
            digest=_digest(access),
            kind=TokenKind.ACCESS,
            revoked_at=None,
            expires_at__gt=clock.now(),
            user__is_active=True,
        )
        .first()
    )


@transaction.atomic
def revoke_family(family: uuid.UUID) -> None:
    """End one sign-in of one device."""
    _revoke(family)


@transaction.atomic
def revoke_all(user: User) -> None:
    """End all sign-ins of the app."""
    ApiToken.objects.filter(user=user, revoked_at=None).update(revoked_at=clock.now())


@transaction.atomic
def prune_tokens() -> int:
    """Drop families of which no token lives any more; how many tokens."""
    dead = ApiToken.objects.values("family").annotate(last=Max("expires_at")).filter(last__lte=clock.now())
    deleted, _ = ApiToken.objects.filter(family__in=dead.values("family")).delete()
    return deleted


@dataclass(frozen=True, slots=True)
class _Texts:
    access: str
    refresh: str


def _after(refresh: str) -> _Texts:
    """What a refresh token is traded for; nobody can make it who has only one of the token and the secret key."""

    def made(kind: TokenKind) -> str:
        mac = salted_hmac(f"cms.accounts.tokens.{kind}", refresh, algorithm="sha256").digest()
        return base64.urlsafe_b64encode(mac).rstrip(b"=").decode()

    return _Texts(f"kva_{made(TokenKind.ACCESS)}", f"kvr_{made(TokenKind.REFRESH)}")


def _keep(texts: _Texts, of: ApiToken, *, began: datetime) -> TokenPair:
    """Keep a new pair of the family of a token, which began then."""
    moment = clock.now()
    idle, longest = (PUPIL_IDLE, SHARED_LONGEST) if of.is_shared else (REFRESH_IDLE, FAMILY_LIFE)
    ends = min(moment + idle, began + longest)
    ApiToken.objects.bulk_create(
        ApiToken(
            user=of.user,
            family=of.family,
            device_id=of.device_id,
            device_name=of.device_name,
            is_shared=of.is_shared,
            issued_at=moment,
            kind=kind,
            digest=_digest(text),
            expires_at=expires,
        )
        for kind, text, expires in (
            (TokenKind.ACCESS, texts.access, min(moment + ACCESS_LIFE, ends)),
            (TokenKind.REFRESH, texts.refresh, ends),
        )
    )
    return TokenPair(texts.access, texts.refresh, int((min(moment + ACCESS_LIFE, ends) - moment).total_seconds()))


def _again(texts: _Texts) -> TokenPair | None:
    """The pair that has been made already; None once it was traded, which shows that it had arrived."""
    digests = [_digest(texts.access), _digest(texts.refresh)]
    kept = {row.kind: row for row in ApiToken.objects.filter(digest__in=digests)}
    if len(kept) < len(digests) or kept[TokenKind.REFRESH].used_at is not None:
        return None
    left = kept[TokenKind.ACCESS].expires_at - clock.now()
    return TokenPair(texts.access, texts.refresh, int(left.total_seconds()))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _revoke(family: uuid.UUID) -> None:
    ApiToken.objects.filter(family=family, revoked_at=None).update(revoked_at=clock.now())
