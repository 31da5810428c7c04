"""Views on which a school proposes to change an authority, and the province decides."""

from typing import Any, Final

from django import forms
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import modelform_factory
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.permissions import policy_registry

from cms.accounts.models import User
from cms.accounts.selectors import only_school, schools_of
from cms.foundation.policies import Policy, surface
from library_pages.catalogue import authority_access
from library_pages.catalogue.authority_access import AuthorityPolicy
from library_pages.catalogue.enums import ProposalState
from library_pages.catalogue.models import AuthorityProposal
from library_pages.catalogue.services import proposals as services

_MOST: Final = 100


class _ProposalForm(forms.ModelForm[Any]):
    """The fields of an authority as they should be, and why."""

    goes = forms.BooleanField(label=gettext_lazy("Take it out of the list"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Why"), max_length=300, required=False, widget=forms.Textarea({"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        """Refuse what proposes nothing."""
        cleaned = super().clean() or {}
        if not cleaned.get("goes") and not set(self.changed_data) - {"goes", "reason"}:
            raise ValidationError(_("Write what should stand there, or say that it should go."))
        return cleaned


@surface(Policy.STAFF)
def propose(request: HttpRequest, app_label: str, model_name: str, object_id: int) -> HttpResponse:
    """The form of an authority whose changes go to the province."""
    model, policy = _authority_model(app_label, model_name)
    user = request.user
    if not isinstance(user, User) or not policy.can_propose(user):
        raise PermissionDenied
    authority = get_object_or_404(model, pk=object_id)
    names = list(getattr(model, "snippet_viewset").form_fields)  # noqa: B009  (set when Wagtail registers the model)
    form_class = modelform_factory(model, form=_ProposalForm, fields=names)
    back = reverse(getattr(model, "snippet_viewset").get_url_name("list"))  # noqa: B009  (as above)
    form = form_class(request.POST or None, instance=authority)
    if request.method == "POST" and form.is_valid():
        after = {} if form.cleaned_data["goes"] else {name: form.cleaned_data[name] for name in names}
        school = schools_of(user).first()
        before = model._default_manager.get(pk=authority.pk)  # the form has written into its own
        services.propose(before, after, by=user, school=school, reason=form.cleaned_data["reason"], fields=names)
        messages.success(request, _("The proposal is on its way to the province. You see here what becomes of it."))
        return redirect("kv_proposals")
    context = {"form": form, "heading": _("Propose a change"), "subtitle": str(authority), "back": back}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "catalogue/admin/propose.html", context, status=status)


@surface(Policy.STAFF)
def listed(request: HttpRequest) -> HttpResponse:
    """Proposals, the open ones first: all of them for who decides, those of her schools for everybody else."""
    decides = authority_access.can_change_authorities(request.user)
    rows = AuthorityProposal.objects.select_related("content_type", "school", "proposed_by", "decided_by")
    if not decides:
        rows = rows.filter(school__in=schools_of(request.user))
    newest = rows.order_by("-proposed_at", "-pk")
    found = [*newest.filter(state=ProposalState.OPEN)[:_MOST], *newest.exclude(state=ProposalState.OPEN)[:_MOST]]
    return TemplateResponse(request, "catalogue/admin/proposals.html", {"proposals": found, "decides": decides})


@surface(Policy.STAFF)
@require_POST
def decide(request: HttpRequest, proposal_id: int) -> HttpResponse:
    act = {"accept": services.accept, "decline": services.decline}.get(request.POST.get("answer", ""))
    if act is None:
        raise Http404
    try:
        act(proposal_id, by=request.user)  # type: ignore[arg-type]  # the guard lets nobody in who has not signed in
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("It is decided; the school sees it in its list."))
    return redirect("kv_proposals")


def propose_button(snippet: Any, user: Any, _next_url: str | None = None) -> list[Button]:
    """“Propose a change” in the list of authorities, for who may not change them."""
    policy = policy_registry.get(snippet)
    if not isinstance(policy, AuthorityPolicy) or not policy.can_propose(user):
        return []
    where = [snippet._meta.app_label, snippet._meta.model_name, snippet.pk]
    return [Button(_("Propose a change"), url=reverse("kv_propose", args=where), icon_name="edit", priority=10)]


class ProposalsMenuItem(MenuItem):
    """Leads to the proposals where several schools share the lists."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether there is anybody to propose to."""
        return only_school() is None


def _authority_model(app_label: str, model_name: str) -> tuple[Any, AuthorityPolicy]:
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError as error:
        raise Http404 from error
    policy = policy_registry.get_by_type(model)
    if not isinstance(policy, AuthorityPolicy):
        raise Http404
    return model, policy
