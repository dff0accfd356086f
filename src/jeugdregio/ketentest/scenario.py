# SPDX-License-Identifier: EUPL-1.2
"""
Play a scenario: a world, then messages in order, each on its own date; the outcome of each as data.

A scenario runs in a transaction that is rolled back, so it starts from nothing and leaves nothing. Messages
of the municipality are judged as offered for sending. What is expected is never read here.
"""

import json
import re
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from jeugdregio.berichten.actions import TR056, keur, lees, ontleed_kop
from jeugdregio.berichten.values import Soort
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.ketentest.context import REGIO, uit_scenario, zet_neer
from jeugdregio.ketentest.toestand import toestand
from jeugdregio.ontvangst.actions import antwoord_op_herhaling, leg_vast, verwerk
from jeugdregio.ontvangst.values import GEWEIGERD, SOORTEN, Aanlevering, Uitkomst

IN_ORDE = {"0200", "0233", "8001"}
EENMALIG = {"Header", "DeclaratieAntwoord", "Client", "Verzoek", "Antwoord", "Woonplaatsbeginsel"}
"""Classes that occur once in a message; others are told apart by their place."""

HERHALING = "herhaling"
ONLEESBAAR_HERHAALD = "Dit bestand is al eerder aangeboden en toen geweigerd."
_NAAM = re.compile(r"(?!\.)[\w.-]{1,100}")


class OngeldigScenario(ValueError):
    """Raised when a scenario can not be played; the text says what is wrong with `scenario.json`."""


def scenario_id(folder: Path) -> str:
    """The name under which the results of this scenario are kept; raises OngeldigScenario."""
    return str(_read(folder)["id"])


def speel(folder: Path, out: Path) -> list[dict[str, Any]]:
    """
    Play the scenario in `folder` and write `resultaat.json` and every answer to `out`/<id>.

    A message that is missing or can not be read is a result like any other, and the next step goes on. Raises
    OngeldigScenario when `scenario.json` can not be used.
    """
    scenario = _read(folder)
    target = out / scenario["id"]
    target.mkdir(parents=True, exist_ok=True)
    results = []
    with namens(verwerking(REGIO)):
        zet_neer(scenario["wereld"])
        for step in scenario["stappen"]:
            result, answer = _play_step(step, folder, scenario["context"])
            results.append(result)
            if answer:
                name = f"{step['nr']:02d}-{result['retourbericht']}.xml"
                (target / name).write_bytes(answer)
        transaction.set_rollback(True)
    (target / "resultaat.json").write_text(json.dumps(results, ensure_ascii=False, indent=1), encoding="utf-8")
    return results


def _read(folder: Path) -> dict[str, Any]:
    path = folder / "scenario.json"
    try:
        found = json.loads(path.read_bytes())
    except OSError as error:
        raise OngeldigScenario(f"scenario.json is niet te lezen ({error.strerror})") from None
    except (ValueError, RecursionError) as error:
        place = f" (regel {error.lineno}, teken {error.colno})" if isinstance(error, json.JSONDecodeError) else ""
        raise OngeldigScenario(f"scenario.json is geen JSON in UTF-8{place}") from None
    if not isinstance(found, dict):
        raise OngeldigScenario("scenario.json moet een JSON-object zijn met context en stappen")
    name = str(found.get("id") or folder.name)
    if not _NAAM.fullmatch(name):
        raise OngeldigScenario("id in scenario.json mag alleen letters, cijfers en . _ - bevatten")
    steps = found.get("stappen")
    if not isinstance(steps, list) or not steps:
        raise OngeldigScenario("stappen in scenario.json moet een lijst zijn met minstens één stap")
    for i, step in enumerate(steps):
        _check_step(step, f"stappen[{i}]")
    if len({step["nr"] for step in steps}) < len(steps):
        raise OngeldigScenario("twee stappen in scenario.json hebben hetzelfde nr")
    try:
        return {**found, "id": name, "wereld": uit_scenario(found["context"])}
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise OngeldigScenario(f"context in scenario.json klopt niet ({type(error).__name__}: {error})") from None


def _check_step(step: Any, place: str) -> None:
    kinds = {"nr": int, "bericht": str, "systeemdatum": str, "bestand": str}
    if not isinstance(step, dict):
        raise OngeldigScenario(f"{place} in scenario.json moet een object zijn")
    for name, kind in kinds.items():
        if not isinstance(step.get(name), kind):
            what = "een geheel getal" if kind is int else "een tekst"
            raise OngeldigScenario(f"{place}.{name} in scenario.json ontbreekt of is niet {what}")
    try:
        datetime.fromisoformat(step["systeemdatum"])
    except ValueError:
        raise OngeldigScenario(f"{place}.systeemdatum in scenario.json is geen datum zoals 2026-11-22") from None


def _play_step(step: dict[str, Any], folder: Path, context: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    day = datetime.fromisoformat(step["systeemdatum"]).date()
    noon = timezone.make_aware(datetime.combine(day, time(12)))
    try:
        data = (folder / step["bestand"]).read_bytes()
    except (OSError, ValueError):
        why = f"Het bestand {step['bestand']} van deze stap ontbreekt of is niet te lezen."
        result, answer = _no_answer(why, xsd=False), b""
    else:
        outcome = _offer(step, data, day, noon, context)
        result, answer = resultaat(outcome, data), outcome.antwoord
    return {"nr": step["nr"], "bericht": step["bericht"], **result, "toestand_na": toestand(day)}, answer


def _offer(step: dict[str, Any], data: bytes, day: date, noon: datetime, context: dict[str, Any]) -> Uitkomst:
    sender = _sender(data, step["bericht"], context)
    leg_vast([Aanlevering(step["bestand"], data, sender, "ketentest")], moment=noon, on_behalf_of=verwerking(REGIO))
    outcomes = verwerk(regio=REGIO, peildatum=day, moment=noon).uitkomsten
    if outcomes and outcomes[0].uitkomst != HERHALING:
        return outcomes[0]
    keuring = keur(data)
    if keuring.geldig and keuring.soort in SOORTEN:
        return _repeat(data, keuring.soort, step["nr"], day)
    return Uitkomst(0, 0, "", "", None, None, "", GEWEIGERD, uitleg=ONLEESBAAR_HERHAALD)


def _repeat(data: bytes, soort: Soort, nr: int, day: date) -> Uitkomst:
    """The same bytes as in an earlier step: no effect, and the answer that the standard has for it."""
    return Uitkomst(
        bestand_id=0,
        nr=0,
        gemeente="",
        aanbieder="",
        soort=soort,
        bericht_id=None,
        identificatie="",
        uitkomst="afgekeurd",
        niveau=TR056.niveau,
        regels=(TR056.code,),
        antwoord=antwoord_op_herhaling(data, identificatie=f"H{nr}", dagtekening=day),
    )


def _sender(data: bytes, kind: str, context: dict[str, Any]) -> str:
    """Whoever the header names; a message that can not be read comes from whoever the kind says."""
    if keur(data).geldig:
        return str(ontleed_kop(data)[1].afzender)
    of_municipality = kind in Soort.__members__ and Soort(kind).kop_van_gemeente
    return str(context["gemeente"] if of_municipality else context["aanbieder"])


def _no_answer(uitleg: str, *, xsd: bool) -> dict[str, Any]:
    """Nothing goes back; level 1 when the message breaks the schema, no level when it is not for us."""
    return {
        "uitkomst": "geen_retourbericht",
        "controleniveau": 1 if xsd else None,
        "regels": ["XSD"] if xsd else [],
        "retour": [],
        "retourbericht": None,
        "declaratie_antwoord": None,
        "uitleg": uitleg,
    }


def resultaat(outcome: Uitkomst, data: bytes) -> dict[str, Any]:
    """The outcome of one message in the form of the test bench, read from the answer that we would send."""
    if outcome.uitkomst == GEWEIGERD:
        return _no_answer(outcome.uitleg, xsd=not keur(data).geldig)
    assert outcome.soort is not None
    result: dict[str, Any] = {
        "uitkomst": outcome.uitkomst,
        "controleniveau": outcome.niveau,
        "regels": list(outcome.regels),
        "retour": [],
        "retourbericht": None,
        "declaratie_antwoord": None,
    }
    if outcome.antwoord:
        assert outcome.soort.antwoord is not None
        result["retourbericht"] = outcome.soort.antwoord.value
        tables = lees(outcome.soort.antwoord, [outcome.antwoord])
        result["retour"] = _codes(tables, outcome.soort)
        if outcome.soort is Soort.JW323 and tables["declaratie_antwoord"].num_rows:
            result["declaratie_antwoord"] = _declaration(tables)
    return result


def _per_class(tables: dict[str, Any]) -> dict[tuple[str, int], list[str]]:
    codes: dict[tuple[str, int], list[str]] = {}
    for row in tables["retour_codes"].to_pylist():
        codes.setdefault((row["klasse"], row["klasse_nr"]), []).append(row["retour_code"])
    return codes


def _codes(tables: dict[str, Any], soort: Soort) -> list[dict[str, Any]]:
    found = []
    for (klasse, nr), codes in _per_class(tables).items():
        if wrong := [code for code in codes if code not in IN_ORDE]:
            found.append({"klasse": klasse, **_name(tables, soort, klasse, nr), "codes": wrong})
    return found


def _name(tables: dict[str, Any], soort: Soort, klasse: str, nr: int) -> dict[str, Any]:
    if soort is Soort.JW323 and klasse == "Prestatie":
        column = tables["prestatie"].column("product_referentie_referentie_nummer")
        return {"referentienummer": column[nr].as_py()}
    if soort is Soort.JW323 and klasse == "Client":
        return {"bsn": tables["client"].column("bsn")[nr].as_py()}
    return {} if klasse in EENMALIG else {"index": nr}


def _declaration(tables: dict[str, Any]) -> dict[str, Any]:
    codes = _per_class(tables)
    answer = tables["declaratie_antwoord"].to_pylist()[0]
    references = tables["prestatie"].column("product_referentie_referentie_nummer").to_pylist()
    return {
        "header": codes["Header", 0][0],
        "declaratieantwoord": codes["DeclaratieAntwoord", 0][0],
        **{
            total: {
                "TotaalBedrag": answer[f"{column}_totaal_bedrag"],
                "DebetCredit": answer[f"{column}_debet_credit"],
            }
            for total, column in (
                ("TotaalIngediendBedrag", "totaal_ingediend_bedrag"),
                ("TotaalToegekendBedrag", "totaal_toegekend_bedrag"),
            )
        },
        "afgewezen_prestaties": {
            reference: codes.get(("Prestatie", nr), []) for nr, reference in enumerate(references)
        },
    }
