from cms.web.models.home import HomePage
from cms.web.models.pages import NewsPage, PlainPage
from cms.web.models.site_page import ReaderKind, SitePage

__all__ = ["HomePage", "NewsPage", "PlainPage", "ReaderKind", "SitePage"]
