"""How long somebody stays signed in."""

from datetime import timedelta
from typing import Final

# On a device that is shared, as long as nothing else ends it: the browser is closed, or she signs out.
PUPIL_IDLE: Final = timedelta(minutes=30)  # whoever reads turns a page before, and a film that plays reports itself
STAFF_IDLE: Final = timedelta(minutes=60)
SHARED_LONGEST: Final = timedelta(hours=12)

OWN_LONGEST: Final = timedelta(days=14)  # on the site; an app renews its tokens (services.tokens)
