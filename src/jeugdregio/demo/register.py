# SPDX-License-Identifier: EUPL-1.2
"""
What the demo register holds beyond names: legal forms, chains, lists, counts, supervision, accounts and free places.

Figures of accounts are invented, and only for invented providers: no real organisation gets a result or a risk. They
are made so that the table of the Jeugdautoriteit over 2018 and 2019 comes out as it was published (S49).
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from jeugdregio.aanbieders import actions as aanbieders
from jeugdregio.aanbieders.values import (
    Definitie,
    Eenheid,
    Inschrijving,
    Jaarcijfers,
    Rechtsvorm,
    Toezicht,
    Vermeldingsregel,
    Vestigingsregel,
)
from jeugdregio.continuiteit import actions as continuiteit
from jeugdregio.continuiteit.values import Plaatsmelding
from jeugdregio.demo.regio import Regio, rijen

JAAR_2015 = (date(2015, 1, 1), date(2016, 1, 1))
EERSTE_BOERDERIJ = 301
"""Care farms have the numbers after those of the providers: AGB 9990nnnn, KvK 0000nnnn."""
_NOTITIE = "inkoopnotitie jeugdhulp IJsselland 2015, par. "
_SCAN = "praktijkscan VWS jeugdregio IJsselland 2020, par. "
TAFELS = {
    "J&O": ("jeno-2015", "Tafel jeugd- en opvoedhulp 2015", f"{_NOTITIE}3.1"),
    "JZ+": ("jeugdzorgplus-2015", "JeugdzorgPlus 2015", f"{_NOTITIE}3.1"),
    "GGZ": ("ggz-2015", "Tafel jeugd-GGZ 2015", f"{_NOTITIE}3.2"),
    "LVB": ("lvb-2015", "Tafel AWBZ: J-GGZ en LVB 2015", f"{_NOTITIE}3.3"),
}
LOKAAL = ("Karakter", "Pactum")
"""Whom the field scan calls local (K12)."""


def laad_register(regio: Regio) -> None:
    """Load all of it, in the transaction of the caller, after or instead of the bare register."""
    agb = {a.nummer: a.agb for a in regio.aanbieders}
    aanbieders.schrijf_in([*_inschrijvingen(regio, agb), *_boerderijen(regio, agb)])
    aanbieders.zet_op_lijst(_vermeldingen(regio))
    for one in rijen("teldefinities.csv"):
        aanbieders.leg_definitie_vast(
            Definitie(
                one["code"],
                one["naam"],
                one["omschrijving"],
                Eenheid(one["eenheid"]),
                aanbieders.lees_voorwaarden(json.loads(one["voorwaarden"])),
                _dag(one["peildatum"]),
                one["bron"],
            )
        )
    branches = defaultdict(list)
    for row in rijen("vestigingen.csv"):
        branches[agb[int(row["aanbieder"])]].append(
            Vestigingsregel(row["vestigingsnummer"], row["naam"], row["plaats"], row["agb"] or None, None, None)
        )
    aanbieders.zet_vestigingen(branches)
    aanbieders.meld_toezicht(_toezicht(agb))
    aanbieders.leg_jaarcijfers_vast(jaarcijfers_van(agb))
    continuiteit.meld_vrije_plaatsen(
        Plaatsmelding(
            agb[int(row["aanbieder"])],
            row["categorie"],
            date.fromisoformat(row["peildatum"]),
            int(row["plaatsen"]),
            row["bron"],
        )
        for row in rijen("vrije_plaatsen.csv")
    )


def _dag(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _getal(text: str) -> int | None:
    return int(text) if text else None


def _ja(text: str) -> bool | None:
    return {"ja": True, "nee": False, "": None}[text]


def _inschrijvingen(regio: Regio, agb: dict[int, str]) -> list[Inschrijving]:
    more = {int(row["nummer"]): row for row in rijen("register.csv")}
    by_name = {a.naam: a.agb for a in regio.aanbieders}
    return [
        Inschrijving(
            a.agb,
            a.kvk,
            a.naam,
            rechtsvorm=Rechtsvorm(more[a.nummer]["rechtsvorm"]),
            gecertificeerd=more[a.nummer]["gecertificeerd"] == "1",
            begonnen_op=_dag(more[a.nummer]["begonnen_op"]),
            gemeld_op=_dag(more[a.nummer]["gemeld_op"]),
            hoofdaannemers=[by_name[a.hoofdaannemer]] if a.hoofdaannemer else (),
        )
        for a in regio.aanbieders
    ]


def _boerderijen(regio: Regio, agb: dict[int, str]) -> list[Inschrijving]:
    return [
        Inschrijving(
            f"9990{number:04}",
            f"0000{number:04}",
            farm.naam,
            rechtsvorm=Rechtsvorm.EENMANSZAAK,
            cooperaties=[agb[farm.cooperatie]],
        )
        for number, farm in enumerate(regio.zorgboerderijen, start=EERSTE_BOERDERIJ)
    ]


def _vermeldingen(regio: Regio) -> Iterator[tuple[str, Vermeldingsregel]]:
    """The tables of 2015 with what a provider was there, whom the Jeugdautoriteit knew, and who is called local."""
    by_number = {a.nummer: a for a in regio.aanbieders}
    tables = Counter(contract.aanbieder for contract in regio.contracten if contract.tafel)
    for contract in regio.contracten:
        if contract.tafel:
            code, name, source = TAFELS["JZ+" if contract.perceel == "JZ+" else contract.tafel]
            provider = by_number[contract.aanbieder]
            # Who sits at two tables has one role in the file; only the size is said at both.
            called = provider.grootte if tables[contract.aanbieder] > 1 else provider.rol.replace("_", " ")
            yield provider.agb, Vermeldingsregel(code, name, called, source, *JAAR_2015)
    for a in regio.aanbieders:
        if a.telt_mee_bij_jeugdautoriteit:
            yield (
                a.agb,
                Vermeldingsregel(
                    "jeugdautoriteit-2020",
                    "Bekend bij de Jeugdautoriteit, 2020",
                    "",
                    f"{_SCAN}2.5.1",
                    date(2020, 10, 15),
                    date(2021, 1, 1),
                ),
            )
        if a.naam in LOKAAL:
            spoken = Vermeldingsregel(
                "praktijkscan-2020",
                "Gesproken voor de praktijkscan, 2020",
                "lokale aanbieder",
                f"{_SCAN}1.2",
                date(2020, 9, 1),
                date(2021, 1, 1),
            )
            yield a.agb, spoken


def _toezicht(agb: dict[int, str]) -> Iterator[tuple[str, Toezicht]]:
    for row in rijen("toezicht.csv"):
        day = date.fromisoformat(row["peildatum"])
        said = Toezicht(day, _ja(row["aanwezig"]), _getal(row["hulpverleners"]), _ja(row["verblijf"]), row["bron"])
        yield agb[int(row["aanbieder"])], said


def jaarcijfers_van(agb: dict[int, str]) -> Iterator[Jaarcijfers]:
    """The invented accounts, in the order of the file; `agb` by number of the provider."""
    for row in rijen("jaarrekeningen.csv"):
        yield Jaarcijfers(
            agb=agb[int(row["aanbieder"])],
            jaar=int(row["jaar"]),
            gedeponeerd_op=date.fromisoformat(row["gedeponeerd_op"]),
            bron=row["bron"],
            **{name: _getal(text) for name, text in row.items() if name.endswith("_cent")},
        )
