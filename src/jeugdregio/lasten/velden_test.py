# SPDX-License-Identifier: EUPL-1.2
"""What is known is where it says it is, and a question for it is refused with that place (N17, S77)."""

import pytest
from django.apps import apps

from jeugdregio.berichten.definities import BERICHTEN
from jeugdregio.berichten.definities.vorm import velden
from jeugdregio.lasten.velden import BEKEND, Bekend, beoordeel


def elementen(soort) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()

    def walk(cls: type) -> None:
        for one in velden(cls):
            found.add((cls.__name__, one.element))
            if one.klasse:
                walk(one.klasse)

    walk(BERICHTEN[soort])
    return found


@pytest.mark.parametrize("one", BEKEND, ids=lambda one: one.naam)
def test_every_source_is_there(one: Bekend) -> None:
    if one.soort:
        assert (one.klasse, one.element) in elementen(one.soort)
    else:
        assert one.tabel in {model._meta.db_table for model in apps.get_models()}
        assert one.plek


def test_the_words_of_two_sources_differ() -> None:
    words = [word for one in BEKEND for word in one.woorden]

    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("asked", "source"),
    [
        ("Begindatum van de hulp", "JW305 (StartProduct, Begindatum)"),
        ("startdatum", "JW305 (StartProduct, Begindatum)"),
        ("REDEN EINDE", "JW307 (StopProduct, RedenBeeindiging)"),
        ("Reden van beëindiging", "JW307 (StopProduct, RedenBeeindiging)"),
        ("reden beeindiging", "JW307 (StopProduct, RedenBeeindiging)"),
        ("Geleverde uren", "JW323 (Prestatie, GeleverdVolume)"),
        ("Aantal cliënten", "JW323 (Client, Prestaties)"),
        ("Wachttijd", "de wachttijden, geteld uit berichten (Wachttijden)"),
    ],
)
def test_a_field_that_is_known_is_refused_with_its_source(asked: str, source: str) -> None:
    assert f"al bekend uit {source}" in beoordeel(asked).weigering


def test_what_comes_near_is_flagged_and_not_refused() -> None:
    near = beoordeel("begindatum van de intake")

    assert near.bekend is None
    assert near.weigering == ""
    assert "JW305" in near.elders


@pytest.mark.parametrize("asked", ["Reistijd van ouders", "", "de van het"])
def test_what_nobody_knows_may_be_asked(asked: str) -> None:
    found = beoordeel(asked)

    assert (found.weigering, found.elders) == ("", "")
