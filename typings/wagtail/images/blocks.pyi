from typing import Any

from wagtail.blocks import ChooserBlock

class ImageChooserBlock(ChooserBlock): ...

def __getattr__(name: str) -> Any: ...
