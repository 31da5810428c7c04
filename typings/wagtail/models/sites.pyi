from typing import ClassVar

from django.db import models
from django.db.models.expressions import Combinable
from wagtail.models.pages import Page

class SiteManager[_M: models.Model](models.Manager[_M]): ...

class Site(models.Model):
    id: models.AutoField[int | Combinable, int]
    hostname: models.CharField[str | Combinable, str]
    port: models.IntegerField[int | Combinable, int]
    site_name: models.CharField[str | Combinable, str]
    root_page: models.ForeignKey[Page | Combinable, Page]
    root_page_id: int
    is_default_site: models.BooleanField[bool | Combinable, bool]
    objects: ClassVar[SiteManager[Site]]
    _default_manager: ClassVar[SiteManager[Site]]
    @staticmethod
    def clear_site_root_paths_cache() -> None: ...
