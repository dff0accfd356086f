# SPDX-License-Identifier: EUPL-1.2
"""
Pay first, settle after (Jeugdwet, article 8.2.1): who paid claims it from the municipality that was responsible.

Lines come from above: this room does not know claims for payment. Each function is one transaction.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import Max
from django.utils import timezone

from jeugdregio.core.money import Cent
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers import vier_ogen
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Voorstel
from jeugdregio.gebruikers.rechten import Recht
from jeugdregio.gebruikers.values import Machtiging, verwerking
from jeugdregio.grootboek import actions as grootboek
from jeugdregio.grootboek.values import (
    BANK,
    KOSTEN,
    TE_BETALEN_AAN_GEMEENTEN,
    TE_VORDEREN_VAN_GEMEENTEN,
    Journaal,
)
from jeugdregio.regio import queries as regio
from jeugdregio.woonplaats.models import Vorderingskind, Vorderingsregel, Woonplaatsbepaling, Woonplaatsvordering
from jeugdregio.woonplaats.uitleg import WOONPLAATSREGELS
from jeugdregio.woonplaats.values import Betaald, NietTeVorderen
from jeugdregio.woonplaats.vaststellen import nu_verantwoordelijk

SOORT = "woonplaatsvordering"
ERKEND, VERREKEND = "woonplaats", "wp-verrekend"
CORRECTIE, TERUGBETAALD = "wp-correctie", "wp-terug"
"""The causes in the ledger; with the line (`bericht_id`, `nr`) each is booked once per municipality."""
Stand = Woonplaatsvordering.Stand


def stel_vordering_voor(
    bepaling: int,
    *,
    van: date,
    tot: date,
    betaald: Sequence[Betaald],
    door: str,
    moment: datetime,
    on_behalf_of: Machtiging,
) -> Woonplaatsvordering:
    """
    Claim what was paid in a period in which another was responsible, by an outcome of the own municipality.

    The period is one of the outcome, whole. What came after an acknowledged claim makes a next one.
    Raises `NietTeVorderen`: nothing paid, not another's, claimed already.
    """
    total = sum(line.bedrag_cent for line in betaald)
    if not betaald or total <= 0:
        raise NietTeVorderen("In deze periode is niets betaald dat nog te vorderen is.")
    with namens(on_behalf_of):
        _in_order(on_behalf_of.gemeente)
        found = _period(bepaling, van, tot, on_behalf_of)
        first = min(betaald, key=lambda line: (line.bericht_id, line.nr))
        own = Woonplaatsvordering.objects.filter(gemeente=on_behalf_of.gemeente)
        inside = regio.deelnemers(settings.REGIO, timezone.localdate(moment))
        Vorderingskind.objects.filter(
            gemeente=on_behalf_of.gemeente,
            persoon=found["bepaling"].persoon,
            open=True,
            vordering__stand__in=(Stand.ERKEND, Stand.VERREKEND),
        ).update(open=False)
        try:
            with transaction.atomic():
                made = Woonplaatsvordering.objects.create(
                    gemeente=on_behalf_of.gemeente,
                    nummer=(own.aggregate(last=Max("nummer"))["last"] or 0) + 1,
                    van=found["verantwoordelijk"],
                    periode=(van, tot),
                    bedrag_cent=total,
                    extern=found["verantwoordelijk"] not in inside,
                    bericht_id=first.bericht_id,
                    nr=first.nr,
                    grondslag=found["grondslag"],
                    door=door,
                    voorgesteld_op=moment,
                )
                _add(made, found["bepaling"], betaald, timezone.localdate(moment))
        except IntegrityError as twice:
            raise NietTeVorderen(
                "Voor dit kind loopt in deze periode al een vordering, of een regel is al gevorderd. "
                "Trek die eerst in, of kies een andere periode."
            ) from twice
    return made


def _add(made: Woonplaatsvordering, bepaling: Woonplaatsbepaling, lines: Sequence[Betaald], today: date) -> None:
    now = nu_verantwoordelijk(made.gemeente, bepaling.persoon, today)
    Vorderingskind.objects.create(
        gemeente=made.gemeente,
        van=made.van if made.van == now and not made.extern else "",
        vordering=made,
        bepaling=bepaling,
        persoon=bepaling.persoon,
        naam=bepaling.naam,
        periode=made.periode,
    )
    Vorderingsregel.objects.bulk_create(
        Vorderingsregel(
            gemeente=made.gemeente,
            van=made.van,
            vordering=made,
            bericht_id=line.bericht_id,
            nr=line.nr,
            aanbieder=line.aanbieder,
            categorie=line.categorie,
            code=line.code,
            dienstmaand=line.dienstmaand.begin,
            bedrag_cent=line.bedrag_cent,
        )
        for line in lines
    )


def _period(number: int, van: date, tot: date, wie: Machtiging) -> dict[str, Any]:
    """The period of a kept outcome, with why; raises `NietTeVorderen` when it is not there or one's own."""
    one = Woonplaatsbepaling.objects.filter(pk=number, gemeente=wie.gemeente, vastgesteld_op__isnull=False).first()
    found = one.perioden.filter(periode=(van, tot)).first() if one else None
    if one is None or found is None:
        raise NietTeVorderen("Deze uitkomst is er niet. Leg eerst vast welke gemeente verantwoordelijk was.")
    if found.verantwoordelijk in ("", wie.gemeente):
        raise NietTeVorderen("In deze periode was geen andere gemeente verantwoordelijk.")
    why = " ".join(f"{WOONPLAATSREGELS[rule]} ({rule})" for rule in found.regels)
    return {"bepaling": one, "verantwoordelijk": found.verantwoordelijk, "grondslag": why}


def stel_erkenning_voor(nummer: int, *, reden: str, moment: datetime, on_behalf_of: Machtiging) -> Voorstel:
    """
    Propose to acknowledge a claim; another confirms. Raises `NietTeVorderen`, and `NietToegestaan` (`vier_ogen`).

    By the debtor; for a municipality outside the region by the creditor, with the answer it got as reason.
    """
    with namens(on_behalf_of):
        one = _mine(nummer, on_behalf_of, as_debtor=True)
        if one.stand not in (Stand.VOORGESTELD, Stand.BETWIST):
            raise NietTeVorderen(f"Deze vordering is al {one.stand}.")
        return vier_ogen.stel_voor(
            SOORT,
            {
                "vordering": one.pk,
                "schuldeiser": one.gemeente,
                "schuldenaar": one.van,
                "van": one.periode.lower.isoformat(),
                "tot": one.periode.upper.isoformat(),
                "bedrag_cent": one.bedrag_cent,
                "grondslag": one.grondslag,
            },
            recht=Recht.GEMEENTEN_VERREKENEN,
            reden=reden,
            moment=moment,
            on_behalf_of=on_behalf_of,
        )


def erken(nummer: int, *, bedrag_cent: int, moment: datetime, on_behalf_of: Machtiging) -> None:
    """
    Acknowledge as was proposed, and book every line at both. In the transaction of whoever confirms.

    Raises `NietTeVorderen` when it is another amount than was read, or not its turn.
    """
    with namens(on_behalf_of):
        one = _mine(nummer, on_behalf_of, as_debtor=True)
        if one.bedrag_cent != bedrag_cent:
            raise NietTeVorderen("Dit is een ander bedrag dan is voorgesteld. Lees de vordering opnieuw.")
        _step(one, Stand.ERKEND, besloten_op=moment)
        lines = list(one.regels.all())
        _book(one, lines, timezone.localdate(moment), ERKEND, settled=False)


def betwist(nummer: int, *, toelichting: str, moment: datetime, on_behalf_of: Machtiging) -> None:
    """The debtor does not agree, and says why. Raises `NietTeVorderen`."""
    if not toelichting.strip():
        raise NietTeVorderen("Schrijf op waarom de vordering niet klopt.")
    with namens(on_behalf_of):
        one = _mine(nummer, on_behalf_of, as_debtor=True)
        _step(one, Stand.BETWIST, besloten_op=moment, toelichting=toelichting.strip())


def trek_in(nummer: int, *, toelichting: str, moment: datetime, on_behalf_of: Machtiging) -> None:
    """The creditor takes a claim back that was not acknowledged; its lines can be claimed again."""
    if not toelichting.strip():
        raise NietTeVorderen("Schrijf op waarom u de vordering intrekt.")
    with namens(on_behalf_of):
        one = _mine(nummer, on_behalf_of, as_debtor=False)
        _step(one, Stand.INGETROKKEN, besloten_op=moment, toelichting=toelichting.strip())


def verreken(nummer: int, *, moment: datetime, on_behalf_of: Machtiging) -> None:
    """
    The creditor got its money: the accounts between municipalities go against the bank at both.

    Lines that were credited meanwhile are not paid.
    """
    with namens(on_behalf_of):
        one = _mine(nummer, on_behalf_of, as_debtor=False)
        _step(one, Stand.VERREKEND, verrekend_op=moment)
        _book(one, list(one.regels.filter(correctie="")), timezone.localdate(moment), VERREKEND, settled=True)


def corrigeer(nummer: int, *, leeft: Collection[tuple[int, int]], moment: datetime, on_behalf_of: Machtiging) -> Cent:
    """
    Book back at both what was credited after it was acknowledged; gives how much (cents).

    `leeft`: the lines (bericht_id, nr) for which the creditor still paid. Before the claim is settled the debtor pays
    less; afterwards the creditor has to pay back. The creditor does this alone: it only costs itself. Raises
    `NietTeVorderen` when nothing was credited, or the claim was not acknowledged.
    """
    with namens(on_behalf_of):
        one = _mine(nummer, on_behalf_of, as_debtor=False)
        if one.stand not in (Stand.ERKEND, Stand.VERREKEND):
            raise NietTeVorderen("Alleen een erkende vordering corrigeert u. Trek deze in en maak haar opnieuw.")
        gone = [row for row in one.regels.filter(correctie="") if (row.bericht_id, row.nr) not in leeft]
        if not gone:
            raise NietTeVorderen("Van deze vordering is geen regel gecrediteerd die nog niet is teruggeboekt.")
        to = Vorderingsregel.Correctie.VERLAAGD if one.stand == Stand.ERKEND else Vorderingsregel.Correctie.TERUG
        one.regels.filter(pk__in=[row.pk for row in gone]).update(correctie=to, gecorrigeerd_op=moment)
        _book(one, gone, timezone.localdate(moment), CORRECTIE, settled=False, back=True)
    return Cent(sum(row.bedrag_cent for row in gone))


def betaal_terug(nummer: int, *, moment: datetime, on_behalf_of: Machtiging) -> Cent:
    """The creditor paid back what was corrected after settling; gives how much (cents). Raises `NietTeVorderen`."""
    with namens(on_behalf_of):
        one = _mine(nummer, on_behalf_of, as_debtor=False)
        owed = list(one.regels.filter(correctie=Vorderingsregel.Correctie.TERUG))
        if not owed:
            raise NietTeVorderen("Er is niets terug te betalen.")
        one.regels.filter(pk__in=[row.pk for row in owed]).update(correctie=Vorderingsregel.Correctie.TERUGBETAALD)
        _book(one, owed, timezone.localdate(moment), TERUGBETAALD, settled=True, back=True)
    return Cent(sum(row.bedrag_cent for row in owed))


def _book(
    one: Woonplaatsvordering,
    lines: Sequence[Vorderingsregel],
    today: date,
    cause: str,
    *,
    settled: bool,
    back: bool = False,
) -> None:
    """
    Every line at the creditor, and the other way round at a debtor in the region; the region books for both.

    `back` is the other way round: a correction. A credited line moves back.
    A line of nought moves nothing and is booked all the same: every line is there once.
    """
    claim, debt = TE_VORDEREN_VAN_GEMEENTEN, TE_BETALEN_AAN_GEMEENTEN
    sides = [(one.gemeente, BANK, claim) if settled else (one.gemeente, claim, KOSTEN)]
    if not one.extern:
        sides.append((one.van, debt, BANK) if settled else (one.van, KOSTEN, debt))
    if back:
        sides = [(town, credit, debit) for town, debit, credit in sides]
    towns = [town for town, *_ in sides]
    with namens(verwerking(settings.REGIO)):
        months = grootboek.open_maanden(towns, Maand.van(today))
        grootboek.boek(
            [
                Journaal(
                    gemeente=town,
                    aanbieder=line.aanbieder,
                    categorie=line.categorie,
                    code=line.code,
                    oorzaak=cause,
                    oorzaak_id=line.bericht_id,
                    oorzaak_nr=line.nr,
                    debet=debit if line.bedrag_cent >= 0 else credit,
                    credit=credit if line.bedrag_cent >= 0 else debit,
                    bedrag_cent=Cent(abs(line.bedrag_cent)),
                    boekmaand=months[town],
                    dienstmaand=Maand.van(line.dienstmaand),
                )
                for town, debit, credit in sides
                for line in lines
            ]
        )


def _mine(nummer: int, wie: Machtiging, *, as_debtor: bool) -> Woonplaatsvordering:
    """The claim, when it is the turn of whoever asks; raises `NietTeVorderen`."""
    one = Woonplaatsvordering.objects.select_for_update().filter(pk=nummer).first()
    if one is None:
        raise NietTeVorderen("Deze vordering is er niet.")
    turn = one.van if as_debtor and not one.extern else one.gemeente
    if turn != wie.gemeente:
        raise NietTeVorderen("Deze stap is aan de andere gemeente.")
    return one


STAPPEN = {
    Stand.VOORGESTELD: (Stand.ERKEND, Stand.BETWIST, Stand.INGETROKKEN),
    Stand.BETWIST: (Stand.ERKEND, Stand.INGETROKKEN),
    Stand.ERKEND: (Stand.VERREKEND,),
}
"""What a claim can become; the database holds the same (migration 0002)."""


def _step(one: Woonplaatsvordering, stand: Stand, **more: Any) -> None:
    if stand not in STAPPEN.get(Stand(one.stand), ()):
        raise NietTeVorderen(f"Deze vordering is al {one.stand}.")
    one.stand = stand
    for name, value in more.items():
        setattr(one, name, value)
    one.save(update_fields=["stand", *more])


def _in_order(gemeente: str) -> None:
    """One claim of a municipality at a time: numbers follow on each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('woonplaats ' || %s::text, 0))", [gemeente])
