# SPDX-License-Identifier: EUPL-1.2
"""
Deciding about an option: it is lifted and the contract goes on, or it lapses (S27).

Lifting is done in time, in order, and for a fifth year of a framework agreement with the decision that allows it (S33).
Letting it lapse can be written down later too: what was not lifted in time has lapsed. Prices go on unchanged when that
was agreed; what does not is a hole, and is reported as one (`queries.tariefgaten`).
"""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from jeugdregio.contracten.models import Contract, Contractoptie, Tarief
from jeugdregio.contracten.models.contract import MAX_RAAM_MAANDEN
from jeugdregio.contracten.tarieven import Doorloop, UnableToPrice, loop_tarieven_door
from jeugdregio.contracten.values import Contractgegevens, Optiegegevens, Optievoorstel
from jeugdregio.contracten.vastleggen import gegevens_van, optie_van
from jeugdregio.core.periode import EEN_DAG, maanden_na
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.inkoop import queries as inkoop

Stand = Contractoptie.Stand
INTUSSEN = "Intussen is het contract of de optie veranderd. Lees opnieuw, en maak het voorstel opnieuw."
VIJFDE_JAAR = (
    f"Een raamovereenkomst duurt hoogstens {MAX_RAAM_MAANDEN // 12} jaar, en met deze optie langer. Vul in welk "
    "besluit dat toestaat, of laat de optie vervallen."
)
HOUDT_TEGEN = {
    "raam_hoogstens_vier_jaar": VIJFDE_JAAR,
    "contractoptie_een_besluit": "Over deze optie is al besloten.",
    "contractoptie_op_tijd_gelicht": "De laatste dag om de optie te lichten is voorbij.",
    "contractoptie_op_volgorde": "De optie ervoor is niet gelicht. Opties gaan op volgorde.",
}
"""What the database holds, in words; what is not here should never come."""


class NietTeBeslissen(Exception):
    """Raised when an option cannot be decided so; the text says what to do."""


def aan_de_beurt(opties: tuple[Optiegegevens, ...]) -> Optiegegevens | None:
    """The option that is next to decide: the first that is open, when none before it lapsed."""
    for one in sorted(opties, key=lambda one: one.volgnummer):
        if one.stand == Stand.OPEN:
            return one
        if one.stand == Stand.VERVALLEN:
            return None
    return None


def is_vijfde_jaar(contract: Contractgegevens, tot: date) -> bool:
    """Whether a framework agreement that lasts until `tot` needs a decision to do so (S33)."""
    return contract.soort == Contract.Soort.RAAM and tot > maanden_na(contract.van, MAX_RAAM_MAANDEN)


def bezwaren(
    contract: Contractgegevens, opties: tuple[Optiegegevens, ...], wat: Optievoorstel, dag: date
) -> Iterator[str]:
    """What keeps this decision from being made on a day."""
    one = next((option for option in opties if option.volgnummer == wat.volgnummer), None)
    if one is None or contract.nummer != wat.contract:
        yield "Deze optie is er niet."
        return
    if one.stand != Stand.OPEN:
        yield HOUDT_TEGEN["contractoptie_een_besluit"]
        return
    if contract.tot != wat.einde:
        yield INTUSSEN
    if one != aan_de_beurt(opties):
        yield HOUDT_TEGEN["contractoptie_op_volgorde"]
    if not wat.lichten:
        return
    last = one.beslisdag(contract.tot)
    if dag > last:
        yield f"De optie lichten kon tot en met {last:%d-%m-%Y}. Leg vast dat zij is vervallen."
    if is_vijfde_jaar(contract, one.tot) and not (wat.verlengingsbesluit or contract.verlengingsbesluit):
        yield VIJFDE_JAAR


def door_te_lopen(contract: Contractgegevens, tot: date, *, on_behalf_of: Machtiging) -> list[Doorloop]:
    """
    The tariffs that end with the contract and have nothing after them, which go on when it is agreed.

    Of a contract that came from an award the products of that award; else all of the provider.
    """
    if contract.tot >= tot:
        return []
    with namens(on_behalf_of):
        rows = Tarief.objects.filter(regio=on_behalf_of.regio, aanbieder=contract.aanbieder)
        award = inkoop.toegekend(contract.gunning, on_behalf_of=on_behalf_of) if contract.gunning else None
        if award:
            rows = rows.filter(code__in=[line.code for line in award.tarieven])
        after = {
            (row.categorie, row.code, row.eenheid) for row in rows.filter(geldig__overlap=DateRange(contract.tot, tot))
        }
        ending = rows.filter(geldig__endswith=contract.tot).order_by("code", "categorie", "eenheid")
        return [
            (row.categorie, row.code, row.eenheid, row.geldig.lower, row.tarief_cent)
            for row in ending
            if (row.categorie, row.code, row.eenheid) not in after
        ]


def beslis_optie(wat: Optievoorstel, *, moment: datetime, on_behalf_of: Machtiging) -> None:
    """
    Carry out what was decided; with an option that lapses, the ones after it lapse too.

    Raises `NietTeBeslissen`: when it is late, out of order or decided already, for a fifth year without a decision, and
    when the contract or a tariff is no longer what was read.
    """
    day = timezone.localdate(moment)
    with namens(on_behalf_of), transaction.atomic():
        row = Contract.objects.select_for_update().filter(regio=on_behalf_of.regio, nummer=wat.contract).first()
        if row is None:
            raise NietTeBeslissen("Dit contract is er niet.")
        options = {one.volgnummer: one for one in row.opties.select_for_update()}
        against = list(bezwaren(gegevens_van(row), tuple(map(optie_van, options.values())), wat, day))
        if against:
            raise NietTeBeslissen(" ".join(against))
        try:
            with transaction.atomic():
                _beslis(row, options, wat, day)
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS optie_gelicht IMMEDIATE")
                    cursor.execute("SET CONSTRAINTS optie_gelicht DEFERRED")
        except UnableToPrice as refusal:
            raise NietTeBeslissen(str(refusal)) from refusal
        except IntegrityError as refusal:
            raise NietTeBeslissen(_waarom(refusal)) from refusal


def _beslis(row: Contract, options: dict[int, Contractoptie], wat: Optievoorstel, day: date) -> None:
    chosen = options[wat.volgnummer]
    if wat.lichten:
        end = row.geldig.upper
        row.verlengingsbesluit = wat.verlengingsbesluit or row.verlengingsbesluit
        row.geldig = DateRange(row.geldig.lower, None if end is None else max(end, chosen.tot))
        row.save(update_fields=["geldig", "verlengingsbesluit"])
        if wat.tarieven:
            loop_tarieven_door(row.regio, row.aanbieder, wat.tarieven, einde=wat.einde, tot=chosen.tot)
    decided = {wat.volgnummer: wat.besluit}
    if not wat.lichten:
        later = f"vervalt met optie {wat.volgnummer}: {wat.besluit}"[:200]
        decided |= {number: later for number in options if number > wat.volgnummer}
    for number, text in decided.items():
        one = options[number]
        one.stand = Stand.GELICHT if wat.lichten else Stand.VERVALLEN
        one.besluit, one.besloten_op = text, day
        one.save(update_fields=["stand", "besluit", "besloten_op"])


def laatste_beslisdag(contract: Contractgegevens, one: Optiegegevens) -> str:
    """The last day to lift, and whether the contract says so."""
    last = one.beslisdag(contract.tot)
    text = f"{last:%d-%m-%Y}"
    return text if one.besluit_uiterlijk else f"{text} (staat niet in het contract: de laatste dag ervan)"


def nieuwe_einddag(contract: Contractgegevens, one: Optiegegevens) -> date:
    """The last day of the contract once the option is lifted."""
    return max(contract.tot, one.tot) - EEN_DAG


def _waarom(refusal: IntegrityError) -> str:
    found = getattr(refusal.__cause__, "diag", None)
    name = found.constraint_name if found else None
    if name in HOUDT_TEGEN:
        return HOUDT_TEGEN[name]
    raise refusal
