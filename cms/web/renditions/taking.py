"""Pictures that come: every form field of pictures takes the same, and looks at them without decoding.

`install` puts this in the place of what Django and Wagtail do themselves: their fields and models, and Wagtail's form
of a user's own picture, decode a picture or parse what begins like XML in the process of a web worker.
"""

from pathlib import PurePath
from typing import IO, Any, Final

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import images
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.images import fields, models

from cms.web.renditions.looking import Look, NotAPictureError, look_at
from cms.web.renditions.making import BrokenPictureError, decode, shrunk

_LONGEST_SIDE: Final = 16_000
_AVATAR_SIDE: Final = 400  # as Wagtail has it


def install() -> None:
    """Let Django and Wagtail take pictures by the functions below."""
    forms.ImageField.to_python = _taken  # type: ignore[assignment, method-assign]  # in the place of Django's
    fields.WagtailImageField.to_python = _taken
    AvatarPreferencesForm.clean_avatar = _avatar
    images.get_image_dimensions = _dimensions  # type: ignore[assignment]  # in the place of Django's
    models.WagtailImageFieldFile.get_image_dimensions = _dimensions


def checked(stream: IO[bytes]) -> Look:
    """What a picture says of its size, when it is one that we take and can be decoded.

    Raises:
        ValidationError: it is too large, damaged or incomplete; says what to do.
    """
    try:
        look = look_at(stream)
    except NotAPictureError as error:
        raise _broken() from error
    most = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
    if look.pixels > most or max(look.width, look.height) > _LONGEST_SIDE:
        raise ValidationError(
            _(
                "This picture is too large: %(width)s × %(height)s pixels. Make it smaller, to %(most)s million pixels "
                "in all at most, and upload it again."
            )
            % {"width": look.width, "height": look.height, "most": most // 1_000_000},
            code="file_too_many_pixels",
        )
    try:
        decode(stream)
    except BrokenPictureError as error:
        raise _broken() from error
    return look


def _broken() -> ValidationError:
    words = _("This picture is damaged or incomplete. Save it once more from its original and upload the new file.")
    return ValidationError(words, code="invalid_image")


def _taken(field: forms.ImageField, data: Any) -> Any:
    file: Any = forms.FileField.to_python(field, data)
    if file is None:
        return None
    ending = PurePath(file.name).suffix.lower().removeprefix(".")
    if ending not in settings.WAGTAILIMAGES_EXTENSIONS:
        endings = ", ".join(settings.WAGTAILIMAGES_EXTENSIONS).upper()
        raise ValidationError(
            _("The library takes no pictures of this kind, only %(endings)s. Save it as one of these.")
            % {"endings": endings},
            code="invalid_image_extension",
        )
    if file.size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        most = filesizeformat(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
        raise ValidationError(
            _("This picture is too big: %(size)s. Make it smaller, to %(most)s at most, and upload it again.")
            % {"size": filesizeformat(file.size), "most": most},
            code="file_too_large",
        )
    look = checked(file)
    if look.form != ("jpeg" if ending == "jpg" else ending):
        raise ValidationError(
            _("The name of this picture ends in .%(ending)s, but it is a picture of the kind %(form)s. Rename it.")
            % {"ending": ending, "form": look.form.upper()},
            code="invalid_image_known_format",
        )
    file.seek(0)
    file.content_type = f"image/{look.form}"
    return file


def _avatar(form: Any) -> Any:
    """In the place of `clean_avatar`: a new one is made small in the jail; a stored one is left or taken away."""
    file = form.cleaned_data.get("avatar")
    if not isinstance(file, UploadedFile):
        return file
    try:
        made = shrunk(file, look_at(file), _AVATAR_SIDE)
    except BrokenPictureError as error:
        raise _broken() from error
    return SimpleUploadedFile(str(file.name), made.read(), str(file.content_type))


def _dimensions(file: Any, close: bool = False) -> tuple[int, int]:
    leaves_closed = close or file.closed
    file.open()
    try:
        look = look_at(file)
    except NotAPictureError as error:
        raise BrokenPictureError(str(error)) from error
    finally:
        if leaves_closed:
            file.close()
        else:
            file.seek(0)
    return look.width, look.height
