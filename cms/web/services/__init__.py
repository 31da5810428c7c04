"""Everything that changes the pages of this app."""

from cms.web.services.homes import child_of_home, home_for, open_home, platform_home

__all__ = ["child_of_home", "home_for", "open_home", "platform_home"]
