# SPDX-License-Identifier: EUPL-1.2
"""
Decisions of one municipality in the demo: ready to decide, waiting for a second name, refused with an objection.

Everything is invented; the people are of the test range of the BRP. Loading twice changes nothing. Nothing here is sent
to a provider: that is for whoever tries it.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone

from jeugdregio.besluiten import actions, dossier, queries
from jeugdregio.besluiten.values import AFWIJZING, TOEKENNING, Ontwerp, Voorziening
from jeugdregio.core.bsn import voldoet_aan_elfproef
from jeugdregio.gebruikers import caseload
from jeugdregio.gebruikers.models import Account
from jeugdregio.gebruikers.queries import machtigingen
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.gezinnen import actions as gezinnen
from jeugdregio.gezinnen import queries as gezinsvragen
from jeugdregio.gezinnen.values import NieuwGezag, NieuwLid
from jeugdregio.toegang import actions as toegang
from jeugdregio.toegang.values import Gebied, Nieuw, Stapregel

EERSTE = 999_960_000
WERKT = "toegang.dalfsen"
GEBOREN, GEZAG_SINDS = date(2016, 5, 6), date(2016, 5, 6)
STAPPEN = (
    Stapregel("a", "deels", 3, "Oma helpt al."),
    Stapregel("b", "niet", 4, "De cursus paste niet bij de vraag."),
    Stapregel("c", "genoeg", 5, "Begeleiding thuis."),
)
NAMEN = (("Sam", "Kim", "van Dam"), ("Noor", "Bas", "Vliet"), ("Lot", "Anne", "de Wit"))


def laad(moment: datetime) -> None:
    """Load it on behalf of the worker of the access of Dalfsen; nothing where that one is not there, or has some."""
    account = Account.objects.filter(username=WERKT).first()
    found = machtigingen(account.pk, moment=moment) if account else ()
    if not found or queries.besluiten(on_behalf_of=found[0]):
        return
    wie, numbers = found[0], _nummers()
    klaar_voor_besluit(wie, NAMEN[0], next(numbers), next(numbers), moment=moment)
    waits = klaar_voor_besluit(wie, NAMEN[1], next(numbers), next(numbers), moment=moment)
    own = Voorziening(
        vorm="pgb",
        categorie="45",
        omschrijving="Begeleiding na school",
        van=timezone.localdate(moment),
        tot=timezone.localdate(moment) + timedelta(days=365),
        budget_cent=1_450_000,
    )
    text = "Noor heeft na school iemand nodig die rust geeft. Het gezin heeft daar een goed plan voor gemaakt."
    _besluit(
        wie,
        waits,
        Ontwerp(TOEKENNING, "artikel 8.1.1 van de Jeugdwet", text, voorzieningen=(own,)),
        moment,
        waarom=("Het kost meer dan de drempel van uw gemeente.",),
    )
    refused = klaar_voor_besluit(wie, NAMEN[2], next(numbers), next(numbers), moment=moment)
    text = "De school kan dit met Lot oefenen. Daarvoor is geen hulp van de gemeente nodig."
    number = _besluit(wie, refused, Ontwerp(AFWIJZING, "artikel 2.3 van de Jeugdwet", text), moment)
    _bekend(wie, number, moment)


def _besluit(wie: Machtiging, aanmelding: int, ontwerp: Ontwerp, moment: datetime, waarom: tuple[str, ...] = ()) -> int:
    known = dossier.dossier(aanmelding, peildatum=timezone.localdate(moment), on_behalf_of=wie)
    assert known is not None
    request = actions.open_aanvraag(
        aanmelding=aanmelding,
        gezin=known.kind.gezin,
        lid=known.kind.id,
        persoon=known.aanmelding.persoon,
        kanaal=known.aanmelding.kanaal,
        ontvangen_op=known.aanvraag.ontvangen_op,
        on_behalf_of=wie,
    )
    number = actions.stel_op(request, ontwerp, moment=moment, on_behalf_of=wie)
    actions.leg_voor(number, waarom, on_behalf_of=wie)
    return number


def _bekend(wie: Machtiging, nummer: int, moment: datetime) -> None:
    """A refusal made known, and the objection that came."""
    one = queries.besluit(nummer, on_behalf_of=wie)
    assert one is not None
    today = timezone.localdate(moment)
    given = dossier.bekendmaking(
        one.lid_id, aanbieder="", referentie="", peildatum=today, moment=moment, on_behalf_of=wie
    )
    actions.maak_bekend(nummer, given, regio="", peildatum=today, moment=moment, on_behalf_of=wie)
    actions.maak_bezwaar(
        nummer,
        van_wie=given.ontvangers[0].naam,
        gronden="De school zegt dat dit niet lukt zonder hulp.",
        verzonden_op=today,
        ontvangen_op=today,
        commissie=True,
        moment=moment,
        gegevens=given,
        on_behalf_of=wie,
    )


def klaar_voor_besluit(
    wie: Machtiging, namen: tuple[str, str, str], bsn_kind: str, bsn_ouder: str, *, moment: datetime
) -> int:
    """The number of an application of a child with one parent, that everything was found out of and signed."""
    child_name, parent_name, last = namen
    people = [
        NieuwLid(f"{child_name} {last}", "jeugdige", geboortedatum=GEBOREN, bsn=bsn_kind),
        NieuwLid(f"{parent_name} {last}", "ouder", geboortedatum=date(1988, 2, 3), bsn=bsn_ouder),
    ]
    family = gezinnen.maak_gezin(last, people, moment=moment, on_behalf_of=wie)
    found = gezinsvragen.gezin(family, on_behalf_of=wie)
    assert found is not None
    child, parent = found.leden
    gezinnen.leg_gezag_vast(child.id, NieuwGezag("een_ouder", GEZAG_SINDS, "BRP", houder=parent.id), on_behalf_of=wie)
    asked = Nieuw(
        kanaal="eigen",
        onderwerp="psychisch",
        vraag=f"{child_name} gaat sinds de zomer niet naar school.",
        ontvangen_op=moment - timedelta(days=20),
        persoon=child.persoon,
        gezin_id=family,
        lid_id=child.id,
        gewenst="45",
    )
    number = toegang.meld_aan(asked, moment=moment, on_behalf_of=wie)
    if wie.account is not None and not caseload.in_caseload(child.persoon, moment=moment, on_behalf_of=wie):
        caseload.wijs_toe(
            child.persoon,
            aan=wie.account,
            vanaf=timezone.localdate(moment),
            reden="Nieuwe aanmelding",
            moment=moment,
            on_behalf_of=wie,
        )
    toegang.zet_stand(number, "in_onderzoek", moment=moment, on_behalf_of=wie)
    areas = {str(area): ("zorg", f"{child_name} slaapt slecht en is vaak moe.") for area in Gebied}
    toegang.leg_gebieden_vast(number, areas, signalen=["jeugd"], moment=moment, on_behalf_of=wie)
    toegang.leg_stappen_vast(number, STAPPEN, moment=moment, on_behalf_of=wie)
    for one in gezinsvragen.ondertekenaars(child.id, peildatum=timezone.localdate(moment), on_behalf_of=wie):
        if one.moet_tekenen and one.lid:
            toegang.onderteken(
                number, one.lid, wijze="schriftelijk", grond=one.artikel, moment=moment, on_behalf_of=wie
            )
    toegang.zet_stand(number, "klaar_voor_besluit", moment=moment, on_behalf_of=wie)
    return number


def _nummers() -> Iterator[str]:
    """Numbers of the test range."""
    return (str(number) for number in range(EERSTE, EERSTE + 1000) if voldoet_aan_elfproef(str(number)))
