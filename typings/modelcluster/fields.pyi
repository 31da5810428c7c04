from typing import Any, TypeVar

from django.db import models

_ST = TypeVar("_ST", contravariant=True)
_GT = TypeVar("_GT", covariant=True)
_To = TypeVar("_To", bound=models.Model)
_Through = TypeVar("_Through", bound=models.Model)

class ParentalKey(models.ForeignKey[_ST, _GT]): ...
class ParentalManyToManyField(models.ManyToManyField[_To, _Through]): ...

def __getattr__(name: str) -> Any: ...
