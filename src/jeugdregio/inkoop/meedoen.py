# SPDX-License-Identifier: EUPL-1.2
"""What a provider asks and shows, and what is said about it before a decision."""

from datetime import date, datetime

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.inkoop.models import Aanvraag, Bewijs, Gesprek, Indeling, Procedure, Ronde, Toelating
from jeugdregio.inkoop.soorten import SOORTEN, Proceduresoort
from jeugdregio.inkoop.toetreding import Rondedata, plaats
from jeugdregio.inkoop.values import Inschrijving


class NietInTeDienen(Exception):
    """Raised when an application or evidence cannot be taken in; the text says what to do."""


def ronden_van(procedure: Procedure) -> list[Rondedata]:
    """The rounds to apply in, by date."""
    rows = procedure.ronden.filter(soort=Ronde.Soort.TOETREDING).order_by("open")
    return [Rondedata(row.pk, str(row).lower(), row.open.lower, row.open.upper, row.ingang) for row in rows]


def dien_in(code: str, wat: Inschrijving, *, moment: datetime, on_behalf_of: Machtiging) -> Aanvraag:
    """
    Take in an application; outside a round it waits for the next one.

    Raises `NietInTeDienen`: for an offer of a small provider (S24), a transition contract without clients or reason
    (S26), a product that is not asked for, or when one is running.
    """
    if on_behalf_of.aanbieder not in ("", wat.aanbieder):
        raise NietInTeDienen("U kunt alleen voor uw eigen organisatie meedoen.")
    with namens(on_behalf_of):
        procedure = Procedure.objects.filter(code=code, gepubliceerd_op__isnull=False).first()
        if procedure is None:
            raise NietInTeDienen("Deze procedure is niet gepubliceerd.")
        kind = SOORTEN[procedure.soort]
        _controleer(wat, procedure, kind, on_behalf_of)
        where = plaats(kind, ronden_van(procedure), timezone.localdate(moment))
        try:
            with transaction.atomic():
                made = Aanvraag.objects.create(
                    procedure=procedure,
                    ronde_id=where.ronde,
                    aanbieder=wat.aanbieder,
                    gemeente=procedure.gemeente,
                    kenmerk=wat.kenmerk,
                    producten=list(wat.producten),
                    onderaannemers=list(wat.onderaannemers),
                    offerte_cent=wat.offerte_cent,
                    clienten=wat.clienten,
                    reden=wat.reden.strip(),
                    ingediend_op=moment,
                )
        except IntegrityError as error:
            raise NietInTeDienen("Er loopt al een aanvraag van deze aanbieder. Trek die eerst in.") from error
        for eis, text in wat.bewijzen:
            geef_bewijs(made.pk, eis, text, moment=moment, on_behalf_of=on_behalf_of)
        return made


def _controleer(wat: Inschrijving, procedure: Procedure, kind: Proceduresoort, wie: Machtiging) -> None:
    if kind.alleen_inkoper and not wie.regio:
        raise NietInTeDienen("Een eenmalig contract vraagt de regio aan. Neem contact op met uw contractmanager.")
    if wat.offerte_cent is not None:
        if not kind.offerte:
            raise NietInTeDienen("In deze procedure doet een aanbieder geen offerte.")
        classed = Indeling.objects.filter(procedure=procedure, aanbieder=wat.aanbieder).first()
        if kind.alleen_grote and (classed is None or classed.omvang != "groot"):
            raise NietInTeDienen(
                "Alleen grote aanbieders doen een offerte. U kunt wel vragen stellen en wijzigingen voorstellen."
            )
    if not kind.selectie and procedure.overgangsdag and not wat.clienten:
        raise NietInTeDienen(
            f"Vul in hoeveel kinderen uit de regio op {procedure.overgangsdag:%d-%m-%Y} bij u in zorg waren."
        )
    if kind.met_reden and not wat.reden.strip():
        raise NietInTeDienen("Schrijf op waarom dit contract er buiten de gewone procedure om komt.")
    if wat.onderaannemers and not kind.onderaannemers:
        raise NietInTeDienen("In deze procedure zijn er geen onderaannemers.")
    unknown = sorted({*wat.producten} - {one["code"] for one in procedure.prijslijst})
    if unknown:
        raise NietInTeDienen(f"Dit wordt hier niet gevraagd: {', '.join(unknown)}.")


def trek_in(aanvraag: int, *, on_behalf_of: Machtiging) -> None:
    """Withdraw an application about which nothing was decided."""
    with namens(on_behalf_of):
        changed = Aanvraag.objects.filter(pk=aanvraag, stand=Aanvraag.Stand.INGEDIEND).update(
            stand=Aanvraag.Stand.INGETROKKEN
        )
    if not changed:
        raise NietInTeDienen("Over deze aanvraag is al besloten, of zij is er niet.")


def geef_bewijs(aanvraag: int, eis: str, tekst: str, *, moment: datetime, on_behalf_of: Machtiging) -> Bewijs:
    """Add evidence for a requirement, or `transformatie`. Raises `NietInTeDienen` for an unknown requirement."""
    with namens(on_behalf_of):
        one = Aanvraag.objects.select_related("procedure").get(pk=aanvraag)
        if one.stand != Aanvraag.Stand.INGEDIEND:
            raise NietInTeDienen("Over deze aanvraag is al besloten.")
        if eis not in {Bewijs.TRANSFORMATIE, *(wanted["code"] for wanted in one.procedure.eisen)}:
            raise NietInTeDienen("Deze eis is er niet in deze procedure.")
        return Bewijs.objects.create(
            aanvraag=one, aanbieder=one.aanbieder, eis=eis, tekst=tekst.strip(), ingediend_op=moment
        )


def neem_bewijs_terug(bewijs: int, *, moment: datetime, on_behalf_of: Machtiging) -> None:
    """Evidence that no longer counts; it stays to be seen."""
    with namens(on_behalf_of):
        Bewijs.objects.filter(pk=bewijs, vervallen_op__isnull=True).update(vervallen_op=moment)


def beoordeel_bewijs(bewijs: int, oordeel: str, *, toelichting: str = "", on_behalf_of: Machtiging) -> None:
    """Judge evidence. Raises `NietInTeDienen` for a doubt or a refusal that says nothing."""
    if oordeel in (Bewijs.Oordeel.TWIJFEL, Bewijs.Oordeel.NIET) and not toelichting.strip():
        raise NietInTeDienen("Schrijf op waarom dit bewijs niet overtuigt.")
    with namens(on_behalf_of):
        Bewijs.objects.filter(pk=bewijs).update(oordeel=oordeel, toelichting=toelichting.strip())


def leg_gesprek_vast(
    aanvraag: int,
    *,
    gehouden_op: date,
    verslag: str,
    voorstel_cent: int | None,
    door: str,
    moment: datetime,
    on_behalf_of: Machtiging,
) -> None:
    """Add a line to the log of the negotiation; it never changes, and the provider reads it."""
    with namens(on_behalf_of):
        one = Aanvraag.objects.get(pk=aanvraag)
        Gesprek.objects.create(
            aanvraag=one,
            aanbieder=one.aanbieder,
            gehouden_op=gehouden_op,
            verslag=verslag.strip(),
            voorstel_cent=voorstel_cent,
            door=door,
            gezet_op=moment,
        )


def laat_toe(
    aanvraag: int, *, toegelaten: bool, reden: str, door: str, moment: datetime, on_behalf_of: Machtiging
) -> None:
    """
    Decide, as the municipality, about a newcomer in its own room for innovation (S30).

    Raises `NietInTeDienen` past the limit, for another municipality's application, or without a reason.
    """
    if not reden.strip():
        raise NietInTeDienen("Schrijf op waarom.")
    with namens(on_behalf_of):
        one = Aanvraag.objects.select_related("procedure").filter(pk=aanvraag).first()
        if one is None or not on_behalf_of.gemeente or one.gemeente != on_behalf_of.gemeente:
            raise NietInTeDienen("Dit is geen aanvraag in de innovatieruimte van uw gemeente.")
        if Toelating.objects.filter(aanvraag=one).exists():
            raise NietInTeDienen("Hierover is al besloten.")
        with connection.cursor() as cursor:  # one at a time: the place is the number of those before, plus one
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('inkoop_toelating'), %s)", [one.procedure_id])
        taken = Toelating.objects.filter(procedure=one.procedure, plek__isnull=False).count()
        limit = one.procedure.limiet or 0
        if toegelaten and taken >= limit:
            raise NietInTeDienen(f"De ruimte is op: uw gemeente laat er hoogstens {limit} toe.")
        Toelating.objects.create(
            procedure=one.procedure,
            aanvraag=one,
            aanbieder=one.aanbieder,
            gemeente=one.gemeente,
            plek=taken + 1 if toegelaten else None,
            reden=reden.strip(),
            door=door,
            besloten_op=moment,
        )
