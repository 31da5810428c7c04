"""Proposals of schools to change an authority that all schools share."""

from collections.abc import Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.accounts.models import School, User
from cms.foundation import clock
from library_pages.catalogue.authority_access import can_change_authorities
from library_pages.catalogue.enums import ProposalState
from library_pages.catalogue.models import AuthorityProposal

ACCEPTED = "catalogue.proposal_accepted"  # how the history of an authority calls it


def propose(
    authority: Any, after: Mapping[str, str], *, by: User, school: School | None, reason: str = "", fields: list[str]
) -> AuthorityProposal:
    """Keep what a school would like to have changed; an empty `after` proposes that the authority goes."""
    return AuthorityProposal.objects.create(
        content_type=ContentType.objects.get_for_model(authority),
        object_id=authority.pk,
        before={name: getattr(authority, name) for name in fields},
        after=dict(after),
        reason=reason,
        school=school,
        proposed_by=by,
    )


@transaction.atomic
def accept(number: int, *, by: User) -> None:
    """Change the authority as was proposed; its history says who has accepted it, and of which school.

    Raises:
        PermissionDenied: only the province may.
        ValidationError: in words, when it can't be done as proposed; nothing has changed then.
    """
    proposal = _open_one(number, by)
    authority: Any = proposal.authority
    if authority is None or any(getattr(authority, name) != value for name, value in proposal.before.items()):
        raise ValidationError(_("It has been changed since this was proposed. Decline it, or change it by hand."))
    if proposal.after:
        for name, value in proposal.after.items():
            setattr(authority, name, value)
        authority.full_clean()
        authority.save()
    log(
        authority,
        ACCEPTED if proposal.after else "wagtail.delete",
        user=by,
        data=_said(proposal),
        deleted=not proposal.after,
    )
    _decide(proposal, ProposalState.ACCEPTED, by)
    if not proposal.after:
        try:
            authority.delete()
        except ProtectedError as error:
            raise ValidationError(_("Resources still name it. Change them first, or decline.")) from error


@transaction.atomic
def decline(number: int, *, by: User) -> None:
    """Leave the authority as it is.

    Raises:
        PermissionDenied: only the province may.
    """
    _decide(_open_one(number, by), ProposalState.DECLINED, by)


def _open_one(number: int, by: User) -> AuthorityProposal:
    if not can_change_authorities(by):
        raise PermissionDenied
    proposal = AuthorityProposal.objects.select_for_update().filter(pk=number, state=ProposalState.OPEN).first()
    if proposal is None:
        raise ValidationError(_("Somebody has decided on it meanwhile."))
    return proposal


def _decide(proposal: AuthorityProposal, state: ProposalState, by: User) -> None:
    proposal.state, proposal.decided_by, proposal.decided_at = state, by, clock.now()
    proposal.save(update_fields=["state", "decided_by", "decided_at"])


def _said(proposal: AuthorityProposal) -> dict[str, str]:
    school = proposal.school.name if proposal.school else ""
    return {"school": school, "before": proposal.words_before, "after": proposal.words_after}
