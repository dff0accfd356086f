# SPDX-License-Identifier: EUPL-1.2
"""What the log says of software that may not come in, or comes too often."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest

from jeugdregio.aansluiting import actions, tempo
from jeugdregio.aansluiting.toegang import Geweigerd
from tests.wereld import AANBIEDERS

pytestmark = pytest.mark.django_db
NU = datetime(2026, 11, 24, 12, tzinfo=UTC)


def test_a_key_that_is_refused_is_named_and_its_secret_is_not(caplog):
    caplog.set_level("INFO")
    key = actions.maak_sleutel(AANBIEDERS["A1"], moment=NU)

    for secret in ("een-verkeerd-geheim", key.geheim):
        with suppress(Geweigerd):
            actions.log_in(key.code, secret, moment=NU)

    lines = [f"inloggen met een sleutel geweigerd: {key.code}", f"ingelogd met sleutel {key.code}"]
    assert [record.getMessage() for record in caplog.records] == lines


def test_what_is_no_key_is_not_repeated(caplog):
    with suppress(Geweigerd):
        actions.log_in("Jansen 999900006", "x", moment=NU)

    assert not caplog.records


def test_a_limit_that_is_reached_is_said_once_a_minute(caplog):
    for _ in range(6):
        tempo.tel("sleutel 99900001-abc", per_minuut=3, moment=NU)

    said = [record.getMessage() for record in caplog.records]
    assert said == ["grens van 3 per minuut geraakt door sleutel 99900001-abc"]
