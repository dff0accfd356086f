# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Figures of the transition as far as they are for whoever asks."""

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.overgang.models import Instroom, Jeugdaandeel, Omzet, Overgangsafspraak, Overgangsuitgave
from jeugdregio.overgang.values import (
    Afspraak,
    Instroomgegevens,
    Jeugdaandeelgegevens,
    Omzetgegevens,
    Uitgavegegevens,
)


def omzetjaren(*, on_behalf_of: Machtiging) -> list[int]:
    """The years of which turnover is known, newest first."""
    with namens(on_behalf_of):
        return list(Omzet.objects.order_by("-jaar").values_list("jaar", flat=True).distinct())


def omzetten(jaar: int, *, on_behalf_of: Machtiging) -> list[Omzetgegevens]:
    """The turnover of every provider in a year."""
    with namens(on_behalf_of):
        rows = Omzet.objects.filter(jaar=jaar).order_by("aanbieder")
        return [
            Omzetgegevens(one.aanbieder, one.jaar, one.omzet_cent, one.residentieel, one.bron, one.verzonnen)
            for one in rows
        ]


def instroom(*, on_behalf_of: Machtiging) -> list[Instroomgegevens]:
    """The inflow of every second half year."""
    with namens(on_behalf_of):
        rows = Instroom.objects.order_by("aanbieder", "jaar")
        return [
            Instroomgegevens(
                one.aanbieder, one.jaar, one.aantal, one.bron, one.verklaard, one.toelichting, one.verzonnen
            )
            for one in rows
        ]


def uitgaven(*, on_behalf_of: Machtiging) -> list[Uitgavegegevens]:
    """The spending of every book year."""
    with namens(on_behalf_of):
        rows = Overgangsuitgave.objects.order_by("aanbieder", "jaar")
        return [
            Uitgavegegevens(one.aanbieder, one.jaar, one.uitgaven_cent, one.eerder_cent, one.bron, one.verzonnen)
            for one in rows
        ]


def jeugdaandelen(*, on_behalf_of: Machtiging) -> list[Jeugdaandeelgegevens]:
    """The youth share of every year that is known, oldest first."""
    with namens(on_behalf_of):
        rows = Jeugdaandeel.objects.order_by("jaar")
        return [Jeugdaandeelgegevens(one.jaar, one.cggz_cent, one.jeugd_cent, one.bron, one.verzonnen) for one in rows]


def afspraken(*, on_behalf_of: Machtiging) -> list[Afspraak]:
    """The agreements on a most."""
    with namens(on_behalf_of):
        rows = Overgangsafspraak.objects.order_by("-jaar", "aanbieder")
        return [Afspraak(one.aanbieder, one.jaar, one.maximum_cent, one.bron) for one in rows]
