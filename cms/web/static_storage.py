"""Static files with a hash in their names, and a gzipped copy beside each."""

from typing import Any

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class GzippedManifestStorage(CompressedManifestStaticFilesStorage):
    """Without Brotli: at the quality that WhiteNoise sets it takes a minute of the first start."""

    def create_compressor(self, **kwargs: Any) -> Compressor:
        """A compressor for gzip alone."""
        return Compressor(**{**kwargs, "use_brotli": False})
