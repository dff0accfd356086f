# SPDX-License-Identifier: EUPL-1.2
"""DOOR. A year under every reading of solidarity, and what sources say of its outcome (S61, S63, N03)."""

from dataclasses import replace
from datetime import date

from django.db.models import Sum

from jeugdregio.core.source import Source
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.regimes import queries as regimes
from jeugdregio.regio import queries as regio
from jeugdregio.verevening.invarianten import INVARIANTEN as INVARIANTEN
from jeugdregio.verevening.lezingen import Bijdrage, Gemeentecijfers, Lezing, past_bij, vereven
from jeugdregio.verevening.models import Jaarcijfer, Slotverrekening, Solidariteitsverzoek
from jeugdregio.verevening.slot import reken_af
from jeugdregio.verevening.values import (
    LEZINGEN,
    Comiteoordeel,
    Feiten,
    Grond,
    Jaarcijfers,
    Jaarstand,
    Lab,
    O,
    Regime,
    Sleutel,
    Slotaandeel,
    Teken,
    Tekst,
    Verzoek,
    Verzoekgegevens,
)

BEKEND = {
    2015: (Teken("0148", 1, Source("Raadsvoorstel Dalfsen 2016", "kanttekening 1.2")),),
}
"""What sources say: real costs of Dalfsen in 2015 were below those after the settlement, so it paid in (TO-30)."""


def jaren(*, on_behalf_of: Machtiging) -> list[int]:
    """The years with figures, newest first."""
    with namens(on_behalf_of):
        return sorted(set(Jaarcijfer.objects.values_list("jaar", flat=True)), reverse=True)


def jaarcijfers(*, on_behalf_of: Machtiging) -> list[Jaarcijfers]:
    """All figures, the last year first."""
    with namens(on_behalf_of):
        rows = list(Jaarcijfer.objects.order_by("-jaar", "gemeente"))
    return [
        Jaarcijfers(
            Gemeentecijfers(row.gemeente, row.budget_cent, row.kosten_cent, row.misgelopen_cent),
            row.jaar,
            row.bron,
            row.verzonnen,
            row.pk,
        )
        for row in rows
    ]


def lab(jaar: int, bijdrage: Bijdrage, *, on_behalf_of: Machtiging) -> Lab:
    """
    One year under every reading. Raises `NietTeVerevenen` when its figures cannot be divided.

    A year without solidarity is worked out as well, to compare: `Lab.weigering` says that it is no settlement.
    """
    with namens(on_behalf_of):
        rows = list(Jaarcijfer.objects.filter(jaar=jaar))
        rules = regimes.regels(regimes.SOLIDARITEIT, date(jaar, 12, 31))
    figures = {
        row.gemeente: Gemeentecijfers(row.gemeente, row.budget_cent, row.kosten_cent, row.misgelopen_cent)
        for row in rows
    }
    found = tuple(vereven(figures, reading, bijdrage) for reading in Lezing)
    signs = BEKEND.get(jaar, ())
    known = {one.gemeente: one.teken for one in signs}
    return Lab(
        jaar=jaar,
        cijfers=tuple(Jaarcijfers(figures[row.gemeente], jaar, row.bron, row.verzonnen, row.pk) for row in rows),
        uitkomsten=found,
        regels=rules,
        tekens=signs,
        past=tuple(past_bij(one, known) for one in found),
    )


def regimes_over(found: Lab, *, on_behalf_of: Machtiging) -> tuple[Regime, ...]:
    """Every regime there was, laid over the figures of one year: the readings, the four O's, and none (N03)."""
    towns = [one.cijfers.gemeente for one in found.cijfers]
    granted = slot(found.jaar, Sleutel.BUDGET, on_behalf_of=on_behalf_of)
    shared = {one.gemeente: one.saldo_cent for one in granted.aandelen}
    readings = (
        Regime(
            one.lezing,
            LEZINGEN[one.lezing].naam,
            LEZINGEN[one.lezing].uitleg,
            str(LEZINGEN[one.lezing].bron),
            {share.gemeente: share.verrekening_cent for share in one.aandelen},
        )
        for one in found.uitkomsten
    )
    return (
        *readings,
        Regime(
            "vier-o",
            "Vier O's",
            f"Alleen wat over {found.jaar} is toegekend, wordt gedeeld, {granted.sleutel.label}.",
            "Regionale visie jeugdhulp 2017-2020, §2 en bijlage 1",
            dict.fromkeys(towns, 0) | shared,
        ),
        Regime(
            "geen",
            "Geen verevening",
            "Elke gemeente draagt haar eigen kosten.",
            "Praktijkscan VWS, eind 2020, §2.4.1",
            dict.fromkeys(towns, 0),
        ),
    )


def verzoeken(*, on_behalf_of: Machtiging, jaar: int | None = None) -> list[Verzoek]:
    """The requests under the four O's, newest first; of one budget year or of all."""
    with namens(on_behalf_of):
        rows = Solidariteitsverzoek.objects.select_related("behandeling").prefetch_related("leden", "oordelen")
        return [_verzoek(row) for row in (rows if jaar is None else rows.filter(jaar=jaar))]


def verzoek(nummer: int, *, on_behalf_of: Machtiging) -> Verzoek | None:
    """One request, or None when it is not there."""
    with namens(on_behalf_of):
        rows = Solidariteitsverzoek.objects.select_related("behandeling").prefetch_related("leden", "oordelen")
        row = rows.filter(pk=nummer).first()
        return _verzoek(row) if row else None


def slotjaren(*, on_behalf_of: Machtiging) -> list[int]:
    """The budget years with a request or a settlement, newest first."""
    with namens(on_behalf_of):
        asked = set(Solidariteitsverzoek.objects.values_list("jaar", flat=True))
        return sorted(asked | set(Slotverrekening.objects.values_list("jaar", flat=True)), reverse=True)


def slot(jaar: int, sleutel: Sleutel, *, on_behalf_of: Machtiging) -> Jaarstand:
    """
    The settlement of a year as it was set, whatever key is asked; before that, as it would be by this key.

    Municipalities that took part on the last day of the year share. Without weights `missend` says what to do.
    """
    with namens(on_behalf_of):
        made = Slotverrekening.objects.filter(jaar=jaar).first()
        if made:
            lines = tuple(
                Slotaandeel(one.gemeente, one.gewicht, one.ontvangt_cent, one.draagt_cent) for one in made.regels.all()
            )
            return Jaarstand(jaar, Sleutel(made.sleutel), lines, made.vastgesteld_op, made.bron)
        asked = Solidariteitsverzoek.objects.filter(jaar=jaar, ingetrokken_op__isnull=True)
        waiting = asked.filter(behandeling__besloten_op__isnull=True).count()
        granted = dict(
            asked.filter(behandeling__toegekend_cent__gt=0)
            .order_by()
            .values_list("gemeente")
            .annotate(Sum("behandeling__toegekend_cent"))
        )
        weights = gewichten(jaar, sleutel)
    if not weights or set(granted) - set(weights):
        why = f"Over {jaar} zijn er geen cijfers van alle gemeenten om mee te verdelen. Kies een andere verdeling."
        return Jaarstand(jaar, sleutel, (), missend=why, open_verzoeken=waiting)
    return Jaarstand(jaar, sleutel, reken_af(granted, weights), open_verzoeken=waiting)


def gewichten(jaar: int, sleutel: Sleutel) -> dict[str, int]:
    """
    The weight of each municipality that took part on 31 December, in the transaction of the caller.

    Empty when the figures of one of them are missing: sharing among a part of them is no settlement.
    """
    last = date(jaar, 12, 31)
    rows = regio.jeugdigen(last)
    match sleutel:
        case Sleutel.GELIJK:
            return dict.fromkeys(rows, 1)
        case Sleutel.JEUGDIGEN:
            found = {code: many for code, many in rows.items() if many > 0}
        case Sleutel.BUDGET:
            found = dict(Jaarcijfer.objects.filter(jaar=jaar, gemeente__in=rows).values_list("gemeente", "budget_cent"))
    return found if set(found) == set(rows) else {}


def _verzoek(row: Solidariteitsverzoek) -> Verzoek:
    facts = Feiten(
        begroot=row.begroot,
        te_voorzien=row.te_voorzien,
        verschuifbaar=row.verschuifbaar,
        grond=Grond(row.uitgavegrond) if row.uitgavegrond else None,
        alternatief=row.alternatief,
        eigen_beleid=row.eigen_beleid,
        te_veranderen=row.te_veranderen,
    )
    asked = Verzoekgegevens(
        row.jaar,
        row.omschrijving,
        row.kosten_cent,
        row.gevraagd_cent,
        Tekst(row.tekst),
        facts,
        {one: row.waarom.get(one.value, "") for one in O},
    )
    found = Verzoek(
        row.pk,
        row.gemeente,
        asked,
        row.ingediend_op,
        row.ingediend_door,
        row.ingetrokken_op,
        row.einde_reden,
        {one.gemeente: one.functie for one in row.leden.all()},
        tuple(
            Comiteoordeel(one.gemeente, O(one.voorwaarde_o), one.voldaan, one.reden, one.gegeven_op)
            for one in row.oordelen.all()
        ),
    )
    treated = getattr(row, "behandeling", None)
    if treated is None:
        return found
    return replace(
        found,
        ingesteld_op=treated.ingesteld_op,
        advies_op=treated.advies_op,
        positief=treated.positief,
        motivering=treated.motivering,
        besloten_op=treated.besloten_op,
        toegekend_cent=treated.toegekend_cent,
        besluit_reden=treated.besluit_reden,
    )
