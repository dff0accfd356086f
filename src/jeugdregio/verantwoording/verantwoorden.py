# SPDX-License-Identifier: EUPL-1.2
"""
A round of production statements: opened, confirmed or contested by the provider, answered, determined and frozen.

Figures of an edition never change. When the ledger moved there is a next edition, which asks the provider anew.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Recht, verwerking
from jeugdregio.gebruikers.verzoek import eis
from jeugdregio.gebruikers.weigering import in_woorden
from jeugdregio.verantwoording import productie, protocol, tellen
from jeugdregio.verantwoording.models import (
    Accountantsverklaring,
    Betwisting,
    Productieregel,
    Productieverantwoording,
)
from jeugdregio.verantwoording.productiewaarden import (
    ANTWOORDEN,
    EERDER,
    OVERIG,
    PRODUCTIE,
    VERKLARINGEN,
    Geteld,
    NietTeVerantwoorden,
    Ronde,
)

Stand = Productieverantwoording.Stand
GRENZEN = {
    "betwisting_een_tegelijk": "Deze regel is al betwist. Wacht op het antwoord van de gemeente.",
    "betwisting_met_reden_en_antwoord": "Schrijf op waarom. Een betwisting wordt één keer beantwoord.",
    "accountantsverklaring_soort_en_bedragen": "Vul de naam van de accountant in, en bedragen van nul of meer.",
}


@contextmanager
def _vastgelegd(wie: Machtiging) -> Iterator[None]:
    """One transaction with the right; what the database refuses is said in words."""
    eis(wie, Recht.PRODUCTIEVERANTWOORDING)
    with in_woorden(NietTeVerantwoorden, GRENZEN), namens(wie):
        yield


def open_ronde(tot_en_met: Maand, *, moment: datetime, on_behalf_of: Machtiging) -> Ronde:
    """
    Make a statement for every provider with costs, booked in the year up to and including a month that is over.

    What was made before and is still right stays. Raises `NietTeVerantwoorden`.
    """
    eis(on_behalf_of, Recht.PRODUCTIEVERANTWOORDING)
    today = timezone.localdate(moment)
    if today < tot_en_met.einde:
        raise NietTeVerantwoorden(f"{tot_en_met} is nog niet voorbij. Kies een maand die voorbij is.")
    towns = productie.opent_voor(tot_en_met.jaar, on_behalf_of=on_behalf_of)
    if not towns:
        raise NietTeVerantwoorden("De regio opent deze ronde voor uw gemeente, omdat zij de declaraties beoordeelt.")
    with in_woorden(NietTeVerantwoorden, GRENZEN), namens(verwerking(settings.REGIO)):
        _een_voor_een()
        counted = tellen.tel(tot_en_met, on_behalf_of=verwerking(settings.REGIO), gemeenten=towns)
        agreed = protocol.afspraken(tot_en_met.jaar, on_behalf_of=verwerking(settings.REGIO))
        rows = Productieverantwoording.objects.filter(jaar=tot_en_met.jaar, gemeente__in=towns)
        last: dict[tuple[str, str], Productieverantwoording] = {}
        for row in rows.order_by("editie"):
            last[row.gemeente, row.aanbieder] = row
        if any(row.tot_en_met > tot_en_met.begin for row in last.values()):
            raise NietTeVerantwoorden(
                "Er is al een ronde over meer maanden van dit jaar. Kies die maand of een latere."
            )
        # Who has no cost any more, after all was credited, has a statement of nought.
        every = {pair: Geteld(*pair, tot_en_met, ()) for pair in last} | counted
        new = [one for pair, one in sorted(every.items()) if pair not in last or last[pair].sha256 != one.vingerafdruk]
        replaced = [last[one.gemeente, one.aanbieder] for one in new if (one.gemeente, one.aanbieder) in last]
        Productieverantwoording.objects.filter(pk__in=[row.pk for row in replaced]).update(stand=Stand.VERVANGEN)
        _leg_vast(new, {pair: row.editie for pair, row in last.items()}, agreed, moment)
    return Ronde(len(new) - len(replaced), len(replaced), len(every) - len(new))


def _een_voor_een() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('productieverantwoording', 0))")


def _leg_vast(
    new: list[Geteld], editions: dict[tuple[str, str], int], agreed: protocol.Afspraken, moment: datetime
) -> None:
    heads = Productieverantwoording.objects.bulk_create(
        Productieverantwoording(
            gemeente=one.gemeente,
            aanbieder=one.aanbieder,
            jaar=one.tot_en_met.jaar,
            editie=editions.get((one.gemeente, one.aanbieder), 0) + 1,
            tot_en_met=one.tot_en_met.begin,
            totaal_cent=one.som(),
            productie_cent=one.som(PRODUCTIE),
            eerder_cent=one.som(EERDER),
            overig_cent=one.som(OVERIG),
            clienten=one.clienten,
            betaald_cent=one.ernaast.betaald_cent,
            voorschot_cent=one.ernaast.voorschot_cent,
            voorschot_over_cent=one.ernaast.voorschot_over_cent,
            open_cent=one.ernaast.open_cent,
            sha256=one.vingerafdruk,
            opgesteld_op=moment,
            reageren_voor=_reageren_voor(one, agreed, timezone.localdate(moment)),
        )
        for one in new
    )
    Productieregel.objects.bulk_create(
        Productieregel(
            gemeente=one.gemeente,
            aanbieder=one.aanbieder,
            verantwoording=head,
            volgnr=place,
            soort=line.soort,
            dienstjaar=line.dienstjaar,
            oorzaak=line.oorzaak,
            categorie=line.categorie,
            code=line.code,
            eenheid=line.eenheid,
            clienten=line.clienten,
            volume=line.volume,
            bedrag_cent=line.bedrag_cent,
        )
        for head, one in zip(heads, new, strict=True)
        for place, line in enumerate(one.regels, start=1)
    )
    with connection.cursor() as cursor:  # now, while who looks may see the lines
        cursor.execute("SET CONSTRAINTS telt IMMEDIATE; SET CONSTRAINTS telt DEFERRED")


def _reageren_voor(one: Geteld, agreed: protocol.Afspraken, today: date) -> date:
    """The agreed day for a whole year, and never earlier than the days one has to answer."""
    found = agreed.voor(one.gemeente, one.aanbieder)
    soonest = today + timedelta(days=found.antwoord_dagen)
    return max(found.reageren_voor, soonest) if one.tot_en_met == tellen.einde_van(one.tot_en_met.jaar) else soonest


def bevestig(nummer: int, *, gelezen: str, moment: datetime, on_behalf_of: Machtiging) -> None:
    """The provider confirms an edition; `gelezen` is the fingerprint of what it read. Raises `NietTeVerantwoorden`."""
    with _vastgelegd(on_behalf_of):
        one = _eigen(nummer, on_behalf_of)
        if one.sha256 != gelezen:
            raise NietTeVerantwoorden("U las een andere editie. Ververs de pagina.")
        if one.stand not in (Stand.VOORGELEGD, Stand.BEANTWOORD):
            raise NietTeVerantwoorden(f"Deze verantwoording is {one.get_stand_display()}: bevestigen kan nu niet.")
        one.stand, one.bevestigd_op = Stand.BEVESTIGD, moment
        one.save(update_fields=["stand", "bevestigd_op"])


def betwist(
    nummer: int, volgnr: int, *, reden: str, eigen_cent: int, moment: datetime, on_behalf_of: Machtiging
) -> None:
    """
    The provider contests a line, or (`volgnr` 0) misses something; the municipality has a term to answer.

    Raises `NietTeVerantwoorden`.
    """
    with _vastgelegd(on_behalf_of):
        one = _eigen(nummer, on_behalf_of)
        if one.stand in (Stand.VASTGESTELD, Stand.VERVANGEN):
            raise NietTeVerantwoorden(f"Deze verantwoording is {one.get_stand_display()}: betwisten kan niet meer.")
        line = Productieregel.objects.filter(verantwoording=one, volgnr=volgnr).first() if volgnr else None
        if volgnr and line is None:
            raise NietTeVerantwoorden("Deze regel is er niet. Kies een regel uit de lijst.")
        agreed = protocol.afspraken(one.jaar, on_behalf_of=on_behalf_of).voor(one.gemeente, one.aanbieder)
        Betwisting.objects.create(
            gemeente=one.gemeente,
            aanbieder=one.aanbieder,
            verantwoording=one,
            regel=line,
            reden=reden.strip(),
            eigen_cent=eigen_cent,
            betwist_op=moment,
            uiterlijk=timezone.localdate(moment) + timedelta(days=agreed.antwoord_dagen),
        )
        if one.stand != Stand.BETWIST:
            one.stand = Stand.BETWIST
            one.save(update_fields=["stand"])


def antwoord(nummer: int, *, antwoord: str, toelichting: str, moment: datetime, on_behalf_of: Machtiging) -> None:
    """
    The municipality answers what a provider contests, once; with the last answer it is the provider's turn again.

    Raises `NietTeVerantwoorden`.
    """
    if antwoord not in ANTWOORDEN or not toelichting.strip():
        raise NietTeVerantwoorden("Kies een antwoord en leg het uit.")
    with _vastgelegd(on_behalf_of):
        found = Betwisting.objects.select_for_update().filter(pk=nummer, gemeente=on_behalf_of.gemeente).first()
        if found is None or found.antwoord:
            raise NietTeVerantwoorden("Deze betwisting is er niet, of is al beantwoord. Ververs de pagina.")
        one = _een(found.verantwoording_id)
        found.antwoord, found.toelichting, found.beantwoord_op = antwoord, toelichting.strip(), moment
        found.save(update_fields=["antwoord", "toelichting", "beantwoord_op"])
        if one.stand == Stand.BETWIST and not one.betwistingen.filter(antwoord="").exists():
            one.stand = Stand.BEANTWOORD
            one.save(update_fields=["stand"])


def stel_vast(nummers: list[int], *, moment: datetime, on_behalf_of: Machtiging) -> int:
    """
    The municipality determines editions, for good: those the provider confirmed, was answered on or left unanswered.

    Raises `NietTeVerantwoorden`, and determines none, when one is not ready or the ledger says something else.
    """
    with _vastgelegd(on_behalf_of):
        rows = Productieverantwoording.objects.select_for_update().filter(
            pk__in=nummers, gemeente=on_behalf_of.gemeente
        )
        found = list(rows.order_by("id"))
        if len(found) != len(set(nummers)):
            raise NietTeVerantwoorden("Deze verantwoording is er niet, of is niet van uw gemeente.")
        _klopt_nog(found, on_behalf_of)
        for row in found:
            row.stand, row.vastgesteld_op = Stand.VASTGESTELD, moment
            row.save(update_fields=["stand", "vastgesteld_op"])
    return len(found)


def leg_verklaring_vast(
    nummer: int,
    *,
    soort: str,
    accountant: str,
    afgegeven_op: date,
    fouten_cent: int,
    onzekerheden_cent: int,
    moment: datetime,
    on_behalf_of: Machtiging,
) -> None:
    """Keep what an accountant said of an edition; a later one counts instead. Raises `NietTeVerantwoorden`."""
    if soort not in VERKLARINGEN:
        raise NietTeVerantwoorden("Kies een soort verklaring.")
    if afgegeven_op > timezone.localdate(moment):
        raise NietTeVerantwoorden("De verklaring is van een dag die nog moet komen. Kies een andere dag.")
    with _vastgelegd(on_behalf_of):
        one = _een(nummer)
        if on_behalf_of.regio:
            raise NietTeVerantwoorden("Een verklaring legt de aanbieder vast, of de gemeente.")
        Accountantsverklaring.objects.create(
            gemeente=one.gemeente,
            aanbieder=one.aanbieder,
            verantwoording=one,
            soort=soort,
            accountant=accountant.strip(),
            afgegeven_op=afgegeven_op,
            fouten_cent=fouten_cent,
            onzekerheden_cent=onzekerheden_cent,
            vastgelegd_op=moment,
        )


def _een(nummer: int) -> Productieverantwoording:
    one = Productieverantwoording.objects.select_for_update().filter(pk=nummer).first()
    if one is None:
        raise NietTeVerantwoorden("Deze verantwoording is er niet, of is niet van u.")
    return one


def _eigen(nummer: int, wie: Machtiging) -> Productieverantwoording:
    if not wie.aanbieder:
        raise NietTeVerantwoorden("Dit doet de aanbieder zelf.")
    return _een(nummer)


def _klopt_nog(found: list[Productieverantwoording], wie: Machtiging) -> None:
    for first in sorted({row.tot_en_met for row in found}):
        month = Maand.van(first)
        now = tellen.tel(month, on_behalf_of=wie)
        for row in found:
            pair = row.gemeente, row.aanbieder
            if row.tot_en_met == first and now.get(pair, Geteld(*pair, month, ())).vingerafdruk != row.sha256:
                raise NietTeVerantwoorden(
                    f"Bij aanbieder {row.aanbieder} is sindsdien geboekt. Open eerst een volgende editie."
                )
