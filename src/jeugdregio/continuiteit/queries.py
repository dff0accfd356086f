# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Counts by definition, the continuity table, the risk list, and what follows when a provider stops."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.aanbieders.values import Definitie, Inschrijfregel, Telling
from jeugdregio.continuiteit import radar as _radar
from jeugdregio.continuiteit import tabel as _tabel
from jeugdregio.continuiteit.indicatoren import (
    GEPUBLICEERD,
    GRENS_CENT,
    INDICATOREN,
    NOEMER,
    PUBLICATIE,
    REGIO,
    RISICO_GEMIST,
)
from jeugdregio.continuiteit.models import VrijePlaatsen
from jeugdregio.continuiteit.values import Belregel, Continuiteitstabel, Plaatsmelding, Radar, Risico
from jeugdregio.contractbeheer import queries as contractbeheer
from jeugdregio.contracten import queries as contracten
from jeugdregio.core.money import round_half_up
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.regio import queries as regio_

__all__ = [
    "GEPUBLICEERD",
    "GRENS_CENT",
    "INDICATOREN",
    "NOEMER",
    "PUBLICATIE",
    "REGIO",
    "RISICO_GEMIST",
    "continuiteit",
    "hulpvormen",
    "jaren",
    "percelen",
    "plaatsen",
    "radar",
    "tellingen",
]
AANSPREEKPUNT = "aan de beurt volgens het escalatieprotocol; houdt de andere wethouders op de hoogte"


def tellingen(
    regio: str, peildatum: date, *, on_behalf_of: Machtiging, codes: Iterable[str] = ()
) -> dict[str, Telling]:
    """Every saved count by its code, or these; contracts count as far as the asker sees them."""
    wanted = set(codes)
    with namens(on_behalf_of):
        definitions = [one for one in aanbieders.definities() if not wanted or one.code in wanted]
        lots = _lots(regio, definitions, peildatum, on_behalf_of)
        return aanbieders.tellingen(definitions, peildatum, contracten=lots)


def jaren(*, on_behalf_of: Machtiging) -> list[int]:
    """The years of which there are accounts, newest first."""
    return sorted({one.jaar for one in aanbieders.jaarcijfers(on_behalf_of=on_behalf_of)}, reverse=True)


def continuiteit(
    regio: str, jaar: int, peildatum: date, *, gemist: int = RISICO_GEMIST, on_behalf_of: Machtiging
) -> tuple[Continuiteitstabel, tuple[Risico, ...], dict[str, Inschrijfregel]]:
    """
    The table over a year from what was deposited up to and including `peildatum`, and who is at risk in it.

    At risk is who misses at least `gemist` indicators or has negative equity. The register comes along, by AGB code.
    """
    figures = aanbieders.jaarcijfers(jaar=jaar, on_behalf_of=on_behalf_of)
    with namens(on_behalf_of):
        register = {one.agb: one for one in aanbieders.register(peildatum)}
    counted = tellingen(regio, peildatum, codes=[NOEMER], on_behalf_of=on_behalf_of).get(NOEMER)
    table = _tabel.continuiteitstabel(
        jaar,
        peildatum,
        figures,
        {agb: one.rechtsvorm for agb, one in register.items()},
        None if counted is None else {one.agb for one in counted.geteld},
    )
    return table, _tabel.risicolijst(table, figures, gemist), register


def radar(regio: str, aanbieder: str, peildatum: date, *, on_behalf_of: Machtiging) -> Radar:
    """What follows when this provider stops on a day, as far as it concerns the asker."""
    size = _radar.omvang(regio, aanbieder, peildatum, on_behalf_of=on_behalf_of)
    costs = _radar.kosten(aanbieder, peildatum, on_behalf_of=on_behalf_of)
    with namens(on_behalf_of):
        names, places = aanbieders.namen(), regio_.namen()
        # Whose turn it is, is only certain for who sees every case.
        turns = contractbeheer.aanspreekpunten() if on_behalf_of.regio else []
    others, alone = _radar.uitwijk(regio, aanbieder, peildatum, names, on_behalf_of=on_behalf_of)
    at_risk = _at_risk(regio, peildatum, on_behalf_of)
    return Radar(
        kinderen=size.kinderen,
        beschermd=size.beschermd,
        toewijzingen=size.toewijzingen,
        per_maand_cent=_per_month(sum(costs.values())),
        maanden=_radar.MAANDEN,
        per_gemeente_cent={place: _per_month(cents) for place, cents in costs.items()},
        uitwijk=tuple(replace(one, risico=one.agb in at_risk) for one in others),
        zonder_uitwijk=alone,
        bellen=(
            *_managers(regio, aanbieder, peildatum, on_behalf_of),
            *_towns(size, places, turns[0][0] if turns else ""),
        ),
    )


def plaatsen(aanbieder: str, peildatum: date, *, on_behalf_of: Machtiging) -> dict[str, Plaatsmelding]:
    """The last free places that a provider told of up to a day, by category."""
    with namens(on_behalf_of):
        rows = VrijePlaatsen.objects.filter(aanbieder=aanbieder, peildatum__lte=peildatum).order_by("peildatum")
        return {r.categorie: Plaatsmelding(r.aanbieder, r.categorie, r.peildatum, r.plaatsen, r.bron) for r in rows}


def percelen(regio: str, peildatum: date, *, on_behalf_of: Machtiging) -> list[str]:
    """The lots that a contract runs for on a day."""
    return sorted({one.perceel for one in contracten.contracten(regio, op=peildatum, on_behalf_of=on_behalf_of)})


def hulpvormen(regio: str, aanbieder: str, peildatum: date, *, on_behalf_of: Machtiging) -> list[str]:
    """The categories that a provider has a tariff for on a day."""
    agreed = contracten.tarieven(regio, aanbieder, op=peildatum, on_behalf_of=on_behalf_of)
    return sorted({one.categorie for one in agreed})


def _at_risk(regio: str, peildatum: date, wie: Machtiging) -> frozenset[str]:
    """The risk list (AGB codes) over the last year that there are accounts of, from what is public by now."""
    years = jaren(on_behalf_of=wie)
    if not years:
        return frozenset()
    _, risks, _ = continuiteit(regio, years[0], peildatum, on_behalf_of=wie)
    return frozenset(risk.cijfers.agb for risk in risks)


def _per_month(cents: int) -> int:
    return round_half_up(cents, _radar.MAANDEN)


def _lots(
    regio: str, definitions: Sequence[Definitie], peildatum: date, wie: Machtiging
) -> dict[date, Mapping[str, frozenset[str]]]:
    """The lots of the contracts that run on every day that is asked for, by AGB code."""
    agreed = contracten.contracten(regio, on_behalf_of=wie)
    found: dict[date, Mapping[str, frozenset[str]]] = {}
    for day in {one.peildatum or peildatum for one in definitions}:
        lots: dict[str, set[str]] = defaultdict(set)
        for one in agreed:
            if one.van <= day < one.tot:
                lots[one.aanbieder].add(one.perceel)
        found[day] = {agb: frozenset(names) for agb, names in lots.items()}
    return found


def _managers(regio: str, aanbieder: str, peildatum: date, wie: Machtiging) -> list[Belregel]:
    """Who has the provider in a portfolio, and who is named in its contracts that run."""
    found: dict[str, list[str]] = defaultdict(list)
    for held in contractbeheer.portefeuilles(peildatum, aanbieder=aanbieder, on_behalf_of=wie):
        found[held.beheerder].append("heeft deze aanbieder in portefeuille")
    for one in contracten.contracten(regio, aanbieder, op=peildatum, on_behalf_of=wie):
        found[one.contractmanager].append(f"beheert contract {one.nummer} ({one.perceel})")
    return [Belregel(f"{who}, contractmanager", "; ".join(why)) for who, why in found.items()]


def _towns(size: _radar.Omvang, names: Mapping[str, str], turn: str) -> Iterator[Belregel]:
    """The wethouder who keeps contact, then the municipalities, those with most children first."""
    children = size.kinderen
    if children.rijen:
        whose = f", wethouder van {names.get(turn, turn)}" if turn else ""
        yield Belregel(f"Aanspreekpunt{whose}", AANSPREEKPUNT)

    def most(place: str) -> tuple[int, str]:
        return (-(children.cel(place, None) or 0), names.get(place, place))

    for place in sorted(children.rijen, key=most):
        yield Belregel(f"Gemeente {names.get(place, place)}", "heeft kinderen bij deze aanbieder")
