# SPDX-License-Identifier: EUPL-1.2
"""
An invented family with two logins, a request, a complaint, a calamity with its lesson, and a paper with advice.

The rule after the calamity was looked at after a year and withdrawn (N24). Everyone here is invented.
"""

from datetime import UTC, date, datetime

from django.conf import settings
from django.contrib.auth.hashers import make_password

from jeugdregio.gebruikers import verzonnen
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Account
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.gezinnen import actions as gezinnen
from jeugdregio.gezinnen import queries as gezinnen_van
from jeugdregio.gezinnen.values import NieuwDoel, NieuwGezag, NieuwLid, NieuwTeamlid
from jeugdregio.gezinsportaal import actions as gezinsportaal
from jeugdregio.rechtsbescherming import actions, queries
from jeugdregio.rechtsbescherming.values import NieuweMelding

DALFSEN = "0148"
TOEGANG = Machtiging(rol=Rol.TOEGANG, gemeente=DALFSEN)
BESTUUR = Machtiging(rol=Rol.BESTUUR, gemeente=DALFSEN)
DOOR = "demo"
NAAM = "Gezin Vechtzoom (verzonnen)"


def _op(year: int, month: int, day: int, hour: int = 9) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


def laad(*, regio: str, moment: datetime) -> tuple[tuple[str, str], ...]:
    """Load all of it; again changes nothing. Gives user name and description of each login."""
    names = _family(regio, moment)
    if not queries.inspraakstukken(on_behalf_of=BESTUUR):
        _rights()
        _calamity()
        _paper()
    return names


def _family(regio: str, moment: datetime) -> tuple[tuple[str, str], ...]:
    """A mother with custody over a child of nine, and a youth of sixteen who reads the own file."""
    today = moment.date()
    found = gezinnen_van.gezinnen(on_behalf_of=TOEGANG, peildatum=today, zoek="Vechtzoom")
    if found:
        return ()
    people = [
        NieuwLid("Noor Vechtzoom", "jeugdige", date(today.year - 16, 1, 15)),
        NieuwLid("Mees Vechtzoom", "jeugdige", date(today.year - 9, 3, 2)),
        NieuwLid("Sanne Vechtzoom", "ouder", date(1984, 6, 1), relatie="moeder"),
    ]
    number = gezinnen.maak_gezin(NAAM, people, moment=moment, on_behalf_of=TOEGANG)
    family = gezinnen_van.gezin(number, on_behalf_of=TOEGANG)
    assert family is not None
    who = {one.naam.split()[0]: one.id for one in family.leden}
    for youth in ("Noor", "Mees"):
        custody = NieuwGezag("een_ouder", date(2020, 1, 1), "gezagsregister (verzonnen)", houder=who["Sanne"])
        gezinnen.leg_gezag_vast(who[youth], custody, on_behalf_of=TOEGANG)
    generalist = NieuwTeamlid("Anke de Wit", "generalist", "CJG Dalfsen", today)
    plan = gezinnen.open_plan(number, generalist=generalist, peildatum=today, on_behalf_of=TOEGANG)
    director = NieuwTeamlid("Rik Bos", "casusregisseur", "gemeente Dalfsen", today)
    gezinnen.zet_teamlid(plan, director, on_behalf_of=TOEGANG)
    for youth, goal in (("Noor", "Noor gaat vier dagen per week naar school"), ("Mees", "Mees slaapt door")):
        new = NieuwDoel(goal, "dagen per week", 0, 7, 2, 4, date(today.year + 1, 7, 1), lid=who[youth])
        gezinnen.stel_doel(plan, new, peildatum=today, on_behalf_of=TOEGANG)
    if not settings.GEZINSPORTAAL:
        return ()
    logins = []
    for naam, what in (("Sanne", "Ouder met gezag"), ("Noor", "Jeugdige van 16")):
        name, _ = gezinsportaal.nodig_uit(who[naam], moment=moment, door=DOOR, on_behalf_of=TOEGANG)
        with namens(verwerking(regio)):
            Account.objects.filter(username=name).update(password=make_password(settings.DEMO_WACHTWOORD))
            verzonnen.geef_tweede_factor([name])
        logins.append((name, what))
    return tuple(logins)


def _rights() -> None:
    """A complaint that was settled in a talk, and one about a provider that waits."""
    first = actions.open_melding(
        NieuweMelding("klacht", "Er belde niemand terug", melder="Een ouder"),
        moment=_op(2026, 10, 5),
        door=DOOR,
        on_behalf_of=TOEGANG,
    )
    for code, text, day, end in (
        ("ontvangen", "Brief gestuurd met naam en nummer.", 6, ""),
        ("dialoog", "Gesprek met de ouder en de teamleider.", 13, ""),
        ("opgelost", "Excuses gemaakt; er is nu een vaste beller.", 14, "opgelost"),
    ):
        actions.zet_stap(
            first, code, tekst=text, moment=_op(2026, 10, day), door=DOOR, afloop=end, on_behalf_of=TOEGANG
        )
    actions.open_melding(
        NieuweMelding("klacht", "Verslag niet eerlijk", melder="Een jeugdige"),
        moment=_op(2026, 11, 16),
        door=DOOR,
        on_behalf_of=TOEGANG,
    )


def _calamity() -> None:
    """A calamity of 2025, its lesson, and the rule that was withdrawn after a year."""
    number = actions.open_melding(
        NieuweMelding("calamiteit", "Overdracht tussen twee teams ging mis"),
        moment=_op(2025, 6, 2, 8),
        door=DOOR,
        on_behalf_of=TOEGANG,
    )
    steps = (
        ("veilig", "Opvang geregeld.", _op(2025, 6, 2, 10)),
        ("inspectie", "De aanbieder meldde aan de inspectie.", _op(2025, 6, 2, 15)),
        ("bestuur", "Wethouder gebeld.", _op(2025, 6, 2, 16)),
        ("betrokkenen", "Met gezin en hulpverleners gesproken.", _op(2025, 6, 3)),
        ("onderzoek", "Onderzoek begonnen, samen met de aanbieder.", _op(2025, 6, 10)),
        ("geleerd", "Niemand wist wie na vrijdag het aanspreekpunt was.", _op(2025, 7, 14)),
    )
    for code, text, when in steps:
        actions.zet_stap(number, code, tekst=text, moment=when, door=DOOR, on_behalf_of=TOEGANG)
    rule = actions.stel_regel_voor(
        number,
        geleerd="Bij een overdracht was niet duidelijk wie na vrijdag aanspreekpunt was.",
        regel="Elke overdracht vraagt een formulier met twee handtekeningen.",
        voorkomen="Misschien: het formulier noemt het aanspreekpunt. Bellen had ook geholpen.",
        uren_per_jaar=620,
        dag=date(2025, 7, 14),
        door=DOOR,
        on_behalf_of=TOEGANG,
    )
    actions.zet_stap(
        number,
        "gesloten",
        tekst="Afgesloten met een regel op proef.",
        moment=_op(2025, 7, 15),
        door=DOOR,
        afloop="geleerd",
        on_behalf_of=TOEGANG,
    )
    actions.voer_regel_in(rule, dag=date(2025, 9, 1), on_behalf_of=TOEGANG)
    actions.kijk_regel_na(
        rule,
        hielp=False,
        houden=False,
        bevinding="Formulieren kwamen dagen later; bellen op de dag zelf werkte wel. Dat doen teams nu.",
        dag=date(2026, 9, 1),
        on_behalf_of=TOEGANG,
    )


def _paper() -> None:
    """A paper on which clients and care organisations gave advice; one line waits for a reaction."""
    paper = actions.maak_stuk(
        "Beleidsplan jeugdhulp 2027 (verzonnen)",
        "Hoe de gemeente de komende vier jaar gezinnen helpt.",
        moment=_op(2026, 9, 7),
        door=DOOR,
        on_behalf_of=BESTUUR,
    )
    lines = (
        (
            "clienten",
            "Jongerenraad (verzonnen)",
            "Vraag jongeren zelf wat hielp.",
            "Komt in elke evaluatie.",
            "overgenomen",
        ),
        ("clienten", "Jongerenraad (verzonnen)", "Geen brieven met moeilijke woorden.", "", ""),
        ("zorg", "Overleg van aanbieders (verzonnen)", "Langere contracten.", "Dat beslist de regio.", "niet"),
    )
    asked: dict[str, int] = {}
    for group, who, text, answer, done in lines:
        if group not in asked:
            asked[group] = actions.vraag_advies(
                paper,
                group,
                vraag="Wat mist u in dit plan?",
                gevraagd_op=date(2026, 9, 8),
                uiterlijk=date(2026, 10, 20),
                on_behalf_of=BESTUUR,
            )
        line = actions.leg_advies_vast(
            asked[group], van=who, tekst=text, ontvangen_op=date(2026, 10, 12), on_behalf_of=BESTUUR
        )
        if answer:
            actions.reageer(line, reactie=answer, gedaan=done, dag=date(2026, 10, 26), on_behalf_of=BESTUUR)
    actions.publiceer(paper, moment=_op(2026, 10, 27), on_behalf_of=BESTUUR)
