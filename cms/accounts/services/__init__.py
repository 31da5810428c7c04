"""Everything that changes accounts. Upper layers and the API call these and nothing behind them."""

from cms.accounts.services.classes import (
    Appointment,
    appoint_teachers,
    hand_out_class_code,
    hand_out_pin,
    keep_pupil_identifiers,
)
from cms.accounts.services.lanes import SignInOrigin
from cms.accounts.services.people import (
    add_member,
    create_staff,
    end_membership,
    enrol_pupil,
    move_pupil,
    set_email,
    set_roles,
)
from cms.accounts.services.places import prune_networks
from cms.accounts.services.rights import sync_rights
from cms.accounts.services.sample import sample_passwords_still_work
from cms.accounts.services.schools import create_class, create_school, open_school_year, renew_class_code
from cms.accounts.services.secrets import change_password, change_pin, must_change_pin, new_pin, set_password, set_pin
from cms.accounts.services.set_up import (
    NewAdministrator,
    NewSchool,
    NewYear,
    is_set_up_token,
    set_up_first_school,
    set_up_is_open,
    set_up_path,
    set_up_token,
)
from cms.accounts.services.sign_in import HIGHEST_NUMBER, SignInResult, find_class, sign_in_pupil, sign_in_staff
from cms.accounts.services.throttle import prune
from cms.accounts.services.tokens import (
    TokenPair,
    holder_of,
    issue_tokens,
    prune_tokens,
    revoke_all,
    revoke_family,
    rotate,
)
from cms.accounts.services.tries import prune_tries

__all__ = [
    "HIGHEST_NUMBER",
    "Appointment",
    "NewAdministrator",
    "NewSchool",
    "NewYear",
    "SignInOrigin",
    "SignInResult",
    "TokenPair",
    "add_member",
    "appoint_teachers",
    "change_password",
    "change_pin",
    "create_class",
    "create_school",
    "create_staff",
    "end_membership",
    "enrol_pupil",
    "find_class",
    "hand_out_class_code",
    "hand_out_pin",
    "holder_of",
    "is_set_up_token",
    "issue_tokens",
    "keep_house",
    "keep_pupil_identifiers",
    "move_pupil",
    "must_change_pin",
    "new_pin",
    "open_school_year",
    "prune_networks",
    "prune_tokens",
    "prune_tries",
    "renew_class_code",
    "revoke_all",
    "revoke_family",
    "rotate",
    "sample_passwords_still_work",
    "set_email",
    "set_password",
    "set_pin",
    "set_roles",
    "set_up_first_school",
    "set_up_is_open",
    "set_up_path",
    "set_up_token",
    "sign_in_pupil",
    "sign_in_staff",
    "sync_rights",
]


def keep_house() -> dict[str, int]:
    """Drop what is over: lanes of tries, networks, dead tokens. For the nightly task; how many rows of each."""
    return {
        "attempts": prune(),
        "networks": prune_networks(),
        "tokens": prune_tokens(),
        "tries": prune_tries(),
    }
