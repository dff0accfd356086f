# SPDX-License-Identifier: EUPL-1.2
"""
The burgerservicenummer: checked here, sealed before it reaches a table, never in a URL, log or error text.

Sealing is deterministic (AES-SIV): equal numbers give equal bytes, so exact look-up and uniqueness still
work, and nothing else about the number can be read from a table or a backup without the key.
"""

import hashlib
import re
from functools import lru_cache
from operator import mul

from cryptography.hazmat.primitives.ciphers.aead import AESSIV

_NEGEN = re.compile(r"(?<!\d)(?:\d[ .]?){8}\d(?!\d)")
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def voldoet_aan_elfproef(bsn: str) -> bool:
    """CS002: nine digits whose weighted sum is divisible by eleven."""
    return len(bsn) == 9 and bsn.isdecimal() and bsn != "000000000" and sum(map(mul, WEIGHTS, map(int, bsn))) % 11 == 0


def noemt_bsn(tekst: str) -> bool:
    """Whether a text holds nine digits in a row, dots and spaces between them or not, that may be such a number."""
    return any(voldoet_aan_elfproef(re.sub(r"[ .]", "", found)) for found in _NEGEN.findall(tekst))


def masker(tekst: str) -> str:
    """The text, for a log, with dashes instead of what may be such a number."""
    return _NEGEN.sub(_masked, tekst)


def _masked(found: re.Match[str]) -> str:
    return "---------" if voldoet_aan_elfproef(re.sub(r"[ .]", "", found[0])) else found[0]


def persoon(verzegeld: bytes | memoryview) -> str:
    """
    Who it is, for logs and histories: 64 hexadecimal digits that say nothing about the number.

    The same for every table, because sealing is deterministic. In SQL: `encode(sha256(bsn), 'hex')`.
    """
    return hashlib.sha256(bytes(verzegeld)).hexdigest()


class BsnZegel:
    """Seals and opens burgerservicenummers with one key."""

    def __init__(self, key: str) -> None:
        self._cipher = AESSIV(hashlib.sha512(key.encode()).digest())

    def verzegel(self, bsn: str) -> bytes:
        """Nine digits to 25 bytes; the same number always gives the same bytes."""
        return self._cipher.encrypt(bsn.encode("ascii"), None)

    def ontzegel(self, sealed: bytes) -> str:
        """Back to nine digits; raises `cryptography.exceptions.InvalidTag` when the key is another."""
        return self._cipher.decrypt(bytes(sealed), None).decode("ascii")


@lru_cache(maxsize=4)
def zegel(key: str) -> BsnZegel:
    """The seal for this key; deriving it once per process is enough."""
    return BsnZegel(key)
