# SPDX-License-Identifier: EUPL-1.2
"""An application begins, gets its child and its worker, goes from state to state, and ends."""

import re
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

from jeugdregio.gebruikers import caseload
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.toegang.kanalen import MAATREGEL, PER_CODE, kanaal_van
from jeugdregio.toegang.models import OPEN, Aanmelding, Oproep
from jeugdregio.toegang.schrijven import schrijf
from jeugdregio.toegang.values import Bewijs, NietMogelijk, Nieuw
from jeugdregio.verzoeken import queries as verzoeken
from jeugdregio.verzoeken.actions import meld_stand

_AGB = re.compile("[0-9]{8}")


def meld_aan(nieuw: Nieuw, *, moment: datetime, on_behalf_of: Machtiging) -> int:
    """
    Take in a question of a child; gives the number of the application. Whoever does it gets it, and the child.

    The term is that of the channel, counted from the day it was received. Raises `NietMogelijk`.
    """
    term = PER_CODE[nieuw.kanaal].termijn
    proof = nieuw.bewijs
    if nieuw.ontvangen_op > moment:
        raise NietMogelijk("De aanmelding kan niet later zijn ontvangen dan nu. Controleer de datum.")
    with schrijf(on_behalf_of, Recht.AANMELDEN):
        row = Aanmelding.objects.create(
            gemeente=on_behalf_of.gemeente,
            gezin_id=nieuw.gezin_id,
            lid_id=nieuw.lid_id,
            persoon=nieuw.persoon or None,
            kanaal=nieuw.kanaal,
            onderwerp=nieuw.onderwerp,
            vraag=nieuw.vraag,
            stand_op=moment,
            ontvangen_op=nieuw.ontvangen_op,
            uiterlijk=term.uiterlijk(timezone.localdate(nieuw.ontvangen_op)),
            uiterlijk_bron=term.tekst,
            team=nieuw.team,
            behandelaar=on_behalf_of.account,
            bewijs=proof.soort if proof else "",
            bewijs_datum=proof.datum if proof else None,
            bewijs_kenmerk=proof.kenmerk if proof else "",
            verwijzer_type=nieuw.verwijzer_type,
            verwijzer=nieuw.verwijzer,
            maatregel=nieuw.maatregel,
            gi=nieuw.gi,
            gewenst=nieuw.gewenst,
            aanbieder=nieuw.aanbieder,
            oproep_id=nieuw.oproep_id,
            bericht_id=nieuw.bron[0] if nieuw.bron else None,
            nr=nieuw.bron[1] if nieuw.bron else None,
        )
        _in_caseload(nieuw.persoon, moment, on_behalf_of)
        vertel_verwijzer(row)
    return row.pk


def neem_over(
    bericht_id: int,
    nr: int,
    *,
    onderwerp: str,
    maatregel: str = "",
    gi: str = "",
    moment: datetime,
    on_behalf_of: Machtiging,
) -> int:
    """
    A request of a provider (JW315) becomes an application of the channel of its referrer; nothing is typed anew.

    The term is the one of the request. `gi` is needed where the request names that institution without its code.
    Raises `NietMogelijk` when the request is not there, not for an allocation, or taken already.
    """
    asked = verzoeken.open_verzoek(on_behalf_of.gemeente, bericht_id, nr, on_behalf_of=on_behalf_of)
    if asked is None or asked.soort != "JW315":
        raise NietMogelijk("Dit verzoek wacht niet (meer) op een antwoord. Ververs de lijst met verzoeken.")
    kanaal = kanaal_van(asked.verwijzer_type)
    product = next(iter(asked.producten), None)
    who = product.verwijzer if product else ""
    proof = next(iter(kanaal.bewijzen)) if kanaal.bewijs_nodig else ""
    by_measure = kanaal is MAATREGEL
    new = Nieuw(
        kanaal=kanaal.code,
        onderwerp=onderwerp,
        vraag=f"Verzoek van aanbieder {asked.aanbieder} met referentie {asked.referentie}.",
        ontvangen_op=timezone.make_aware(datetime.combine(asked.ontvangen_op, datetime.min.time())),
        persoon=asked.persoon,
        bewijs=Bewijs(proof, asked.dagtekening, asked.referentie) if proof else None,
        verwijzer_type=asked.verwijzer_type,
        verwijzer=who,
        maatregel=maatregel if by_measure else "",
        gi=(who if _AGB.fullmatch(who) else gi) if by_measure else "",
        gewenst=(product.categorie or "") if product else "",
        aanbieder=asked.aanbieder,
        bron=(bericht_id, nr),
    )
    with namens(on_behalf_of):
        number = meld_aan(new, moment=moment, on_behalf_of=on_behalf_of)
        source = "Antwoord op het verzoek van de aanbieder (iJw 3.2, T10 en T11)"
        verzet_termijn(number, asked.uiterlijk, bron=source, on_behalf_of=on_behalf_of)
    return number


def koppel_kind(
    aanmelding: int, *, persoon: str, gezin_id: int | None, lid_id: int | None, moment: datetime,
    on_behalf_of: Machtiging,
) -> None:  # fmt: skip
    """Say which child an application is about, once; what belongs to it follows. Raises `NietMogelijk`."""
    with schrijf(on_behalf_of, Recht.AANMELDEN):
        row = _open(aanmelding)
        row.persoon, row.gezin_id, row.lid_id = persoon, gezin_id, lid_id
        row.save(update_fields=["persoon", "gezin_id", "lid_id"])
        for name in ("gebieden", "stappen", "opties", "ondertekeningen", "overleg"):
            for one in getattr(row, name).all():
                one.save(update_fields=["persoon"])
        if row.oproep_id:
            Oproep.objects.filter(pk=row.oproep_id, persoon=None).update(persoon=persoon, lid_id=lid_id)
        _in_caseload(persoon, moment, on_behalf_of)


def zet_stand(
    aanmelding: int, stand: str, *, reden: str = "", naar: str = "", moment: datetime, on_behalf_of: Machtiging
) -> None:
    """
    Bring an application to another state; the database knows which steps there are and what each asks for.

    `reden` with withdrawing and forwarding, `naar` (CBS code) with forwarding. Raises `NietMogelijk`.
    """
    with schrijf(on_behalf_of, Recht.AANMELDEN):
        row = _open(aanmelding)
        row.stand, row.stand_op, row.reden, row.naar = stand, moment, reden, naar
        row.afgerond_op = None if stand in OPEN else moment
        row.save(update_fields=["stand", "stand_op", "reden", "naar", "afgerond_op"])
        vertel_verwijzer(row)


def rond_af(aanmelding: int, *, reden: str = "", moment: datetime, on_behalf_of: Machtiging) -> None:
    """An application is done: there is a decision, or step a or b was enough. Raises `NietMogelijk`."""
    zet_stand(aanmelding, Aanmelding.Stand.AFGEROND, reden=reden, moment=moment, on_behalf_of=on_behalf_of)


def verzet_termijn(aanmelding: int, naar: date, *, bron: str, on_behalf_of: Machtiging) -> None:
    """The term moves, because it was suspended, extended, or another term counts; `bron` says which article."""
    with schrijf(on_behalf_of, Recht.AANMELDEN):
        row = _open(aanmelding)
        row.uiterlijk, row.uiterlijk_bron = naar, bron
        row.save(update_fields=["uiterlijk", "uiterlijk_bron"])


def zet_gewenst(
    aanmelding: int, *, gewenst: str, aanbieder: str = "", plek: str = "", on_behalf_of: Machtiging
) -> None:
    """
    Which help (category), by whom and, when the child will live elsewhere, where. Raises `NietMogelijk`.

    A certified institution is refused as the one that carries out extra help (S89; Jeugdwet 3.2).
    """
    with schrijf(on_behalf_of, Recht.AANMELDEN):
        row = _open(aanmelding)
        row.gewenst, row.aanbieder, row.plek = gewenst, aanbieder, plek
        row.save(update_fields=["gewenst", "aanbieder", "plek"])


def geef_aan(aanmelding: int, account: int, *, on_behalf_of: Machtiging) -> None:
    """Another worker of the municipality takes it over. Raises `NietMogelijk`."""
    with schrijf(on_behalf_of, Recht.CASELOAD_BEHEREN):
        row = _open(aanmelding)
        row.behandelaar = account
        row.save(update_fields=["behandelaar"])


def _open(aanmelding: int) -> Aanmelding:
    row = Aanmelding.objects.select_for_update().filter(pk=aanmelding, stand__in=OPEN).first()
    if row is None:
        raise NietMogelijk("Deze aanmelding is er niet, of is al klaar. Ververs de pagina.")
    return row


def _in_caseload(persoon: str, moment: datetime, wie: Machtiging) -> None:
    """Whoever takes a child in has it in the caseload, as far as that role may say so."""
    if not persoon or wie.account is None or not wie.mag(Recht.CASELOAD_BEHEREN):
        return
    if caseload.in_caseload(persoon, moment=moment, on_behalf_of=wie):
        return
    try:
        caseload.wijs_toe(
            persoon,
            aan=wie.account,
            vanaf=timezone.localdate(moment),
            reden="Aanmelding in behandeling genomen",
            moment=moment,
            on_behalf_of=wie,
        )
    except NietToegestaan:
        return


def vertel_verwijzer(row: Aanmelding) -> None:
    """Who referred sees how far it is, when the application came of a request."""
    if row.bericht_id is not None and row.nr is not None:
        meld_stand(row.gemeente, row.bericht_id, row.nr, row.stand, regio=settings.REGIO)
