# SPDX-License-Identifier: EUPL-1.2
"""Making a decision: the request and its clock, the draft, handing it over, and the second name."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime

from django.db import IntegrityError, transaction

from jeugdregio.besluiten import lezen, models
from jeugdregio.besluiten.values import (
    AFWIJZING,
    HERZIENING,
    INTREKKING,
    MET_VOORZIENING,
    PGB,
    ZIN,
    NietBesloten,
    Ontwerp,
    Voorwaarde,
    Voorziening,
)
from jeugdregio.besluiten.vervangen import niet_al_vervangen, wijzigredenen
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Recht

Stand = models.Besluit.Stand
ZONDER_RECHT = "Uw rol heeft het recht ‘{}’ niet. Vraag een collega die het wel heeft."


def eis(wie: Machtiging, *rechten: Recht) -> None:
    """Raise NietBesloten for whoever has none of these rights, or is not of a municipality."""
    if not wie.gemeente or not any(wie.mag(recht) for recht in rechten):
        raise NietBesloten(ZONDER_RECHT.format("’ of ‘".join(recht.label for recht in rechten)))


def open_aanvraag(
    *,
    aanmelding: int,
    gezin: int,
    lid: int,
    persoon: str,
    kanaal: str,
    ontvangen_op: date,
    weken: int = 8,
    bron: str = "Awb 4:13",
    on_behalf_of: Machtiging,
) -> int:
    """
    The clock of a request begins; gives its number. One per application: the second time gives the first.

    `weken` and `bron` are of a by-law where that has another term. Raises NietBesloten without the right.
    """
    eis(on_behalf_of, Recht.BESLISSEN)
    with namens(on_behalf_of):
        row, _ = models.Aanvraag.objects.get_or_create(
            gemeente=on_behalf_of.gemeente,
            aanmelding=aanmelding,
            defaults={
                "gezin": gezin,
                "lid": lid,
                "persoon": persoon,
                "kanaal": kanaal,
                "ontvangen_op": ontvangen_op,
                "weken": weken,
                "bron": bron,
            },
        )
        return row.pk


def stel_op(aanvraag: int, ontwerp: Ontwerp, *, moment: datetime, on_behalf_of: Machtiging) -> int:
    """A draft of a decision; gives its number. Raises NietBesloten when something in it cannot be."""
    eis(on_behalf_of, Recht.BESLISSEN)
    _keur(ontwerp)
    with namens(on_behalf_of):
        request = models.Aanvraag.objects.filter(pk=aanvraag, gemeente=on_behalf_of.gemeente).first()
        if request is None:
            raise NietBesloten("Deze aanvraag is er niet, of niet voor u.")
        row = models.Besluit(
            gemeente=request.gemeente, persoon=request.persoon, aanvraag=request, gemaakt_op=moment, makers=[]
        )
        _fill(row, ontwerp, on_behalf_of)
        niet_al_vervangen(row)
        with Databasefout():
            row.save()
            _provisions(row, ontwerp.voorzieningen)
        return row.pk


def wijzig(besluit: int, ontwerp: Ontwerp, *, on_behalf_of: Machtiging) -> None:
    """Put another text in a draft; what was handed over goes back to being one first (`haal_terug`)."""
    eis(on_behalf_of, Recht.BESLISSEN)
    _keur(ontwerp)
    with namens(on_behalf_of):
        row = rij(besluit, on_behalf_of, Stand.CONCEPT)
        _fill(row, ontwerp, on_behalf_of)
        niet_al_vervangen(row)
        with Databasefout():
            row.save()
            row.voorzieningen.all().delete()
            _provisions(row, ontwerp.voorzieningen)


def leg_voor(besluit: int, redenen: Sequence[str], *, on_behalf_of: Machtiging) -> str:
    """
    The draft is done: it is frozen, and waits for a second name when there are `redenen` for one.

    Gives where it stands now (`Besluit.Stand`). Raises NietBesloten when a condition in it is not met.
    """
    eis(on_behalf_of, Recht.BESLISSEN)
    with namens(on_behalf_of):
        row = rij(besluit, on_behalf_of, Stand.CONCEPT)
        unmet = [one for one in row.voorwaarden if not one["voldoet"]]
        if unmet and row.soort != AFWIJZING:
            raise NietBesloten(" ".join(f"{one['uitleg']} ({one['artikel']}.)" for one in unmet))
        row.tweede_nodig = list(redenen)
        row.stand = Stand.TWEEDE if redenen else Stand.AKKOORD
        row.makers = _also(row.makers, on_behalf_of.account)
        row.sha256 = lezen.vingerafdruk(row, voorzieningen(row), _akkoorden(row))
        with Databasefout():
            row.save()
        return row.stand


def haal_terug(besluit: int, *, on_behalf_of: Machtiging) -> None:
    """
    What was handed over becomes a draft again; a second name under it counts no more (`lezen.vingerafdruk`).

    Also after a rule refused its allocation. Raises NietBesloten while an allocation is on its way.
    """
    eis(on_behalf_of, Recht.BESLISSEN)
    with namens(on_behalf_of):
        row = rij(besluit, on_behalf_of, Stand.TWEEDE, Stand.AKKOORD)
        if row.zendingen.exclude(stand=models.Zending.Stand.GEWEIGERD).exists():
            raise NietBesloten("De toewijzing is al onderweg. Wacht tot er antwoord is.")
        row.stand, row.sha256 = Stand.CONCEPT, ""
        row.save()


def laat_vervallen(besluit: int, *, on_behalf_of: Machtiging) -> None:
    """A draft is not used."""
    eis(on_behalf_of, Recht.BESLISSEN)
    with namens(on_behalf_of):
        row = rij(besluit, on_behalf_of, Stand.CONCEPT)
        row.stand = Stand.VERVALLEN
        row.save()


def toets(
    besluit: int,
    gelezen: str,
    *,
    akkoord: bool,
    toelichting: str = "",
    moment: datetime,
    on_behalf_of: Machtiging,
) -> None:
    """
    The second look: agreed, or sent back with a reason. `gelezen` is the fingerprint of what was read.

    Raises NietBesloten for a maker, without the right or a reason, or when what is there is not what was read.
    """
    eis(on_behalf_of, Recht.TWEEDE_TOETS)
    if on_behalf_of.account is None:
        raise NietBesloten("Alleen een mens kan een tweede naam geven.")
    if not akkoord and len(toelichting.strip()) < 10:
        raise NietBesloten("Schrijf op wat er anders moet, in ten minste tien tekens.")
    with namens(on_behalf_of):
        row = rij(besluit, on_behalf_of, Stand.TWEEDE)
        if on_behalf_of.account in row.makers:
            raise NietBesloten("U schreef zelf aan dit besluit. Een ander moet het beoordelen.")
        provisions = voorzieningen(row)
        if not row.sha256 == gelezen == lezen.vingerafdruk(row, provisions, _akkoorden(row)):
            raise NietBesloten("Dit is niet wat u hebt gelezen. Ververs de pagina en lees het besluit opnieuw.")
        outcome = models.Toets.Uitkomst.GOED if akkoord else models.Toets.Uitkomst.TERUG
        models.Toets.objects.create(
            gemeente=row.gemeente,
            persoon=row.persoon,
            besluit=row,
            uitkomst=outcome,
            sha256=row.sha256,
            inhoud=lezen.inhoud(row, provisions),
            toelichting=toelichting.strip(),
            door=on_behalf_of.account,
            gezet_op=moment,
        )
        row.stand = Stand.AKKOORD if akkoord else Stand.CONCEPT
        if not akkoord:
            row.sha256 = ""
        row.save()


def rij(besluit: int, wie: Machtiging, *standen: str) -> models.Besluit:
    """The row of a decision of the own municipality, locked, in one of these states; raises NietBesloten."""
    row = models.Besluit.objects.select_for_update().filter(pk=besluit, gemeente=wie.gemeente).first()
    if row is None:
        raise NietBesloten("Dit besluit is er niet, of niet voor u.")
    if row.stand not in standen:
        raise NietBesloten(f"Dit kan nu niet: het besluit staat op ‘{Stand(row.stand).label.lower()}’.")
    return row


def voorzieningen(row: models.Besluit) -> list[models.Voorziening]:
    """The provisions of a decision in order."""
    return list(row.voorzieningen.order_by("nr"))


def _akkoorden(row: models.Besluit) -> int:
    """How often it was agreed to so far."""
    return row.toetsen.filter(uitkomst=models.Toets.Uitkomst.GOED).count()


def _also(makers: Sequence[int], account: int | None) -> list[int]:
    """Whoever hands over stands last."""
    return [*(one for one in makers if one != account), *([] if account is None else [account])]


def _fill(row: models.Besluit, ontwerp: Ontwerp, wie: Machtiging) -> None:
    row.soort, row.grondslag, row.motivering = ontwerp.soort, ontwerp.grondslag, ontwerp.motivering
    row.beoordeling = [list(one) for one in ontwerp.beoordeling]
    row.voorwaarden = [asdict(one) for one in ontwerp.voorwaarden]
    row.vervangt_id, row.ingang, row.wijzigreden = ontwerp.vervangt, ontwerp.ingang, ontwerp.wijzigreden
    row.makers = _also(row.makers, wie.account)


def _provisions(row: models.Besluit, given: Sequence[Voorziening]) -> None:
    models.Voorziening.objects.bulk_create(
        models.Voorziening(
            gemeente=row.gemeente,
            persoon=row.persoon,
            besluit=row,
            nr=nr,
            vorm=one.vorm,
            aanbieder=one.aanbieder,
            categorie=one.categorie,
            code=one.code,
            profiel=one.profiel,
            omschrijving=one.omschrijving,
            geldig=(one.van, one.tot),
            volume=one.volume,
            eenheid=one.eenheid,
            frequentie=one.frequentie,
            budget_cent=one.budget_cent,
            informeel=one.informeel,
            plafond_bereikt=one.plafond_bereikt,
            wachttijd_weken=one.wachttijd_weken,
        )
        for nr, one in enumerate(given, start=1)
    )


def _keur(ontwerp: Ontwerp) -> None:
    """What hangs together in a draft; raises NietBesloten."""
    if not ontwerp.motivering.strip() or not ontwerp.grondslag.strip():
        raise NietBesloten("Schrijf op waarom u dit besluit, en op welke regel het steunt.")
    if ontwerp.soort in MET_VOORZIENING and not ontwerp.voorzieningen:
        raise NietBesloten("Kies welke hulp er komt.")
    if ontwerp.soort in (AFWIJZING, INTREKKING) and ontwerp.voorzieningen:
        raise NietBesloten("Bij dit besluit hoort geen hulp. Haal de hulp weg, of kies een toekenning.")
    if ontwerp.soort in (INTREKKING, HERZIENING) and ontwerp.vervangt is None:
        raise NietBesloten("Kies welk besluit dit vervangt.")
    if ontwerp.wijzigreden and ontwerp.wijzigreden not in wijzigredenen(ontwerp.soort):
        raise NietBesloten("Kies een reden die bij deze wijziging past.")
    if ontwerp.soort == INTREKKING and ontwerp.ingang is None:
        raise NietBesloten("Vul in vanaf welke dag de hulp stopt.")
    providers = {one.aanbieder for one in ontwerp.voorzieningen if one.vorm == ZIN}
    if len(providers) > 1:
        raise NietBesloten("Neem per aanbieder een besluit: elke aanbieder krijgt een eigen toewijzing.")
    for one in ontwerp.voorzieningen:
        if one.tot is not None and one.tot <= one.van:
            raise NietBesloten("De laatste dag ligt voor de eerste. Kies een latere.")
        if one.vorm == PGB and (not one.budget_cent or one.tot is None):
            raise NietBesloten("Een pgb heeft een bedrag en een laatste dag.")


def niet_voldaan(voorwaarden: Sequence[Voorwaarde]) -> list[Voorwaarde]:
    """The conditions that stand in the way."""
    return [one for one in voorwaarden if not one.voldoet]


class Databasefout:
    """Turn a refusal of the database into a NietBesloten; what was written in it is undone."""

    def __enter__(self) -> None:
        self._savepoint = transaction.atomic()
        self._savepoint.__enter__()

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: object) -> None:
        self._savepoint.__exit__(kind, fault, trace)  # type: ignore[arg-type]
        if isinstance(fault, IntegrityError):
            text = str(fault).splitlines()[0]
            raise NietBesloten(f"Dit kan zo niet: {text}.") from fault
