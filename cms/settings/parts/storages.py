"""Files: a local folder or any S3-compatible store (design.md 1). Nothing here is served by address."""

from pathlib import Path
from typing import Any

from cms.settings import env


def storages(data: Path) -> dict[str, dict[str, Any]]:
    """Django's STORAGES: `default` (images), `publications` (uploads and unpacked packages), `staticfiles`."""
    address = env.url("STORAGE_URL", f"file://{data / 'files'}")
    static: dict[str, Any] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    if address.scheme == "file":
        return {
            "default": _local(Path(address.path) / "media"),
            "publications": _local(Path(address.path) / "publications"),
            "staticfiles": static,
        }
    if address.scheme not in {"s3", "s3+http"}:
        raise env.SettingError(f"STORAGE_URL: {address.scheme}:// is not known; use file:// or s3://.")
    return {"default": _s3(address, "media"), "publications": _s3(address, "publications"), "staticfiles": static}


def _local(location: Path) -> dict[str, Any]:
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(location), "base_url": "/media/", "file_permissions_mode": 0o640},
    }


def _s3(address: env.Url, prefix: str) -> dict[str, Any]:
    """`s3://key:secret@host[:port]/bucket?region=…`; `s3+http://` for a store without TLS."""
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
            "signature_version": "s3v4",
            "addressing_style": "path",
            "file_overwrite": True,
            "default_acl": None,
        },
    }
