"""Pictures in the body of pages: served under a signed address, since files have no public one."""

from typing import Any, Final

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.images.utils import generate_signature, verify_signature

from cms.web.renditions import ahead

BODY_WIDTH: Final = 900  # px, of a picture among text


def tag(image: Any, width: int) -> SafeString:
    """The picture at most `width` px wide; without its rendition a page costs no file access."""
    if image is None:
        return SafeString("")
    shown = min(width, image.width)
    return format_html(
        '<img src="{}" width="{}" height="{}" alt="{}" loading="lazy" decoding="async">',
        address(image, width),
        shown,
        round(shown * image.height / max(image.width, 1)),
        image.default_alt_text,
    )


def address(image: Any, width: int) -> str:
    """The signed address of a picture at a width; nobody can make one for another picture or another size."""
    return reverse("web:picture", args=[generate_signature(image.pk, _spec(width)), image.pk, width])


def is_signed(signature: str, image_id: int, width: int) -> bool:
    """Whether the address was made by us."""
    return bool(verify_signature(signature.encode(), image_id, _spec(width)))


def _spec(width: int) -> str:
    return f"width-{width}|format-jpeg"


def rendition_of(image: Any, width: int) -> Any:
    """The picture at that width, made when first asked for; JPEG, whatever was uploaded."""
    return image.get_rendition(_spec(width))


ahead.want(_spec(BODY_WIDTH))
