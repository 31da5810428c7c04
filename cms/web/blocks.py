"""The body of pages that people write: headings, text, pictures."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from cms.web import pictures

FEATURES: Final = ["bold", "italic", "link", "ol", "ul"]


class PictureBlock(ImageChooserBlock):
    """A picture under a signed address: the stock block would print an address that only the admin answers."""

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """With the picture under its signed address; empty for one that is gone."""
        picture = pictures.tag(value, pictures.BODY_WIDTH)
        return {**super().get_context(value, parent_context=parent_context), "picture": picture}

    class Meta:
        template = "web/blocks/picture.html"
        icon = "image"


class HeadingBlock(blocks.CharBlock):
    """A heading of the second level; the title of the page is the first."""

    class Meta:
        template = "web/blocks/heading.html"
        icon = "title"


def body_blocks() -> list[tuple[str, blocks.Block]]:
    return [
        ("heading", HeadingBlock(label=_("Heading"), max_length=120)),
        ("text", blocks.RichTextBlock(label=_("Text"), features=FEATURES)),
        ("picture", PictureBlock(label=_("Picture"))),
    ]
