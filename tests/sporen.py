# SPDX-License-Identifier: EUPL-1.2
"""Traces of a burgerservicenummer in bytes, however it is written there; for tests that look through what was left."""

import re
from base64 import b64encode
from collections.abc import Collection, Iterator
from hashlib import md5, sha1, sha256

from jeugdregio.core.bsn import voldoet_aan_elfproef

_TUSSEN = rb"(?:[ .+_,-]|%20|%2[EeDd]|\xc2\xa0)?"
_ALS_CIJFERS = re.compile(rb"(?<!\d)" + _TUSSEN.join([rb"9"] * 4 + [rb"\d"] * 5) + rb"(?!\d)")
_GEEN_CIJFER = re.compile(rb"%..|\D")
_LOS = re.compile(r"(?<![0-9A-Za-z.])9999\d{5}(?![0-9A-Za-z])")


class Sporen:
    """
    Looks for these numbers: as digits, with dots, spaces or their URL form between them, in base64, hexadecimal,
    UTF-16 and percent-encoded, and as a hash of the bare digits, which anyone can turn back.
    """

    def __init__(self, bekend: Collection[str], *, overal: Collection[str] = ()) -> None:
        """`bekend` are looked for as digits only, `overal` in every form too."""
        self._known = {*bekend, *overal}
        self._forms = {form: bsn for bsn in overal for form in vermommingen(bsn)}

    def in_(self, data: bytes) -> set[str]:
        """The numbers that are in it."""
        digits = (_GEEN_CIJFER.sub(b"", found).decode() for found in _ALS_CIJFERS.findall(data))
        return {bsn for bsn in digits if bsn in self._known} | {
            bsn for form, bsn in self._forms.items() if form in data
        }


def vermommingen(bsn: str) -> Iterator[bytes]:
    """How it looks when it is not written as digits."""
    plain = bsn.encode()
    yield plain.hex().encode()
    yield "".join(f"%{byte:02x}" for byte in plain).encode()
    yield bsn.encode("utf-16-le")
    for before in range(3):
        coded = b64encode(b"\0" * before + plain)
        yield coded[(before * 8 + 5) // 6 : (before + len(plain)) * 8 // 6]
    for digest in (md5, sha1, sha256):
        yield digest(plain).hexdigest().encode()


def losse_nummers(tekst: str) -> list[str]:
    """What looks like a test number of its own in a text: nine digits from 9999 on that pass the eleven test."""
    return [found for found in _LOS.findall(tekst) if voldoet_aan_elfproef(found)] if "9999" in tekst else []
