"""Every form field of a picture, Django's and Wagtail's and those to come, takes it by the same rules."""

from __future__ import annotations

import io

import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from lxml import html
from PIL import Image as Pillow
from PIL import ImageFile
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.users.models import UserProfile

from cms.accounts.enums import Role
from tests.factories import schools
from tests.factories.pictures import hostile, picture

pytestmark = pytest.mark.django_db

DOCUMENT = b"<svg xmlns='http://www.w3.org/2000/svg'>" + b"<g>" * 50_000
HOSTILE = {**hostile(), "a document.png": DOCUMENT, "no name": picture(), "pages.tiff": picture("TIFF")}
SENTENCES = ("Ảnh này bị hỏng", "Ảnh này quá lớn", "Thư viện không nhận ảnh loại này")


@pytest.fixture(autouse=True)
def _no_decoder(monkeypatch):
    """A process of the site that opens a picture or parses XML for one fails."""

    def refuse(*_args, **_options):
        pytest.fail("opened outside of the jail")

    monkeypatch.setattr(ImageFile.ImageFile, "load", refuse)
    monkeypatch.setattr(Pillow, "open", refuse)
    monkeypatch.setattr(ImageFile.Parser, "feed", refuse)
    monkeypatch.setattr("willow.Image.open", refuse)


def sent(name, content):
    return SimpleUploadedFile(name, content)


def below(kind):
    """Everything that descends from a class."""
    for each in kind.__subclasses__():
        yield each
        yield from below(each)


def fields():
    """Each picture's field of a form or a model that is installed, by where it stands."""
    found = {}
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.ImageField):
                found[f"{model._meta.label}.{field.name}"] = field.formfield()
    for form in below(forms.BaseForm):
        for name, field in getattr(form, "base_fields", {}).items():
            if isinstance(field, forms.ImageField):
                found[f"{form.__module__}.{form.__qualname__}.{name}"] = field
    for kind in below(forms.ImageField):
        found[f"{kind.__module__}.{kind.__qualname__}"] = kind()
    return found | {"django.forms.ImageField": forms.ImageField()}


def test_there_are_fields_of_pictures():
    assert {"wagtailusers.UserProfile.avatar", "wagtail.images.fields.WagtailImageField"} <= fields().keys()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_broken_or_huge_picture_is_a_sentence_in_every_field(name):
    for field in fields().values():
        with pytest.raises(ValidationError) as refused:
            field.clean(sent(name, HOSTILE[name]))
        assert refused.value.messages[0].startswith(SENTENCES)


@pytest.mark.parametrize("ending", ["png", "jpg", "webp", "avif"])
def test_a_picture_is_taken_in_every_field(ending):
    form = "JPEG" if ending == "jpg" else ending.upper()
    for field in fields().values():
        assert field.clean(sent(f"a.{ending}", picture(form))).content_type == f"image/{form.lower()}"


def test_a_name_that_says_another_kind_is_told_so():
    for field in fields().values():
        with pytest.raises(ValidationError, match=r"\.png.*JPEG"):
            field.clean(sent("a.png", picture("JPEG")))


def test_a_picture_of_too_many_bytes_is_told_so(settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 100
    for field in fields().values():
        with pytest.raises(ValidationError, match="100"):
            field.clean(sent("a.png", picture()))


def test_no_form_but_that_of_the_own_picture_does_more_with_one():
    """Whoever adds one here has looked that it decodes nothing."""
    more = {
        form
        for form in below(forms.BaseForm)
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.ImageField) and hasattr(form, f"clean_{name}")
    }
    assert more == {AvatarPreferencesForm}


@pytest.fixture
def librarian(client):
    user = schools.user(Role.LIBRARIAN, schools.school(), last_name="Vũ", email="vu.an@truong-lang.example")
    client.force_login(user)
    return user


def account_form(client):
    shown = html.fromstring(client.get("/admin/account/").content)
    return next(each for each in shown.forms if "avatar-avatar" in each.inputs)


def save(client, name="", content=b""):
    """Send the account's form as it is shown, with a picture if there is one."""
    said = {key: value for key, value in account_form(client).form_values() if key != "avatar-avatar"}
    return client.post("/admin/account/", said | ({"avatar-avatar": sent(name, content)} if name else {}))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_broken_or_huge_own_picture_is_a_sentence(client, librarian, name):
    response = save(client, name, HOSTILE[name])
    assert response.status_code == 200
    assert any(words in response.content.decode() for words in SENTENCES)
    assert not UserProfile.get_for_user(librarian).avatar


def test_an_own_picture_is_made_small_and_loses_where_it_was_taken(client, librarian, monkeypatch):
    place = Pillow.Exif()
    place.get_ifd(0x8825)[1] = "N"
    response = save(client, "em.jpg", picture("JPEG", size=(1200, 800), exif=place))
    assert response.status_code == 302, response.content.decode()[:2000]
    kept = UserProfile.get_for_user(librarian).avatar
    with kept.open() as file:
        data = file.read()
    monkeypatch.undo()
    made = Pillow.open(io.BytesIO(data))
    assert (made.size, made.format) == ((400, 267), "JPEG")
    assert not made.getexif().get_ifd(0x8825)


def test_saving_the_account_leaves_the_own_picture_as_it_is(client, librarian):
    save(client, "em.png", picture(size=(20, 10)))
    before = UserProfile.get_for_user(librarian).avatar
    assert save(client).status_code == 302
    after = UserProfile.objects.get(user=librarian).avatar
    assert after.name == before.name
    assert (after.width, after.height) == (20, 10)


def test_the_own_picture_can_be_taken_away(client, librarian):
    save(client, "em.png", picture())
    kept = UserProfile.get_for_user(librarian).avatar
    assert kept.storage.exists(kept.name)
    said = {key: value for key, value in account_form(client).form_values() if key != "avatar-avatar"}
    client.post("/admin/account/", said | {"avatar-avatar-clear": "on"})
    assert not UserProfile.objects.get(user=librarian).avatar
    assert not kept.storage.exists(kept.name)
