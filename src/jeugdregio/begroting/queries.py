# SPDX-License-Identifier: EUPL-1.2
"""DOOR. The month report per municipality and for the region, and the rows under every figure (S58, S60)."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import connection

from jeugdregio.begroting import delen, rekenen
from jeugdregio.begroting.definities import PER_KEY, Definitie
from jeugdregio.begroting.delen import naar_aandeel as naar_aandeel
from jeugdregio.begroting.segmenten import Segmenten as Segmenten
from jeugdregio.begroting.segmenten import producten_per_segment as producten_per_segment
from jeugdregio.begroting.uitvoer.regels import Cijferregel
from jeugdregio.begroting.uitvoer.regels import cijferregels as _cijferregels
from jeugdregio.begroting.uitvoer.xlsx import als_xlsx
from jeugdregio.begroting.values import (
    Budgetdeel,
    Cijfers,
    Deelregel,
    MaandRapport,
    Onderregels,
    Productregel,
    RegioRapport,
    Verdeling,
)
from jeugdregio.begroting.versies import alle_versies as alle_versies
from jeugdregio.begroting.versies import budgetdelen as budgetdelen
from jeugdregio.begroting.versies import circulaires as circulaires
from jeugdregio.begroting.versies import geldend
from jeugdregio.begroting.versies import versies as versies
from jeugdregio.core.greep import Greep
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import cijfers, lezend, namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.regio import queries as regio

PER_PAGINA = 50


class UnableToShowReport(Exception):
    """Raised when a report is of another organisation, or the municipality is not of the region."""

    def __str__(self) -> str:
        return "Dit rapport is er niet voor u. Kies een gemeente van de regio waar u voor werkt."


def maandrapport(gemeente: str, maand: Maand, *, on_behalf_of: Machtiging) -> MaandRapport:
    """
    The report of one municipality as the figures are now; for a closed month: `afsluiting.queries.rapport`.

    Raises `UnableToShowReport` when the asker is a provider, another municipality, or the code is unknown.
    """
    return _rapporten([gemeente], maand, on_behalf_of)[gemeente]


def regiorapport(maand: Maand, *, on_behalf_of: Machtiging, gemeenten: Collection[str] | None = None) -> RegioRapport:
    """
    The reports of all municipalities whose money the region follows in the month, or of `gemeenten`, in one pass.

    Raises `UnableToShowReport` when the asker is not the region.
    """
    if not on_behalf_of.regio:
        raise UnableToShowReport
    with namens(on_behalf_of):
        names = regio.deelnemers(settings.REGIO, maand.laatste_dag, taak=regio.MONITORING)
    chosen = [code for code in names if gemeenten is None or code in gemeenten]
    reports = tuple(_rapporten(chosen, maand, on_behalf_of).values())
    return RegioRapport(maand, rekenen.totaal_van(reports, maand, settings.REGIO_NAAM), reports)


def regels_onder(
    cijfer: str,
    gemeente: str,
    maand: Maand,
    *,
    on_behalf_of: Machtiging,
    categorie: str = "",
    code: str = "",
    aanbieder: str = "",
    greep: Greep | None = None,
) -> Onderregels:
    """
    A piece of the rows that add up to a figure (the key of a definition that has `onder`), newest first.

    Rows that are not for the asker are left out, and counted for the figure as a whole: how many of them are of one
    provider would tell where a child is.

    Raises `UnableToShowReport` as `maandrapport` does and `KeyError` for a figure without rows.
    """
    select = rekenen.onder(cijfer)
    grip = greep or Greep(aantal=PER_PAGINA)
    parameters: dict[str, Any] = {
        **_dagen(maand),
        "eerder": maand.einde,
        "gemeenten": [gemeente],
        "regio": settings.REGIO,
        "categorie": categorie,
        "code": code,
        "aanbieder": aanbieder,
        "aantal": grip.aantal,
        "vanaf": grip.vanaf,
    }
    everything = {**parameters, "categorie": "", "code": "", "aanbieder": ""}
    with cijfers(on_behalf_of), connection.cursor() as cursor:
        _check(gemeente, maand, on_behalf_of)
        cursor.execute(rekenen.ALLES_TEGELIJK)
        cursor.execute(rekenen.telling(select), everything)
        whole, _ = cursor.fetchone()
        cursor.execute(rekenen.GEWOON)
    with lezend(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(rekenen.ALLES_TEGELIJK)
        cursor.execute(rekenen.telling(select), everything)
        shown, _ = cursor.fetchone()
        cursor.execute(rekenen.telling(select), parameters)
        aantal, som_cent = cursor.fetchone()
        cursor.execute(rekenen.bladzijde(select, grip), parameters)
        kolommen, rijen = tuple(column.name for column in cursor.description), tuple(cursor.fetchall())
        cursor.execute(rekenen.GEWOON)
    return Onderregels(kolommen, rijen, aantal, int(som_cent), niet_getoond=whole - shown)


def _dagen(maand: Maand) -> dict[str, date]:
    return {
        "jaarbegin": date(maand.jaar, 1, 1),
        "jaareinde": date(maand.jaar + 1, 1, 1),
        "maand": maand.begin,
        "peil": maand.einde,
    }


def _check(gemeente: str, maand: Maand, on_behalf_of: Machtiging) -> str:
    """The name of the municipality, for whoever may see its report."""
    if on_behalf_of.aanbieder or on_behalf_of.gemeente not in ("", gemeente):
        raise UnableToShowReport
    names = regio.deelnemers(settings.REGIO, maand.laatste_dag)
    if gemeente not in names:
        raise UnableToShowReport
    return names[gemeente]


def _rapporten(gemeenten: list[str], maand: Maand, on_behalf_of: Machtiging) -> dict[str, MaandRapport]:
    with cijfers(on_behalf_of):
        names = {gemeente: _check(gemeente, maand, on_behalf_of) for gemeente in gemeenten}
        budgets = geldend(maand.jaar, maand.laatste_dag, gemeenten)
        rows = rekenen.tel({**_dagen(maand), "gemeenten": gemeenten, "regio": settings.REGIO})
        return rekenen.vouw(rows, names=names, budgets=budgets, maand=maand)


def verdeling(gemeente: str, maand: Maand, *, on_behalf_of: Machtiging) -> Verdeling:
    """
    The figures of a municipality per part of the budget and per product, as they are now.

    Raises `UnableToShowReport` as `maandrapport` does.
    """
    with cijfers(on_behalf_of):
        _check(gemeente, maand, on_behalf_of)
        found = geldend(maand.jaar, maand.laatste_dag, [gemeente]).get(gemeente)
        segments = Segmenten()
        parameters = {**_dagen(maand), "gemeenten": [gemeente], "regio": settings.REGIO}
        boxes = rekenen.nu_per_vak(rekenen.tel(parameters, "code"))
    parts = budgetdelen(found, on_behalf_of=on_behalf_of) if found else []
    if not parts:
        parts = [Budgetdeel(*delen.REST, found.bedrag_cent if found else 0)]
    keys = [one.sleutel for one in parts]
    products = tuple(
        Productregel(delen.plaats(keys, segment, category, code), segment, category, code, figures)
        for (_, category, code), figures in sorted(boxes.items())
        if figures != Cijfers()
        for segment in (segments.van(category, code),)
    )
    sums: dict[delen.Sleutel, Cijfers] = dict.fromkeys([*keys, delen.REST], Cijfers())
    for one in products:
        sums[one.deel] += one.nu
    return Verdeling(gemeente, maand, found, tuple(Deelregel(part, sums[part.sleutel]) for part in parts), products)


def regiototaal(rapporten: Collection[MaandRapport], maand: Maand) -> MaandRapport:
    """These reports added up as one of the region; without a budget when one of them has none."""
    return rekenen.totaal_van(rapporten, maand, settings.REGIO_NAAM)


def definities() -> Mapping[str, Definitie]:
    """What every figure means, by key, in the order of the report."""
    return PER_KEY


def cijferregels(rapport: MaandRapport) -> Iterator[Cijferregel]:
    """Every figure of a report now and one month before, with its definition."""
    return _cijferregels(rapport)


def werkblad(rapport: MaandRapport, *, stand: str, moment: datetime) -> bytes:
    """The report as .xlsx; `stand` says in words whether it is final."""
    return als_xlsx(rapport, stand=stand, moment=moment)


GEBOEKTE_MAANDEN = """
    SELECT DISTINCT boekmaand FROM grootboek_v_boeking
    WHERE %(gemeente)s::text = '' OR gemeente = %(gemeente)s ORDER BY boekmaand DESC
"""


def geboekte_maanden(*, on_behalf_of: Machtiging, gemeente: str = "") -> list[Maand]:
    """The months in which something was booked, newest first."""
    with cijfers(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(GEBOEKTE_MAANDEN, {"gemeente": gemeente})
        return [Maand.van(day) for (day,) in cursor.fetchall()]


BESTEED = """
    SELECT b.gemeente, b.bedrag_cent, coalesce(sum(g.kosten_cent), 0)::bigint
    FROM (
        SELECT DISTINCT ON (gemeente) gemeente, bedrag_cent FROM begroting_budget
        WHERE jaar = %(jaar)s AND vanaf <= %(op)s ORDER BY gemeente, vanaf DESC
    ) b
    LEFT JOIN grootboek_v_boeking g ON g.gemeente = b.gemeente AND g.boekmaand >= %(van)s AND g.boekmaand < %(tot)s
    GROUP BY b.gemeente, b.bedrag_cent ORDER BY b.gemeente
"""


def besteed(jaar: int, *, op: date, on_behalf_of: Machtiging) -> list[tuple[str, int, int]]:
    """
    Per municipality with a budget in a year: (code, budget, costs booked in that year), in cents, in one pass.

    The budget is the version that counts on the day `op`.

    The same costs as `toegekend` in the month report of December. Without a budget there is no row (S58, S73).
    """
    with cijfers(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(BESTEED, {"jaar": jaar, "op": op, "van": date(jaar, 1, 1), "tot": date(jaar + 1, 1, 1)})
        return list(cursor.fetchall())


def verplicht_per_aanbieder(peildatum: date, *, on_behalf_of: Machtiging) -> dict[str, int]:
    """What running allocations may still cost from a day until the end of its year (cents), by AGB code."""
    parameters: dict[str, Any] = {
        "peil": peildatum,
        "eerder": peildatum,
        "jaareinde": date(peildatum.year + 1, 1, 1),
        "regio": settings.REGIO,
    }
    with cijfers(on_behalf_of), connection.cursor() as cursor:
        names = list(regio.deelnemers(settings.REGIO, peildatum))
        cursor.execute(rekenen.ALLES_TEGELIJK)
        cursor.execute(rekenen.VERPLICHT_PER_AANBIEDER, parameters | {"gemeenten": names})
        found = dict(cursor.fetchall())
        cursor.execute(rekenen.GEWOON)
    return found


def budgetten(jaar: int, *, op: date, on_behalf_of: Machtiging) -> dict[str, int]:
    """The budgets of a year in cents by municipality, as they count on a day, as far as they exist for the asker."""
    with namens(on_behalf_of):
        return {code: one.bedrag_cent for code, one in geldend(jaar, op).items()}
