# SPDX-License-Identifier: EUPL-1.2
"""
The access of two municipalities in the demo: applications by all four channels, calls, reports, and the grid.

Everything is invented; the children are of the test range of the BRP. Loading twice changes nothing.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.core.bsn import voldoet_aan_elfproef
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Account
from jeugdregio.gebruikers.queries import machtigingen
from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.toegang import actions, queries
from jeugdregio.toegang.actions import Gesprek, NieuweMelding
from jeugdregio.toegang.values import Bewijs, Nieuw, Optie, Stapregel

EERSTE = 999_950_000
WERKT = "toegang.dalfsen"
GEBIEDEN = {
    "gezondheid": ("goed", ""),
    "sociaal": ("zorg", "Komt weinig op school en is vaak alleen."),
    "psychisch": ("zorg", "Slaapt slecht sinds de scheiding."),
    "huisvesting": ("goed", ""),
    "financien": ("niet_besproken", ""),
}
STAPPEN = (
    Stapregel("a", "deels", 3, "Oma haalt twee keer per week van school."),
    Stapregel("b", "niet", 4, "De cursus van het CJG paste niet bij de vraag."),
    Stapregel("c", "genoeg", 5, "Begeleiding thuis, een half jaar."),
)
# (days ago, channel, subject, the question, how far it is)
VRAGEN = (
    (1, "eigen", "opvoeden", "Moeder vraagt hulp: er is elke avond ruzie.", ""),
    (6, "eigen", "leren", "School vraagt onderzoek naar ernstige dyslexie.", ""),
    (20, "eigen", "psychisch", "Jongen van dertien is somber en gaat niet meer naar school.", "gebieden"),
    (35, "eigen", "beperking", "Ouders zijn overbelast door de zorg voor hun dochter.", "klaar"),
    (63, "eigen", "vervoer", "Vervoer naar de dagbehandeling.", "gebieden"),
    (3, "verwijzing", "psychisch", "De huisarts verwijst voor een angststoornis.", ""),
    (2, "maatregel", "veiligheid", "De GI bepaalt: begeleiding van het hele gezin.", ""),
    (9, "eigen", "verblijf", "Het kind kan niet thuis blijven wonen.", "verblijf"),
)
FUNCTIES = ("Sociaal wijkteam", "Jeugdgezondheidszorg en scholen", "CJG", "CJG en wijkteam", "Beleid en CJG samen")


def laad(moment: datetime) -> None:
    """Load it on behalf of the worker of the access of Dalfsen; nothing where that one is not there."""
    wie = _werker(moment)
    if wie is None or queries.open_aanmeldingen(on_behalf_of=wie):
        return
    today = timezone.localdate(moment)
    numbers = _nummers()
    for ago, channel, subject, question, how_far in VRAGEN:
        number = _meld_aan(next(numbers), channel, subject, question, moment - timedelta(days=ago), moment, wie)
        _onderzoek(number, how_far, moment, wie)
    _bel(moment, wie)
    _raad(next(numbers), today, moment, wie)
    for one, name in enumerate(FUNCTIES, start=1):
        actions.zet_basisfunctie(one, uitvoerder=name, peildatum=today, on_behalf_of=wie)


def _werker(moment: datetime) -> Machtiging | None:
    account = Account.objects.filter(username=WERKT).first()
    found = machtigingen(account.pk, moment=moment) if account else ()
    return next((one for one in found if one.rol is Rol.TOEGANG), None)


def _nummers() -> Iterator[str]:
    return (text for number in range(EERSTE, EERSTE + 9_000) if voldoet_aan_elfproef(text := str(number)))


def _meld_aan(
    bsn: str, channel: str, subject: str, question: str, came: datetime, moment: datetime, wie: Machtiging
) -> int:
    child = actions.zoek_of_maak(bsn, moment=moment, on_behalf_of=wie)
    with namens(wie):
        institution = next(iter(aanbieders.gecertificeerden()), None)
    measure = channel == "maatregel"
    proofs = {"verwijzing": "verwijsbrief", "maatregel": "bepaling", "crisis": "melding"}
    return actions.meld_aan(
        Nieuw(
            kanaal=channel,
            onderwerp=subject,
            vraag=question,
            ontvangen_op=came,
            persoon=child.persoon,
            gezin_id=child.gezin_id,
            lid_id=child.lid_id,
            bewijs=Bewijs(proofs[channel], timezone.localdate(came)) if channel in proofs else None,
            verwijzer_type={"verwijzing": "02", "maatregel": "04"}.get(channel, ""),
            verwijzer="Huisartsenpraktijk De Voorbeeld" if channel == "verwijzing" else "",
            maatregel="ots" if measure else "",
            gi=(institution.agb if institution else "90000000") if measure else "",
            team="swt" if subject == "leren" else "cjg",
        ),
        moment=moment,
        on_behalf_of=wie,
    )


def _onderzoek(number: int, how_far: str, moment: datetime, wie: Machtiging) -> None:
    if not how_far:
        return
    actions.leg_gebieden_vast(number, GEBIEDEN, signalen=["jeugd"], moment=moment, on_behalf_of=wie)
    if how_far == "gebieden":
        return
    actions.leg_stappen_vast(number, STAPPEN, moment=moment, on_behalf_of=wie)
    if how_far == "verblijf":
        actions.zet_gewenst(number, gewenst="44", plek="pleegzorg", on_behalf_of=wie)
        looked = (
            Optie("netwerk", False, "Oma en oom kunnen het niet aan."),
            Optie("pleegzorg", True, "Er is een pleeggezin in het dorp."),
        )
        actions.leg_opties_vast(number, looked, moment=moment, on_behalf_of=wie)
    else:
        actions.zet_gewenst(number, gewenst="45", on_behalf_of=wie)
        actions.zet_stand(number, "klaar_voor_besluit", moment=moment, on_behalf_of=wie)


def _bel(moment: datetime, wie: Machtiging) -> None:
    early = moment - timedelta(days=1)
    crisis = Gesprek("politie", "Kind alleen thuis aangetroffen, moeder opgenomen.", gemeente=wie.gemeente)
    actions.neem_op(
        crisis, crisisdienst="Dienst van de week", adviespunt="Veilig Thuis", moment=early, on_behalf_of=wie
    )
    worry = Gesprek("omstander", "Buren horen elke avond geschreeuw.", gemeente=wie.gemeente)
    actions.neem_op(worry, adviespunt="Veilig Thuis", moment=early, on_behalf_of=wie)


def _raad(bsn: str, today: date, moment: datetime, wie: Machtiging) -> None:
    child = actions.zoek_of_maak(bsn, moment=moment, on_behalf_of=wie)
    for notice, heard in ((today - timedelta(days=20), ""), (None, "De school van het kind")):
        actions.meld(
            NieuweMelding(
                melder="adviespunt",
                gemeld_op=today - timedelta(days=21),
                bekend_op=notice,
                zorgen="Zorgen over de veiligheid thuis.",
                persoon=child.persoon,
                gezin_id=child.gezin_id,
                lid_id=child.lid_id,
                gehoord=heard,
            ),
            moment=moment,
            on_behalf_of=wie,
        )
