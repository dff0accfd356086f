# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What a municipality records of requests, complaints, calamities and participation; the database holds order."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import connection
from django.utils import timezone

from jeugdregio.core.bsn import noemt_bsn
from jeugdregio.core.termijnen import maanden_na
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import eis
from jeugdregio.gebruikers.weigering import in_woorden
from jeugdregio.rechtsbescherming.bevoegd import bevoegdheid
from jeugdregio.rechtsbescherming.models import (
    Adviesregel,
    Adviesvraag,
    Correctie,
    Inspraakstuk,
    Melding,
    Meldingstap,
    Nagekomen,
    Rechtsverzoek,
    Regelproef,
)
from jeugdregio.rechtsbescherming.values import Meldingsoort, NieuweMelding

MAAND, VERLENGING = 1, 3
"""Months after receipt: the term of a request, and the whole of it once extended (AVG 12(3))."""
JAAR = 12
_GRENZEN = {
    "rechtsverzoek_onbevoegd_krijgt_niets": "Wie dit niet mag vragen, krijgt het niet. Wijs af, met de reden.",
    "rechtsverzoek_beslist_na_ontvangst": "De beslissing ligt voor de ontvangst. Kies een latere dag.",
    "correctie_nieuw_of_een_verklaring": "Vul in wat er voortaan staat, of de verklaring die erbij komt.",
    "melding_niet_door_wie_het_gaat": "Wie de klacht over gaat, behandelt haar niet (Awb 9:7). Kies een collega.",
    "regelproef_kost_uren": "Schrijf de regel op en hoeveel uren per jaar zij kost; of kies dat er geen nodig is.",
    "regelproef_nagekeken_met_bevinding": "Houden kan pas na een jaar en als de regel hielp. Schrijf op wat u vond.",
    "adviesvraag_een_keer_per_groep": "Deze groep is al om advies gevraagd over dit stuk.",
    "adviesvraag_met_tijd": "De laatste dag om te adviseren ligt na de dag van de vraag.",
    "inspraakstuk_eerst_gepubliceerd": "Publiceer eerst de adviezen en reacties.",
}


class NietVastTeLeggen(Exception):
    """Raised when something cannot be recorded; the text says why and what to do."""


def neem_verzoek_aan(
    *,
    persoon: str,
    kind: int | None,
    leeftijd: int,
    soort: str,
    aanvrager: str,
    hoedanigheid: str,
    vraag: str,
    ontvangen_op: date,
    door: str,
    on_behalf_of: Machtiging,
    vorige: int | None = None,
) -> int:
    """
    Take in a request and give its number; the term is a month after it came.

    `leeftijd` is of the child on the day that it came, in whole years. Whoever may not ask gets a row too: that has to
    be answered. Raises `NietVastTeLeggen`.
    """
    eis(on_behalf_of, Recht.BETROKKENEN)
    _zonder_nummer(aanvrager, vraag)
    may = bevoegdheid(hoedanigheid, leeftijd)
    with _vastgelegd(on_behalf_of):
        one = Rechtsverzoek.objects.create(
            gemeente=on_behalf_of.gemeente,
            persoon=persoon,
            kind=kind,
            soort=soort,
            aanvrager=aanvrager.strip(),
            hoedanigheid=hoedanigheid,
            bevoegd=may.mag,
            bevoegdheid=may.waarom,
            vraag=vraag.strip(),
            ontvangen_op=ontvangen_op,
            uiterlijk=maanden_na(ontvangen_op, MAAND),
            vorige_id=vorige,
            door=door,
        )
        return one.pk


def verleng(nummer: int, *, reden: str, dag: date, on_behalf_of: Machtiging) -> None:
    """Extend the term with two months, once, before the month is over (AVG 12(3)). Raises `NietVastTeLeggen`."""
    eis(on_behalf_of, Recht.BETROKKENEN)
    _zonder_nummer(reden)
    with _vastgelegd(on_behalf_of):
        one = _verzoek(nummer)
        if dag > one.uiterlijk:
            raise NietVastTeLeggen("De maand is voorbij: verlengen kan alleen daarbinnen. Beslis nu.")
        if one.verlengd_op is not None:
            raise NietVastTeLeggen("De termijn is al een keer verlengd.")
        one.verlengd_op, one.verlenging_reden = dag, reden.strip()
        one.uiterlijk = maanden_na(one.ontvangen_op, VERLENGING)
        one.save(update_fields=["verlengd_op", "verlenging_reden", "uiterlijk"])


def beslis(nummer: int, beslissing: str, *, redenen: str, dag: date, door: str, on_behalf_of: Machtiging) -> None:
    """
    Decide on a request, with reasons. A correction that is not made in whole needs the statement first.

    Raises `NietVastTeLeggen`.
    """
    eis(on_behalf_of, Recht.BETROKKENEN)
    _zonder_nummer(redenen)
    with _vastgelegd(on_behalf_of):
        one = _verzoek(nummer)
        if one.soort == "correctie" and beslissing in {"toegewezen", "deels"} and not one.correcties.exists():
            raise NietVastTeLeggen("Leg eerst vast wat er stond en wat er voortaan staat.")
        one.beslissing, one.redenen, one.beslist_op, one.door = beslissing, redenen.strip(), dag, door
        one.save(update_fields=["beslissing", "redenen", "beslist_op", "door"])


def leg_correctie_vast(
    nummer: int,
    *,
    gegeven: str,
    oud: str,
    nieuw: str,
    verklaring: str,
    moment: datetime,
    door: str,
    on_behalf_of: Machtiging,
) -> None:
    """Keep what stood there beside what came, or the statement that is added. Raises `NietVastTeLeggen`."""
    eis(on_behalf_of, Recht.BETROKKENEN)
    _zonder_nummer(gegeven, oud, nieuw, verklaring)
    with _vastgelegd(on_behalf_of):
        one = _verzoek(nummer)
        if one.soort != "correctie":
            raise NietVastTeLeggen("Dit verzoek vraagt geen verbetering.")
        Correctie.objects.create(
            verzoek=one,
            gemeente=one.gemeente,
            persoon=one.persoon,
            gegeven=gegeven.strip(),
            oud=oud.strip(),
            nieuw=nieuw.strip(),
            verklaring=verklaring.strip(),
            gezet_op=moment,
            door=door,
        )


def neem_nagekomen_aan(
    nummer: int, *, wat: str, gevolg: str, ontvangen_op: date, moment: datetime, door: str, on_behalf_of: Machtiging
) -> None:
    """Take in a paper that came after the decision; what follows from it is said. Raises `NietVastTeLeggen` (W7)."""
    eis(on_behalf_of, Recht.BETROKKENEN)
    _zonder_nummer(wat, gevolg)
    with _vastgelegd(on_behalf_of):
        one = _verzoek(nummer)
        Nagekomen.objects.create(
            verzoek=one,
            gemeente=one.gemeente,
            persoon=one.persoon,
            ontvangen_op=ontvangen_op,
            wat=wat.strip(),
            gevolg=gevolg.strip(),
            gezet_op=moment,
            door=door,
        )


def heropen(nummer: int, *, vraag: str, leeftijd: int, dag: date, door: str, on_behalf_of: Machtiging) -> int:
    """Open a decided request again as a new one that names the old; gives its number. Raises `NietVastTeLeggen`."""
    with namens(on_behalf_of):
        one = _verzoek(nummer)
    if one.beslissing == "":
        raise NietVastTeLeggen("Dit verzoek loopt nog. Voeg toe wat er bij kwam.")
    return neem_verzoek_aan(
        persoon=one.persoon,
        kind=one.kind,
        leeftijd=leeftijd,
        soort=one.soort,
        aanvrager=one.aanvrager,
        hoedanigheid=one.hoedanigheid,
        vraag=vraag,
        ontvangen_op=dag,
        door=door,
        on_behalf_of=on_behalf_of,
        vorige=nummer,
    )


def open_melding(nieuw: NieuweMelding, *, moment: datetime, door: str, on_behalf_of: Machtiging) -> int:
    """
    Open a complaint or calamity and give its number; who opens it handles it.

    Receipt is kept to the minute, as the moments of the steps are: a step in the minute of receipt is not before it.
    A complaint about a provider counts one more for that provider this year. Raises `NietVastTeLeggen`.
    """
    eis(on_behalf_of, Recht.KLACHTEN)
    _zonder_nummer(nieuw.onderwerp, nieuw.toelichting, nieuw.melder)
    if nieuw.besloten and not on_behalf_of.geheim:
        raise NietVastTeLeggen("Een besloten melding legt een collega voor afgeschermde dossiers vast.")
    with _vastgelegd(on_behalf_of):
        one = Melding.objects.create(
            gemeente=on_behalf_of.gemeente,
            persoon=nieuw.persoon,
            kind=nieuw.kind,
            besloten=nieuw.besloten,
            soort=nieuw.soort,
            aanbieder=nieuw.aanbieder,
            melder=nieuw.melder.strip(),
            onderwerp=nieuw.onderwerp.strip(),
            toelichting=nieuw.toelichting.strip(),
            ontvangen_op=moment.replace(second=0, microsecond=0),
            commissie=nieuw.commissie,
            over_account=nieuw.over_account,
            behandelaar=on_behalf_of.account,
            door=door,
        )
        if nieuw.soort == Meldingsoort.KLACHT_AANBIEDER:
            _tel(on_behalf_of.gemeente, nieuw.aanbieder, timezone.localdate(moment).year)
        return one.pk


def zet_stap(
    nummer: int,
    code: str,
    *,
    tekst: str,
    moment: datetime,
    door: str,
    on_behalf_of: Machtiging,
    afloop: str = "",
) -> None:
    """Take a step of the protocol at a moment. Raises `NietVastTeLeggen`, with the step that has to come first."""
    eis(on_behalf_of, Recht.KLACHTEN)
    _zonder_nummer(tekst)
    if not tekst.strip():
        raise NietVastTeLeggen("Schrijf in een paar woorden wat er is gedaan.")
    with _vastgelegd(on_behalf_of):
        one = _melding(nummer)
        Meldingstap.objects.create(
            melding=one,
            gemeente=one.gemeente,
            persoon=one.persoon,
            besloten=one.besloten,
            code=code,
            moment=moment,
            tekst=tekst.strip(),
            afloop=afloop,
            door=door,
        )


def stel_regel_voor(
    nummer: int,
    *,
    geleerd: str,
    regel: str,
    voorkomen: str,
    uren_per_jaar: int | None,
    dag: date,
    door: str,
    on_behalf_of: Machtiging,
) -> int:
    """
    What was learnt from a calamity, and the rule that would have prevented it with its cost; an empty rule is none.

    Gives its number. Raises `NietVastTeLeggen` (N24).
    """
    eis(on_behalf_of, Recht.KLACHTEN)
    _zonder_nummer(geleerd, regel, voorkomen)
    with _vastgelegd(on_behalf_of):
        one = _melding(nummer)
        if one.soort != Meldingsoort.CALAMITEIT:
            raise NietVastTeLeggen("Alleen na een calamiteit vraagt het programma naar een regel.")
        made = Regelproef.objects.create(
            gemeente=one.gemeente,
            melding_nr=one.pk,
            geleerd=geleerd.strip(),
            regel=regel.strip(),
            voorkomen=voorkomen.strip(),
            uren_per_jaar=uren_per_jaar if regel.strip() else None,
            stand=Regelproef.Stand.VOORGESTELD if regel.strip() else Regelproef.Stand.GEEN,
            voorgesteld_op=dag,
            door=door,
        )
        return made.pk


def voer_regel_in(nummer: int, *, dag: date, on_behalf_of: Machtiging) -> None:
    """A proposed rule is in force from a day; a year later it is looked at. Raises `NietVastTeLeggen`."""
    eis(on_behalf_of, Recht.KLACHTEN)
    with _vastgelegd(on_behalf_of):
        one = _regel(nummer, Regelproef.Stand.VOORGESTELD, on_behalf_of)
        one.stand, one.ingevoerd_op, one.toets_op = Regelproef.Stand.INGEVOERD, dag, maanden_na(dag, JAAR)
        one.save(update_fields=["stand", "ingevoerd_op", "toets_op"])


def kijk_regel_na(
    nummer: int, *, hielp: bool, houden: bool, bevinding: str, dag: date, on_behalf_of: Machtiging
) -> None:
    """Whether a rule helped, and whether it stays. Raises `NietVastTeLeggen`: keeping asks a year, and that it did."""
    eis(on_behalf_of, Recht.KLACHTEN)
    _zonder_nummer(bevinding)
    with _vastgelegd(on_behalf_of):
        one = _regel(nummer, Regelproef.Stand.INGEVOERD, on_behalf_of)
        one.stand = Regelproef.Stand.GEHOUDEN if houden else Regelproef.Stand.INGETROKKEN
        one.hielp, one.bevinding, one.getoetst_op = hielp, bevinding.strip(), dag
        one.save(update_fields=["stand", "hielp", "bevinding", "getoetst_op"])


def maak_stuk(titel: str, omschrijving: str, *, moment: datetime, door: str, on_behalf_of: Machtiging) -> int:
    """A paper on which advice is asked, of the asker's organisation; gives its number. Raises `NietVastTeLeggen`."""
    eis(on_behalf_of, Recht.INSPRAAK)
    with _vastgelegd(on_behalf_of):
        made = Inspraakstuk.objects.create(
            gemeente=on_behalf_of.gemeente,
            titel=titel.strip(),
            omschrijving=omschrijving.strip(),
            gezet_op=moment,
            door=door,
        )
        return made.pk


def vraag_advies(
    stuk: int, groep: str, *, vraag: str, gevraagd_op: date, uiterlijk: date, on_behalf_of: Machtiging
) -> int:
    """Ask a group for advice on a paper, once; gives the number of the question. Raises `NietVastTeLeggen`."""
    eis(on_behalf_of, Recht.INSPRAAK)
    with _vastgelegd(on_behalf_of):
        paper = _stuk(stuk, on_behalf_of)
        made = Adviesvraag.objects.create(
            stuk=paper,
            gemeente=paper.gemeente,
            gepubliceerd_op=paper.gepubliceerd_op,
            groep=groep,
            vraag=vraag.strip(),
            gevraagd_op=gevraagd_op,
            uiterlijk=uiterlijk,
        )
        return made.pk


def leg_advies_vast(vraag: int, *, van: str, tekst: str, ontvangen_op: date, on_behalf_of: Machtiging) -> int:
    """A line of advice that came; gives its number. Raises `NietVastTeLeggen`."""
    eis(on_behalf_of, Recht.INSPRAAK)
    _zonder_nummer(van, tekst)
    with _vastgelegd(on_behalf_of):
        asked = Adviesvraag.objects.filter(pk=vraag, gemeente=on_behalf_of.gemeente).first()
        if asked is None:
            raise NietVastTeLeggen("Deze adviesvraag is er niet, of is van een ander.")
        made = Adviesregel.objects.create(
            vraag=asked,
            gemeente=asked.gemeente,
            gepubliceerd_op=asked.gepubliceerd_op,
            van=van.strip(),
            tekst=tekst.strip(),
            ontvangen_op=ontvangen_op,
        )
        return made.pk


def reageer(regel: int, *, reactie: str, gedaan: str, dag: date, on_behalf_of: Machtiging) -> None:
    """The reaction to a line of advice, and what was done with it. Raises `NietVastTeLeggen`."""
    eis(on_behalf_of, Recht.INSPRAAK)
    _zonder_nummer(reactie)
    with _vastgelegd(on_behalf_of):
        changed = Adviesregel.objects.filter(pk=regel, gemeente=on_behalf_of.gemeente).update(
            reactie=reactie.strip(), gedaan=gedaan, gereageerd_op=dag
        )
        if not changed:
            raise NietVastTeLeggen("Dit advies is er niet, of is van een ander.")


def publiceer(stuk: int, *, moment: datetime, on_behalf_of: Machtiging) -> None:
    """From now on everyone can read the paper, what was asked, what was said and the reactions."""
    eis(on_behalf_of, Recht.INSPRAAK)
    with _vastgelegd(on_behalf_of):
        paper = _stuk(stuk, on_behalf_of)
        if paper.gepubliceerd_op is not None:
            raise NietVastTeLeggen("Dit stuk is al gepubliceerd.")
        Inspraakstuk.objects.filter(pk=paper.pk).update(gepubliceerd_op=moment)
        Adviesvraag.objects.filter(stuk=paper).update(gepubliceerd_op=moment)
        Adviesregel.objects.filter(vraag__stuk=paper).update(gepubliceerd_op=moment)


def naar_de_raad(stuk: int, *, dag: date, on_behalf_of: Machtiging) -> None:
    """The paper goes to the council (N21). Raises `NietVastTeLeggen` while a line of advice has no visible reaction."""
    eis(on_behalf_of, Recht.INSPRAAK)
    with _vastgelegd(on_behalf_of):
        Inspraakstuk.objects.filter(pk=_stuk(stuk, on_behalf_of).pk).update(naar_de_raad_op=dag)


def _tel(gemeente: str, aanbieder: str, jaar: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO rechtsbescherming_klachttelling AS k (gemeente, aanbieder, jaar, aantal) VALUES (%s, "
            "%s, %s, 1)"
            " ON CONFLICT (gemeente, aanbieder, jaar) DO UPDATE SET aantal = k.aantal + 1",
            [gemeente, aanbieder, jaar],
        )


def _verzoek(nummer: int) -> Rechtsverzoek:
    found = Rechtsverzoek.objects.filter(pk=nummer).first()
    if found is None:
        raise NietVastTeLeggen("Dit verzoek is er niet, of niet voor u.")
    return found


def _melding(nummer: int) -> Melding:
    found = Melding.objects.filter(pk=nummer).first()
    if found is None:
        raise NietVastTeLeggen("Deze melding is er niet, of niet voor u.")
    return found


def _regel(nummer: int, stand: str, wie: Machtiging) -> Regelproef:
    found = Regelproef.objects.filter(pk=nummer, stand=stand, gemeente=wie.gemeente).first()
    if found is None:
        raise NietVastTeLeggen("Deze regel is er niet (meer) in deze stand, of is van een andere gemeente.")
    return found


def _stuk(nummer: int, wie: Machtiging) -> Inspraakstuk:
    found = Inspraakstuk.objects.filter(pk=nummer, gemeente=wie.gemeente).first()
    if found is None:
        raise NietVastTeLeggen("Dit stuk is er niet, of is van een ander.")
    return found


def _zonder_nummer(*teksten: str) -> None:
    if any(map(noemt_bsn, teksten)):
        raise NietVastTeLeggen("Er staat een burgerservicenummer in. Laat dat weg.")


@contextmanager
def _vastgelegd(wie: Machtiging) -> Iterator[None]:
    """One transaction; what the database refuses by a rule of this room becomes a `NietVastTeLeggen`."""
    with in_woorden(NietVastTeLeggen, _GRENZEN), namens(wie):
        yield
