"""The body of pages that people write: headings, text, pictures."""

from typing import Final

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

FEATURES: Final = ["bold", "italic", "link", "ol", "ul"]


class PictureBlock(ImageChooserBlock):
    """A picture under a signed address: the stock block would print an address that only the admin answers."""

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
