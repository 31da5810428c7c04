from cms.web.models.home import HomePage
from cms.web.models.pages import NewsPage, PlainPage

__all__ = ["HomePage", "NewsPage", "PlainPage"]
