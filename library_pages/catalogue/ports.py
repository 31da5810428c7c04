"""What the catalogue asks of the layers above: filled in their `ready()`.

* `on_withdrawn(function)`: called with a page, inside the transaction in which it stops being open to somebody who
  could open it (narrower audience, another school, unpublished, deleted); the place to end what was handed out for it.
* `on_playback(function)`: called with a page, its reader and what plays it; answers with the page of the player.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from cms.accounts.ports import Port

if TYPE_CHECKING:
    from cms.accounts.reader import Reader
    from cms.plugins.contract import OwnPage, Playback
    from library_pages.catalogue.models import ResourcePage

on_withdrawn: Port[Callable[["ResourcePage"], None]] = Port()
on_playback: Port[Callable[["ResourcePage", "Reader", "Playback"], "OwnPage"]] = Port()
