"""How many wrong tries at a secret are allowed: which lanes a try is counted in, with their limits, all in one place.

A try at an account goes through the first tier that has room:

* own device: nobody else can fill it;
* a device of the school: what is wrong there is put to the account of whoever came in on it last;
* a near network: the school's house, or one where three of its people or she herself have signed in;
* anywhere else: few tries for each account and network, few for each account, few for each network.

So what a stranger does fills no lane of a child in her school, and what one pupil does fills none of her classmates' on
the school's devices; and all that anybody may try in a year finds a PIN with a chance below one in a hundred.
"""

import hashlib
import unicodedata
from dataclasses import dataclass
from typing import Final

from cms.accounts import networks
from cms.accounts.devices import Device
from cms.accounts.services.throttle import Lane, Tier

_BRIEFLY, _LONG = 60, 900  # seconds

_OWN_DEVICE: Final = 20  # wrong tries, and as many forgotten a day
_OPEN_SESSION: Final = 20
_LOOKED_FOR_CLASSES, _CLASSES_A_DAY = 60, 2880
_STRANGE_NETWORK, _STRANGE_A_DAY = 30, 1440


@dataclass(frozen=True, slots=True)
class Budget:
    """Wrong tries that may be made at one account, and as many again each day."""

    device_of_school: int
    near_network: int
    near: int
    far_network: int
    far: int


PUPIL: Final = Budget(device_of_school=4, near_network=10, near=20, far_network=4, far=10)
STAFF: Final = Budget(device_of_school=10, near_network=30, near=90, far_network=10, far=100)


@dataclass(frozen=True, slots=True)
class SignInOrigin:
    """From where somebody tries: the device, the address, and whether the network is near to the account."""

    device: Device
    address: str
    is_near: bool = False


def of_pupil(class_id: int, number: int, user_id: int | None, school_id: int, origin: SignInOrigin) -> tuple[Tier, ...]:
    """Tiers of a number on a class list, whether a pupil has it or not."""
    return _tiers(f"{pupil_prefix(class_id)}{number}", user_id, PUPIL, origin, origin.device.vouched_for(school_id))


def of_staff(username: str, user_id: int | None, origin: SignInOrigin) -> tuple[Tier, ...]:
    """Tiers of a user name; every spelling of one name has the same."""
    plain = "".join(
        char
        for char in unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", username).casefold())
        if not unicodedata.combining(char) and unicodedata.category(char) not in {"Cf", "Cc", "Zs"}
    )
    account = f"staff:{hashlib.sha256(plain.encode()).hexdigest()[:40]}"
    return _tiers(account, user_id, STAFF, origin, origin.device.vouched_for())


def of_class_code(address: str) -> Tier:
    """Lanes of tries at class codes: of codes that name no class, or one of a school that the network does not know."""
    return (Lane(f"code:{networks.digest(address)}", _LOOKED_FOR_CLASSES, _CLASSES_A_DAY),)


def of_open_session(user_id: int) -> Tier:
    """For who gives the former secret for a new one, at a session that somebody else may have left open."""
    return (Lane(f"change:{user_id}", _OPEN_SESSION, _OPEN_SESSION, _BRIEFLY),)


def pupil_prefix(class_id: int) -> str:
    """What the lanes of all numbers of a class begin with."""
    return f"pupil:{class_id}:"


def of_own_device(device: Device, user_id: int) -> Tier:
    """The tier of somebody on her own device."""
    return (Lane(f"device:{device.identifier}:{user_id}", _OWN_DEVICE, _OWN_DEVICE, _BRIEFLY),)


def _tiers(
    account: str, user_id: int | None, budget: Budget, origin: SignInOrigin, vouched: int | None
) -> tuple[Tier, ...]:
    tiers: list[Tier] = []
    if user_id is not None and origin.device.knows(user_id):
        tiers.append(of_own_device(origin.device, user_id))
    if vouched is not None:
        tiers.append(_lanes((f"{account}:by:{vouched}", budget.device_of_school, _BRIEFLY)))
    network = networks.digest(origin.address)
    if origin.is_near:
        tiers.append(
            _lanes((f"{account}:near:{network}", budget.near_network, _BRIEFLY), (f"{account}:near", budget.near, 0))
        )
    else:
        strange = Lane(f"network:{network}", _STRANGE_NETWORK, _STRANGE_A_DAY)
        far = _lanes((f"{account}:far:{network}", budget.far_network, _LONG), (f"{account}:far", budget.far, 0))
        tiers.append((*far, strange))
    return tuple(tiers)


def _lanes(*described: tuple[str, int, int]) -> Tier:
    return tuple(Lane(key, most, most, pause) for key, most, pause in described)
