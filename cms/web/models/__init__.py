from cms.web.models.home import HomePage

__all__ = ["HomePage"]
