# SPDX-License-Identifier: EUPL-1.2
"""
What a trust person writes is sealed before it reaches a table: a dump or a copy shows none of it.

The key is of nothing else (VERTROUWEN_KEY) and differs per organisation. A sealed text opens only in the place it was
sealed for: a row of another file put there does not.
"""

import hashlib
import hmac
import os
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

KEY_BYTES = 32
NONCE_BYTES = 12
KORTSTE_SLEUTEL = 32
"""Characters; a shorter key is as good as none, save for invented youths."""


class NietIngericht(Exception):
    """Raised when there is no key: then nothing is written and nothing can be read."""


def verzegel(tekst: str, organisatie: str, plaats: str) -> bytes:
    """Text to bytes that open for the same organisation and place only; raises `NietIngericht`."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(_key(organisatie, "tekst")).encrypt(nonce, tekst.encode(), plaats.encode())


def ontzegel(verzegeld: bytes | memoryview, organisatie: str, plaats: str) -> str:
    """Back to the text; raises `cryptography.exceptions.InvalidTag` for another key or place, or `NietIngericht`."""
    sealed = bytes(verzegeld)
    key = AESGCM(_key(organisatie, "tekst"))
    return key.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], plaats.encode()).decode()


def persoon(organisatie: str, nummer: int) -> str:
    """
    Who a file is about, for the read log: 64 hexadecimal digits.

    Never those of `core.bsn.persoon`: nothing ties a file to a child elsewhere.
    """
    return hmac.new(_key(organisatie, "leeslog"), str(nummer).encode(), hashlib.sha256).hexdigest()


def _key(organisatie: str, doel: str) -> bytes:
    secret = settings.VERTROUWEN_KEY
    if len(secret) < KORTSTE_SLEUTEL:
        raise NietIngericht("VERTROUWEN_KEY ontbreekt of is korter dan 32 tekens")
    return _derived(secret, organisatie, doel)


@lru_cache(maxsize=64)
def _derived(secret: str, organisatie: str, doel: str) -> bytes:
    info = f"jeugdregio vertrouwen {doel} {organisatie}".encode()
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=info).derive(secret.encode())
