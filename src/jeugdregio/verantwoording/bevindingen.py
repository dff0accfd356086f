# SPDX-License-Identifier: EUPL-1.2
"""
What a control found wrong, told to the provider: it credits the line, or what was wrong is claimed back once.

A claim moves the amount from costs (4100) to what providers owe (1310). When the provider credits the line after all,
the credit takes off the whole of it, so the claim is booked back, once. Collecting it is done by hand.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from jeugdregio.core.money import Cent
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Recht, verwerking
from jeugdregio.gebruikers.verzoek import eis
from jeugdregio.gebruikers.weigering import in_woorden
from jeugdregio.grootboek import actions as grootboek
from jeugdregio.grootboek.values import KOSTEN, TE_VORDEREN_VAN_AANBIEDERS, Journaal
from jeugdregio.verantwoording.models import Controlebevinding, Steekproefregel
from jeugdregio.verantwoording.productiewaarden import Bevinding, NietTeVerantwoorden

OORZAAK, GEVORDERD, HERSTELD = "controle", -1, -2
"""The cause in the ledger; the numbers of claiming and of taking that back."""
DAGEN = 28
"""So long a provider has to credit; an assumption, no source names a term."""
ONJUIST = "onjuist"
GRENZEN = {
    "controlebevinding_vier_ogen": "U hebt de uitkomst zelf vastgelegd. Een ander moet de vordering boeken.",
    "controlebevinding_een_keer": "Een van deze regels is in een eerdere controle al onjuist bevonden.",
}
VRAAG = """
    SELECT f.id, f.gemeente, f.aanbieder, f.bericht_id, f.nr, f.referentie, f.bedrag_cent, f.fout_cent, f.toelichting,
        f.uiterlijk, coalesce(p.gecrediteerd, false), f.gevorderd_op, f.hersteld_op
    FROM verantwoording_controlebevinding f
    LEFT JOIN declaraties_prestatie p ON p.gemeente = f.gemeente AND p.bericht_id = f.bericht_id AND p.nr = f.nr
    WHERE (%(controle)s::bigint IS NULL OR f.controle_id = %(controle)s) ORDER BY f.id
"""
REGEL = """
    SELECT categorie, code, begin, gecrediteerd FROM declaraties_prestatie
    WHERE gemeente = %s AND bericht_id = %s AND nr = %s
"""


def bevindingen(*, on_behalf_of: Machtiging, controle: int | None = None) -> list[Bevinding]:
    """What controls found wrong, of whoever asks (the municipality or the provider), or of one control."""
    with namens(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(VRAAG, {"controle": controle})
        return [Bevinding(*row) for row in cursor.fetchall()]


def meld(controle: int, *, moment: datetime, door: str, on_behalf_of: Machtiging) -> int:
    """
    Tell the provider what a control found wrong; gives how many. Acts within the caller's transaction.

    A line that an earlier control found wrong already stays with that one.
    """
    found = Steekproefregel.objects.filter(
        steekproef__controle_id=controle, gemeente=on_behalf_of.gemeente, oordeel=ONJUIST
    )
    known = set(Controlebevinding.objects.filter(gemeente=on_behalf_of.gemeente).values_list("bericht_id", "nr"))
    rows = [
        Controlebevinding(
            gemeente=line.gemeente,
            aanbieder=line.aanbieder,
            controle_id=controle,
            bericht_id=line.bericht_id,
            nr=line.nr,
            referentie=line.referentie,
            bedrag_cent=line.bedrag_cent,
            fout_cent=line.fout_cent,
            toelichting=line.toelichting,
            gemeld_op=moment,
            gemeld_door=door,
            uiterlijk=timezone.localdate(moment) + timedelta(days=DAGEN),
        )
        for line in found
        if (line.bericht_id, line.nr) not in known
    ]
    return len(Controlebevinding.objects.bulk_create(rows))


def vorder(nummer: int, *, moment: datetime, door: str, on_behalf_of: Machtiging) -> int:
    """
    Claim back what was wrong of a line that the provider did not credit in time, once; gives the cents.

    Raises `NietTeVerantwoorden`, also for who told the provider of it.
    """
    eis(on_behalf_of, Recht.MATERIELE_CONTROLE)
    with in_woorden(NietTeVerantwoorden, GRENZEN), namens(on_behalf_of):
        one = _een(nummer, on_behalf_of)
        category, code, begin, credited = _regel(one)
        if credited:
            raise NietTeVerantwoorden("De aanbieder heeft deze regel gecrediteerd. Er is niets te vorderen.")
        if timezone.localdate(moment) <= one.uiterlijk:
            raise NietTeVerantwoorden(f"De aanbieder kan nog crediteren, tot en met {one.uiterlijk:%d-%m-%Y}.")
        if one.gevorderd_op is not None:
            raise NietTeVerantwoorden("Dit is al gevorderd.")
        one.gevorderd_op, one.gevorderd_door = moment, door
        one.save(update_fields=["gevorderd_op", "gevorderd_door"])
        _boek(one, category, code, Maand.van(begin), GEVORDERD, moment)
    return one.fout_cent


def herstel(nummer: int, *, moment: datetime, on_behalf_of: Machtiging) -> int:
    """Take a claim back, once, of a line that the provider credited after all; gives the cents."""
    eis(on_behalf_of, Recht.MATERIELE_CONTROLE)
    with in_woorden(NietTeVerantwoorden, GRENZEN), namens(on_behalf_of):
        one = _een(nummer, on_behalf_of)
        category, code, begin, credited = _regel(one)
        if not credited or one.gevorderd_op is None or one.hersteld_op is not None:
            raise NietTeVerantwoorden("Hier is niets terug te boeken.")
        one.hersteld_op = moment
        one.save(update_fields=["hersteld_op"])
        _boek(one, category, code, Maand.van(begin), HERSTELD, moment)
    return one.fout_cent


def _een(nummer: int, wie: Machtiging) -> Controlebevinding:
    one = Controlebevinding.objects.select_for_update().filter(pk=nummer, gemeente=wie.gemeente).first()
    if one is None:
        raise NietTeVerantwoorden("Deze bevinding is er niet.")
    return one


def _regel(one: Controlebevinding) -> tuple[str, str, datetime, bool]:
    with connection.cursor() as cursor:
        cursor.execute(REGEL, [one.gemeente, one.bericht_id, one.nr])
        found = cursor.fetchone()
    if found is None:
        raise NietTeVerantwoorden("Deze regel is er niet meer, of is afgeschermd. Boek dit met de hand.")
    return found[0], found[1], found[2], bool(found[3])


def _boek(one: Controlebevinding, category: str, code: str, served: Maand, nr: int, moment: datetime) -> None:
    claim, back = TE_VORDEREN_VAN_AANBIEDERS, KOSTEN
    if nr == HERSTELD:
        claim, back = back, claim
    with namens(verwerking(settings.REGIO)):
        today = Maand.van(timezone.localdate(moment))
        month = grootboek.open_maanden([one.gemeente], today)[one.gemeente]
        grootboek.boek(
            [
                Journaal(
                    gemeente=one.gemeente,
                    aanbieder=one.aanbieder,
                    categorie=category,
                    code=code,
                    oorzaak=OORZAAK,
                    oorzaak_id=one.pk,
                    oorzaak_nr=nr,
                    debet=claim,
                    credit=back,
                    bedrag_cent=Cent(one.fout_cent),
                    boekmaand=month,
                    dienstmaand=served,
                )
            ]
        )
