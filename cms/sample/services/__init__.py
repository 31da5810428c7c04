"""Making the sample library and taking it away."""

from cms.sample.services.load import load
from cms.sample.services.remove import remove

__all__ = ["load", "remove"]
