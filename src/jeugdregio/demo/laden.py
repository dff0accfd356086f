# SPDX-License-Identifier: EUPL-1.2
"""
Bring the demo region to the database: municipalities, providers, contracts, tariffs, budgets and logins.

Everything goes through the doors of the rooms that own it, in bulk; loading twice changes nothing.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.contrib.auth.hashers import make_password

from jeugdregio.contracten import actions as contracten
from jeugdregio.contracten import queries as afspraken
from jeugdregio.contracten.values import Contractgegevens, Optiegegevens, Productgegevens, Tariefgegevens
from jeugdregio.demo import (
    begroting,
    contractbeheer,
    inkoop,
    lasten,
    overgang,
    prijzen,
    teambudget,
    verantwoording,
    verevening,
    vier_o,
    wachttijden,
)
from jeugdregio.demo.bevolking import Bevolking
from jeugdregio.demo.regimes import laad_regimes
from jeugdregio.demo.regio import Aanbieder, Contract, Regio
from jeugdregio.demo.register import laad_register
from jeugdregio.demo.verleden import laad_verleden
from jeugdregio.gebruikers import verzonnen
from jeugdregio.gebruikers.actions import geef_rol
from jeugdregio.gebruikers.isolatie import ORGANISATIE, namens
from jeugdregio.gebruikers.models import Account
from jeugdregio.gebruikers.values import Rol, verwerking
from jeugdregio.grootboek import actions as grootboek
from jeugdregio.regio import actions as regio_
from jeugdregio.regio.values import Deelnemer

JAAR = 2026
BEGIN = date(JAAR, 1, 1)
OPTIE_ELKE, OPTIE_TOT = 12, date(2029, 1, 1)
"""One in so many contracts has an option, until this day."""
BESLISDAGEN = (date(2026, 12, 15), date(2027, 3, 31), date(2027, 7, 1), date(2026, 11, 1))
ZWOLLE, DALFSEN = "0193", "0148"
HUISARTS = "01012345"
"""An invented AGB code: no practice has it."""
STEM = "STEM-EN-STEUN"
"""The organisation of trust persons, invented."""


@dataclass(frozen=True)
class Inlog:
    """A person who can log in to the demo with the password `settings.DEMO_WACHTWOORD`."""

    naam: str
    rol: Rol
    wie: str
    gemeente: str = ""
    aanbieder: str = ""
    regio: str = ""
    vertrouwen: str = ""
    praktijk: str = ""
    gezinslid: str = ""


def laad(regio: Regio, *, code: str, schaal: float) -> None:
    """
    Load the region under its `code`, in one transaction on behalf of the region.

    `schaal` is the scale of the population: budgets scale along, so that a small demo also has a budget that
    its costs can be held against.
    """
    with namens(verwerking(code)):
        grootboek.richt_rekeningen_in()
        regio_.stel_deelnemers_vast(
            code,
            [
                Deelnemer(g.code, g.naam, g.inwoners, g.jeugdigen_0_17, g.deelname_van, g.deelname_tot)
                for g in regio.gemeenten
            ],
        )
        laad_register(regio)
        laad_regimes(verwerking(code))
        verevening.laad(regio)
        vier_o.laad(code)
        _laad_afspraken(regio, code)
        begroting.laad(regio, schaal=schaal)
        overgang.laad(regio)
        laad_verleden(regio, code)
        contractbeheer.laad(regio, code=code)
        inkoop.laad(regio, code)
        teambudget.laad()
        verantwoording.laad()
        lasten.laad(code)
        wachttijden.laad(code)


def _contract(c: Contract, provider: Aanbieder, code: str) -> Contractgegevens:
    """What a provider is, is said of this contract alone (K12)."""
    role = {"overgang": "overgang", "zorgboercooperatie": "cooperatie", "hoofdaannemer": "hoofdaannemer"}
    return Contractgegevens(
        nummer=f"{code}-{c.nummer:03}",
        aanbieder=c.agb,
        perceel=c.perceel,
        variant=c.variant,
        bekostiging=c.financiering,
        contractmanager=c.contractmanager,
        van=c.geldig_van,
        tot=c.geldig_tot,
        plafond_cent=c.plafond_cent,
        offerte_cent=c.offerte_cent,
        soort="raam",
        tafel=c.tafel,
        omvang=provider.grootte if c.tafel == "GGZ" else "",
        rol=role.get(provider.rol, "zelfstandig"),
        niveau="bovenregionaal" if c.perceel == "JZ+" else "regionaal",
        bron=c.bron,
    )


def _opties(regio: Regio, code: str) -> Iterator[Optiegegevens]:
    """Some contracts have an option of one year, most with a day to decide by; all invented. What is there stays."""
    known = {one.contract for one in afspraken.opties(code, on_behalf_of=verwerking(code))}
    chosen = [one for one in regio.contracten if one.nummer % OPTIE_ELKE == 0]
    for place, one in enumerate(chosen):
        number = f"{code}-{one.nummer:03}"
        if number not in known:
            last = place % (len(BESLISDAGEN) + 1)
            day = BESLISDAGEN[last] if last < len(BESLISDAGEN) else None
            yield Optiegegevens(number, one.agb, 1, OPTIE_TOT, day, bron="demo: verzonnen")


def _laad_afspraken(regio: Regio, code: str) -> None:
    providers = {one.agb: one for one in regio.aanbieders}
    contracten.leg_contracten_vast(code, [_contract(c, providers[c.agb], code) for c in regio.contracten])
    contracten.leg_opties_vast(code, list(_opties(regio, code)))
    prijzen.laad_profielen(regio, code)
    contracten.leg_producten_vast(
        code,
        [
            Productgegevens(p.categorie, p.code, p.omschrijving, p.eenheid, p.variant, p.profiel)
            for p in regio.producten
        ],
    )
    contracten.leg_tarieven_vast(
        code,
        [
            Tariefgegevens(t.agb, t.categorie, t.product, t.eenheid, t.geldig_van, t.geldig_tot, t.tarief_cent)
            for t in regio.tarieven
        ],
    )
    prijzen.laad_financiering(regio, code)
    prijzen.laad_cijfers(regio, code)


def drukste(bevolking: Bevolking) -> str:
    """The provider with the most trajectories."""
    (busiest, _), *_ = Counter(t.agb for t in bevolking.trajecten if t.agb).most_common(1)
    return busiest


def inloggers(regio: Regio, bevolking: Bevolking, *, code: str) -> Sequence[Inlog]:
    """One person per role; the provider is the one with the most trajectories."""
    provider = next(a for a in regio.aanbieders if a.agb == drukste(bevolking))
    return (
        Inlog("controller.zwolle", Rol.CONTROLLER, "Controller van gemeente Zwolle", gemeente=ZWOLLE),
        Inlog("controller.regio", Rol.CONTROLLER, "Controller van de regio", regio=code),
        Inlog("toegang.dalfsen", Rol.TOEGANG, "Medewerker toegang van gemeente Dalfsen", gemeente=DALFSEN),
        Inlog("contracten.regio", Rol.CONTRACTMANAGER, "Contractmanager van de regio", regio=code),
        Inlog("backoffice", Rol.AANBIEDER, f"Backoffice van {provider.naam}", aanbieder=provider.agb),
        Inlog("toetser.dalfsen", Rol.TOETSER, "Tweede toetser van gemeente Dalfsen", gemeente=DALFSEN),
        Inlog("controller.dalfsen", Rol.CONTROLLER, "Controller van gemeente Dalfsen", gemeente=DALFSEN),
        Inlog("bestuur.dalfsen", Rol.BESTUUR, "Bestuurder van gemeente Dalfsen", gemeente=DALFSEN),
        Inlog("geheim.dalfsen", Rol.TOEGANG_GEHEIM, "Toegang van Dalfsen, afgeschermde dossiers", gemeente=DALFSEN),
        Inlog(
            "geheim.aanbieder",
            Rol.AANBIEDER_GEHEIM,
            f"Backoffice van {provider.naam}, afgeschermde dossiers",
            aanbieder=provider.agb,
        ),
        Inlog("privacy.dalfsen", Rol.PRIVACY, "Privacyfunctionaris van gemeente Dalfsen", gemeente=DALFSEN),
        Inlog("bestuur.regio", Rol.BESTUUR, "Bestuurder van de regio", regio=code),
        Inlog("financien.regio", Rol.CONTROLLER, "Tweede controller van de regio", regio=code),
        Inlog("financien.zwolle", Rol.CONTROLLER, "Tweede controller van gemeente Zwolle", gemeente=ZWOLLE),
        Inlog("beheer.regio", Rol.BEHEERDER, "Functioneel beheerder van de regio", regio=code),
        Inlog("beheer.zwolle", Rol.BEHEERDER, "Functioneel beheerder van gemeente Zwolle", gemeente=ZWOLLE),
        Inlog("vertrouwenspersoon", Rol.VERTROUWENSPERSOON, "Vertrouwenspersoon van Stem en Steun", vertrouwen=STEM),
        Inlog("huisarts", Rol.VERWIJZER, "Huisarts die verwijst", praktijk=f"V{HUISARTS}"),
    )


def bekende_inloggers() -> list[tuple[str, str]]:
    """User name and description of everyone in this database."""
    return list(Account.objects.order_by("pk").values_list("username", "first_name"))


def maak_inloggers(inloggers: Sequence[Inlog], *, regio: str, moment: datetime) -> None:
    """Make these accounts with `DEMO_WACHTWOORD`, an invented second factor and a role; known ones get those again."""
    password = make_password(settings.DEMO_WACHTWOORD)
    for one in inloggers:
        at = {soort: code for soort in ORGANISATIE if (code := getattr(one, soort))}
        account = geef_rol(one.naam, rol=one.rol, bij=at, vanaf=BEGIN, wie=one.wie, regio=regio, moment=moment)
        Account.objects.filter(pk=account.pk).update(password=password, first_name=one.wie)
    verzonnen.geef_tweede_factor([one.naam for one in inloggers])
