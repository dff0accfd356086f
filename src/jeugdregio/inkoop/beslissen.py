# SPDX-License-Identifier: EUPL-1.2
"""The decision about an application: what it has to hold to, and what it sets going."""

from datetime import date, datetime, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from jeugdregio.core.periode import maanden_na
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.inkoop import looptijd, termijnen
from jeugdregio.inkoop.meedoen import ronden_van
from jeugdregio.inkoop.models import Aanvraag, Bewijs, Gunning, Indeling, Toelating
from jeugdregio.inkoop.soorten import SOORTEN, Rechtsbescherming
from jeugdregio.inkoop.toetreding import plaats
from jeugdregio.inkoop.values import Gunningsvoorstel, Tariefregel, Termijnvoorstel, Toegekend

EEN_DAG = timedelta(days=1)


class NietTeGunnen(Exception):
    """Raised when an application cannot be decided on like this; the text says what is missing."""


def termijnvoorstel(one: Aanvraag, dag: date) -> Termijnvoorstel:
    """How long the contract of this application would last on the evidence of now (S28)."""
    procedure = one.procedure
    kind = SOORTEN[procedure.soort]
    end = procedure.looptijd.upper
    begin = one.ronde.ingang if one.ronde and one.ronde.ingang else max(dag, procedure.looptijd.lower)
    if kind.max_maanden is not None and not procedure.verlengingsbesluit:
        longest = maanden_na(begin, kind.max_maanden)
        end = min(end, longest) if end else longest
    end = end or maanden_na(begin, 12)
    if not kind.selectie:
        return Termijnvoorstel(begin, end, meerjarig=False, redenen=("Deze soort procedure kiest niet.",))
    rows = one.bewijzen.filter(eis=Bewijs.TRANSFORMATIE, vervallen_op__isnull=True).order_by("pk")
    judged = rows.values_list("tekst", "oordeel")
    return looptijd.stel_voor(judged, van=begin, einde=end, nodig=procedure.bewijzen_nodig)


def bezwaren(one: Aanvraag, wat: Gunningsvoorstel, dag: date) -> list[str]:
    """Everything that keeps this application from being admitted like this; empty when it can be."""
    procedure, kind = one.procedure, SOORTEN[one.procedure.soort]
    found = []
    if one.stand != Aanvraag.Stand.INGEDIEND:
        found.append("Over deze aanvraag is al besloten, of zij is ingetrokken.")
    if not kind.doorlopend:
        closed = one.ronde is not None and one.ronde.open.upper is not None and one.ronde.open.upper <= dag
        if not closed:
            where = plaats(kind, ronden_van(procedure), dag)
            found.append(f"De ronde van deze aanvraag is nog niet voorbij. {where.uitleg}")
    if kind.per_gemeente and not Toelating.objects.filter(aanvraag=one, plek__isnull=False).exists():
        found.append("De gemeente heeft deze aanbieder niet toegelaten.")
    if kind.selectie:
        met = {*one.bewijzen.filter(oordeel="voldoet", vervallen_op__isnull=True).values_list("eis", flat=True)}
        missing = [wanted["eis"] for wanted in procedure.eisen if wanted["code"] not in met]
        found += [f"Voor deze eis is geen bewijs dat voldoet: {text}" for text in missing]
    return found + _over_looptijd(one, wat, dag) + _over_geld(one, wat)


def _over_looptijd(one: Aanvraag, wat: Gunningsvoorstel, dag: date) -> list[str]:
    if wat.van is None or wat.tot is None or wat.tot <= wat.van:
        return ["Vul in van wanneer tot wanneer het contract loopt."]
    found, kind, end = [], SOORTEN[one.procedure.soort], one.procedure.looptijd.upper
    if wat.van < one.procedure.looptijd.lower or (end and wat.tot > end):
        found.append("Het contract past niet in de looptijd van de procedure. Voor langer is een besluit nodig.")
    if one.ronde and one.ronde.ingang and wat.van < one.ronde.ingang:
        found.append(f"Contracten van deze ronde beginnen op {one.ronde.ingang:%d-%m-%Y}.")
    proposal = termijnvoorstel(one, wat.van)
    if kind.selectie and wat.tot > max(proposal.tot, maanden_na(wat.van, 12)):
        found.append("Langer dan een jaar kan alleen met bewijs. " + " ".join(proposal.redenen))
    if not wat.looptijd_reden.strip():
        found.append("Schrijf op waarom het contract zo lang duurt.")
    return found


def _over_geld(one: Aanvraag, wat: Gunningsvoorstel) -> list[str]:
    found, kind = [], SOORTEN[one.procedure.soort]
    if kind.plafond and one.offerte_cent is not None and wat.plafond_cent is None:
        found.append("Vul het plafond in.")
    if not kind.plafond and wat.plafond_cent is not None:
        found.append("In deze procedure zijn er geen plafonds.")
    if wat.plafond_cent is not None and one.offerte_cent is not None and wat.plafond_cent > one.offerte_cent:
        found.append("Het plafond is hoger dan de offerte.")
    prices = {line["code"]: line for line in one.procedure.prijslijst}
    if prices and not wat.tarieven:
        found.append("Vul de producten en de tarieven in.")
    for line in wat.tarieven:
        listed = prices.get(line.code)
        if listed is None or line.code not in one.producten:
            found.append(f"Product {line.code} is niet gevraagd of niet aangeboden.")
        elif listed["tarief_cent"] not in (None, line.tarief_cent) and not wat.afwijking.strip():
            found.append(f"Het tarief van {line.code} is niet de prijs van het profiel. Schrijf op waarom.")
    return found


def gun(wat: Gunningsvoorstel, *, voorstel: int | None = None, moment: datetime, on_behalf_of: Machtiging) -> Gunning:
    """
    Decide about an application, with reasons. Raises `NietTeGunnen`.

    The terms to object and to wait begin on the day of `moment`. A person does this with a confirmed proposal only.
    """
    day = timezone.localdate(moment)
    if not wat.redenen.strip():
        raise NietTeGunnen("Schrijf de redenen van het besluit op.")
    with namens(on_behalf_of):
        one = _aanvraag(wat.aanvraag)
        against = bezwaren(one, wat, day) if wat.toegelaten else []
        if one.stand != Aanvraag.Stand.INGEDIEND:
            against = ["Over deze aanvraag is al besloten, of zij is ingetrokken."]
        if against:
            raise NietTeGunnen(" ".join(against))
        protection = SOORTEN[one.procedure.soort].rechtsbescherming
        waits = protection is Rechtsbescherming.OPSCHORTING and one.procedure.opschortdagen
        made = Gunning.objects.create(
            aanvraag=one,
            aanbieder=one.aanbieder,
            gemeente=one.gemeente,
            toegelaten=wat.toegelaten,
            redenen=wat.redenen.strip(),
            bekend_op=day,
            wacht_tot=termijnen.wacht_tot(day, one.procedure.opschortdagen) if waits else None,
            bezwaar_tot=termijnen.bezwaar_tot(day) if protection is Rechtsbescherming.AWB else None,
            geldig=DateRange(wat.van, wat.tot) if wat.toegelaten else None,
            looptijd_reden=wat.looptijd_reden.strip()[:400],
            plafond_cent=wat.plafond_cent if wat.toegelaten else None,
            tarieven=[vars(line) for line in wat.tarieven] if wat.toegelaten else [],
            afwijking=wat.afwijking.strip(),
            voorstel=voorstel,
        )
        one.stand = Aanvraag.Stand.BESLOTEN
        one.save(update_fields=["stand"])
        return made


def _aanvraag(nummer: int) -> Aanvraag:
    found = Aanvraag.objects.select_related("procedure", "ronde").filter(pk=nummer).first()
    if found is None:
        raise NietTeGunnen("Deze aanvraag is er niet.")
    return found


def meld_bezwaar(
    gunning: int, *, op: date, met_commissie: bool = False, verdaagd: bool = False, on_behalf_of: Machtiging
) -> None:
    """Record that a provider objects; until it is decided no contract is made. Raises `NietTeGunnen` when too late."""
    with namens(on_behalf_of):
        one = Gunning.objects.get(pk=gunning)
        last = one.bezwaar_tot or one.wacht_tot
        if last is None or not one.bekend_op <= op <= last:
            raise NietTeGunnen("De termijn om bezwaar te maken is voorbij, of er is geen.")
        one.bezwaar_op, one.bezwaar, one.met_commissie, one.verdaagd = (
            op,
            Gunning.Uitkomst.OPEN,
            met_commissie,
            verdaagd,
        )
        one.save(update_fields=["bezwaar_op", "bezwaar", "met_commissie", "verdaagd"])


def beslis_bezwaar(gunning: int, uitkomst: str, *, on_behalf_of: Machtiging) -> None:
    """Record what became of an objection."""
    with namens(on_behalf_of):
        Gunning.objects.filter(pk=gunning, bezwaar=Gunning.Uitkomst.OPEN).update(bezwaar=uitkomst)


def toegekend(gunning: int, *, on_behalf_of: Machtiging) -> Toegekend | None:
    """An award of which a contract can be made, as far as it exists for the asker; None for a refusal."""
    with namens(on_behalf_of):
        found = Gunning.objects.select_related("aanvraag__procedure").filter(pk=gunning, toegelaten=True).first()
        if found is None:
            return None
        asked, procedure = found.aanvraag, found.aanvraag.procedure
        classed = Indeling.objects.filter(procedure=procedure, aanbieder=found.aanbieder).first()
    return Toegekend(
        gunning=found.pk,
        aanbieder=found.aanbieder,
        procedure=procedure.code,
        procedurenaam=procedure.naam,
        soort=SOORTEN[procedure.soort],
        tafel=procedure.tafel,
        perceel=procedure.perceel,
        bekostiging=procedure.bekostiging,
        variant=procedure.variant,
        van=found.geldig.lower,
        tot=found.geldig.upper,
        looptijd_reden=found.looptijd_reden,
        offerte_cent=asked.offerte_cent,
        plafond_cent=found.plafond_cent,
        omvang=classed.omvang if classed else "",
        afwijking=found.afwijking,
        contract=found.contract,
        bekend_op=found.bekend_op,
        mag_vanaf=found.wacht_tot + EEN_DAG if found.wacht_tot else found.bekend_op,
        bezwaar_open=found.bezwaar in (Gunning.Uitkomst.OPEN, Gunning.Uitkomst.GEGROND),
        verlengingsbesluit=procedure.verlengingsbesluit,
        tarieven=tuple(Tariefregel(**line) for line in found.tarieven),
        onderaannemers=tuple(asked.onderaannemers),
    )


def meld_contract(gunning: int, nummer: str, *, on_behalf_of: Machtiging) -> None:
    """Tie the contract that was made to its award; the database holds that this happens once."""
    with namens(on_behalf_of):
        Gunning.objects.filter(pk=gunning, contract="").update(contract=nummer)
