"""Authlib's OAuth client on httpx."""

import warnings

# Brings the filter along that the next lines have to come after.
import authlib.deprecate  # noqa: F401

with warnings.catch_warnings():
    # It announces a successor of httpx, which is not what this product is locked to.
    warnings.simplefilter("ignore")
    from authlib.integrations.httpx_client import OAuth2Client

__all__ = ["OAuth2Client"]
