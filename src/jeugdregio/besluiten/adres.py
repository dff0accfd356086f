# SPDX-License-Identifier: EUPL-1.2
"""Lines of an envelope to the parts of an address that a message wants; what does not fit is left out."""

import re
from collections.abc import Sequence

from jeugdregio.berichten.actions import Woonadres

_STRAAT = re.compile(r"(?P<straat>\D.*?) (?P<huisnummer>\d{1,5})\b.*")
_PLAATS = re.compile(r"(?P<cijfers>\d{4}) ?(?P<letters>[A-Z]{2}) +(?P<plaats>.+)")


def woonadres(regels: Sequence[str]) -> Woonadres | None:
    """The address in parts, None when these lines are no Dutch address."""
    if len(regels) < 2:
        return None
    street, town = _STRAAT.fullmatch(regels[0].strip()), _PLAATS.fullmatch(regels[1].strip())
    if not street or not town:
        return None
    return Woonadres(
        straat=street["straat"],
        huisnummer=int(street["huisnummer"]),
        postcode=town["cijfers"] + town["letters"],
        plaats=town["plaats"].title() if town["plaats"].isupper() else town["plaats"],
    )
