# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What was put on a list and what it took, and everything about one person."""

from collections import defaultdict

from jeugdregio.bewaren.kaart import KAART, PERSOONSREGELS
from jeugdregio.bewaren.models import Grafsteen, Vernietigingslijst
from jeugdregio.bewaren.uitvoer import gegevens_over, pak_in
from jeugdregio.bewaren.values import Klasse, Lijststand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging

__all__ = ["gegevens_over", "lijsten", "pak_in"]

WAT = {table: place.wat for table, place in {**KAART, **PERSOONSREGELS}.items()} | {
    "berichten_bestand": "Inhoud van ontvangen bestanden",
    "berichten_uitgaand": "Inhoud van antwoorden",
}


def lijsten(*, on_behalf_of: Machtiging) -> list[Lijststand]:
    """The lists of the own organisation, newest first."""
    with namens(on_behalf_of):
        stones: dict[int, list[tuple[str, int]]] = defaultdict(list)
        for one in Grafsteen.objects.order_by("tabel"):
            stones[one.lijst_id].append((WAT.get(one.tabel, one.tabel), one.aantal))
        rows = Vernietigingslijst.objects.filter(gemeente=on_behalf_of.gemeente).order_by("-pk")
        return [
            Lijststand(r.pk, Klasse(r.klasse), r.peildatum, r.aantal, r.uitgevoerd_op, tuple(stones[r.pk]))
            for r in rows
        ]
