# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Taking in a register of rules and contradictions: a YAML file, whole or not at all."""

from datetime import date
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.regimes.models import Onderwerp, Regime, Tegenspraak, Uitspraak


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
