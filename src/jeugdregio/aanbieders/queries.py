# SPDX-License-Identifier: EUPL-1.2
"""DOOR. The register of providers is public within the region."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Q

from jeugdregio.aanbieders import register as _register
from jeugdregio.aanbieders import tellen
from jeugdregio.aanbieders.ketens import (
    inschrijvingen,
    leden_op,
    lidmaatschappen,
    onderaannemingen,
    vestigingen,
)
from jeugdregio.aanbieders.models import Aanbieder, Aanbiederslijst, Jaarrekening, Onderaanneming, Teldefinitie
from jeugdregio.aanbieders.register import JA_NEE
from jeugdregio.aanbieders.tellen import KENMERKEN, KETEN, in_woorden, vergelijk
from jeugdregio.aanbieders.toezicht import TOETS, aandeel
from jeugdregio.aanbieders.values import (
    Definitie,
    Eenheid,
    Inschrijfregel,
    Jaarcijfers,
    Kaart,
    Organisatie,
    Telling,
)
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging

__all__ = [
    "JA_NEE",
    "KENMERKEN",
    "KETEN",
    "TOETS",
    "aanbieder",
    "aandeel",
    "definities",
    "gecertificeerden",
    "in_woorden",
    "inschrijvingen",
    "jaarcijfers",
    "kaart",
    "leden_op",
    "lidmaatschappen",
    "lijsten",
    "naam",
    "namen",
    "onderaannemers_op",
    "onderaannemingen",
    "organisatie",
    "register",
    "tellingen",
    "vergelijk",
    "vestigingen",
    "zoek",
]


def namen() -> dict[str, str]:
    """The name of every provider by its AGB code."""
    return dict(Aanbieder.objects.values_list("agb", "naam"))


def naam(agb: str) -> str:
    """The name of one provider; a code that is not in the register stands for itself."""
    return Aanbieder.objects.filter(agb=agb).values_list("naam", flat=True).first() or agb


def aanbieder(agb: str) -> Aanbieder | None:
    """The provider with this AGB code, or None."""
    return Aanbieder.objects.filter(agb=agb).first()


def gecertificeerden() -> list[Organisatie]:
    """The certified institutions (Jeugdwet 3.2), by name."""
    rows = Aanbieder.objects.filter(gecertificeerd=True).order_by("naam", "agb")
    return [Organisatie(row.agb, row.kvk, row.naam, row.get_rechtsvorm_display()) for row in rows]


def zoek(tekst: str, *, hoogstens: int = 20) -> list[Organisatie]:
    """The providers with this AGB code or KvK number, or of which the name has the text in it, by name."""
    found = Aanbieder.objects.filter(Q(agb=tekst) | Q(kvk=tekst) | Q(naam__icontains=tekst))
    return [
        Organisatie(row.agb, row.kvk, row.naam, row.get_rechtsvorm_display())
        for row in found.order_by("naam", "agb")[:hoogstens]
    ]


def organisatie(agb: str) -> Organisatie | None:
    """One provider with those it works for and those that work for it, or None."""
    row = Aanbieder.objects.filter(agb=agb).first()
    if row is None:
        return None
    return Organisatie(
        row.agb,
        row.kvk,
        row.naam,
        row.get_rechtsvorm_display(),
        hoofdaannemers=tuple(row.hoofdaannemers.order_by("naam").values_list("agb", "naam")),
        onderaannemers=tuple(
            Aanbieder.objects.filter(werkt_voor__hoofdaannemer=row).order_by("naam").values_list("agb", "naam")
        ),
    )


def register(peildatum: date) -> list[Inschrijfregel]:
    """Every provider of the register as it is on a day, by name."""
    return _register.regels(peildatum)


def kaart(agb: str, peildatum: date) -> Kaart | None:
    """All that the register holds about one provider, or None."""
    return _register.kaart(agb, peildatum)


def lijsten() -> dict[str, str]:
    """The name of every list by its code."""
    return dict(Aanbiederslijst.objects.order_by("naam").values_list("code", "naam"))


def definities() -> list[Definitie]:
    """The saved counts, by name."""
    return [
        Definitie(
            row.code,
            row.naam,
            row.omschrijving,
            Eenheid(row.eenheid),
            tellen.lees_voorwaarden(row.voorwaarden),
            row.peildatum,
            row.bron,
        )
        for row in Teldefinitie.objects.all()
    ]


def tellingen(
    definities: list[Definitie], peildatum: date, *, contracten: Mapping[date, Mapping[str, frozenset[str]]]
) -> dict[str, Telling]:
    """
    The counts of these definitions by code, each on its own day or else on `peildatum`.

    `contracten` are the lots of the contracts that run, by day and AGB code: a room above knows them.
    """
    days = {one.peildatum or peildatum for one in definities}
    facts = {day: _register.feiten(day, contracten.get(day, {})) for day in days}
    return {one.code: tellen.tel(one, facts[one.peildatum or peildatum]) for one in definities}


def jaarcijfers(
    *, on_behalf_of: Machtiging, jaar: int | None = None, gedeponeerd_tot: date | None = None, aanbieder: str = ""
) -> list[Jaarcijfers]:
    """The public yearly accounts, newest year first; of one year, deposited up to and including a day, or of one."""
    chosen: dict[str, object] = {"jaar": jaar} if jaar else {}
    chosen |= {"gedeponeerd_op__lte": gedeponeerd_tot} if gedeponeerd_tot else {}
    chosen |= {"aanbieder": aanbieder} if aanbieder else {}
    with namens(on_behalf_of):
        return [
            Jaarcijfers(
                row.aanbieder_id,
                row.jaar,
                row.gedeponeerd_op,
                row.jeugdomzet_cent,
                row.opbrengsten_cent,
                row.nettoresultaat_cent,
                row.eigen_vermogen_cent,
                row.balanstotaal_cent,
                row.vlottende_activa_cent,
                row.kortlopende_schulden_cent,
                row.bron,
            )
            for row in Jaarrekening.objects.filter(**chosen).order_by("-jaar", "aanbieder")
        ]


def onderaannemers_op(dag: date) -> list[tuple[str, str]]:
    """(subcontractor, main contractor) as AGB codes, of every chain on a day."""
    chains = Onderaanneming.objects.filter(geldig__contains=dag).order_by("onderaannemer", "hoofdaannemer")
    return list(chains.values_list("onderaannemer_id", "hoofdaannemer_id"))
