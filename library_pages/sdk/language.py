"""Vietnamese text: normal form, folding, order and slug."""

from cms.foundation.text import fold, nfc, slugify, sort_key

__all__ = ["fold", "nfc", "slugify", "sort_key"]
