# SPDX-License-Identifier: EUPL-1.2
"""A contract with all that stands in it, and the public list of providers per profile."""

from datetime import date

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.contracten.models import Clausule, Contract, Contractclausule, Product, Profiel, Tarief
from jeugdregio.contracten.values import (
    Aanbod,
    Clausuletekst,
    Contractbeeld,
    Tariefbeeld,
)
from jeugdregio.contracten.vastleggen import gegevens_van, optie_van
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, verwerking
from jeugdregio.inkoop import queries as inkoop


def contract(nummer: str, *, on_behalf_of: Machtiging) -> Contractbeeld | None:
    """One contract as far as it exists for the asker, or None."""
    with namens(on_behalf_of):
        row = Contract.objects.filter(nummer=nummer).first()
        if row is None:
            return None
        standard = Clausule.objects.filter(regio=row.regio, geldig__contains=row.geldig.lower)
        sources = {one.code: f"{one.bron}. Zekerheid: {one.zekerheid}." for one in standard}
        clauses = tuple(
            Clausuletekst(one.code, one.soort, one.titel, one.tekst, sources.get(one.code, ""))
            for one in row.clausules.all()
        )
        options = tuple(optie_van(o) for o in row.opties.select_related("contract"))
        prices = _tarieven(row, on_behalf_of)
    return Contractbeeld(
        contract=gegevens_van(row),
        naam=aanbieders.naam(row.aanbieder),
        soortnaam=row.get_soort_display() if row.soort else "Contract",
        clausules=clauses,
        opties=options,
        tarieven=prices,
    )


def _tarieven(row: Contract, wie: Machtiging) -> tuple[Tariefbeeld, ...]:
    rows = Tarief.objects.filter(regio=row.regio, aanbieder=row.aanbieder, geldig__overlap=row.geldig)
    award = inkoop.toegekend(row.gunning, on_behalf_of=wie) if row.gunning else None
    if award:
        rows = rows.filter(code__in=[line.code for line in award.tarieven])
    names = {
        (categorie, code): (name, profile)
        for categorie, code, name, profile in Product.objects.filter(regio=row.regio).values_list(
            "categorie", "code", "omschrijving", "profiel"
        )
    }
    return tuple(
        Tariefbeeld(
            one.code,
            *names.get((one.categorie, one.code), ("", "")),
            one.eenheid,
            one.geldig.lower,
            one.geldig.upper or date.max,
            one.tarief_cent,
        )
        for one in rows.order_by("code", "geldig")
    )


def aanbiederslijst(regio: str, peildatum: date) -> list[Aanbod]:
    """
    Who offers which profile on a day: providers with a contract and a tariff for a product of it (S34).

    This is public, so the region's processing reads it, whoever asks; names of profiles and providers, nothing else.
    """
    with namens(verwerking(regio)):
        under_contract = Contract.objects.filter(regio=regio, geldig__contains=peildatum).values("aanbieder")
        profiles = {one.code: one for one in Profiel.objects.filter(regio=regio)}
        codes = dict(Product.objects.filter(regio=regio).exclude(profiel="").values_list("code", "profiel"))
        rows = Tarief.objects.filter(
            regio=regio, code__in=codes, geldig__contains=peildatum, aanbieder__in=under_contract
        ).values_list("aanbieder", "code")
        names = aanbieders.namen()
        offered = {(profiles[codes[code]].nummer, agb) for agb, code in rows if codes[code] in profiles}
        titles = {one.nummer: one.naam for one in profiles.values()}
    return [
        Aanbod(number, titles[number], agb, names.get(agb, agb))
        for number, agb in sorted(offered, key=lambda one: (one[0], names.get(one[1], one[1]).casefold()))
    ]


def profielnamen(regio: str) -> dict[int, str]:
    """The name of each profile by its number."""
    with namens(verwerking(regio)):
        return dict(Profiel.objects.filter(regio=regio).order_by("nummer").values_list("nummer", "naam"))


def heeft_clausule(aanbieder: str, soort: str, peildatum: date, *, on_behalf_of: Machtiging) -> bool:
    """Whether a provider has a contract on a day with such a clause: without it no case direction (S45)."""
    with namens(on_behalf_of):
        return Contractclausule.objects.filter(
            aanbieder=aanbieder, soort=soort, contract__geldig__contains=peildatum
        ).exists()
