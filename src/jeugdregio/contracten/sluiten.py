# SPDX-License-Identifier: EUPL-1.2
"""From an award to a contract: the record, its clauses and its tariffs, which the next claim is judged by."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from jeugdregio.contracten.clausules import clausules_voor, vul_in
from jeugdregio.contracten.clausuletoets import toets
from jeugdregio.contracten.models import Contract, Contractclausule, Product, Tarief
from jeugdregio.contracten.tarieven import UnableToPrice, leg_tarieven_vast
from jeugdregio.contracten.values import Contractgegevens, Tariefgegevens
from jeugdregio.contracten.vastleggen import leg_contracten_vast
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.inkoop import actions as inkoop
from jeugdregio.inkoop import queries as procedures
from jeugdregio.inkoop.values import Toegekend

EEN_DAG = timedelta(days=1)


class NietTeSluiten(Exception):
    """Raised when no contract can be made of an award; the text says what to do."""


def sluit_contract(gunning: int, *, contractmanager: str, moment: datetime, on_behalf_of: Machtiging) -> str:
    """
    Make the contract of an award, with its standard clauses and its tariffs; gives its number.

    Raises `NietTeSluiten`: while it has to wait or an objection is open, for a clause that guarantees (S29), a product
    that is not on the list, or a tariff on a day that has another already.
    """
    found = procedures.toegekend(gunning, on_behalf_of=on_behalf_of)
    if found is None:
        raise NietTeSluiten("Dit besluit laat de aanbieder niet toe, of het is er niet.")
    _controleer(found, timezone.localdate(moment))
    regio = on_behalf_of.regio
    number = f"{regio}-G{found.gunning:05}"
    with namens(on_behalf_of), transaction.atomic():
        clauses = _clausules(regio, found)
        wrong = toets([(one.soort, one.titel, one.tekst) for one in clauses], van=found.van)
        if wrong:
            raise NietTeSluiten(" ".join(f"{one.titel}: {one.uitleg}" for one in wrong))
        leg_contracten_vast(regio, [_gegevens(number, found, contractmanager)])
        contract = Contract.objects.get(nummer=number)
        for one in clauses:
            one.contract = contract
        Contractclausule.objects.bulk_create(clauses)
        _leg_tarieven_vast(regio, found)
        inkoop.meld_contract(found.gunning, number, on_behalf_of=on_behalf_of)
    return number


def _controleer(found: Toegekend, dag: date) -> None:
    if found.contract:
        raise NietTeSluiten(f"Dit contract is er al: {found.contract}.")
    if found.bezwaar_open:
        raise NietTeSluiten("Er loopt een bezwaar tegen dit besluit, of het is gegrond. Beslis daar eerst over.")
    if dag < found.mag_vanaf:
        until = f"{found.mag_vanaf:%d-%m-%Y}"
        raise NietTeSluiten(f"Het contract mag er pas op {until} zijn: tot dan kan een ander bezwaar maken.")


def _gegevens(nummer: str, found: Toegekend, contractmanager: str) -> Contractgegevens:
    return Contractgegevens(
        nummer=nummer,
        aanbieder=found.aanbieder,
        perceel=found.perceel,
        variant=found.variant,
        bekostiging=found.bekostiging,
        contractmanager=contractmanager,
        van=found.van,
        tot=found.tot,
        plafond_cent=found.plafond_cent,
        offerte_cent=found.offerte_cent,
        soort=found.soort.contractsoort,
        tafel=found.tafel,
        procedure=found.procedure,
        gunning=found.gunning,
        omvang=found.omvang,
        rol="hoofdaannemer" if found.onderaannemers else "zelfstandig",
        looptijd_reden=found.looptijd_reden,
        verlengingsbesluit=found.verlengingsbesluit,
        bron=f"gunning {found.gunning} van {found.bekend_op:%d-%m-%Y}",
    )


def _clausules(regio: str, found: Toegekend) -> list[Contractclausule]:
    words = {
        "van": f"{found.van:%d-%m-%Y}",
        "tot_en_met": f"{found.tot - EEN_DAG:%d-%m-%Y}",
        "looptijd_reden": found.looptijd_reden,
    }
    return [
        Contractclausule(
            aanbieder=found.aanbieder,
            volgnummer=number,
            code=one.code,
            soort=one.soort,
            titel=one.titel,
            tekst=vul_in(one.tekst, words),
            vanaf=found.van,
        )
        for number, one in enumerate(clausules_voor(regio, found.soort.code, found.van), start=1)
    ]


def _leg_tarieven_vast(regio: str, found: Toegekend) -> None:
    lines = [
        Tariefgegevens(
            found.aanbieder, one.categorie, one.code, one.eenheid, found.van, found.tot, one.tarief_cent, one.per_uur
        )
        for one in found.tarieven
    ]
    known = {*Product.objects.filter(regio=regio).values_list("categorie", "code")}
    missing = sorted({one.code for one in lines if (one.categorie, one.code) not in known})
    if missing:
        raise NietTeSluiten(f"Zet deze producten eerst in de productcodelijst: {', '.join(missing)}.")
    try:
        leg_tarieven_vast(regio, lines)
    except UnableToPrice as refusal:
        raise NietTeSluiten(str(refusal)) from refusal
    stands = {
        (one.categorie, one.code, one.eenheid, one.tarief_cent)
        for one in Tarief.objects.filter(regio=regio, aanbieder=found.aanbieder, geldig__contains=found.van)
    }
    wanted = {(t.categorie, t.code, t.eenheid, t.tarief_cent): t.code for t in lines}
    clash = sorted(code for key, code in wanted.items() if key not in stands)
    if clash:
        raise NietTeSluiten(f"Op de eerste dag geldt al een ander tarief voor {', '.join(clash)}. Beëindig dat eerst.")
