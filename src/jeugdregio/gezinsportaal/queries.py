# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What someone of a family reads, who was let in, and what each would see."""

from datetime import date

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.gezinnen import queries as gezinnen
from jeugdregio.gezinnen.values import Zicht
from jeugdregio.gezinsportaal.bijwerken import als_gemeente
from jeugdregio.gezinsportaal.models import Gezinstoegang, Portaalplek, Regelsoort
from jeugdregio.gezinsportaal.models import Portaalregel as _Portaalregel
from jeugdregio.gezinsportaal.values import Portaalregel, Toegang

__all__ = ["mijn_regels", "toegangen", "zicht_in_gezin"]
_VOLGORDE = {soort: nr for nr, soort in enumerate(Regelsoort.values)}


def mijn_regels(*, peildatum: date, on_behalf_of: Machtiging) -> list[Portaalregel]:
    """
    What this person of a family may read on that day, per youth and in the order of the page.

    A line of the read log with the organisation takes the place of the same without.
    """
    with namens(on_behalf_of):
        rows = [
            *_Portaalregel.objects.filter(gezinslid=on_behalf_of.gezinslid, zichtbaar__contains=peildatum),
            *Portaalplek.objects.filter(gezinslid=on_behalf_of.gezinslid, zichtbaar__contains=peildatum),
        ]
        named = {(row.persoon, row.volgorde - 1) for row in rows if isinstance(row, Portaalplek)}
    kept = [
        row
        for row in rows
        if isinstance(row, Portaalplek) or row.soort != Regelsoort.GEKEKEN or (row.persoon, row.volgorde) not in named
    ]
    kept.sort(key=lambda row: (row.jeugdige, row.persoon, _VOLGORDE[row.soort], row.volgorde))
    return [Portaalregel(row.persoon, row.jeugdige, row.soort, row.tekst, row.onder, row.dag) for row in kept]


def toegangen(gezin: int, *, on_behalf_of: Machtiging) -> dict[int, Toegang]:
    """{person of the family: how that one was let in, last}, for who may see this family."""
    found = gezinnen.gezin(gezin, on_behalf_of=on_behalf_of)
    if found is None:
        return {}
    with namens(als_gemeente(found.gemeente)):
        rows = Gezinstoegang.objects.filter(gemeente=found.gemeente, lid__in=[one.id for one in found.leden])
        return {row.lid: _toegang(row) for row in rows.order_by("uitgenodigd_op", "pk")}


def zicht_in_gezin(gezin: int, *, peildatum: date, on_behalf_of: Machtiging) -> dict[int, dict[int, Zicht]]:
    """{person of the family: {youth: what that person may see of it}}, for who may see this family."""
    found = gezinnen.gezin(gezin, on_behalf_of=on_behalf_of)
    if found is None:
        return {}
    return {
        one.id: gezinnen.zicht(one, found, peildatum=peildatum, on_behalf_of=on_behalf_of)
        for one in found.leden
        if one.uit_gezin_op is None
    }


def _toegang(row: Gezinstoegang) -> Toegang:
    return Toegang(row.lid, row.gemeente, row.gezinslid, row.account, row.naam, row.uitgenodigd_op, row.beeindigd_op)
