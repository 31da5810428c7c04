"""What the template of the player needs: `{% load media_player %}`."""

from django import template
from django.template.context import Context

from library_pages.media.opening import playable
from library_pages.media.player.setup import Setup, setup_of

register = template.Library()


@register.simple_tag(takes_context=True)
def player_setup(context: Context) -> Setup:
    """Everything for the player of `page`, for the `reader` of the page (see `cms.plugins.contract.Player`).

    Raises:
        Problem: 404 `nothing-to-play`, 409 `not-playable-yet` or `not-playable`.
    """
    page = context["page"]
    recording = playable(page.recording)
    return setup_of(page, recording, context["reader"], place=context["place"], account=context["account"])
