from typing import ClassVar, NamedTuple

from django.db import models
from django.db.models.expressions import Combinable
from django.http import HttpRequest
from wagtail.models.pages import Page

class SiteRootPath(NamedTuple):
    site_id: int
    root_path: str
    root_url: str
    language_code: str

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
    @property
    def root_url(self) -> str: ...
    @staticmethod
    def find_for_request(request: HttpRequest) -> Site | None: ...
    @staticmethod
    def get_site_root_paths() -> list[SiteRootPath]: ...
    @staticmethod
    def clear_site_root_paths_cache() -> None: ...
