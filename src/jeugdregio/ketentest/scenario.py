# SPDX-License-Identifier: EUPL-1.2
"""
Play a scenario: a world, then messages in order, each on its own date; the outcome of each as data.

A scenario runs in a transaction that is rolled back, so it starts from nothing and leaves nothing. Messages
of the municipality are judged as offered for sending. What is expected is never read here.
"""

import json
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from jeugdregio.berichten.lezen import lees
from jeugdregio.berichten.ontleden import ontleed
from jeugdregio.berichten.regels.tr056 import TR056
from jeugdregio.berichten.values import Soort
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.ketentest.context import REGIO, uit_scenario, zet_neer
from jeugdregio.ketentest.toestand import toestand
from jeugdregio.ontvangst.actions import leg_vast, verwerk
from jeugdregio.ontvangst.herhaling import antwoord_op_herhaling
from jeugdregio.ontvangst.values import GEWEIGERD, Aanlevering, Uitkomst

IN_ORDE = {"0200", "0233", "8001"}


def speel(folder: Path, out: Path) -> list[dict[str, Any]]:
    """
    Play the scenario in `folder` and write `resultaat.json` and every answer to `out`/<id>.

    Raises `OSError` or `ValueError` when `scenario.json` or a message can not be read.
    """
    scenario = json.loads((folder / "scenario.json").read_text(encoding="utf-8"))
    target = out / str(scenario.get("id", folder.name))
    target.mkdir(parents=True, exist_ok=True)
    results = []
    with namens(verwerking(REGIO)):
        zet_neer(uit_scenario(scenario["context"]))
        for step in scenario["stappen"]:
            result, answer = _play_step(step, (folder / step["bestand"]).read_bytes(), scenario["context"])
            results.append(result)
            if answer:
                name = f"{step['nr']:02d}-{result['retourbericht']}.xml"
                (target / name).write_bytes(answer)
        transaction.set_rollback(True)
    (target / "resultaat.json").write_text(json.dumps(results, ensure_ascii=False, indent=1), encoding="utf-8")
    return results


def _play_step(step: dict[str, Any], data: bytes, context: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    day = datetime.fromisoformat(step["systeemdatum"]).date()
    noon = timezone.make_aware(datetime.combine(day, time(12)))
    sender = _sender(data, step["bericht"], context)
    leg_vast([Aanlevering(step["bestand"], data, sender, "ketentest")], moment=noon, on_behalf_of=verwerking(REGIO))
    outcomes = verwerk(regio=REGIO, peildatum=day, moment=noon).uitkomsten
    outcome = outcomes[0] if outcomes else _repeat(data, step, day)
    result, answer = resultaat(outcome), outcome.antwoord
    return {"nr": step["nr"], "bericht": step["bericht"], **result, "toestand_na": toestand(day)}, answer


def _repeat(data: bytes, step: dict[str, Any], day: date) -> Uitkomst:
    """The same bytes as in an earlier step: no effect, and the answer that the standard has for it."""
    return Uitkomst(
        bestand_id=0,
        nr=0,
        gemeente="",
        aanbieder="",
        soort=Soort(step["bericht"]),
        bericht_id=None,
        identificatie="",
        uitkomst="afgekeurd",
        niveau=TR056.niveau,
        regels=(TR056.code,),
        antwoord=antwoord_op_herhaling(data, identificatie=f"H{step['nr']}", dagtekening=day),
    )


def _sender(data: bytes, kind: str, context: dict[str, Any]) -> str:
    """Whoever the header names; a message that can not be read comes from whoever the kind says."""
    try:
        return str(ontleed(data)[1].header.afzender)
    except Exception:  # noqa: BLE001 - whatever is wrong with it, the intake is there to say so
        return str(context["gemeente"] if Soort(kind).kop_van_gemeente else context["aanbieder"])


def resultaat(outcome: Uitkomst) -> dict[str, Any]:
    """The outcome of one message in the form of the test bench, read from the answer that we would send."""
    if outcome.uitkomst == GEWEIGERD:
        return {
            "uitkomst": "geen_retourbericht",
            "controleniveau": 1,
            "regels": ["XSD"],
            "retourbericht": None,
            "uitleg": outcome.uitleg,
        }
    assert outcome.soort is not None
    result: dict[str, Any] = {
        "uitkomst": outcome.uitkomst,
        "controleniveau": outcome.niveau,
        "regels": list(outcome.regels),
        "retourbericht": None,
        "retour": [],
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
    return {} if klasse in ("Header", "DeclaratieAntwoord", "Client") else {"index": nr}


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
