# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Families of the own municipality; the database leaves out what whoever asks may not see."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Q

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.gezinnen import lezen, models
from jeugdregio.gezinnen.ondertekenen import GRENZEN, verjaardag
from jeugdregio.gezinnen.ondertekenen import ondertekenaars as _ondertekenaars
from jeugdregio.gezinnen.values import (
    Gezagsregel,
    Gezin,
    Gezinslid,
    Gezinsregel,
    Lidsoort,
    Maatregelregel,
    Ondertekenaar,
    Plan,
    Teamregel,
    Teamrol,
    Zicht,
)
from jeugdregio.gezinnen.zien import mag_zien

__all__ = [
    "gezag",
    "gezin",
    "gezinnen",
    "gezinnen_van",
    "lid",
    "maatregelen",
    "namen_van",
    "ondertekenaars",
    "plan",
    "plannen",
    "regisseur",
    "rolwoorden",
    "tekenaars_van_gezin",
    "verzegeld_bsn",
    "wisseldagen",
    "zicht",
]

VEEL = 200
"""So many families in a list at most: whoever looks for one has a name."""


def gezin(nummer: int, *, on_behalf_of: Machtiging) -> Gezin | None:
    """One family with its people, or None when there is none for whoever asks."""
    with namens(on_behalf_of):
        row = models.Gezin.objects.filter(pk=nummer, gemeente=on_behalf_of.gemeente).first()
        return lezen.gezin(row) if row else None


def gezinnen_van(persoon: str, *, on_behalf_of: Machtiging) -> tuple[Gezin, ...]:
    """The families in which this person (`core.bsn.persoon`) is now."""
    with namens(on_behalf_of):
        rows = models.Gezinslid.objects.filter(
            gemeente=on_behalf_of.gemeente, persoon=persoon, uit_gezin_op=None, zelfde_als=None
        ).select_related("gezin")
        return tuple(lezen.gezin(row.gezin) for row in rows.order_by("gezin"))


def lid(nummer: int, *, on_behalf_of: Machtiging) -> Gezinslid | None:
    """One person of a family, or None."""
    with namens(on_behalf_of):
        row = models.Gezinslid.objects.filter(pk=nummer, gemeente=on_behalf_of.gemeente).first()
        return lezen.lid(row) if row else None


def verzegeld_bsn(lid: int, *, on_behalf_of: Machtiging) -> bytes | None:
    """The sealed burgerservicenummer of a person of a family; None without one, or without this person."""
    with namens(on_behalf_of):
        row = models.Gezinslid.objects.filter(pk=lid, gemeente=on_behalf_of.gemeente).only("bsn").first()
        return bytes(row.bsn) if row and row.bsn is not None else None


def gezinnen(
    *, on_behalf_of: Machtiging, peildatum: date, zoek: str = "", personen: Collection[str] = ()
) -> list[Gezinsregel]:
    """
    Families of the own municipality, first those with a youth of `personen`; at most `VEEL`.

    `zoek` is a part of the name of the family or of someone in it, of two letters or more; without it only the families
    with someone of `personen` are given.
    """
    with namens(on_behalf_of):
        rows = models.Gezin.objects.filter(gemeente=on_behalf_of.gemeente, samengevoegd_in=None)
        mine = set(
            models.Gezinslid.objects.filter(
                gemeente=on_behalf_of.gemeente, persoon__in=list(personen), uit_gezin_op=None
            ).values_list("gezin", flat=True)
        )
        if len(zoek.strip()) >= 2:
            named = models.Gezinslid.objects.filter(gemeente=on_behalf_of.gemeente, naam__icontains=zoek.strip())
            rows = rows.filter(Q(naam__icontains=zoek.strip()) | Q(pk__in=named.values("gezin")))
        else:
            rows = rows.filter(pk__in=mine)
        found = sorted(rows.order_by("naam", "pk")[:VEEL], key=lambda row: (row.pk not in mine, row.naam, row.pk))
        return _list([(row.pk, row.naam) for row in found], peildatum)


def _list(families: list[tuple[int, str]], peildatum: date) -> list[Gezinsregel]:
    numbers = [number for number, _ in families]
    people = lezen.leden(numbers)
    plans = {row.gezin_id: row for row in models.Gezinsplan.objects.filter(gezin__in=numbers, gesloten_op=None)}
    directors = dict(
        models.Teamlid.objects.filter(
            gezin__in=numbers,
            plan__gesloten_op=None,
            rol=Teamrol.CASUSREGISSEUR,
            geldig__contains=peildatum,
        ).values_list("gezin", "naam")
    )
    found = []
    for number, name in families:
        youths = [one for one in people.get(number, ()) if one.soort == Lidsoort.JEUGDIGE and one.uit_gezin_op is None]
        plan = plans.get(number)
        found.append(
            Gezinsregel(
                number,
                name,
                tuple(one.naam for one in youths),
                frozenset(one.persoon for one in youths if one.persoon),
                plan.geopend_op if plan else None,
                directors.get(number, ""),
                plan is not None and not (plan.weg_terug and plan.lichter and plan.weg_terug_op),
            )
        )
    return found


def gezag(gezin: int, *, on_behalf_of: Machtiging) -> dict[int, list[Gezagsregel]]:
    """{youth: how custody is and was arranged, oldest first} of a family."""
    with namens(on_behalf_of):
        found: defaultdict[int, list[Gezagsregel]] = defaultdict(list)
        for one in lezen.gezag(gezin):
            found[one.lid].append(one)
        return dict(found)


def maatregelen(gezin: int, *, on_behalf_of: Machtiging) -> dict[int, list[Maatregelregel]]:
    """{youth: measures of the judge, oldest first} of a family."""
    with namens(on_behalf_of):
        found: defaultdict[int, list[Maatregelregel]] = defaultdict(list)
        for one in lezen.maatregelen(gezin):
            found[one.lid].append(one)
        return dict(found)


def ondertekenaars(lid: int, *, peildatum: date, on_behalf_of: Machtiging) -> tuple[Ondertekenaar, ...]:
    """
    Who must sign for this youth on that day and who is told, each with why and the article (Jeugdwet 7.3.4, 7.3.5).

    Empty for someone who is not a youth of a family, or not for whoever asks.
    """
    with namens(on_behalf_of):
        row = models.Gezinslid.objects.filter(pk=lid, gemeente=on_behalf_of.gemeente, soort=Lidsoort.JEUGDIGE).first()
        return _signers(lezen.lid(row), peildatum) if row else ()


def tekenaars_van_gezin(
    gezin: int, *, peildatum: date, on_behalf_of: Machtiging
) -> dict[int, tuple[Ondertekenaar, ...]]:
    """{youth who is in the family now: who signs for this one on that day}."""
    with namens(on_behalf_of):
        rows = models.Gezinslid.objects.filter(
            gezin=gezin, gemeente=on_behalf_of.gemeente, soort=Lidsoort.JEUGDIGE, uit_gezin_op=None, zelfde_als=None
        )
        custody, measures = lezen.gezag(gezin), lezen.maatregelen(gezin)
        return {
            row.pk: _ondertekenaars(
                lezen.lid(row),
                [one for one in custody if one.lid == row.pk],
                [one for one in measures if one.lid == row.pk],
                peildatum=peildatum,
            )
            for row in rows.order_by("geboortedatum", "pk")
        }


def zicht(kijker: Gezinslid, gezin: Gezin, *, peildatum: date, on_behalf_of: Machtiging) -> dict[int, Zicht]:
    """{youth of the family: whether this person may see its file on that day, and why} (`zien.TABEL`)."""
    custody = gezag(gezin.id, on_behalf_of=on_behalf_of)
    signers = tekenaars_van_gezin(gezin.id, peildatum=peildatum, on_behalf_of=on_behalf_of)
    return {
        one.id: mag_zien(
            kijker.id, one, gezag=custody.get(one.id, ()), ondertekenaars=signers.get(one.id, ()), peildatum=peildatum
        )
        for one in gezin.jeugdigen
    }


def wisseldagen(gezin: int, *, on_behalf_of: Machtiging) -> dict[int, list[tuple[date, int]]]:
    """{youth who is in the family now: the birthdays on which another signs, with that age}."""
    with namens(on_behalf_of):
        rows = models.Gezinslid.objects.filter(
            gezin=gezin, gemeente=on_behalf_of.gemeente, soort=Lidsoort.JEUGDIGE, uit_gezin_op=None, zelfde_als=None
        )
        return {
            row.pk: [(verjaardag(row.geboortedatum, years), years) for years in GRENZEN]
            for row in rows
            if row.geboortedatum
        }


def _signers(one: Gezinslid, peildatum: date) -> tuple[Ondertekenaar, ...]:
    custody = [row for row in lezen.gezag(one.gezin) if row.lid == one.id]
    measures = [row for row in lezen.maatregelen(one.gezin) if row.lid == one.id]
    return _ondertekenaars(one, custody, measures, peildatum=peildatum)


def plan(gezin: int, *, on_behalf_of: Machtiging, nummer: int | None = None) -> Plan | None:
    """The open plan of a family, or the one with this number; None when there is none."""
    with namens(on_behalf_of):
        rows = models.Gezinsplan.objects.filter(gezin=gezin, gemeente=on_behalf_of.gemeente)
        row = rows.filter(gesloten_op=None).first() if nummer is None else rows.filter(pk=nummer).first()
        return lezen.plan(row) if row else None


def plannen(gezin: int, *, on_behalf_of: Machtiging) -> tuple[Plan, ...]:
    """Every plan of a family, the open one first and then the newest."""
    with namens(on_behalf_of):
        rows = models.Gezinsplan.objects.filter(gezin=gezin, gemeente=on_behalf_of.gemeente).order_by(
            "-geopend_op", "-pk"
        )
        return tuple(sorted((lezen.plan(row) for row in rows), key=lambda one: not one.is_open))


def regisseur(gezin: int, *, peildatum: date, on_behalf_of: Machtiging) -> Teamregel | None:
    """The casusregisseur of a family on that day; there is one at most."""
    found = plan(gezin, on_behalf_of=on_behalf_of)
    return next(iter(found.rol(Teamrol.CASUSREGISSEUR, peildatum)), None) if found else None


def rolwoorden(*, on_behalf_of: Machtiging) -> dict[str, str]:
    """{role in a team: the word of the own municipality for it} (K14)."""
    with namens(on_behalf_of):
        return lezen.rolwoorden(on_behalf_of.gemeente)


def namen_van(personen: Collection[str], *, on_behalf_of: Machtiging) -> dict[str, str]:
    """{person (`core.bsn.persoon`): name} of those who are in a family of the own municipality."""
    with namens(on_behalf_of):
        rows = models.Gezinslid.objects.filter(gemeente=on_behalf_of.gemeente, persoon__in=list(personen))
        return {str(who): name for who, name in rows.order_by("pk").values_list("persoon", "naam")}
