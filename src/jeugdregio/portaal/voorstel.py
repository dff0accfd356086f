# SPDX-License-Identifier: EUPL-1.2
"""The table of a month, prefilled from the allocations of a provider in one municipality."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from jeugdregio.contracten import queries as contracten
from jeugdregio.contracten.values import Tariefgegevens
from jeugdregio.core.periode import Maand
from jeugdregio.declaraties import queries as declaraties
from jeugdregio.declaraties.values import Productperiode, Toegekend
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.portaal.values import Declareerbaar, Voorstelregel
from jeugdregio.toewijzingen import queries as toewijzingen
from jeugdregio.toewijzingen.values import Toegewezen

MINUUT, UUR, EURO = "01", "04", "83"
TOTAAL = "6"
TERUG = 2
"""So many months before the month of the declaratie are offered as well (TR318)."""


def voorstel(gemeente: str, maand: Maand, *, regio: str, on_behalf_of: Machtiging) -> list[Voorstelregel]:
    """
    Every allocation in the month and the two before it, by name of the child.

    Of the earlier months only what was not declared yet, or can be credited.
    """
    with namens(on_behalf_of):
        return _voorstel(gemeente, maand, regio, on_behalf_of)


def _voorstel(gemeente: str, maand: Maand, regio: str, on_behalf_of: Machtiging) -> list[Voorstelregel]:
    months = [maand.vorige.vorige, maand.vorige, maand]
    found = {one.id: one for one in toewijzingen.toewijzingen(gemeente=gemeente, on_behalf_of=on_behalf_of)}
    periods = declaraties.productperioden(gemeente, months, on_behalf_of=on_behalf_of)
    used = declaraties.verbruik(on_behalf_of=on_behalf_of)
    names = contracten.productnamen(regio)
    tariffs = contracten.tarieven(regio, on_behalf_of.aanbieder, on_behalf_of=on_behalf_of)
    granted = _granted(gemeente, found.values(), on_behalf_of)
    lines = [
        Voorstelregel(
            toewijzing=found[period.toewijzing_id],
            maand=period.maand,
            begin=period.begin,
            einde=period.einde,
            producten=_products(found[period.toewijzing_id], period, tariffs, names),
            volume=None
            if before
            else _volume(found[period.toewijzing_id], period, used.get((gemeente, number), (0, 0))[0]),
            toegekend=tuple(before),
        )
        for period in periods
        if period.toewijzing_id in found
        for number in [found[period.toewijzing_id].nummer]
        for before in [granted.get((number, period.maand), [])]
    ]
    return sorted(lines, key=lambda line: (line.toewijzing.kind.naam.lower(), line.toewijzing.nummer, line.maand))


def _granted(gemeente: str, found: Iterable[Toegewezen], wie: Machtiging) -> dict[tuple[int, Maand], list[Toegekend]]:
    per_month: dict[tuple[int, Maand], list[Toegekend]] = defaultdict(list)
    for line in declaraties.toegekend(gemeente, [one.nummer for one in found], on_behalf_of=wie):
        per_month[line.toewijzing_nummer, Maand.van(line.begin)].append(line)
    return per_month


def _products(
    one: Toegewezen,
    period: Productperiode,
    tariffs: Sequence[Tariefgegevens],
    names: dict[tuple[str, str], str],
) -> tuple[Declareerbaar, ...]:
    """What may be declared: the allocated code, or every code of the contract that fits the allocation."""
    today = [t for t in tariffs if t.van <= period.begin < t.tot]
    if one.eenheid == EURO:
        provider = today[0].aanbieder if today else ""
        today += [
            Tariefgegevens(provider, category, code, EURO, period.begin, period.einde, None)
            for category, code in names
            if code == one.code
        ]
    fitting = [t for t in today if one.categorie in (None, t.categorie) and _fits(one.eenheid, t)]
    codes = {(one.categorie or t.categorie, t.code) for t in (today if one.code else fitting)}
    wanted = sorted(pair for pair in codes if one.code in (None, pair[1]))
    made = []
    for category, code in wanted:
        of_code = [t for t in today if t.code == code]
        first = declaraties.kies_tarief(of_code, categorie=category, eenheid=one.eenheid or "")
        if first is None:
            continue
        unit = one.eenheid or first.eenheid
        unit = MINUUT if unit == UUR else unit
        tariff = declaraties.kies_tarief(of_code, categorie=category, eenheid=unit)
        assert tariff is not None, "there is at least the first"
        made.append(Declareerbaar(category, code, unit, names.get((category, code), ""), tariff))
    return tuple(made)


def _fits(unit: str | None, tariff: Tariefgegevens) -> bool:
    if unit in (None, tariff.eenheid):
        return True
    return unit in (MINUUT, UUR) and declaraties.is_uurtarief(tariff)


def _volume(one: Toegewezen, period: Productperiode, used: int) -> int | None:
    """The most for the month as far as it fits; a total is spread evenly over the months that are left."""
    if one.maat != "volume" or period.maximaal is None:
        return None
    left = None if one.maximaal is None else max(one.maximaal - used, 0)
    if one.frequentie != TOTAAL:
        return period.maximaal if left is None else min(period.maximaal, left)
    if left is None or one.einde is None:
        return None
    months = 12 * (one.einde.year - period.begin.year) + one.einde.month - period.begin.month + 1
    return left // months
