# SPDX-License-Identifier: EUPL-1.2
"""The test bench as a machine drives it: the command line, the exit code, the last line."""

import json
import os
import subprocess
import sys
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from jeugdregio.demo.berichten_xml import Kop, PrestatieRegel, jw323

AGB, GEMEENTE, BSN = "65656055", "0384", "999900006"
TOESTAND = {
    "today": "2026-11-22",
    "towns": [GEMEENTE],
    "providers": [AGB],
    "tariffs": [
        {"provider": AGB, "category": "45", "code": "45A07", "unit": "01", "cents": 6000, "per": "hour"},
        {"provider": AGB, "category": "45", "code": "45A03", "unit": "04", "cents": 5000, "per": "unit"},
    ],
    "assignments": [
        {
            "number": 20000,
            "provider": AGB,
            "town": GEMEENTE,
            "bsn": BSN,
            "category": "45",
            "code": "45A03",
            "unit": "04",
            "volume": 10,
            "frequency": "6",
            "begin": "2026-01-01",
            "end": "2026-10-31",
            "removed": False,
            "budget": None,
        }
    ],
}
OKTOBER = (date(2026, 10, 1), date(2026, 10, 31))


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    """Run the command in a state folder of its own; the keeper is stopped at the end."""
    folder = tmp_path_factory.mktemp("ketentest")
    folder.chmod(0o755)
    env = {**os.environ, "JEUGDREGIO_MAP": str(folder)}

    def run(*arguments):
        command = [sys.executable, "-m", "jeugdregio.opdrachtregel", "ketentest", *map(str, arguments)]
        return subprocess.run(command, env=env, capture_output=True, text=True, timeout=180, check=False, cwd=folder)

    yield run
    assert run("stop").returncode == 0


@pytest.fixture
def offer(bench, tmp_path):
    """Load a state, then offer files; gives the last line as data."""
    (tmp_path / "state.json").write_text(json.dumps(TOESTAND))
    loaded = bench("laad", tmp_path / "state.json")
    assert loaded.returncode == 0, loaded.stderr

    def bied(data, sender=AGB, name="bestand.xml"):
        (tmp_path / name).write_bytes(data)
        done = bench("bied", tmp_path / name, sender)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1]), done.stdout

    return bied


def line(reference, volume, *, dc="D", previous="", cents=5000, period=OKTOBER):
    return PrestatieRegel(
        BSN, reference, previous, 20000, "45", "45A03", *period, volume, "04", cents, volume * cents, dc
    )


def declaration(identification, *lines):
    total = sum(p.bedrag_cent if p.debet_credit == "D" else -p.bedrag_cent for p in lines)
    return jw323(
        Kop("JW323", AGB, GEMEENTE, identification, date(2026, 11, 22)),
        nummer=identification,
        periode=OKTOBER,
        saldo_cent=total,
        regels=list(lines),
    )


def test_what_is_right_is_booked_and_the_last_day_counts(offer):
    verdict, _ = offer(declaration("B1", line("R1", 2)))

    assert verdict == {"outcome": "accepted", "codes": [], "booked_cents": 10000}


def test_the_same_file_again_has_no_effect(offer):
    first, _ = offer(declaration("B1", line("R1", 2)))
    again, _ = offer(declaration("B1", line("R1", 2)), name="anders.xml")

    assert first["booked_cents"] == 10000
    assert again == {"outcome": "duplicate", "codes": [], "booked_cents": 0}


def test_a_credit_is_accepted_and_takes_the_costs_away(offer):
    offer(declaration("B1", line("R1", 2)))

    verdict, _ = offer(declaration("B2", line("R2", 2, dc="C", previous="R1")))

    assert verdict == {"outcome": "accepted", "codes": [], "booked_cents": -10000}


def test_a_line_that_does_not_fit_is_refused_beside_one_that_does(offer):
    august = (date(2026, 8, 1), date(2026, 8, 31))

    verdict, _ = offer(declaration("B1", line("R1", 9), line("R2", 9, period=august)))

    assert verdict == {"outcome": "partly", "codes": ["9322"], "booked_cents": 45000}


def test_a_wrong_tariff_is_answered_and_books_nothing(offer):
    verdict, _ = offer(declaration("B1", line("R1", 2, cents=5001)))

    assert verdict["outcome"] == "rejected"
    assert verdict["codes"]
    assert verdict["booked_cents"] == 0


def test_who_is_not_the_sender_is_turned_away_twice(offer):
    verdict, said = offer(declaration("B1", line("R1", 2)), sender="11111111")
    again, _ = offer(declaration("B1", line("R1", 2)), sender="11111111")

    assert verdict == again == {"outcome": "refused", "codes": [], "booked_cents": 0}
    assert "afzender" in said


@pytest.mark.parametrize("data", [b"", b"geen xml", b"<a>", b"PK\x03\x04kapot", b"<a/>\xff"])
def test_what_is_no_message_is_turned_away_with_a_reason(offer, data):
    verdict, said = offer(data)

    assert verdict == {"outcome": "refused", "codes": [], "booked_cents": 0}
    assert len(said.splitlines()) >= 3


@pytest.mark.parametrize(("extra", "outcome", "cents"), [((), "accepted", 10000), (("b.xml",), "refused", 0)])
def test_a_zip_holds_one_message(offer, extra, outcome, cents):
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("a.xml", declaration("B1", line("R1", 2)))
        for name in extra:
            archive.writestr(name, "geen bericht")

    verdict, _ = offer(packed.getvalue(), name="bundel.zip")

    assert (verdict["outcome"], verdict["booked_cents"]) == (outcome, cents)


def test_a_state_that_is_wrong_is_refused_in_words_without_the_number_of_the_child(bench, tmp_path):
    allocation = {**TOESTAND["assignments"][0], "end": "2025-01-01", "town": "0193"}
    wrong = {**TOESTAND, "assignments": [allocation]}
    (tmp_path / "state.json").write_text(json.dumps(wrong))

    done = bench("laad", tmp_path / "state.json")

    assert done.returncode == 2
    assert "assignments[0].end ligt voor begin" in done.stderr
    assert "assignments[0].town staat niet in towns" in done.stderr
    assert BSN not in done.stdout + done.stderr


def test_a_file_that_is_not_there_is_a_fault_of_who_asks(bench, tmp_path):
    assert bench("bied", tmp_path / "weg.xml", AGB).returncode == 2
    assert bench("bied", __file__, "123").returncode == 2


def scenario(folder, steps, **more):
    (folder / "stappen").mkdir(parents=True)
    context = {"gemeente": GEMEENTE, "aanbieder": AGB, "contract": []}
    (folder / "scenario.json").write_text(json.dumps({"id": folder.name, "context": context, "stappen": steps, **more}))


def step(nr, file, kind="JW323"):
    return {"nr": nr, "bericht": kind, "bestand": file, "systeemdatum": "2026-11-22T12:00:00"}


def test_bad_input_in_a_scenario_is_a_result_and_the_next_step_goes_on(bench, tmp_path):
    steps = [
        step(1, "stappen/1.xml"),
        step(2, "stappen/weg.xml"),
        step(3, "stappen/3.xml", "JW999"),
        step(4, "stappen/1.xml"),
        step(5, "stappen/5.xml"),
    ]
    scenario(tmp_path / "S1", steps)
    (tmp_path / "S1/stappen/1.xml").write_bytes(b"<geen xml")
    (tmp_path / "S1/stappen/3.xml").write_bytes(b"<a/>")
    (tmp_path / "S1/stappen/5.xml").write_bytes(declaration("B1", line("R1", 2)))

    done = bench("scenario", tmp_path / "S1", "--uit", tmp_path / "uit")

    assert done.returncode == 0, done.stderr
    results = json.loads((tmp_path / "uit/S1/resultaat.json").read_text())
    assert [r["uitkomst"] for r in results] == ["geen_retourbericht"] * 4 + ["alles_afgewezen"]
    assert all(r["uitleg"] for r in results[:4])
    assert (tmp_path / "uit/S1/05-JW325.xml").read_bytes().startswith(b"<?xml")


def test_a_scenario_that_is_wrong_does_not_keep_the_others_from_being_played(bench, tmp_path):
    scenario(tmp_path / "alle/goed", [step(1, "stappen/weg.xml")])
    scenario(tmp_path / "alle/uitweg", [step(1, "stappen/weg.xml")], id="../../uit")
    scenario(tmp_path / "alle/datum", [{**step(1, "x"), "systeemdatum": "gisteren"}])
    (tmp_path / "alle/kapot").mkdir()
    (tmp_path / "alle/kapot/scenario.json").write_text("{")

    done = bench("scenario", tmp_path / "alle", tmp_path / "nergens", "--uit", tmp_path / "uit")

    assert done.returncode == 1
    assert (tmp_path / "uit/goed/resultaat.json").exists()
    assert [path.name for path in (tmp_path / "uit").iterdir()] == ["goed"]
    for text in (
        "nergens is geen map",
        "kapot: scenario.json is geen JSON",
        "datum: stappen[0].systeemdatum",
    ):
        assert text in done.stderr
