# SPDX-License-Identifier: EUPL-1.2
"""A file of a trust person, with words in it that stand nowhere else."""

from django.utils import timezone

from jeugdregio.vertrouwen import actions
from tests.paginawereld import machtiging_van

NAAM, GESPREK = "Zwaluwkanarie", "Nachtegaalkanarie"
WOORDEN = (NAAM, GESPREK)
ZOEKEN = {"zoek", "q"}
"""The names under which pages listen to what someone looks for."""


def leg_dossier_vast() -> int:
    """Open such a file in the region where Django works now; gives its number."""
    who, now = machtiging_van("vertrouwenspersoon"), timezone.now()
    number = actions.open_dossier(NAAM, "0148", moment=now, on_behalf_of=who)
    actions.schrijf(number, f"Gesprek over {GESPREK}.", moment=now, on_behalf_of=who)
    return number


def woorden_in(text: str, query: dict[str, str]) -> set[str]:
    """The words of the file in a page; what was asked for may be said back."""
    text = text.replace(f"={NAAM}", "")
    return {word for word in WOORDEN if word in text and not (word == NAAM and NAAM in query.values())}
