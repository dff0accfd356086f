# SPDX-License-Identifier: EUPL-1.2
"""Words that whoever tries passwords here would try first: of the trade, of the program, names of municipalities."""

import re
from functools import cache

from django.core.exceptions import ValidationError

from jeugdregio.codelijsten.lijsten import codelijst

WOORDEN = (
    *("jeugdregio", "jeugdhulp", "jeugdzorg", "jeugdige", "jeugdwet", "jeugd", "regio", "gemeente", "zorg"),
    *("aanbieder", "toewijzing", "declaratie", "verzoek", "postvak", "controller", "backoffice", "toegang", "bestuur"),
    *("beheerder", "welkom", "wachtwoord", "geheim", "inloggen", "password", "admin", "lente", "zomer"),
    *("herfst", "winter"),
)
MINSTENS = 6
"""So many letters are left when those words are taken out."""
_GEEN_LETTER = re.compile(r"[\W\d_]")
UITLEG = "Gebruik meer dan woorden die hier voor de hand liggen, zoals jeugd, regio, een jaargetijde of een gemeente."


@cache
def woorden() -> tuple[str, ...]:
    """All of them, the longest first."""
    places = (code.omschrijving.casefold() for code in codelijst("gemeente").codes.values())
    return tuple(sorted({*WOORDEN, *places}, key=len, reverse=True))


class GeenVakwoord:
    """A password validator of Django."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise `ValidationError` for a password that is hardly more than such words."""
        rest = password.casefold()
        for word in woorden():
            rest = rest.replace(word, "")
        if len(_GEEN_LETTER.sub("", rest)) < MINSTENS:
            raise ValidationError(UITLEG, code="vakwoord")

    def get_help_text(self) -> str:
        """What to do, beside the field."""
        return UITLEG
