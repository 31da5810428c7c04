from library_pages.sdk.testing import *  # noqa: F403  (the suite as authors run it)
