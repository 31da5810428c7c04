from typing import Self

from django.db import models

class ClusterableModel(models.Model):
    def to_json(self) -> str: ...
    @classmethod
    def from_json(cls, json_data: str, check_fks: bool = ..., strict_fks: bool = ...) -> Self | None: ...
    class Meta:
        abstract = True
