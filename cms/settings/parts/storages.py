"""Files: a local folder or any S3-compatible store. Nothing here is served by address."""

from pathlib import Path
from typing import Any

from cms.settings import env


def storages(data: Path) -> dict[str, dict[str, Any]]:
    """Django's STORAGES: `default` (images), `publications` (uploads and unpacked packages), `staticfiles`."""
    address = env.url("STORAGE_URL", f"file://{data / 'files'}")
    static: dict[str, Any] = {"BACKEND": "cms.web.static_storage.GzippedManifestStorage"}
    if address.scheme == "file":
        return {
            "default": _local(Path(address.path) / "media"),
            "publications": _local(Path(address.path) / "publications"),
            "staticfiles": static,
        }
    if address.scheme not in {"s3", "s3+http"}:
        raise env.SettingError(f"STORAGE_URL: {address.scheme}:// is not known; use file:// or s3://.")
    ranged = {"BACKEND": "cms.foundation.ranged_s3.RangedS3Storage"}
    return {
        "default": _s3(address, "media"),
        "publications": _s3(address, "publications") | ranged,
        "staticfiles": static,
    }


def _local(location: Path) -> dict[str, Any]:
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(location), "base_url": "/media/", "file_permissions_mode": 0o640},
    }


def _s3(address: env.Url, prefix: str) -> dict[str, Any]:
    """`s3://key:secret@host[:port]/bucket?region=…`; `s3+http://` for a store without TLS."""
    from botocore.config import Config  # noqa: PLC0415  (half a second that a local folder does not cost)

    scheme = "http" if address.scheme == "s3+http" else "https"
    port = f":{address.port}" if address.port else ""
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": address.path.strip("/"),
            "location": prefix,
            "access_key": address.user,
            "secret_key": address.password,
            "endpoint_url": f"{scheme}://{address.host}{port}",
            "region_name": address.query.get("region", "us-east-1"),
            # Seconds; botocore's own limits are a minute each, five times over.
            "client_config": Config(
                signature_version="s3v4",
                s3={"addressing_style": "path"},
                connect_timeout=2,
                read_timeout=15,
                retries={"max_attempts": 2, "mode": "standard"},
            ),
            # As a local folder has it: a name that is taken is left alone, else a second cover.png replaced the first.
            "file_overwrite": False,
            "default_acl": None,
        },
    }
