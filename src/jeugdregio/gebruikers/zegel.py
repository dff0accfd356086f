# SPDX-License-Identifier: EUPL-1.2
"""Secrets for logging in (of login services, of second factors) are sealed before they reach a table."""

import base64
import hashlib
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

KEY_BYTES = 32


def verzegel(text: str) -> str:
    """Text to text that nobody reads without the key."""
    return Fernet(base64.urlsafe_b64encode(_key(settings.BSN_KEY, "geheimen"))).encrypt(text.encode()).decode()


def ontzegel(sealed: str) -> str:
    """Back to the text; raises `cryptography.fernet.InvalidToken` when the key is another."""
    return Fernet(base64.urlsafe_b64encode(_key(settings.BSN_KEY, "geheimen"))).decrypt(sealed.encode()).decode()


def vingerafdruk(text: str) -> str:
    """The same 64 characters for the same text; without the key nobody can try which text it was."""
    return hmac.new(_key(settings.BSN_KEY, "vingerafdruk"), text.encode(), hashlib.sha256).hexdigest()


@lru_cache(maxsize=8)
def _key(secret: str, purpose: str) -> bytes:
    """A key for this purpose alone, so that one that is found out opens nothing else."""
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"jeugdregio inloggen {purpose}".encode()).derive(secret.encode())
