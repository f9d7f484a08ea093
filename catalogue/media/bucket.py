"""Files in a bucket that speaks S3. Loaded only where HTX_S3_BUCKET is set.

Source: AWS Signature Version 4.
"""

from typing import Any

from botocore.config import Config
from storages.backends.s3 import S3Storage

_FOR_EVER = "public, max-age=31536000, immutable"


class BucketStorage(S3Storage):  # type: ignore[misc] # the library has no types
    """A private bucket; waits for seconds, not minutes, and asks twice."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            **options,
            file_overwrite=True,
            default_acl=None,
            object_parameters={"CacheControl": _FOR_EVER},
            client_config=Config(
                signature_version="s3v4",
                connect_timeout=3,
                read_timeout=15,
                retries={"max_attempts": 2, "mode": "standard"},
                # A bucket as part of the host name is for Amazon alone.
                s3={"addressing_style": "path" if options.get("endpoint_url") else "auto"},
            ),
        )
