# SPDX-License-Identifier: EUPL-1.2
"""The five basic functions of the access per municipality (S93): set-up differs, the functions are the same."""

from datetime import date

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.toegang.models import Basisfunctie
from jeugdregio.toegang.schrijven import schrijf
from jeugdregio.toegang.values import Functieregel


def basisfuncties(*, on_behalf_of: Machtiging) -> list[Functieregel]:
    """Who carries out which function, per municipality and in order of the five; what nobody filled in is not there."""
    with namens(on_behalf_of):
        rows = list(Basisfunctie.objects.order_by("gemeente", "functie"))
    return [Functieregel(r.gemeente, r.functie, r.uitvoerder, r.toelichting, r.bijgewerkt_op) for r in rows]


def zet_basisfunctie(
    functie: int, *, uitvoerder: str, toelichting: str = "", peildatum: date, on_behalf_of: Machtiging
) -> None:
    """Say who carries out a function in the own municipality. Raises `NietMogelijk`."""
    with schrijf(on_behalf_of, Recht.AANMELDEN):
        Basisfunctie.objects.update_or_create(
            gemeente=on_behalf_of.gemeente,
            functie=functie,
            defaults={"uitvoerder": uitvoerder, "toelichting": toelichting, "bijgewerkt_op": peildatum},
        )
