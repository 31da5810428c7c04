from library_pages.sdk.testing import *  # noqa: F403  (what every type must keep to)
