# SPDX-License-Identifier: EUPL-1.2
"""
One whole year of the region, from budget to settlement and payment file, and what must hold of it afterwards.

Everything goes through the doors that people use: messages through the intake, runs by two people, the bank's files
read back, months closed one by one. No step asks what day it is.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from io import StringIO

from django.utils import timezone
from lxml import etree

from jeugdregio.afsluiting import actions as sluiten
from jeugdregio.afsluiting import queries as afsluiting
from jeugdregio.beheer.actions import bevestig
from jeugdregio.betalingen import actions as betalingen
from jeugdregio.betalingen import queries as betaald
from jeugdregio.betalingen.proefbank import afschrift, antwoord
from jeugdregio.bewaking import actions as bewaking
from jeugdregio.boekhouding import queries as boekhouding
from jeugdregio.core.money import euro
from jeugdregio.core.periode import Maand
from jeugdregio.declaraties import queries as declaraties
from jeugdregio.demo import afspelen, laden, vier_o
from jeugdregio.demo.betalingen import EERSTE, TWEEDE, nummer
from jeugdregio.demo.bevolking import bevolking
from jeugdregio.demo.models import Opvoering
from jeugdregio.demo.nummering import TIJDZONE
from jeugdregio.demo.regio import regio_ijsselland
from jeugdregio.demo.simulator import simuleer
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.queries import account_met_naam
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.grootboek import queries as grootboek
from jeugdregio.grootboek.values import BANK, KOSTEN, TE_BETALEN
from jeugdregio.prognose import actions as prognoses
from jeugdregio.regio import queries as regio_
from jeugdregio.verevening import queries as verevening
from jeugdregio.verevening.values import Sleutel, Slotaandeel

JAAR = laden.JAAR
EINDE = datetime(JAAR + 1, 2, 1, 9, tzinfo=TIJDZONE)
"""When all is looked at again."""
PROGNOSE_NA = (4, 6, 9)
"""After so many months someone asks what the year will cost."""
Meld = Callable[[str, str], None]
"""Hears of each step: what was done, and its figures in words."""


@dataclass(frozen=True)
class Proef:
    """Something that must hold of the year; both sides in cents, or in counts when `geld` is false."""

    wat: str
    links: int
    rechts: int
    geld: bool = True

    @property
    def klopt(self) -> bool:
        """Whether both sides are equal."""
        return self.links == self.rechts


@dataclass
class Jaarspel:
    """Who plays, and what was seen on the way."""

    regio: str
    schaal: float
    meld: Meld
    een: Machtiging = field(init=False)
    twee: Machtiging = field(init=False)
    betaald_cent: int = 0
    voorspeld_cent: dict[int, int] = field(default_factory=dict)
    bestanden: list[bytes] = field(default_factory=list)
    slot: tuple[Slotaandeel, ...] = ()


@dataclass(frozen=True)
class Jaaruitkomst:
    """What must hold of the year, and what it leaves for others: payment files, and the ledger as plain text."""

    proeven: tuple[Proef, ...]
    betaalbestanden: tuple[bytes, ...]
    grootboek: str


def speel_jaar(*, regio: str, schaal: float, meld: Meld) -> Jaaruitkomst:
    """Play the year in an empty database; `meld` hears of each step."""
    play = Jaarspel(regio, schaal, meld)
    begun = _begin(play)
    region = regio_ijsselland()
    months = [date(JAAR, month, 1) for month in range(1, 13)]
    traffic = simuleer(bevolking(schaal, begun.seed, region), region, months, seed=begun.seed)
    outcome = afspelen.speel_af(traffic, regio=regio, opvoering=begun, voor_sluiten=lambda month: _month(play, month))
    _jaareinde(play)
    meld("Berichten", f"{outcome.berichten} verwerkt, {len(outcome.gesloten)} maanden gesloten")
    ledger = StringIO()
    boekhouding.schrijf_per_boeking(ledger, tot_en_met=Maand.van(EINDE.date()), moment=EINDE, regio_code=regio)
    return Jaaruitkomst(tuple(_proeven(play)), tuple(play.bestanden), ledger.getvalue())


def _begin(play: Jaarspel) -> Opvoering:
    opvoering = afspelen.begin(afspelen.Instellingen(play.schaal), regio=play.regio)
    region = regio_ijsselland()
    people = bevolking(play.schaal, opvoering.seed, region)
    laden.laad(region, code=play.regio, schaal=play.schaal)
    laden.maak_inloggers(laden.inloggers(region, people, code=play.regio), regio=play.regio, moment=_begin_van(1))
    play.een, play.twee = (
        Machtiging(rol=Rol.CONTROLLER, regio=play.regio, account=account_met_naam(name, regio=play.regio))
        for name in (EERSTE, TWEEDE)
    )
    for provider in region.aanbieders:
        key = betalingen.stel_rekening_voor(
            provider.agb,
            nummer(provider.agb),
            provider.naam[:70],
            bron="verzonnen: contract in de demo",
            moment=_begin_van(1),
            on_behalf_of=play.een,
        )
        betalingen.bevestig_rekening(key, iban=nummer(provider.agb), moment=_begin_van(1), on_behalf_of=play.twee)
    play.meld(
        "Begin", f"{len(people.kinderen)} kinderen, {len(region.aanbieders)} rekeningen bevestigd door een tweede"
    )
    return opvoering


def _begin_van(month: int) -> datetime:
    return datetime(JAAR, month, 2, 9, tzinfo=TIJDZONE)


def _month(play: Jaarspel, month: Maand) -> None:
    """What is done before a month is closed: pay what is open, and sometimes look ahead."""
    moment = afspelen.sluitmoment(month) - timedelta(days=3)
    paid = _betaal(play, month, moment)
    play.meld(f"Maand {month}", f"betaald {euro(paid)}")
    number = month.begin.month
    if number in PROGNOSE_NA:
        made = prognoses.maak_prognose(month.volgende.begin, moment=moment, on_behalf_of=verwerking(play.regio))
        play.voorspeld_cent[number] = made.midden_cent
        play.meld("Prognose", f"na {number} maanden: het jaar komt uit op {euro(made.midden_cent)}")


def _betaal(play: Jaarspel, month: Maand, moment: datetime) -> int:
    """One run: made and frozen by one, approved by another, sent, answered by the bank; gives the cents."""
    today = timezone.localdate(moment)
    day = today + timedelta(days=1)
    open_ = betaald.openstaand(month, peildatum=today, betaaldag=day, on_behalf_of=play.een)
    if not any(row.bedrag_cent > 0 for row in open_):
        return 0
    number = betalingen.maak_ronde(month, betaaldag=day, moment=moment, on_behalf_of=play.een)
    read = betalingen.bevries(number, moment=moment, on_behalf_of=play.een)
    betalingen.keur_goed(number, gelezen=read, moment=moment + timedelta(hours=1), on_behalf_of=play.twee)
    file = betalingen.verzend(number, moment=moment + timedelta(hours=2), on_behalf_of=play.een)
    for answer in (antwoord(file), afschrift(file, dag=day, nummer=str(number))):
        betalingen.lees_bankbestand(answer, moment=moment + timedelta(days=1), on_behalf_of=play.een)
    play.bestanden.append(file)
    ronde = betaald.ronde(number, on_behalf_of=play.een)
    assert ronde is not None
    play.betaald_cent += ronde.betaald_cent
    return ronde.betaald_cent


def _jaareinde(play: Jaarspel) -> None:
    """Decide on what was asked under the four O's, settle it among the municipalities, and close the year."""
    vier_o.rond_af(JAAR, Sleutel.JEUGDIGEN, regio=play.regio, moment=EINDE)
    play.slot = verevening.slot(JAAR, Sleutel.JEUGDIGEN, on_behalf_of=play.een).aandelen
    pays = sum(one.saldo_cent for one in play.slot if one.saldo_cent > 0)
    play.meld("Vier O's", f"{euro(pays)} tussen {len(play.slot)} gemeenten verrekend")
    made = sluiten.stel_jaar_voor(JAAR, reden="alles is geteld", moment=EINDE, on_behalf_of=play.een)
    bevestig(made, made.sha256, moment=EINDE + timedelta(hours=1), on_behalf_of=play.twee)
    play.meld(f"Jaar {JAAR}", "gesloten door twee personen")


def _proeven(play: Jaarspel) -> Iterator[Proef]:
    everyone = verwerking(play.regio)
    with namens(everyone):
        towns = list(regio_.deelnemers(play.regio, date(JAAR, 12, 31)))
        balance = {one.rekening: one for one in grootboek.proefbalans(towns, Maand(JAAR + 1, 12))}
    granted, reported = _toegekend(play), _gerapporteerd(play)
    ordered = sum(_som(file) for file in play.bestanden)
    yield Proef("alle rekeningen samen zijn nul", sum(one.saldo_cent for one in balance.values()), 0)
    yield Proef("wat de bank betaalde is wat van de bank is geboekt", play.betaald_cent, -balance[BANK].saldo_cent)
    yield Proef("wat is toegekend, is geboekt als kosten", granted, balance[KOSTEN].saldo_cent)
    yield Proef("wat is toegekend, staat in het vaste rapport van december", granted, reported)
    yield Proef(
        "wat is toegekend, is betaald of staat open", granted, play.betaald_cent - balance[TE_BETALEN].saldo_cent
    )
    yield Proef("de betaalbestanden samen zijn wat de bank betaalde", ordered, play.betaald_cent)
    yield Proef("de verrekening onder de vier O's is samen nul", sum(one.saldo_cent for one in play.slot), 0)
    found = bewaking.controleer(moment=EINDE, on_behalf_of=everyone, ook=afsluiting.INVARIANTEN)
    broken = sum(one.fout for one in found)
    yield Proef(f"van {len(found)} dingen die altijd waar zijn, zijn er onwaar", broken, 0, geld=False)


def _toegekend(play: Jaarspel) -> int:
    return sum(one.toegekend_cent for one in declaraties.per_maand(on_behalf_of=play.een))


def _gerapporteerd(play: Jaarspel) -> int:
    """What the frozen report of December says of the whole year."""
    december = afsluiting.regiorapport(Maand(JAAR, 12), on_behalf_of=play.een)
    assert december.definitief
    return december.totaal.totaal.nu.toegekend_cent


def _som(bestand: bytes) -> int:
    """The cents of all transfers in a pain.001."""
    root = etree.fromstring(bestand, etree.XMLParser(resolve_entities=False, no_network=True))
    return sum(int((one.text or "").replace(".", "")) for one in root.iterfind(".//{*}InstdAmt"))
