"""What the catalogue asks of the layers above: filled in their `ready()`.

* `on_withdrawn(function)`: called with a page, inside the transaction in which it stops being open to somebody who
  could open it (narrower audience, another school, unpublished, deleted); the place to end what was handed out for it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from cms.accounts.ports import Port

if TYPE_CHECKING:
    from library_pages.catalogue.models import ResourcePage

on_withdrawn: Port[Callable[["ResourcePage"], None]] = Port()
