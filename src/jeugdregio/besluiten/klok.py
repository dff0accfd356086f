# SPDX-License-Identifier: EUPL-1.2
"""What moves the term of a request or of an objection: suspension, extension, and being late."""

from datetime import date, datetime

from jeugdregio.besluiten import brieven, lezen, models, termijnen
from jeugdregio.besluiten.aanmelding import verzet
from jeugdregio.besluiten.opstellen import Databasefout, eis
from jeugdregio.besluiten.values import Bekendmaking, NietBesloten
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Recht

Feit = models.Termijnfeit.Soort
Onderwerp = models.Aanvraag | models.Bezwaar


def schort_op(
    *,
    op: date,
    uiterlijk: date,
    reden: str,
    aanvraag: int = 0,
    bezwaar: int = 0,
    moment: datetime,
    gegevens: Bekendmaking | None = None,
    on_behalf_of: Machtiging,
) -> int:
    """
    Completion was asked for on day `op`, to be sent by `uiterlijk`: the term stands still from the day after.

    With `gegevens` the letter is made in the same transaction. Gives the number of the event. Raises NietBesloten when
    the term stands still already or is over.
    """
    return _add(Feit.OPSCHORTING, op, uiterlijk, reden, aanvraag, bezwaar, moment, on_behalf_of, gegevens)


def vul_aan(feit: int, op: date, *, on_behalf_of: Machtiging) -> None:
    """What was asked for came on this day; set once. Raises NietBesloten."""
    eis(on_behalf_of, Recht.BESLISSEN, Recht.BEZWAAR)
    with namens(on_behalf_of):
        row = models.Termijnfeit.objects.select_for_update().filter(pk=feit, gemeente=on_behalf_of.gemeente).first()
        if row is None or row.soort != Feit.OPSCHORTING:
            raise NietBesloten("Deze opschorting is er niet, of niet voor u.")
        if row.aangevuld_op is not None:
            raise NietBesloten("Hier staat al wanneer de aanvulling kwam.")
        if op < row.op:
            raise NietBesloten("De aanvulling kwam voor het verzoek. Kijk de datum na.")
        row.aangevuld_op = op
        with Databasefout():
            row.save(update_fields=["aangevuld_op"])
        _tell(row.aanvraag or row.bezwaar, on_behalf_of)


def verleng(
    aanvraag: int,
    *,
    op: date,
    naar: date,
    reden: str,
    moment: datetime,
    gegevens: Bekendmaking | None = None,
    on_behalf_of: Machtiging,
) -> int:
    """
    Tell that the decision comes later, by day `naar` (Awb 4:14). Raises NietBesloten.

    The new last day is a working day: then no one has to count on from it.
    """
    if termijnen.eerste_werkdag(naar) != naar:
        raise NietBesloten("Kies een werkdag als nieuwe laatste dag.")
    return _add(Feit.VERLENGING, op, naar, reden, aanvraag, 0, moment, on_behalf_of, gegevens)


def verdaag(bezwaar: int, *, op: date, reden: str, moment: datetime, on_behalf_of: Machtiging) -> int:
    """Put the decision on an objection off by six weeks, once (Awb 7:10 lid 3). Raises NietBesloten."""
    return _add(Feit.VERDAGING, op, None, reden, 0, bezwaar, moment, on_behalf_of)


def stel_in_gebreke(
    *, op: date, reden: str, aanvraag: int = 0, bezwaar: int = 0, moment: datetime, on_behalf_of: Machtiging
) -> int:
    """A notice of default came on this day (Awb 4:17). Too early it has no effect: raises NietBesloten."""
    return _add(Feit.INGEBREKE, op, None, reden, aanvraag, bezwaar, moment, on_behalf_of)


def sluit_zonder_besluit(aanvraag: int, *, op: date, reden: str, on_behalf_of: Machtiging) -> None:
    """No decision is due any more: withdrawn, or a doctor referred (Jeugdwet 2.6). Raises NietBesloten."""
    eis(on_behalf_of, Recht.BESLISSEN)
    if len(reden.strip()) < 5:
        raise NietBesloten("Schrijf op waarom er geen besluit komt.")
    with namens(on_behalf_of):
        row = models.Aanvraag.objects.select_for_update().filter(pk=aanvraag, gemeente=on_behalf_of.gemeente).first()
        if row is None or row.afgesloten_op is not None:
            raise NietBesloten("Deze aanvraag is er niet, of is al klaar.")
        row.afgesloten_op, row.zonder_besluit = op, reden.strip()
        row.save(update_fields=["afgesloten_op", "zonder_besluit"])


def _add(
    soort: str,
    op: date,
    uiterlijk: date | None,
    reden: str,
    aanvraag: int,
    bezwaar: int,
    moment: datetime,
    wie: Machtiging,
    gegevens: Bekendmaking | None = None,
) -> int:
    eis(wie, Recht.BEZWAAR if bezwaar else Recht.BESLISSEN)
    if len(reden.strip()) < 5:
        raise NietBesloten("Schrijf op waarom, of wat u vraagt.")
    with namens(wie):
        about = _about(aanvraag, bezwaar, wie)
        row = models.Termijnfeit(
            gemeente=about.gemeente,
            persoon=about.persoon,
            aanvraag=about if isinstance(about, models.Aanvraag) else None,
            bezwaar=about if isinstance(about, models.Bezwaar) else None,
            soort=soort,
            op=op,
            uiterlijk=uiterlijk,
            reden=reden.strip(),
            door=wie.account,
            gezet_op=moment,
        )
        if soort == Feit.INGEBREKE and op <= _sum(about).laatste_dag:
            raise NietBesloten(
                f"De termijn loopt tot en met {_sum(about).laatste_dag:%d-%m-%Y}; deze ingebrekestelling is te vroeg."
            )
        if soort == Feit.OPSCHORTING and uiterlijk is not None and uiterlijk <= op:
            raise NietBesloten("De laatste dag om aan te vullen ligt niet na de dag van het verzoek.")
        before = _sum(about).laatste_dag
        with Databasefout():
            row.save()
        _tell(about, wie)
        if gegevens is not None and isinstance(about, models.Aanvraag):
            _brief(row, about, gegevens, before, moment, wie)
        return row.pk


def _brief(
    row: models.Termijnfeit,
    about: models.Aanvraag,
    gegevens: Bekendmaking,
    oud: date,
    moment: datetime,
    wie: Machtiging,
) -> None:
    """The letter that goes with it."""
    term = _sum(about)
    if row.soort == Feit.OPSCHORTING:
        brieven.vraag_om_aanvulling(row, about, gegevens, term, moment=moment, wie=wie)
    elif row.soort == Feit.VERLENGING:
        brieven.verlenging(row, about, gegevens, oud, term, moment=moment, wie=wie)


def _about(aanvraag: int, bezwaar: int, wie: Machtiging) -> Onderwerp:
    """The request or objection, locked, that is not done yet."""
    found: Onderwerp | None
    if bezwaar:
        found = models.Bezwaar.objects.select_for_update().filter(pk=bezwaar, gemeente=wie.gemeente).first()
        done = found is not None and found.uitkomst != ""
    else:
        found = models.Aanvraag.objects.select_for_update().filter(pk=aanvraag, gemeente=wie.gemeente).first()
        done = found is not None and found.afgesloten_op is not None
    if found is None:
        raise NietBesloten("Deze aanvraag of dit bezwaar is er niet, of niet voor u.")
    if done:
        raise NietBesloten("Hierover is al beslist; de termijn loopt niet meer.")
    return found


def _tell(about: Onderwerp | None, wie: Machtiging) -> None:
    """Work the term out anew, and let the board of the access show the same day."""
    term = _sum(about)
    if isinstance(about, models.Aanvraag):
        verzet(about.aanmelding, term.laatste_dag, bron=term.stappen[-1].bron, wie=wie)


def _sum(about: Onderwerp | None) -> termijnen.Termijn:
    """The sum as it is now; raises NietBesloten when what was written cannot have happened."""
    assert about is not None
    facts = list(about.feiten.order_by("op", "pk"))
    try:
        if isinstance(about, models.Aanvraag):
            return lezen.klok(about, facts, None)
        return lezen.bezwaar(about, None).termijn
    except termijnen.OnmogelijkeTermijn as fault:
        raise NietBesloten(str(fault)) from None
