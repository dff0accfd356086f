# SPDX-License-Identifier: EUPL-1.2
"""
The contracts of before: the three tables of 2015 and the framework agreement of 2020, as the sources describe them.

How many there are, with whom, of which kind and for how long are facts; ceilings, offers and that the options were
taken up are invented, and say so. No tariffs: nothing is claimed on these contracts any more.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from jeugdregio.contracten import actions as contracten
from jeugdregio.contracten.values import Bronregel, Contractgegevens, Optiegegevens
from jeugdregio.demo.regio import Aanbieder, Contract, Regio, rijen

BEGIN_2015, EINDE_2015 = date(2015, 1, 1), date(2018, 1, 1)
OPTIES_2015 = (date(2017, 1, 1), EINDE_2015)
"""2015, with the option of twice a year more (S27)."""
BEGIN_RAAM, EINDE_RAAM = date(2018, 1, 1), date(2022, 1, 1)
RONDEN = (date(2018, 7, 1), date(2019, 1, 1), date(2019, 7, 1), date(2020, 1, 1), date(2020, 7, 1))
"""Twice a year someone may join (S33)."""
SCHAAL = {"J&O": (31, 64), "GGZ": (30, 64)}
"""From the invented ceilings of today to ones that come to "ruim 41" and "ruim 30" million (S22, S24)."""
STAP, OFFERTE_PER_PLAFOND = 60_000, (100, 60)
"""Ceilings are whole steps of these cents, so that 60 per cent of an offer is exact."""
_NOTITIE = "inkoopnotitie jeugdhulp IJsselland 2015, par. "
VORM = {
    "J&O": ("beschikking", "subsidie of traject", f"{_NOTITIE}3.1"),
    "GGZ": ("overeenkomst", "DBC en NZa-tarieven", f"{_NOTITIE}3.2"),
    "LVB": ("raam", "PxQ", f"{_NOTITIE}3.3"),
}
ROL = {"overgang": "overgang", "hoofdaannemer": "hoofdaannemer", "zorgboercooperatie": "cooperatie"}
SCAN = "praktijkscan VWS jeugdregio IJsselland 2020, par. 2.3.1 en 2.5.1"


def laad_verleden(regio: Regio, code: str) -> None:
    """Load all of it, in the transaction of the caller."""
    providers = {one.agb: one for one in regio.aanbieders}
    old = [_contract_2015(one, providers[one.agb], code) for one in regio.contracten if one.tafel]
    contracten.leg_contracten_vast(code, [*old, *_raam(regio, code)])
    contracten.leg_opties_vast(code, [option for one in old for option in _opties(one)])
    contracten.leg_bronfeiten_vast(code, [_feit(row) for row in rijen("bronfeiten.csv")])


def _contract_2015(one: Contract, provider: Aanbieder, code: str) -> Contractgegevens:
    kind, paid, source = VORM[one.tafel]
    closed = one.perceel == "JZ+"
    large = provider.grootte == "groot" and one.tafel != "J&O" and provider.rol != "zorgboercooperatie"
    ceiling = _plafond(one)
    offered = ceiling * OFFERTE_PER_PLAFOND[0] // OFFERTE_PER_PLAFOND[1] if ceiling and large else None
    return Contractgegevens(
        nummer=f"{code}-2015-{one.nummer:03}",
        aanbieder=one.agb,
        perceel=_perceel(one, provider),
        variant=one.variant,
        bekostiging=paid,
        contractmanager=one.contractmanager,
        van=BEGIN_2015,
        tot=EINDE_2015,
        plafond_cent=ceiling,
        offerte_cent=offered,
        soort="overeenkomst" if closed else kind,
        tafel=one.tafel,
        omvang=("groot" if large else "klein") if one.tafel != "J&O" else "",
        rol=ROL.get(provider.rol, "zelfstandig"),
        niveau="bovenregionaal" if closed else "regionaal",
        bron=f"{source}; demo: bedragen verzonnen" if ceiling else source,
    )


def _perceel(one: Contract, provider: Aanbieder) -> str:
    if one.tafel == "J&O":
        return "JZ+" if one.perceel == "JZ+" else "J&O"
    return "vrijgevestigden" if provider.rol == "ggz_vrijgevestigd" else one.perceel


def _plafond(one: Contract) -> int | None:
    """The ceiling in cents; at the LVB table nobody has one (S25)."""
    if one.plafond_cent is None:
        return None
    part, whole = SCHAAL[one.tafel]
    return (one.plafond_cent * part // whole // STAP + 1) * STAP


def _opties(one: Contractgegevens) -> Iterator[Optiegegevens]:
    for number, until in enumerate(OPTIES_2015, start=1):
        yield Optiegegevens(
            contract=one.nummer,
            aanbieder=one.aanbieder,
            volgnummer=number,
            tot=until,
            besluit_uiterlijk=None,
            stand="gelicht",
            besluit="demo: dat de optie is gelicht, is verzonnen",
            bron=f"{_NOTITIE}2.2",
        )


def _raam(regio: Regio, code: str) -> Iterator[Contractgegevens]:
    """One framework agreement for each of the 205; who came after 2016 joined in one of the rounds."""
    managers = sorted({one.contractmanager for one in regio.contracten})
    joined = [one.nummer for one in regio.aanbieders if one.rol == "toetreder"]
    for one in regio.aanbieders:
        new = one.nummer in joined
        yield Contractgegevens(
            nummer=f"{code}-2018-{one.nummer:03}",
            aanbieder=one.agb,
            perceel="midden en top",
            variant="output",
            bekostiging="output per profiel",
            contractmanager=managers[one.nummer % len(managers)],
            van=RONDEN[joined.index(one.nummer) % len(RONDEN)] if new else BEGIN_RAAM,
            tot=EINDE_RAAM,
            plafond_cent=None,
            soort="raam",
            rol="cooperatie" if one.rol == "zorgboercooperatie" else "zelfstandig",
            niveau="bovenregionaal" if one.rol == "jeugdzorgplus" else "regionaal",
            bron=f"{SCAN}; demo: begin en contractmanager verzonnen",
        )


def _feit(row: Mapping[str, str]) -> Bronregel:
    return Bronregel(
        situatie=row["situatie"],
        peildatum=date.fromisoformat(row["peildatum"]),
        maat=row["maat"],
        tafel=row["tafel"],
        perceel=row["perceel"],
        waarde=int(row["waarde"]),
        meer_dan=row["meer_dan"] == "ja",
        tekst=row["tekst"],
        bron=row["bron"],
    )
