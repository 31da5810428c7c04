from cms.sample.models.made import Made

__all__ = ["Made"]
