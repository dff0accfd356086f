# SPDX-License-Identifier: EUPL-1.2
"""What the keeper can be asked: play scenarios, load a state, offer a file, play a stored month again."""

import json
import traceback
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from threading import Thread
from time import perf_counter
from typing import Any

from django.db import connection

from jeugdregio.core.periode import Maand
from jeugdregio.inrichting.server import Server
from jeugdregio.ketentest import naspelen, testdatabase, vergelijken
from jeugdregio.ketentest.bod import bied
from jeugdregio.ketentest.laden import laad
from jeugdregio.ketentest.scenario import OngeldigScenario, scenario_id, speel
from jeugdregio.ketentest.toestand_lezen import OngeldigeToestand, lees_toestand
from jeugdregio.ketentest.vingerafdruk import vingerafdruk_tabellen

GELADEN = Path("toestand.json")
LAAD_EERST = "Draai eerst `jeugdregio ketentest laad STATE.json`."
Zeg = Callable[..., None]


class OnbruikbareVraag(Exception):
    """Raised when a request can not be carried out as it was asked; the text says what to do."""


class _Reserve:
    """A fresh database made in advance, so that loading a state does not have to wait for one."""

    def __init__(self) -> None:
        self._maker: Thread | None = None
        self._fresh = ""

    def begin(self, server: Server, name: str) -> None:
        """Start making `name` anew, beside other work."""
        self._maker = Thread(target=self._make, args=(server, name))
        self._maker.start()

    def _make(self, server: Server, name: str) -> None:
        testdatabase.verse_database(server, name)
        self._fresh = name

    def take(self, server: Server, name: str) -> None:
        """Give `name`, fresh, to who asks; made now when it was not made before."""
        self.wait()
        if self._fresh != name:
            testdatabase.verse_database(server, name)
        self._fresh = ""

    def wait(self) -> None:
        """Let the maker finish."""
        if self._maker is not None:
            self._maker.join()
            self._maker = None


RESERVE = _Reserve()


def _use(database: str) -> None:
    """Point Django at this database."""
    if connection.settings_dict["NAME"] != database:
        connection.close()
        connection.settings_dict["NAME"] = database


def _scenario(server: Server, request: Mapping[str, Any], zeg: Zeg) -> int:
    out = Path(request["uit"])
    database = testdatabase.scenario_database(server)
    _use(database)
    wrong, played = 0, set[str]()
    for folder in map(Path, request["mappen"]):
        began = perf_counter()
        try:
            name = scenario_id(folder)
            if name in played:
                raise OngeldigScenario(f"scenario {name} komt twee keer voor; geef elk scenario een eigen id")
            played.add(name)
            testdatabase.tel_opnieuw(server, database)
            steps = speel(folder, out)
        except OngeldigScenario as refusal:
            wrong += 1
            zeg(f"{folder.name}: {refusal}.", fout=True)
        except Exception:  # noqa: BLE001 - a bug in one scenario is shown, counted, and the others go on
            wrong += 1
            connection.close()
            zeg(f"{folder.name}: er zit een fout in het programma:\n{traceback.format_exc()}", fout=True)
        else:
            seconds = perf_counter() - began
            zeg(f"{name}: {len(steps)} stappen in {seconds:.2f} s: {', '.join(s['uitkomst'] for s in steps)}")
    connection.close()
    total = len(request["mappen"])
    zeg(f"{total - wrong} van {total} scenario's gespeeld; resultaat in {out}")
    return 1 if wrong else 0


def _laad(server: Server, request: Mapping[str, Any], zeg: Zeg) -> int:
    source = _bytes(request["pad"])
    try:
        state = lees_toestand(source)
    except OngeldigeToestand as refusal:
        raise OnbruikbareVraag(str(refusal)) from None
    began = perf_counter()
    one, other = testdatabase.TOESTANDEN
    database = one if _loaded().get("database") == other else other
    RESERVE.take(server, database)
    _use(database)
    copied = perf_counter()
    laad(state, source)
    loaded = {"vandaag": str(state.vandaag), "tabellen": vingerafdruk_tabellen(), "database": database}
    GELADEN.write_text(json.dumps(loaded), encoding="utf-8")
    RESERVE.begin(server, one if database == other else other)
    zeg(
        f"Toestand van {state.vandaag:%d-%m-%Y} geladen: {len(state.toewijzingen)} toewijzingen,"
        f" {len(state.tarieven)} tarieven, {len(state.aanbieders)} aanbieders,"
        f" {len(state.gemeenten)} gemeenten"
        f" (database {_ms(copied - began)}, vullen {_ms(perf_counter() - copied)})."
    )
    return 0


def _bied(server: Server, request: Mapping[str, Any], zeg: Zeg) -> int:
    loaded = _loaded()
    if not loaded:
        raise OnbruikbareVraag(f"Er is geen toestand geladen. {LAAD_EERST}")
    if loaded["tabellen"] != vingerafdruk_tabellen():
        raise OnbruikbareVraag(f"De tabellen zijn veranderd sinds het laden. {LAAD_EERST}")
    path = Path(request["pad"])
    data = _bytes(request["pad"])
    _use(loaded["database"])
    verdict = bied(data, naam=path.name, aanbieder=request["aanbieder"], vandaag=date.fromisoformat(loaded["vandaag"]))
    for line in verdict.uitleg:
        zeg(line)
    zeg("Tijd: " + ", ".join(f"{step} {_ms(seconds)}" for step, seconds in verdict.tijden.items()))
    answer = {"outcome": verdict.outcome, "codes": list(verdict.codes), "booked_cents": verdict.booked_cents}
    zeg(json.dumps(answer))
    return 0


def _naspelen(server: Server, request: Mapping[str, Any], zeg: Zeg) -> int:
    maand = Maand.lees(request["maand"]) if request["maand"] else None
    try:
        meant = vergelijken.lees_bedoeld(Path(request["bedoeld"])) if request["bedoeld"] else []
    except vergelijken.OngeldigeLijst as refusal:
        raise OnbruikbareVraag(str(refusal)) from None
    testdatabase.verse_database(server, testdatabase.NASPELEN)
    _use(testdatabase.NASPELEN)
    try:
        with naspelen.bron(request["bron"]):
            found = naspelen.speel_en_vergelijk(
                maand,
                regio=request["regio"],
                meld=_Vooruit(zeg),
                ververs=partial(testdatabase.ververs, server, testdatabase.NASPELEN),
            )
    except naspelen.GeenMaand as refusal:
        raise OnbruikbareVraag(str(refusal)) from None
    finally:
        connection.close()
        testdatabase.ruim_op(server, testdatabase.NASPELEN)
    zeg(found.omvang)
    groups = vergelijken.groepeer(found.verschillen, meant)
    for line in vergelijken.verslag(groups, meant):
        zeg(line)
    return 1 if any(group.bedoeld is None for group in groups.values()) else 0


class _Vooruit:
    """Says how far the replay is, some twenty times."""

    def __init__(self, zeg: Zeg) -> None:
        self._zeg = zeg
        self._said = 0

    def __call__(self, stand: naspelen.Voortgang) -> None:
        step = stand.bestanden * 20 // stand.totaal
        if step > self._said:
            self._said = step
            day = f"{stand.peildatum:%d-%m-%Y}"
            self._zeg(f"{stand.bestanden} van {stand.totaal} bestanden nagespeeld, tot en met {day}")


def _loaded() -> dict[str, str]:
    """What was loaded last; empty when nothing was."""
    try:
        return dict(json.loads(GELADEN.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return {}


def _bytes(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise OnbruikbareVraag(f"{path} is niet te lezen ({error.strerror}). Controleer het pad.") from None


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"


OPDRACHTEN: Mapping[str, Callable[[Server, Mapping[str, Any], Zeg], int]] = {
    "scenario": _scenario,
    "laad": _laad,
    "bied": _bied,
    "naspelen": _naspelen,
}
