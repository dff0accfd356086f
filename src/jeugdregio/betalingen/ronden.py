# SPDX-License-Identifier: EUPL-1.2
"""
A payment run: made, frozen, approved by another, and sent as one file (W6).

Each function is one transaction. Lines name bookings about children, so the processing of the region writes them; what
a person decides is written as that person, which the database checks.
"""

import json
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import connection
from django.db.models import Max
from django.utils import timezone

from jeugdregio.betalingen.models import Bankbestand, Betaalopdracht, Betaalregel, Betaalronde
from jeugdregio.betalingen.openstaand import VULLEN
from jeugdregio.betalingen.rekeningen import geldig_iban, mens
from jeugdregio.betalingen.sepa import pain001
from jeugdregio.betalingen.values import NietTeBetalen, Opdracht
from jeugdregio.betalingen.voorschotten import verreken
from jeugdregio.bewaking.queries import betaalstop
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, verwerking

Stand = Betaalronde.Stand
INHOUD = """
    SELECT o.kenmerk, o.gemeente, o.aanbieder, o.iban, o.tenaamstelling, o.bedrag_cent,
        coalesce(sum(r.bedrag_cent), 0)::bigint,
        coalesce(string_agg(concat_ws('/', r.oorzaak, r.oorzaak_id, r.oorzaak_nr, r.bedrag_cent), ' '
            ORDER BY r.oorzaak, r.oorzaak_id, r.oorzaak_nr), '')
    FROM betalingen_betaalopdracht o LEFT JOIN betalingen_betaalregel r ON r.opdracht_id = o.id
    WHERE o.ronde_id = %s GROUP BY o.id ORDER BY o.kenmerk
"""


def maak_ronde(tot_en_met: Maand, *, betaaldag: date, moment: datetime, on_behalf_of: Machtiging) -> int:
    """
    Put every booking up to and including a month in a new run; gives its number in the database.

    Claims are settled with advances first (`voorschotten.verreken`). Who is owed nought or less is carried to the next;
    who has no account, or one that is being changed, waits.
    Raises `NietTeBetalen` when a run is not sent yet, when nothing can be paid, or for a day before today.
    """
    person, today = mens(on_behalf_of), timezone.localdate(moment)
    if not today <= betaaldag <= today + timedelta(days=60):
        raise NietTeBetalen("Kies een betaaldag van vandaag of later, en binnen zestig dagen.")
    verreken(tot_en_met, moment=moment)
    with namens(on_behalf_of):
        _in_order(on_behalf_of.regio)
        ours = Betaalronde.objects.filter(regio=on_behalf_of.regio)
        if ours.filter(stand__in=[Stand.CONCEPT, Stand.BEVROREN, Stand.AKKOORD]).exists():
            raise NietTeBetalen("Er is nog een ronde die niet is verzonden. Rond die eerst af, of laat haar vervallen.")
        made = Betaalronde.objects.create(
            regio=on_behalf_of.regio,
            nummer=(ours.aggregate(last=Max("nummer"))["last"] or 0) + 1,
            boekmaand=tot_en_met.begin,
            betaaldag=betaaldag,
            gemaakt_door=person,
            gemaakt_op=moment,
        )
        with namens(verwerking(settings.REGIO)), connection.cursor() as cursor:
            cursor.execute(
                VULLEN,
                {
                    "maand": tot_en_met.begin,
                    "vandaag": today,
                    "betaaldag": betaaldag,
                    "ronde": made.pk,
                    "kenmerk": f"JR{made.nummer:06}",
                },
            )
            if cursor.rowcount == 0:
                raise NietTeBetalen("Er is niets te betalen. Kijk onder ‘Wat nog openstaat’ waarom.")
    return int(made.pk)


def vingerafdruk(ronde: Betaalronde) -> str:
    """
    The SHA-256 of all that is in a run: every order, every line, the day.

    Raises `NietTeBetalen` when an order is not the sum of its lines.
    """
    with namens(verwerking(settings.REGIO)), connection.cursor() as cursor:
        cursor.execute(INHOUD, [ronde.pk])
        rows = cursor.fetchall()
    if any(row[5] != row[6] for row in rows):
        raise NietTeBetalen("Een betaling is niet de som van haar regels. Laat deze ronde vervallen en meld het.")
    text = [ronde.regio, ronde.nummer, ronde.boekmaand.isoformat(), ronde.betaaldag.isoformat(), rows]
    return sha256(json.dumps(text, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def bevries(ronde: int, *, moment: datetime, on_behalf_of: Machtiging) -> str:
    """Nothing in it changes from now on; gives the fingerprint that another will approve. Raises `NietTeBetalen`."""
    person = mens(on_behalf_of)
    with namens(on_behalf_of):
        one = _een(ronde, Stand.CONCEPT)
        one.stand, one.bevroren_door, one.bevroren_op, one.sha256 = Stand.BEVROREN, person, moment, vingerafdruk(one)
        one.save(update_fields=["stand", "bevroren_door", "bevroren_op", "sha256"])
    return one.sha256


def keur_goed(ronde: int, *, gelezen: str, moment: datetime, on_behalf_of: Machtiging) -> None:
    """
    Approve what was frozen; `gelezen` is the fingerprint that was on the screen.

    Raises `NietTeBetalen` for who made or froze it, and when what is there is not what was read.
    """
    person = mens(on_behalf_of)
    with namens(on_behalf_of):
        one = _een(ronde, Stand.BEVROREN)
        if person in (one.gemaakt_door, one.bevroren_door):
            raise NietTeBetalen("U hebt deze ronde zelf gemaakt of bevroren. Een ander moet akkoord geven.")
        if not one.sha256 == gelezen == vingerafdruk(one):
            raise NietTeBetalen("Dit is niet wat u hebt gelezen. Ververs de pagina en kijk opnieuw.")
        one.stand, one.akkoord_door, one.akkoord_op = Stand.AKKOORD, person, moment
        one.save(update_fields=["stand", "akkoord_door", "akkoord_op"])


def laat_vervallen(ronde: int, *, on_behalf_of: Machtiging) -> None:
    """Drop a run that nobody approved: all in it can be paid again. Raises `NietTeBetalen`."""
    mens(on_behalf_of)
    with namens(on_behalf_of):
        one = _een(ronde, Stand.CONCEPT, Stand.BEVROREN)
        one.stand = Stand.VERVALLEN
        one.save(update_fields=["stand"])
        with namens(verwerking(settings.REGIO)):
            Betaalopdracht.objects.filter(ronde=one).update(stand=Betaalopdracht.Stand.VERVALLEN)
            Betaalregel.objects.filter(opdracht__ronde=one).update(vervallen=True)


def verzend(ronde: int, *, moment: datetime, on_behalf_of: Machtiging) -> bytes:
    """
    Make the file for the bank, once; asking again gives the same bytes.

    Raises `NietTeBetalen` without an approval, without an account of the region, during a stop on payments, or when
    what is there is not what was approved.
    """
    person = mens(on_behalf_of)
    with namens(on_behalf_of):
        known = Bankbestand.objects.filter(ronde_id=ronde, soort=Bankbestand.Soort.OPDRACHT).first()
        if known is not None:
            return bytes(known.inhoud)
        one = _een(ronde, Stand.AKKOORD)
        if betaalstop(on_behalf_of=on_behalf_of) is not None:
            raise NietTeBetalen("Er is een betaalstop. Kijk bij Controle wat er niet klopt.")
        if vingerafdruk(one) != one.sha256:
            raise NietTeBetalen("De inhoud is niet wat is goedgekeurd. Verzend niets, en meld dit.")
        data = maak_bestand(one)
        Bankbestand.objects.create(
            regio=one.regio,
            soort=Bankbestand.Soort.OPDRACHT,
            ronde=one,
            sha256=sha256(data).hexdigest(),
            inhoud=data,
            vastgelegd_op=moment,
            door=person,
        )
        one.stand = Stand.VERZONDEN
        one.save(update_fields=["stand"])
    return data


def maak_bestand(ronde: Betaalronde) -> bytes:
    """The pain.001 of an approved run: from what was frozen alone, so always the same bytes."""
    if not settings.BETAAL_IBAN:
        raise NietTeBetalen("De rekening van de regio is niet ingesteld (BETAAL_IBAN). Vraag de beheerder.")
    assert ronde.akkoord_op is not None
    return pain001(
        [
            Opdracht(one.kenmerk, one.bedrag_cent, one.iban, one.tenaamstelling, f"Jeugdhulp {one.kenmerk}")
            for one in Betaalopdracht.objects.filter(ronde=ronde).order_by("kenmerk")
        ],
        bericht=bericht_van(ronde),
        moment=timezone.localtime(ronde.akkoord_op),
        betaaldag=ronde.betaaldag,
        naam=settings.BETAAL_NAAM,
        iban=geldig_iban(settings.BETAAL_IBAN),
    )


def bericht_van(ronde: Betaalronde) -> str:
    """The MsgId of the file of a run."""
    return f"{ronde.regio[:20]}-{ronde.nummer:06}"


def _een(ronde: int, *standen: str) -> Betaalronde:
    one = Betaalronde.objects.select_for_update().filter(pk=ronde).first()
    if one is None:
        raise NietTeBetalen("Deze ronde is er niet. Ververs de pagina.")
    if one.stand not in standen:
        raise NietTeBetalen(f"Deze ronde is al verder: {Stand(one.stand).label}. Ververs de pagina.")
    return one


def _in_order(regio: str) -> None:
    """One run of a region at a time: numbers follow on each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('betaalronde ' || %s::text, 0))", [regio])
