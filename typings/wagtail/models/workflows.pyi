from typing import Any

from django.db import models

class WorkflowMixin(models.Model):
    class Meta:
        abstract = True

def __getattr__(name: str) -> Any: ...
