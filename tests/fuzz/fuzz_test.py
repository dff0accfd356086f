# SPDX-License-Identifier: EUPL-1.2
"""
Every kept input again, and a short hunt for new ones; `make nacht` hunts longer (JEUGDREGIO_FUZZ_SECONDEN in all).

Something found? `python -m tests.fuzz bewaar DOEL BESTAND` keeps it, so that it is tried here from then on.
"""

import os
from collections import Counter

import pyarrow as pa
import pytest

from jeugdregio.berichten import retourcodes
from jeugdregio.berichten.values import Soort
from jeugdregio.components import rekenblad
from tests.fuzz import corpus, doelen
from tests.fuzz.doelen import DOELEN
from tests.fuzz.jacht import jaag
from tests.fuzz.zaden import ZADEN, berichten

SECONDEN = int(os.environ.get("JEUGDREGIO_FUZZ_SECONDEN", "20"))
MEESTE_BYTES = 1_000_000
STUK = b"<!-- hier -->"


def breekt(data: bytes) -> None:
    """A target with a mistake that one change away lies, for a trial of the hunt."""
    assert STUK[:4] not in data


class TestWhatIsKept:
    @pytest.mark.parametrize("doel", DOELEN)
    def test_holds_still(self, doel):
        taken = Counter(DOELEN[doel](data) for _, data in corpus.inhoud(doel))

        assert taken[True] >= 10
        assert taken[False] >= 10

    @pytest.mark.parametrize("doel", DOELEN)
    def test_the_first_inputs_are_taken_in(self, doel):
        assert all(DOELEN[doel](data) for data in ZADEN[doel]())

    def test_there_is_a_first_input_of_every_kind_of_message(self):
        assert set(berichten()) == set(Soort)

    def test_is_small_and_holds_no_number_of_anyone(self):
        kept = [(name, data) for doel in DOELEN for name, data in corpus.inhoud(doel)]

        assert sum(len(data) for _, data in kept) < MEESTE_BYTES
        assert [name for name, data in kept if list(corpus.vreemde_nummers(data))] == []
        assert list(corpus.vreemde_nummers(b"<Bsn>111222333</Bsn>")) == ["111222333"]


class TestTheSecondOpinion:
    def test_sees_a_column_that_is_read_wrong(self, monkeypatch):
        read = retourcodes.lees

        def wrong(soort, messages):
            tables = read(soort, messages)
            amounts = tables["prestatie"].column("ingediend_bedrag_bedrag").to_pylist()
            place = tables["prestatie"].schema.get_field_index("ingediend_bedrag_bedrag")
            changed = pa.array([amounts[0] + 1, *amounts[1:]], pa.int64())
            return {**tables, "prestatie": tables["prestatie"].set_column(place, "ingediend_bedrag_bedrag", changed)}

        monkeypatch.setattr(retourcodes, "lees", wrong)

        with pytest.raises(AssertionError, match="prestatie"):
            DOELEN["lezen"](berichten()[Soort.JW323])

    def test_sees_an_answer_that_changes_what_was_sent(self, monkeypatch):
        write = doelen.retourbericht
        monkeypatch.setattr(
            doelen, "retourbericht", lambda *a, **k: write(*a, **k).replace(b"Achternaam>d", b"Achternaam>D")
        )

        with pytest.raises(AssertionError, match="client"):
            DOELEN["antwoord"](berichten()[Soort.JW301])

    def test_sees_a_cell_that_is_cut(self, monkeypatch):
        read = rekenblad._text
        monkeypatch.setattr(rekenblad, "_text", lambda cell, texts: read(cell, texts).replace("1.23", "1."))

        with pytest.raises(AssertionError):
            DOELEN["rekenblad"](ZADEN["rekenblad"]()[1])

    @pytest.mark.parametrize(
        "uitleg",
        ["No such file.", "Het bericht is leeg", "Het bericht van 999900006 is leeg.", "Bericht FUZZ-10 deugt niet."],
    )
    def test_sees_a_refusal_that_is_not_dutch_or_repeats_what_was_sent(self, uitleg):
        with pytest.raises(AssertionError):
            doelen.is_weigering(uitleg, b"<a>FUZZ-10</a>")


class TestAHunt:
    @pytest.fixture(autouse=True)
    def hunter(self):
        pytest.importorskip("atheris", reason="atheris is er alleen voor Linux op x86-64")

    @pytest.mark.parametrize("doel", DOELEN)
    def test_finds_nothing(self, doel, tmp_path, capsys):
        caught = jaag(
            doel,
            seconden=max(1, SECONDEN // len(DOELEN)),
            nieuw=tmp_path / "nieuw",
            bekend=[corpus.CORPUS / doel],
            vondsten=tmp_path / "vondsten",
        )

        with capsys.disabled():
            new = len(list((tmp_path / "nieuw").iterdir()))
            print(f"\nfuzz {doel}: {caught.pogingen} invoeren, {new} bereiken iets nieuws")
        assert not caught.vondsten, caught.uitvoer[-3000:]
        assert caught.pogingen > 0

    def test_finds_a_mistake_that_was_put_there(self, tmp_path):
        caught = jaag(
            "tests.fuzz.fuzz_test:breekt",
            seconden=30,
            nieuw=tmp_path / "nieuw",
            bekend=[corpus.CORPUS / "lezen"],
            vondsten=tmp_path / "vondsten",
            zaad=1,
        )

        (found,) = caught.vondsten
        assert STUK[:4] in found.read_bytes()
