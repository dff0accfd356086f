# SPDX-License-Identifier: EUPL-1.2
"""
Which providers can give a kind of help on a day: from the contracts and tariffs that hold, with wait and room.

A provider without a running contract, or whose ceiling is reached, cannot be chosen; the duty to give help stays
(Jeugdwet 2.3; S73), so the line says what to do. The ledger of the whole region tells whether there is room: that is
counted by the region, and only what is left is given. Waiting is what this municipality itself saw in the last year.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import connection

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.besluiten.values import Keuze, Pgbproduct
from jeugdregio.contracten import queries as contracten
from jeugdregio.contracten.values import Contractgegevens, Tariefgegevens
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, verwerking

TERUG = timedelta(days=365)
MINSTENS = 3
"""So many starts before a median says something."""
VOL = (
    "Het plafond is bereikt. Deze aanbieder neemt niemand meer aan. De plicht tot hulp blijft: kies een ander, of meld "
    "dit aan de contractmanager van de regio."
)
_USED = """
    SELECT aanbieder, sum(kosten_cent)::bigint FROM grootboek_v_boeking
    WHERE dienstmaand >= %(van)s AND dienstmaand < %(tot)s AND aanbieder = ANY (%(aanbieders)s)
    GROUP BY 1
"""
_WAIT = """
    SELECT t.aanbieder, t.code, percentile_disc(0.5) WITHIN GROUP (ORDER BY greatest(l.begin - v.eerste, 0))
    FROM toewijzingen_v_toewijzing t
    JOIN (SELECT gemeente, toewijzing_nummer, min(begin) AS begin FROM toewijzingen_v_levering GROUP BY 1, 2) l
        ON l.gemeente = t.gemeente AND l.toewijzing_nummer = t.nummer
    CROSS JOIN LATERAL (SELECT greatest(t.begin, t.vastgesteld_op::date) AS eerste) v
    WHERE t.gemeente = %(gemeente)s AND l.begin >= %(sinds)s AND l.begin <= %(dag)s AND NOT t.verwijderd
    GROUP BY 1, 2 HAVING count(*) >= %(minstens)s
"""


def keuzes(regio: str, categorie: str, *, dag: date, on_behalf_of: Machtiging) -> list[Keuze]:
    """
    The providers with a tariff for this category on a day, those that can be chosen first, shortest wait on top.

    One line per provider and product. `categorie` empty: of every category.
    """
    with namens(on_behalf_of):
        names, products = aanbieders.namen(), contracten.productnamen(regio)
    priced = contracten.prijsproducten(regio, dag, on_behalf_of=on_behalf_of)
    profiles = {(one.product.categorie, one.product.code): one.profielnaam or "" for one in priced}
    agreed: dict[str, list[Contractgegevens]] = {}
    for one in contracten.contracten(regio, on_behalf_of=on_behalf_of, op=dag):
        agreed.setdefault(one.aanbieder, []).append(one)
    tariffs = [
        one
        for one in contracten.tarieven(regio, on_behalf_of=on_behalf_of, op=dag)
        if one.code and one.eenheid and (not categorie or _categorie(one, products) == categorie)
    ]
    room = _ruimte(regio, agreed, dag)
    wait = _wachten(dag, on_behalf_of)
    found = [_keuze(one, names, products, profiles, agreed, room, wait) for one in tariffs]
    unknown = 10_000
    return sorted(
        found,
        key=lambda k: (not k.mag, unknown if k.wachttijd_weken is None else k.wachttijd_weken, k.naam, k.code),
    )


def pgbproducten(every: Sequence[Keuze], *, dag: date) -> list[Pgbproduct]:
    """
    The products with a tariff under a running contract, by category and code, with the highest tariff of that day.

    What costs more than the most expensive contract is certainly more than help in kind costs; a by-law may ask less.
    """
    best: dict[tuple[str, str, str], list[Keuze]] = {}
    for one in every:
        if one.tarief_cent is not None and one.contract and one.categorie:
            best.setdefault((one.categorie, one.code, one.eenheid), []).append(one)
    found = []
    for (category, code, unit), group in sorted(best.items()):
        top = max(group, key=lambda one: (one.tarief_cent or 0, one.naam))
        assert top.tarief_cent is not None
        source = f"hoogste van {len(group)} {'contract' if len(group) == 1 else 'contracten'} op {dag:%d-%m-%Y}"
        found.append(Pgbproduct(category, code, top.omschrijving, unit, top.tarief_cent, source))
    return found


def _categorie(one: Tariefgegevens, products: Mapping[tuple[str, str], str]) -> str:
    return one.categorie or next((category for category, code in products if code == one.code), "")


def _keuze(
    one: Tariefgegevens,
    names: Mapping[str, str],
    products: Mapping[tuple[str, str], str],
    profiles: Mapping[tuple[str, str], str],
    agreed: Mapping[str, list[Contractgegevens]],
    room: Mapping[str, int],
    wait: Mapping[tuple[str, str], int],
) -> Keuze:
    running = agreed.get(one.aanbieder, [])
    left = room.get(one.aanbieder)
    category = _categorie(one, products)
    days = wait.get((one.aanbieder, one.code))
    why = ""
    if not running:
        why = "Er loopt op deze dag geen contract met deze aanbieder."
    elif left is not None and left <= 0:
        why = VOL
    return Keuze(
        aanbieder=one.aanbieder,
        naam=names.get(one.aanbieder, one.aanbieder),
        categorie=category,
        code=one.code,
        omschrijving=products.get((category, one.code), one.code),
        eenheid=one.eenheid,
        profiel=profiles.get((category, one.code), ""),
        tarief_cent=one.tarief_cent,
        contract=running[0].nummer if running else "",
        wachttijd_weken=None if days is None else (days + 6) // 7,
        ruimte_cent=left,
        mag=not why,
        uitleg=why,
    )


def _ruimte(regio: str, agreed: Mapping[str, list[Contractgegevens]], dag: date) -> dict[str, int]:
    """What is left under the ceiling this year, of providers of which every contract has one."""
    capped = {
        agb: sum(one.plafond_cent or 0 for one in every)
        for agb, every in agreed.items()
        if all(one.plafond_cent is not None for one in every)
    }
    if not capped:
        return {}
    values: dict[str, Any] = {"van": date(dag.year, 1, 1), "tot": date(dag.year + 1, 1, 1), "aanbieders": list(capped)}
    with namens(verwerking(regio)), connection.cursor() as cursor:
        cursor.execute(_USED, values)
        used: dict[str, int] = dict(cursor.fetchall())
    return {agb: ceiling - used.get(agb, 0) for agb, ceiling in capped.items()}


def _wachten(dag: date, wie: Machtiging) -> dict[tuple[str, str], int]:
    """Days between allocation and start, the median of the last year in the own municipality."""
    values: dict[str, Any] = {"gemeente": wie.gemeente, "sinds": dag - TERUG, "dag": dag, "minstens": MINSTENS}
    with namens(wie), connection.cursor() as cursor:
        cursor.execute(_WAIT, values)
        return {(provider, code): days for provider, code, days in cursor.fetchall()}
