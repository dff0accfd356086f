# SPDX-License-Identifier: EUPL-1.2
"""Reading the register: a few statements for all providers, put together in memory (a few hundred rows)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Q

from jeugdregio.aanbieders.models import (
    Aanbieder,
    InternToezicht,
    Lidmaatschap,
    Onderaanneming,
    Vermelding,
    Vestiging,
)
from jeugdregio.aanbieders.tellen import Feiten
from jeugdregio.aanbieders.toezicht import beoordeel
from jeugdregio.aanbieders.values import (
    Band,
    Inschrijfregel,
    Kaart,
    Rechtsvorm,
    Toezicht,
    Vermeldingsregel,
    Vestigingsregel,
)

JA_NEE = {True: "ja", False: "nee", None: "onbekend"}


def regels(peildatum: date, agb: str = "") -> list[Inschrijfregel]:
    """Every provider of the register on a day, or this one, by name."""
    supervision, chains = _supervision(agb), _chains(peildatum)
    return [
        Inschrijfregel(
            agb=row.agb,
            kvk=row.kvk,
            naam=row.naam,
            rechtsvorm=Rechtsvorm(row.rechtsvorm),
            gecertificeerd=row.gecertificeerd,
            begonnen_op=row.begonnen_op,
            gemeld_op=row.gemeld_op,
            keten=tuple(sorted(chains[row.agb])),
            toezicht=beoordeel(
                supervision[row.agb],
                gecertificeerd=row.gecertificeerd,
                begonnen_op=row.begonnen_op,
                peildatum=peildatum,
            ),
        )
        for row in Aanbieder.objects.filter(**({"agb": agb} if agb else {})).order_by("naam", "agb")
    ]


def feiten(peildatum: date, contracten: Mapping[str, frozenset[str]]) -> list[Feiten]:
    """What is known of every provider on a day; `contracten` are the lots of its contracts that run, by AGB code."""
    lists, names, members = defaultdict(set), defaultdict(set), defaultdict(list)
    for line in Vermelding.objects.filter(geldig__contains=peildatum):
        lists[line.aanbieder_id].add(line.lijst_id)
        names[line.aanbieder_id].add(f"{line.lijst_id}:{line.aanduiding}")
    for whole, part in (
        Lidmaatschap.objects.filter(geldig__contains=peildatum).order_by("lid").values_list("cooperatie", "lid")
    ):
        members[whole].append(part)
    return [
        Feiten(
            one.agb,
            one.naam,
            {
                "lijst": frozenset(lists[one.agb]),
                "aanduiding": frozenset(names[one.agb]),
                "rechtsvorm": frozenset({one.rechtsvorm.value}),
                "keten": frozenset(one.keten),
                "toezicht": frozenset({JA_NEE[one.toezicht.aanwezig]}),
                "contract": contracten.get(one.agb, frozenset()),
            },
            tuple(members[one.agb]),
        )
        for one in regels(peildatum)
    ]


def kaart(agb: str, peildatum: date) -> Kaart | None:
    """All that the register holds about one provider, or None."""
    found = regels(peildatum, agb)
    if not found:
        return None
    branches = Vestiging.objects.filter(aanbieder=agb).order_by("plaats", "nummer")
    lines = Vermelding.objects.filter(aanbieder=agb).select_related("lijst").order_by("lijst__naam", "geldig")
    return Kaart(
        regel=found[0],
        banden=tuple(_links(agb)),
        vestigingen=tuple(
            Vestigingsregel(one.nummer, one.naam, one.plaats, one.agb, one.geldig.lower, one.geldig.upper)
            for one in branches
        ),
        vermeldingen=tuple(
            Vermeldingsregel(
                one.lijst_id, one.lijst.naam, one.aanduiding, one.lijst.bron, one.geldig.lower, one.geldig.upper
            )
            for one in lines
        ),
        toezicht=tuple(_supervision(agb)[agb]),
    )


def _supervision(agb: str) -> Mapping[str, Sequence[Toezicht]]:
    by_agb: dict[str, list[Toezicht]] = defaultdict(list)
    rows = InternToezicht.objects.filter(**({"aanbieder": agb} if agb else {})).order_by("peildatum")
    for row in rows:
        by_agb[row.aanbieder_id].append(
            Toezicht(row.peildatum, row.aanwezig, row.hulpverleners, row.verblijf, row.bron)
        )
    return by_agb


def _chains(peildatum: date) -> Mapping[str, set[str]]:
    roles: dict[str, set[str]] = defaultdict(set)
    works = Onderaanneming.objects.filter(geldig__contains=peildatum).values_list("onderaannemer", "hoofdaannemer")
    for part, whole in works:
        roles[part].add("onderaannemer")
        roles[whole].add("hoofdaannemer")
    joined = Lidmaatschap.objects.filter(geldig__contains=peildatum).values_list("lid", "cooperatie")
    for part, whole in joined:
        roles[part].add("lid")
        roles[whole].add("coöperatie")
    return roles


def _links(agb: str) -> list[Band]:
    """The other ones of every chain this provider is in, now and before, those above it first."""
    found = []
    works = Onderaanneming.objects.filter(Q(onderaannemer=agb) | Q(hoofdaannemer=agb))
    for row in works.select_related("onderaannemer", "hoofdaannemer"):
        above = row.onderaannemer_id == agb
        other, role = (row.hoofdaannemer, "hoofdaannemer") if above else (row.onderaannemer, "onderaannemer")
        found.append(Band(other.agb, other.naam, role, row.geldig.lower, row.geldig.upper))
    joined = Lidmaatschap.objects.filter(Q(lid=agb) | Q(cooperatie=agb))
    for member in joined.select_related("lid", "cooperatie"):
        above = member.lid_id == agb
        other, role = (member.cooperatie, "coöperatie") if above else (member.lid, "lid")
        found.append(Band(other.agb, other.naam, role, member.geldig.lower, member.geldig.upper))
    return sorted(found, key=lambda one: (one.rol in ("onderaannemer", "lid"), one.rol, one.naam))
