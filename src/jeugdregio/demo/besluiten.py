# SPDX-License-Identifier: EUPL-1.2
"""
Decisions of the demo: eight children of Dalfsen, each as far as a decision can be, with letters and objections.

Everything is invented and goes through the doors of the rooms. Nothing here sends a message: what was made known is a
refusal or a budget of the family's own, so no figure of the traffic changes. Loading twice changes nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from jeugdregio.besluiten import actions, dossier, queries, voorwaarden
from jeugdregio.besluiten.values import (
    AFWIJZING,
    GEDEELTELIJK,
    HERZIENING,
    INTREKKING,
    PGB,
    TOEKENNING,
    ZIN,
    Bekendmaking,
    Keuze,
    Ontwerp,
    Voorziening,
    eerste_werkdag,
)
from jeugdregio.core.bsn import voldoet_aan_elfproef, zegel
from jeugdregio.core.periode import maanden_na
from jeugdregio.gebruikers import caseload
from jeugdregio.gebruikers.models import Account
from jeugdregio.gebruikers.queries import machtigingen
from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.gezinnen import actions as gezinnen
from jeugdregio.gezinnen import queries as gezinsvragen
from jeugdregio.gezinnen.values import NieuwGezag, NieuwLid
from jeugdregio.personen import queries as personen
from jeugdregio.personen.values import Doelbinding, PersonenbronFout, Persoon
from jeugdregio.toegang import actions as toegang
from jeugdregio.toegang.values import Nieuw, Stapregel

EERSTE = 999_960_000
OUDSTE = 15
WERKT, TOETST = "toegang.dalfsen", "toetser.dalfsen"
BRON = "gezagsregister (verzonnen)"
GROND = "Jeugdwet 2.3 lid 1; verordening jeugdhulp"
GEBIEDEN = {
    "gezondheid": ("goed", ""),
    "sociaal": ("zorg", "Speelt weinig met andere kinderen."),
    "psychisch": ("zorg", "Is vaak boos en slaapt slecht."),
    "huisvesting": ("goed", ""),
    "financien": ("niet_besproken", ""),
}
STAPPEN = (
    Stapregel("a", "deels", 3, "Een tante past op woensdag op."),
    Stapregel("b", "niet", 4, "De groep bij het CJG was niet genoeg."),
    Stapregel("c", "genoeg", 5, "Begeleiding thuis, een half jaar."),
)


@dataclass(frozen=True)
class _Zaak:
    """One child with its application: who works on it, and how many days ago it was received."""

    aanmelding: int
    dossier: dossier.Dossier
    keuze: Keuze
    wie: Machtiging
    toetser: Machtiging
    nu: datetime

    def dag(self, geleden: int) -> datetime:
        """So many days ago."""
        return self.nu - timedelta(days=geleden)

    def aanvraag(self) -> int:
        """The clock of the request."""
        return actions.open_aanvraag(
            aanmelding=self.aanmelding,
            gezin=self.dossier.kind.gezin,
            lid=self.dossier.kind.id,
            persoon=self.dossier.aanmelding.persoon,
            kanaal=self.dossier.aanmelding.kanaal,
            ontvangen_op=self.dossier.aanvraag.ontvangen_op,
            on_behalf_of=self.wie,
        )

    def natura(self, maanden: int, volume: int) -> Voorziening:
        """Help in kind from next month on."""
        one = self.keuze
        begin = maanden_na(timezone.localdate(self.nu).replace(day=1), 1)
        return Voorziening(
            vorm=ZIN,
            categorie=one.categorie,
            omschrijving=one.omschrijving,
            van=begin,
            tot=maanden_na(begin, maanden),
            aanbieder=one.aanbieder,
            code=one.code,
            volume=volume,
            eenheid=one.eenheid,
            frequentie="4",
            wachttijd_weken=one.wachttijd_weken,
        )

    def pgb(self) -> Voorziening:
        """A budget for half a year from this month on: nine tenths of what that help costs in kind."""
        one = replace(self.natura(6, 4), vorm=PGB, aanbieder="", omschrijving="Begeleiding na school")
        begin = timezone.localdate(self.nu).replace(day=1)
        one = replace(one, van=begin, tot=maanden_na(begin, 6), wachttijd_weken=None)
        return replace(one, budget_cent=(dossier.kosten(one, self.keuze.tarief_cent) or 0) * 9 // 10)

    def stel_op(self, soort: str, waarom: str, geleden: int, *given: Voorziening, **anders: object) -> int:
        """A decision that was drafted and handed over so many days ago."""
        moment = self.dag(geleden)
        day = timezone.localdate(moment)
        own = next((one for one in given if one.vorm == PGB), None)
        asked = voorwaarden.Pgbvraag(
            maatregel=False,
            plan=True,
            kan_beheren=True,
            motivering=True,
            kwaliteit=True,
            budget_cent=own.budget_cent or 0 if own else 0,
            natura_cent=dossier.kosten(replace(own, budget_cent=None), self.keuze.tarief_cent) if own else None,
        )
        draft = Ontwerp(
            soort=soort,
            grondslag=GROND,
            motivering=waarom,
            beoordeling=self.dossier.beoordeling,
            voorzieningen=given,
            voorwaarden=voorwaarden.pgb(asked, peildatum=day) if own else (),
            **anders,  # type: ignore[arg-type]
        )
        number = actions.stel_op(self.aanvraag(), draft, moment=moment, on_behalf_of=self.wie)
        prices = {dossier.sleutel_van(self.keuze): self.keuze.tarief_cent}
        why = dossier.redenen(given, prices, peildatum=day, on_behalf_of=self.wie)
        actions.leg_voor(number, why, on_behalf_of=self.wie)
        return number

    def maak_bekend(self, nummer: int, geleden: int) -> None:
        """Make it known, so many days ago; nothing is sent but letters."""
        moment = self.dag(geleden)
        known = self.bekendmaking(moment)
        day = timezone.localdate(moment)
        actions.maak_bekend(nummer, known, regio=settings.REGIO, peildatum=day, moment=moment, on_behalf_of=self.wie)

    def bekendmaking(self, moment: datetime) -> Bekendmaking:
        """To whom the letters go."""
        return dossier.bekendmaking(
            self.dossier.kind.id,
            aanbieder="",
            referentie="",
            peildatum=timezone.localdate(moment),
            moment=moment,
            on_behalf_of=self.wie,
        )


def laad(moment: datetime) -> int:
    """Load them; gives how many decisions there are now, 0 where there is nobody to decide or they were there."""
    worker, checker = _werker(WERKT, Rol.TOEGANG, moment), _werker(TOETST, Rol.TOETSER, moment)
    if worker is None or checker is None or queries.besluiten(hoogstens=1, on_behalf_of=worker):
        return 0
    numbers = _nummers()
    for name, born, ago, story in VERHALEN:
        case = _zaak(name, born, ago, numbers, moment, worker, checker)
        if case is None:
            return 0
        story(case)
    return len(queries.besluiten(on_behalf_of=worker))


def _werker(naam: str, rol: Rol, moment: datetime) -> Machtiging | None:
    account = Account.objects.filter(username=naam).first()
    found = machtigingen(account.pk, moment=moment) if account else ()
    return next((one for one in found if one.rol is rol), None)


def _nummers() -> Iterator[str]:
    return (text for number in range(EERSTE, EERSTE + 9_000) if voldoet_aan_elfproef(text := str(number)))


def _persoon(bsn: str, nu: datetime, wie: Machtiging) -> Persoon | None:
    """The invented child with this number; None when no BRP answers."""
    try:
        sealed = zegel(settings.BSN_KEY).verzegel(bsn)
        return personen.persoon(sealed, doel=Doelbinding.BESLUIT, moment=nu, on_behalf_of=wie)
    except PersonenbronFout:
        return None


def _jong(nummers: Iterator[str], nu: datetime, wie: Machtiging) -> tuple[str, Persoon | None]:
    """The next number of a child of fifteen at the most: none of these decisions runs past eighteen."""
    for bsn in nummers:
        who = _persoon(bsn, nu, wie)
        if who is None or (who.geboortedatum and nu.year - who.geboortedatum.year <= OUDSTE):
            return bsn, who
    raise AssertionError("the numbers of the test range ran out")


def _zaak(
    naam: str, geboren: date, geleden: int, nummers: Iterator[str], nu: datetime, wie: Machtiging, toetser: Machtiging
) -> _Zaak | None:
    """A child with one parent and an application that everything was found out about; None without any contract."""
    today = timezone.localdate(nu)
    every = queries.keuzes(settings.REGIO, "45", dag=today, on_behalf_of=wie)
    can = [one for one in every if one.mag and one.tarief_cent and one.eenheid == "04"]
    choice = next(iter(sorted(can, key=lambda one: one.omschrijving == one.code)), None)
    if choice is None:
        return None
    came = nu - timedelta(days=geleden)
    bsn, who = _jong(nummers, nu, wie)
    name, last = (
        (who.naam, f"{who.voorvoegsel} {who.achternaam}".strip()) if who else (f"{naam} Verzonnen", "Verzonnen")
    )
    geboren = (who and who.geboortedatum) or geboren
    family = gezinnen.maak_gezin(
        last,
        [
            NieuwLid(name, "jeugdige", geboortedatum=geboren, bsn=bsn),
            NieuwLid(f"Anne {last}", "ouder", geboortedatum=date(1986, 4, 12), bsn=next(nummers)),
        ],
        moment=came,
        on_behalf_of=wie,
    )
    found = gezinsvragen.gezin(family, on_behalf_of=wie)
    assert found is not None
    child, parent = found.leden
    gezinnen.leg_gezag_vast(child.id, NieuwGezag("een_ouder", geboren, BRON, houder=parent.id), on_behalf_of=wie)
    if wie.account is not None and not caseload.in_caseload(child.persoon, moment=nu, on_behalf_of=wie):
        caseload.wijs_toe(
            child.persoon, aan=wie.account, vanaf=came.date(), reden="Nieuwe aanmelding", moment=nu, on_behalf_of=wie
        )
    number = toegang.meld_aan(
        Nieuw(
            kanaal="eigen",
            onderwerp="opvoeden",
            vraag=f"Moeder vraagt hulp thuis voor {name}.",
            ontvangen_op=came,
            persoon=child.persoon,
            gezin_id=family,
            lid_id=child.id,
            gewenst="45",
        ),
        moment=came,
        on_behalf_of=wie,
    )
    toegang.leg_gebieden_vast(number, GEBIEDEN, signalen=["jeugd"], moment=came, on_behalf_of=wie)
    toegang.leg_stappen_vast(number, STAPPEN, moment=came, on_behalf_of=wie)
    for one in gezinsvragen.ondertekenaars(child.id, peildatum=today, on_behalf_of=wie):
        if one.moet_tekenen and one.lid:
            toegang.onderteken(number, one.lid, wijze="schriftelijk", grond=one.artikel, moment=came, on_behalf_of=wie)
    toegang.zet_stand(number, "klaar_voor_besluit", moment=nu, on_behalf_of=wie)
    known = dossier.dossier(number, peildatum=today, on_behalf_of=wie)
    assert known is not None
    return _Zaak(number, known, choice, wie, toetser, nu)


# --- the stories ----------------------------------------------------------------------------------------------------


def _aanvulling(one: _Zaak) -> None:
    """Asked for more, which came; then the decision was put off."""
    given = {"aanvraag": one.aanvraag(), "on_behalf_of": one.wie}
    asked, late = one.dag(30), one.dag(4)
    fact = actions.schort_op(
        op=timezone.localdate(asked),
        uiterlijk=timezone.localdate(one.dag(16)),
        reden="Het laatste verslag van school.",
        moment=asked,
        gegevens=one.bekendmaking(asked),
        **given,  # type: ignore[arg-type]
    )
    actions.vul_aan(fact, timezone.localdate(one.dag(20)), on_behalf_of=one.wie)
    now = queries.aanvraag_van(one.aanmelding, peildatum=timezone.localdate(late), on_behalf_of=one.wie)
    assert now is not None
    actions.verleng(
        op=timezone.localdate(late),
        naar=eerste_werkdag(now.termijn.laatste_dag + timedelta(days=21)),
        reden="Wij willen ook met de school praten. Dat kan pas over twee weken.",
        moment=late,
        gegevens=one.bekendmaking(late),
        **given,  # type: ignore[arg-type]
    )


def _wacht(one: _Zaak) -> None:
    one.stel_op(TOEKENNING, "De hulp is lang nodig: het lukt alleen stap voor stap.", 2, one.natura(18, 8))


def _terug(one: _Zaak) -> None:
    why = "Er is hulp thuis nodig. Vervoer kan het gezin zelf regelen."
    number = one.stel_op(GEDEELTELIJK, why, 5, one.natura(18, 12))
    found = queries.besluit(number, on_behalf_of=one.toetser)
    if found is not None and found.stand == "tweede":
        actions.toets(
            number,
            found.sha256,
            akkoord=False,
            toelichting="Waarom anderhalf jaar? Begin met een half jaar en kijk dan opnieuw.",
            moment=one.dag(3),
            on_behalf_of=one.toetser,
        )


def _klaar(one: _Zaak) -> None:
    why = "Begeleiding thuis past bij de vraag. Voor paardrijden is geen hulp nodig."
    one.stel_op(GEDEELTELIJK, why, 1, one.natura(6, 4))


def _afgewezen(one: _Zaak) -> int:
    number = one.stel_op(AFWIJZING, "Het gezin kan dit met de groep van het CJG en met familie oplossen.", 25)
    one.maak_bekend(number, 24)
    return number


def _bezwaar(one: _Zaak, geleden: int = 9) -> tuple[int, int]:
    number = _afgewezen(one)
    moment = one.dag(geleden)
    day = timezone.localdate(moment)
    known = one.bekendmaking(moment)
    objection = actions.maak_bezwaar(
        number,
        van_wie=known.ontvangers[0].naam,
        gronden="Wij hebben de groep al geprobeerd. Het wordt elke week moeilijker.",
        verzonden_op=day - timedelta(days=1),
        ontvangen_op=day,
        commissie=False,
        moment=moment,
        gegevens=known,
        on_behalf_of=one.wie,
    )
    return number, objection


def _in_bezwaar(one: _Zaak) -> None:
    _bezwaar(one)


def _gegrond(one: _Zaak) -> None:
    number, objection = _bezwaar(one, 15)
    actions.hoor(objection, timezone.localdate(one.dag(6)), on_behalf_of=one.wie)
    actions.beslis_op_bezwaar(
        objection,
        uitkomst="gegrond",
        motivering="De groep is geprobeerd en hielp niet. Hulp thuis is nodig.",
        op=timezone.localdate(one.dag(3)),
        on_behalf_of=one.wie,
    )
    one.stel_op(HERZIENING, "Wij keken opnieuw. Hulp thuis is nodig.", 1, one.natura(6, 4), vervangt=number)


def _budget(one: _Zaak) -> int:
    why = "Het gezin koopt de hulp zelf in bij iemand die het kind al kent."
    number = one.stel_op(TOEKENNING, why, 21, one.pgb())
    one.maak_bekend(number, 20)
    return number


def _met_budget(one: _Zaak) -> None:
    _budget(one)


def _ingetrokken(one: _Zaak) -> None:
    number = _budget(one)
    end = maanden_na(timezone.localdate(one.nu).replace(day=1), 1)
    why = "Het gaat goed. U hebt ons gevraagd het budget te stoppen."
    one.maak_bekend(one.stel_op(INTREKKING, why, 3, vervangt=number, ingang=end), 2)


VERHALEN = (
    # (name and birthday where no BRP answers, received so many days ago, what happened)
    ("Noor", date(2015, 3, 2), 44, _aanvulling),
    ("Daan", date(2013, 8, 19), 30, _wacht),
    ("Lotte", date(2016, 1, 7), 28, _terug),
    ("Milan", date(2012, 11, 23), 26, _klaar),
    ("Yara", date(2014, 6, 30), 40, _in_bezwaar),
    ("Finn", date(2017, 2, 14), 35, _met_budget),
    ("Ilyas", date(2011, 9, 5), 45, _gegrond),
    ("Roos", date(2013, 12, 1), 50, _ingetrokken),
)
