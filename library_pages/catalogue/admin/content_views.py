"""Uploading a content for a new or an existing resource, watching it, correcting the titles in its contents."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail import hooks
from wagtail.admin import messages

from cms.foundation.errors import Problem
from cms.foundation.policies import Policy, surface
from library_pages.catalogue.admin.panels import state_context
from library_pages.catalogue.admin.upload_forms import EntriesForm, NewUploadForm, UploadForm
from library_pages.catalogue.admin.uploads import (
    complain,
    editable,
    heading_of,
    model_of,
    places_for,
    require_editor_of_one,
    rule_of,
    type_with_content,
)
from library_pages.catalogue.content import ContentKind, Link, kind_named
from library_pages.catalogue.selectors.content import drafts_of, pages_of
from library_pages.catalogue.services.content import new_page, replace, retitle


@surface(Policy.STAFF)
@require_http_methods(["GET", "POST"])
def upload(
    request: HttpRequest, type_slug: str, shelf_id: int | None = None, kind_slug: str | None = None
) -> HttpResponse:
    """A new resource from an upload: the page is a draft at once, its content is made ready in the background."""
    declaration, offered = type_with_content(type_slug)
    kind = next((kind for kind in offered if kind_slug in {None, kind.slug}), None)
    if kind is None:
        raise Http404
    rule = rule_of(declaration, kind)
    places, first = places_for(declaration, request.user, shelf_id)
    form = NewUploadForm(
        kind,
        rule,
        model_of(declaration),
        places,
        request.user,
        request.POST or None,
        request.FILES or None,
        initial={"shelf": first},
    )
    if request.method == "POST" and form.is_valid():
        try:
            page = new_page(declaration, kind, form.cleaned_data["shelf"], form.upload(request.user), form.values())
        except Problem as problem:
            complain(form, "files", problem)
        except ValidationError as refusal:
            _complain_of_fields(form, refusal)
        else:
            _greet(request, kind, getattr(page, kind.field))
            return redirect("wagtailadmin_pages:edit", page.pk)
    others = [
        Link(other.words.add, reverse("kv_upload_kind", args=[type_slug, first.pk, other.slug]))
        for other in offered
        if other is not kind
    ]
    back = reverse("wagtailadmin_explore", args=[first.pk])
    return _page(request, form, heading_of(declaration), back, str(kind.words.uploading), others)


@surface(Policy.STAFF)
@require_http_methods(["GET", "POST"])
def replace_content(request: HttpRequest, page_id: int, kind_slug: str) -> HttpResponse:
    """Another content for an existing resource; readers keep the old one until the page is published again."""
    kind = _kind(kind_slug)
    page = editable(request, page_id, kind.mixin)
    form = UploadForm(kind, rule_of(page.resource_type, kind), request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            content = replace(page, kind, form.upload(request.user))
        except Problem as problem:
            complain(form, "files", problem)
        else:
            _greet(request, kind, content)
            return redirect("wagtailadmin_pages:edit", page.pk)
    heading = str(kind.words.replacing) % {"title": page.get_admin_display_title()}
    help_text = f"{kind.words.uploading} {kind.words.kept if page.live else ''}".strip()
    return _page(request, form, heading, reverse("wagtailadmin_pages:edit", args=[page.pk]), help_text)


@surface(Policy.STAFF)
@require_http_methods(["GET", "POST"])
def correct_entries(request: HttpRequest, page_id: int, kind_slug: str) -> HttpResponse:
    """Titles in the contents of the draft's content, one field each."""
    kind = _kind(kind_slug)
    page = editable(request, page_id, kind.mixin)
    content = getattr(page.get_latest_revision_as_object(), kind.field)
    words = kind.words.entries
    if content is None or words is None:
        raise Http404
    entries = kind.entries(content)
    form = EntriesForm(kind, entries, request.POST or None)
    if request.method == "POST" and form.is_valid():
        retitle(content, form.titles())
        messages.success(request, words.saved)
        return redirect("wagtailadmin_pages:edit", page.pk)
    rows = [(entry, form[f"title_{index}"]) for index, entry in enumerate(entries)]
    context = {"form": form, "rows": rows, "page": page, "words": words}
    return TemplateResponse(request, "catalogue/admin/entries.html", context, status=422 if form.errors else 200)


@surface(Policy.STAFF)
@require_GET
def state(request: HttpRequest, kind_slug: str, content_id: str) -> JsonResponse:
    """Where a content stands as words and HTML, for the tab that asks every two seconds."""
    kind = _kind(kind_slug)
    return _as_it_is(request, kind, _own_content(request, kind, content_id))


@surface(Policy.STAFF)
@require_POST
def act(request: HttpRequest, kind_slug: str, content_id: str, act_slug: str) -> JsonResponse:
    """Do with a content what its tab offers."""
    kind = _kind(kind_slug)
    done = kind.acts.get(act_slug)
    content = _own_content(request, kind, content_id)
    if done is None:
        raise Http404
    done(content)
    return _as_it_is(request, kind, content)


@hooks.register("register_admin_urls")
def register_content_urls() -> list[Any]:
    """Routes under /admin/; Wagtail lets only users of the admin in."""
    return [
        path("upload/<slug:type_slug>/", upload, name="kv_upload"),
        path("upload/<slug:type_slug>/<int:shelf_id>/", upload, name="kv_upload_to"),
        path("upload/<slug:type_slug>/<int:shelf_id>/<slug:kind_slug>/", upload, name="kv_upload_kind"),
        path("resources/<int:page_id>/content/<slug:kind_slug>/", replace_content, name="kv_replace"),
        path("resources/<int:page_id>/content/<slug:kind_slug>/titles/", correct_entries, name="kv_entries"),
        path("content/<slug:kind_slug>/<slug:content_id>/", state, name="kv_state"),
        path("content/<slug:kind_slug>/<slug:content_id>/<slug:act_slug>/", act, name="kv_act"),
    ]


def _kind(slug: str) -> ContentKind[Any]:
    kind = kind_named(slug)
    if kind is None:
        raise Http404
    return kind


def _own_content(request: HttpRequest, kind: ContentKind[Any], content_id: str) -> Any:
    try:
        content = kind.model._default_manager.filter(pk=content_id).first()
    except (ValueError, ValidationError) as error:  # no key of this kind
        raise Http404 from error
    if content is None:
        raise Http404
    require_editor_of_one(request, drafts_of(content))
    return content


def _as_it_is(request: HttpRequest, kind: ContentKind[Any], content: Any) -> JsonResponse:
    context = state_context(kind, content)
    html = render_to_string("catalogue/admin/content_state.html", context, request)
    now = context["state"]
    return JsonResponse({"state": now.code, "open": now.is_open, "ready": context["ready"], "html": html})


def _page(
    request: HttpRequest, form: Form, heading: str, back: str, help_text: str, others: list[Link] | None = None
) -> HttpResponse:
    context = {"form": form, "heading": heading, "back": back, "help_text": help_text, "others": others or []}
    return TemplateResponse(request, "catalogue/admin/upload.html", context, status=422 if form.errors else 200)


def _complain_of_fields(form: Form, refusal: ValidationError) -> None:
    for field, sentences in refusal.message_dict.items():
        for sentence in sentences:
            form.add_error(field if field in form.fields else None, sentence)


def _greet(request: HttpRequest, kind: ContentKind[Any], content: Any) -> None:
    messages.success(request, kind.words.arrived)
    twin = next((page for twin in kind.twins(content) for page in pages_of(twin)), None)
    if twin is not None:
        messages.warning(
            request,
            _("The same file is in the library already: “%(title)s”.") % {"title": twin.get_admin_display_title()},
            buttons=[messages.button(reverse("wagtailadmin_pages:edit", args=[twin.pk]), _("Look at it"))],
        )
