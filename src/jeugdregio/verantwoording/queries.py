# SPDX-License-Identifier: EUPL-1.2
"""VRAAG. Plans, controls with their steps, samples; production statements and what is missing of them."""

from datetime import date

from django.db import connection
from django.db.models import F, QuerySet

from jeugdregio.gebruikers.isolatie import cijfers, namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.verantwoording import models, steekproef
from jeugdregio.verantwoording.bevindingen import bevindingen as bevindingen
from jeugdregio.verantwoording.invarianten import INVARIANTEN as INVARIANTEN
from jeugdregio.verantwoording.productie import Aangetast as Aangetast
from jeugdregio.verantwoording.productie import betwistingen as betwistingen
from jeugdregio.verantwoording.productie import edities as edities
from jeugdregio.verantwoording.productie import jaren as jaren
from jeugdregio.verantwoording.productie import nu_geteld as nu_geteld
from jeugdregio.verantwoording.productie import onder as onder
from jeugdregio.verantwoording.productie import ontbrekende_verantwoordingen as ontbrekende_verantwoordingen
from jeugdregio.verantwoording.productie import opent_voor as opent_voor
from jeugdregio.verantwoording.productie import productieregels as productieregels
from jeugdregio.verantwoording.productie import verantwoording as verantwoording
from jeugdregio.verantwoording.productie import verantwoordingen as verantwoordingen
from jeugdregio.verantwoording.productie import verklaringen as verklaringen
from jeugdregio.verantwoording.productie import wachtend as wachtend
from jeugdregio.verantwoording.protocol import afspraken as afspraken
from jeugdregio.verantwoording.tellen import aansluiting as aansluiting
from jeugdregio.verantwoording.tellen import afgekeurd as afgekeurd
from jeugdregio.verantwoording.tellen import later as later
from jeugdregio.verantwoording.values import (
    Controleregel,
    Planregel,
    Risico,
    Stapregel,
    Steekproefregel,
    Trekking,
)

RISICO = """
    WITH regel AS (
        SELECT aanbieder, count(*) FILTER (WHERE dc = 'D') AS regels,
            coalesce(sum(bedrag_cent) FILTER (WHERE dc = 'D' AND toegekend AND NOT gecrediteerd), 0)::bigint AS bedrag,
            count(*) FILTER (WHERE NOT toegekend) AS afgewezen, count(*) FILTER (WHERE gecrediteerd) AS gecrediteerd
        FROM declaraties_prestatie
        WHERE gemeente = %(gemeente)s AND begin >= %(begin)s AND begin < %(tot)s GROUP BY aanbieder
    ), vol AS (
        SELECT t.aanbieder, count(*) AS toewijzingen, count(*) FILTER (WHERE s.gebruikt >= s.maximaal) AS vol
        FROM toewijzingen_toewijzing t
        JOIN toewijzingen_stand s ON s.gemeente = t.gemeente AND s.toewijzing_id = t.id
        WHERE t.gemeente = %(gemeente)s AND NOT t.verwijderd AND s.maximaal IS NOT NULL AND s.gebruikt > 0
            AND t.geldig && daterange(%(begin)s, %(tot)s) GROUP BY t.aanbieder
    )
    SELECT aanbieder, regels, bedrag, afgewezen, gecrediteerd, coalesce(toewijzingen, 0), coalesce(vol, 0)
    FROM regel LEFT JOIN vol USING (aanbieder) ORDER BY bedrag DESC, aanbieder
"""


def plannen(*, on_behalf_of: Machtiging) -> list[Planregel]:
    """The plans of the own municipality, newest first."""
    with namens(on_behalf_of):
        return _plans(models.Controleplan.objects.filter(gemeente=on_behalf_of.gemeente))


def openbare_plannen() -> list[Planregel]:
    """Every published plan of every municipality, newest first; for anyone, also who did not log in."""
    return _plans(models.Controleplan.objects.filter(gepubliceerd_op__isnull=False))


def _plans(found: QuerySet[models.Controleplan]) -> list[Planregel]:
    rows = found.order_by("-jaar", "gemeente").values_list("id", "gemeente", "jaar", "doel", "plan", "gepubliceerd_op")
    return [Planregel(*row) for row in rows]


def controles(*, on_behalf_of: Machtiging) -> list[Controleregel]:
    """The controls of the own municipality, open ones first."""
    with namens(on_behalf_of):
        return controles_van(on_behalf_of)


def controle(nummer: int, *, on_behalf_of: Machtiging) -> Controleregel | None:
    """One control of the own municipality."""
    with namens(on_behalf_of):
        return next(iter(controles_van(on_behalf_of, nummer)), None)


def controles_van(wie: Machtiging, nummer: int | None = None) -> list[Controleregel]:
    """All controls of a municipality, or one of them. Acts within the caller's transaction."""
    rows = (
        models.Controle.objects.filter(gemeente=wie.gemeente, **({} if nummer is None else {"pk": nummer}))
        .order_by(F("gesloten_op").desc(nulls_first=True), "-begonnen_op")
        .values_list(
            "id", "gemeente", "plan__jaar", "aanbieder", "begin", "tot", "aanleiding", "begonnen_op", "gesloten_op",
            "uitkomst",
        )
    )  # fmt: skip
    return [Controleregel(*row) for row in rows]


def stappen(nummer: int, *, on_behalf_of: Machtiging) -> list[Stapregel]:
    """The steps of a control, in the order in which they were taken."""
    with namens(on_behalf_of):
        rows = models.Controlestap.objects.filter(controle_id=nummer, gemeente=on_behalf_of.gemeente)
        return [Stapregel(*row) for row in rows.values_list("code", "gezet_op", "tekst", "uiterlijk", "door")]


def risicos(begin: date, tot: date, *, on_behalf_of: Machtiging) -> list[Risico]:
    """
    What stands out per provider in what was declared for days of service in [begin, tot), most money first.

    Totals only, over every child; nothing is weighed into one mark.
    """
    with cijfers(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(RISICO, {"gemeente": on_behalf_of.gemeente, "begin": begin, "tot": tot})
        return [Risico(*row) for row in cursor.fetchall()]


def populatie(one: Controleregel, *, on_behalf_of: Machtiging) -> tuple[int, int, int]:
    """Lines and cents that a sample can be drawn from, and how many more lines there are of shielded children."""
    with namens(on_behalf_of):
        count, amount, _ = steekproef.tel(one)
    with cijfers(on_behalf_of):
        every, _, _ = steekproef.tel(one)
    return count, amount, every - count


def trekking(nummer: int, *, on_behalf_of: Machtiging) -> tuple[Trekking, list[Steekproefregel]] | None:
    """The sample of a control with its lines, as far as the asker may see them."""
    with namens(on_behalf_of):
        found = models.Steekproef.objects.filter(controle_id=nummer, gemeente=on_behalf_of.gemeente).first()
        if found is None:
            return None
        rows = found.regels.values_list(
            "volgnr", "aanbieder", "bericht_id", "nr", "referentie", "bedrag_cent", "trekkingen", "oordeel",
            "fout_cent", "toelichting",
        )  # fmt: skip
        return _drawn(found), [Steekproefregel(*row) for row in rows]


def opnieuw(one: Controleregel, *, on_behalf_of: Machtiging) -> tuple[bool, bool] | None:
    """
    Draw the sample again: (is all it is drawn from still the same, do the same lines come out); None without one.

    When lines were granted or credited since, the first is not so and the second says nothing.
    """
    kept = trekking(one.nummer, on_behalf_of=on_behalf_of)
    if kept is None:
        return None
    how, lines = kept
    with namens(on_behalf_of):
        _, _, mark = steekproef.tel(one)
        again = steekproef.trek(one, how)
    before = [(line.aanbieder, line.referentie, line.bedrag_cent, line.trekkingen) for line in lines]
    return mark == how.vingerafdruk, before == [
        (line.aanbieder, line.referentie, line.bedrag_cent, line.trekkingen) for line in again
    ]


def _drawn(row: models.Steekproef) -> Trekking:
    return Trekking(row.methode, row.zaad, row.omvang, row.aantal, row.bedrag_cent, bytes(row.sha256).hex())
