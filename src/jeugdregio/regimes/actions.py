# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Taking in a register of rules (YAML, whole or not at all), and one rule or end that two people agree on."""

from datetime import date
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.gebruikers.weigering import in_woorden
from jeugdregio.regimes.models import Onderwerp, Regime, Tegenspraak, Uitspraak
from jeugdregio.regimes.values import NietVastTeLeggen, Regel


class NietInTeLezen(Exception):
    """Raised when a register cannot be taken in; the Dutch text says where and what to do. Nothing has changed."""


def lees_register(tekst: str, *, on_behalf_of: Machtiging) -> int:
    """
    Take in subjects, rules and contradictions that are not there yet; gives how many rules were added.

    What is there stays: the register only adds. `tot_en_met` in the file is inclusive. Raises `NietInTeLezen`.
    """
    try:
        data = yaml.safe_load(tekst)
        assert isinstance(data, dict), "bovenaan horen onderwerpen, regimes en tegenspraken"
        with namens(on_behalf_of), transaction.atomic():
            return _store(data)
    except (yaml.YAMLError, KeyError, TypeError, ValueError, AssertionError) as fault:
        raise NietInTeLezen(
            f"Dit register klopt niet: {fault}. Verbeter het bestand en lees het opnieuw in."
        ) from fault
    except (IntegrityError, ValidationError) as fault:
        text = "Twee regels over hetzelfde onderwerp overlappen, of een regel mist een bron."
        raise NietInTeLezen(f"{text} Geef lezingen een naam, of verbeter de periode.") from fault


OVERLAP = "Op een van deze dagen geldt al een regel met deze lezing. Kies welke regel dit vervangt, of noem de lezing."
GRENZEN = {"regime_een_per_dag_en_lezing": OVERLAP}


def leg_regel_vast(regel: Regel, *, vervangt: int = 0, on_behalf_of: Machtiging) -> None:
    """
    Add a rule or a reading; `vervangt` is the rule that ends on the day before, with the source of this one.

    No text that is there changes. Raises `NietVastTeLeggen` when it overlaps, or what it replaces cannot end then.
    """
    with in_woorden(NietVastTeLeggen, GRENZEN), namens(on_behalf_of), transaction.atomic():
        if vervangt:
            _end(vervangt, regel.vanaf, regel.vindplaats)
        Regime.objects.create(
            onderwerp_id=regel.onderwerp,
            lezing=regel.lezing,
            geldig=(regel.vanaf, regel.tot),
            regel=regel.regel,
            bron=regel.bron,
            plaats=regel.plaats,
            zekerheid=regel.zekerheid,
            toelichting=regel.toelichting,
        )


def beeindig_regel(regel: int, tot: date, *, bron: str, on_behalf_of: Machtiging) -> None:
    """A rule no longer holds from `tot` on, by this source. Raises `NietVastTeLeggen` when it cannot end then."""
    with in_woorden(NietVastTeLeggen, GRENZEN), namens(on_behalf_of), transaction.atomic():
        _end(regel, tot, bron)


def _end(number: int, until: date, source: str) -> None:
    row = Regime.objects.filter(pk=number).first()
    if row is None:
        raise NietVastTeLeggen("Deze regel is er niet. Kies er een uit de lijst.")
    if row.geldig.lower >= until or (row.geldig.upper is not None and row.geldig.upper <= until):
        raise NietVastTeLeggen("Deze regel begint later, of eindigt al eerder. Kies een andere dag.")
    if row.einde_bron:
        raise NietVastTeLeggen("Van deze regel is het einde al vastgelegd. Leg een volgende regel vast.")
    row.geldig, row.einde_bron = (row.geldig.lower, until), source[:320]
    row.save(update_fields=["geldig", "einde_bron"])


def _where(fault: yaml.YAMLError) -> str:
    mark = getattr(fault, "problem_mark", None)
    place = f"regel {mark.line + 1} is" if mark else "dit is"
    return (
        f"Dit register klopt niet: {place} geen YAML. "
        "Zet tekst met een vraagteken, komma of dubbele punt tussen aanhalingstekens."
    )


def _store(data: dict[str, Any]) -> int:
    for place, one in enumerate(data.get("onderwerpen", ())):
        Onderwerp.objects.get_or_create(
            code=one["code"], defaults={"naam": one["naam"], "vraag": one["vraag"], "volgorde": place}
        )
    added = 0
    for one in data.get("regimes", ()):
        known = {"onderwerp_id": one["onderwerp"], "lezing": one.get("lezing", ""), "geldig__startswith": one["vanaf"]}
        if not Regime.objects.filter(**known).exists():
            _rule(one).save()
            added += 1
    for one in data.get("tegenspraken", ()):
        clash, new = Tegenspraak.objects.get_or_create(
            code=one["code"],
            defaults={
                "naam": one["naam"],
                "onderwerp_id": one.get("onderwerp"),
                "gevolg": one["gevolg"],
                "vraag": one.get("vraag", ""),
            },
        )
        if new:
            Uitspraak.objects.bulk_create(
                Uitspraak(tegenspraak=clash, nr=nr, tekst=said["tekst"], bron=said["bron"])
                for nr, said in enumerate(one["uitspraken"], 1)
            )
    return added


def _rule(one: dict[str, Any]) -> Regime:
    last = one.get("tot_en_met")
    rule = Regime(
        onderwerp_id=one["onderwerp"],
        lezing=one.get("lezing", ""),
        geldig=(one["vanaf"], None if last is None else date.fromordinal(last.toordinal() + 1)),
        regel=one["regel"],
        waarde={name: str(value) for name, value in one.get("waarde", {}).items()},
        bron=one["bron"],
        plaats=one["plaats"],
        zekerheid=one["zekerheid"],
        toelichting=one.get("toelichting", ""),
    )
    rule.clean_fields(exclude=["onderwerp"])
    return rule
