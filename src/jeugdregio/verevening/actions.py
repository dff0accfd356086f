# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Recording the figures of a year, and a request under the four O's from filing to settlement (S62, N02)."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime

from jeugdregio.gebruikers.actions import NietToegestaan, reden_van
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.weigering import in_woorden
from jeugdregio.regio import queries as regio
from jeugdregio.verevening import queries
from jeugdregio.verevening.models import (
    EERSTE_JAAR,
    Comitelid,
    Jaarcijfer,
    Slotregel,
    Slotverrekening,
    Solidariteitsbehandeling,
    Solidariteitsoordeel,
    Solidariteitsverzoek,
)
from jeugdregio.verevening.values import Jaarcijfers, O, Sleutel, Verzoekgegevens, toewijsbaar


def leg_jaarcijfers_vast(cijfers: Iterable[Jaarcijfers]) -> None:
    """Record figures, in the transaction of the caller; again replaces those of the same municipality and year."""
    Jaarcijfer.objects.bulk_create(
        [
            Jaarcijfer(
                gemeente=one.cijfers.gemeente,
                jaar=one.jaar,
                budget_cent=one.cijfers.budget_cent,
                kosten_cent=one.cijfers.kosten_cent,
                misgelopen_cent=one.cijfers.misgelopen_cent,
                bron=one.bron,
                verzonnen=one.verzonnen,
            )
            for one in cijfers
        ],
        update_conflicts=True,
        unique_fields=["gemeente", "jaar"],
        update_fields=["budget_cent", "kosten_cent", "misgelopen_cent", "bron", "verzonnen"],
    )


class NietVastTeLeggen(Exception):
    """Raised with a Dutch text that says what to do."""


def dien_verzoek_in(gegevens: Verzoekgegevens, *, door: str, moment: datetime, on_behalf_of: Machtiging) -> int:
    """
    File a request of the own municipality; the same one again gives the number of the first.

    Raises `NietToegestaan` without the right, `NietVastTeLeggen` for amounts that do not fit, a reason that is
    missing, a year before 2017 or one that was settled.
    """
    _eis(on_behalf_of, Recht.SOLIDARITEIT_VRAGEN)
    if not 0 < gegevens.gevraagd_cent <= gegevens.kosten_cent:
        raise NietVastTeLeggen("Vraag meer dan nul, en niet meer dan de kosten zijn.")
    if not EERSTE_JAAR <= gegevens.jaar <= moment.year:
        raise NietVastTeLeggen(f"Kies een begrotingsjaar van {EERSTE_JAAR} tot en met {moment.year}.")
    reasons = {one.value: reden_van(gegevens.waarom.get(one, "")) for one in O}
    facts = gegevens.feiten
    with _vastgelegd(on_behalf_of):
        same = Solidariteitsverzoek.objects.filter(
            gemeente=on_behalf_of.gemeente,
            jaar=gegevens.jaar,
            omschrijving=gegevens.omschrijving,
            ingetrokken_op__isnull=True,
        ).first()
        if same:
            return int(same.pk)
        made = Solidariteitsverzoek.objects.create(
            gemeente=on_behalf_of.gemeente,
            jaar=gegevens.jaar,
            omschrijving=gegevens.omschrijving,
            kosten_cent=gegevens.kosten_cent,
            gevraagd_cent=gegevens.gevraagd_cent,
            tekst=gegevens.tekst,
            begroot=facts.begroot,
            te_voorzien=facts.te_voorzien,
            verschuifbaar=facts.verschuifbaar,
            uitgavegrond=facts.grond,
            alternatief=facts.alternatief,
            eigen_beleid=facts.eigen_beleid,
            te_veranderen=facts.te_veranderen,
            waarom=reasons,
            ingediend_op=moment,
            ingediend_door=door,
        )
    return int(made.pk)


def trek_verzoek_in(verzoek: int, *, reden: str, moment: datetime, on_behalf_of: Machtiging) -> None:
    """The own municipality takes its request back, until a decision. Raises `NietToegestaan`, `NietVastTeLeggen`."""
    _eis(on_behalf_of, Recht.SOLIDARITEIT_VRAGEN)
    why = reden_van(reden)
    with _vastgelegd(on_behalf_of):
        done = Solidariteitsverzoek.objects.filter(
            pk=verzoek, gemeente=on_behalf_of.gemeente, ingetrokken_op__isnull=True
        ).update(ingetrokken_op=moment, einde_reden=why)
        if not done:
            raise NietVastTeLeggen("Dit verzoek is niet van uw gemeente, of al ingetrokken.")


def stel_comite_in(verzoek: int, leden: Mapping[str, str], *, moment: datetime, on_behalf_of: Machtiging) -> None:
    """
    Form the temporary committee of one request: {municipality: function of its member}; the same again does nothing.

    Raises `NietToegestaan`, and `NietVastTeLeggen` without members, with one of the municipality that asks or that
    does not take part, or when there is a committee already.
    """
    _eis(on_behalf_of, Recht.SOLIDARITEIT_VOORBEREIDEN)
    with _vastgelegd(on_behalf_of):
        asked = _open_verzoek(verzoek)
        if asked.gemeente in leden:
            raise NietVastTeLeggen("De gemeente die vraagt zit niet in het comité. Kies andere gemeenten.")
        if not leden or set(leden) - set(regio.jeugdigen(moment.date())):
            raise NietVastTeLeggen("Kies minstens één gemeente die aan de regio meedoet.")
        if Solidariteitsbehandeling.objects.filter(verzoek=asked).exists():
            if dict(asked.leden.values_list("gemeente", "functie")) == dict(leden):
                return
            raise NietVastTeLeggen("Dit verzoek heeft al een comité.")
        Solidariteitsbehandeling.objects.create(
            verzoek=asked,
            aanvrager=asked.gemeente,
            gevraagd_cent=asked.gevraagd_cent,
            ingediend_op=asked.ingediend_op,
            ingesteld_op=moment,
        )
        Comitelid.objects.bulk_create(
            Comitelid(gemeente=code, verzoek=asked, aanvrager=asked.gemeente, functie=what)
            for code, what in leden.items()
        )


def oordeel(
    verzoek: int,
    oordelen: Mapping[O, tuple[bool, str]],
    *,
    door: str,
    moment: datetime,
    on_behalf_of: Machtiging,
) -> None:
    """
    What the member of the own municipality finds of all four O's: {O: (met, why)}. Once, and never changed.

    Raises `NietToegestaan` without the right or a reason, `NietVastTeLeggen` when the municipality has no member in
    the committee (whoever asks never has), voted already, or the committee is done.
    """
    _eis(on_behalf_of, Recht.SOLIDARITEIT_OORDELEN)
    if set(oordelen) != set(O):
        raise NietVastTeLeggen("Oordeel over alle vier de O's.")
    with _vastgelegd(on_behalf_of):
        if not Comitelid.objects.filter(verzoek=verzoek, gemeente=on_behalf_of.gemeente).exists():
            raise NietVastTeLeggen("Uw gemeente zit niet in het comité van dit verzoek en oordeelt er dus niet over.")
        Solidariteitsoordeel.objects.bulk_create(
            Solidariteitsoordeel(
                gemeente=on_behalf_of.gemeente,
                verzoek_id=verzoek,
                voorwaarde_o=one,
                voldaan=met,
                reden=reden_van(why),
                gegeven_op=moment,
                gegeven_door=door,
            )
            for one, (met, why) in oordelen.items()
        )


def adviseer(verzoek: int, motivering: str, *, door: str, moment: datetime, on_behalf_of: Machtiging) -> bool:
    """
    Record the advice that follows from the votes; gives whether it is positive: all four O's must hold (TO-31, TO-32).

    Raises `NietToegestaan` without right or reason, `NietVastTeLeggen` until every member voted.
    """
    _eis(on_behalf_of, Recht.SOLIDARITEIT_VOORBEREIDEN)
    why = reden_van(motivering)
    with _vastgelegd(on_behalf_of):
        row = _behandeling(verzoek)
        if row.advies_op:
            raise NietVastTeLeggen("Het comité heeft al advies gegeven.")
        found = queries.verzoek(verzoek, on_behalf_of=on_behalf_of)
        assert found is not None
        outcome = toewijsbaar(found.per_o)
        if found.nog_te_horen or outcome is None:
            raise NietVastTeLeggen("Nog niet elk lid heeft over alle vier de O's geoordeeld.")
        row.advies_op, row.positief, row.motivering, row.advies_door = moment, outcome, why, door
        row.save()
    return outcome


def besluit_verzoek(
    verzoek: int, toegekend_cent: int, *, reden: str, door: str, moment: datetime, on_behalf_of: Machtiging
) -> None:
    """
    The board grants an amount (cents) after a positive advice, or refuses with zero.

    Raises `NietToegestaan` without right or reason, `NietVastTeLeggen` without an advice, for an amount that does not
    follow from it, or by who recorded the advice.
    """
    _eis(on_behalf_of, Recht.SOLIDARITEIT_BESLUITEN)
    why = reden_van(reden)
    with _vastgelegd(on_behalf_of):
        row = _behandeling(verzoek)
        if row.advies_op is None or row.besloten_op is not None:
            raise NietVastTeLeggen("Een besluit kan één keer, als het comité advies heeft gegeven.")
        if toegekend_cent and not row.positief:
            raise NietVastTeLeggen("Het advies is negatief: niet alle vier de O's gelden. Toekennen kan dan niet.")
        if not 0 <= toegekend_cent <= row.gevraagd_cent:
            raise NietVastTeLeggen("Ken niet meer toe dan is gevraagd.")
        if door == row.advies_door:
            raise NietVastTeLeggen("U hebt het advies vastgelegd. Een ander moet besluiten.")
        row.besloten_op, row.toegekend_cent, row.besluit_reden, row.besloten_door = moment, toegekend_cent, why, door
        row.save()


def reken_jaar_af(
    jaar: int, sleutel: Sleutel, *, bron: str, door: str, moment: datetime, on_behalf_of: Machtiging
) -> None:
    """
    Settle a budget year by a key, once and after its last day; `bron` says where the key was agreed.

    Raises `NietToegestaan`, and `NietVastTeLeggen` when the year still runs, a request is open, figures are missing,
    or nothing was granted.
    """
    _eis(on_behalf_of, Recht.SOLIDARITEIT_BESLUITEN)
    if moment.date() <= date(jaar, 12, 31):
        raise NietVastTeLeggen(f"Het jaar loopt nog. Reken af na 31 december {jaar}.")
    where = reden_van(bron)[:200]
    with _vastgelegd(on_behalf_of):
        now = queries.slot(jaar, sleutel, on_behalf_of=on_behalf_of)
        if now.vastgesteld_op:
            raise NietVastTeLeggen("Dit jaar is al afgerekend.")
        if now.missend:
            raise NietVastTeLeggen(now.missend)
        if not any(one.ontvangt_cent for one in now.aandelen):
            raise NietVastTeLeggen("Er is over dit jaar niets toegekend, dus valt er niets te verrekenen.")
        made = Slotverrekening.objects.create(
            jaar=jaar, sleutel=sleutel, bron=where, vastgesteld_op=moment, vastgesteld_door=door
        )
        Slotregel.objects.bulk_create(
            Slotregel(
                verrekening=made,
                gemeente=one.gemeente,
                gewicht=one.gewicht,
                ontvangt_cent=one.ontvangt_cent,
                draagt_cent=one.draagt_cent,
                saldo_cent=one.saldo_cent,
            )
            for one in now.aandelen
        )


def _open_verzoek(verzoek: int) -> Solidariteitsverzoek:
    found = Solidariteitsverzoek.objects.filter(pk=verzoek, ingetrokken_op__isnull=True).first()
    if found is None:
        raise NietVastTeLeggen("Dit verzoek is er niet, of is ingetrokken. Ververs de pagina.")
    return found


def _behandeling(verzoek: int) -> Solidariteitsbehandeling:
    _open_verzoek(verzoek)
    found = Solidariteitsbehandeling.objects.select_for_update().filter(verzoek=verzoek).first()
    if found is None:
        raise NietVastTeLeggen("Dit verzoek heeft nog geen comité.")
    return found


def _eis(wie: Machtiging, recht: Recht) -> None:
    if not wie.mag(recht):
        raise NietToegestaan(f"Uw rol heeft het recht ‘{recht.label}’ niet. Vraag een collega die het wel heeft.")


@contextmanager
def _vastgelegd(wie: Machtiging) -> Iterator[None]:
    """One transaction; what the database refuses by a rule of this room becomes a `NietVastTeLeggen`."""
    with in_woorden(NietVastTeLeggen, {}, dubbel="Dit is al vastgelegd. Ververs de pagina."), namens(wie):
        yield
