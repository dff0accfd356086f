# SPDX-License-Identifier: EUPL-1.2
"""
The API keeps its word: drawn requests, good and bad, over every call, as nobody and as three organisations.

No answer is a fault of ours, every status stands in the description, and every body has the shape that stands there.
A few draws per call in a usual run; `make nacht` draws many more.
"""

import json
import os
from collections import Counter
from datetime import timedelta

import pytest
import schemathesis
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.generation import GenerationMode

from jeugdregio.aansluiting import actions
from jeugdregio.aansluiting.pages.aanroepen import AANROEPEN
from jeugdregio.aansluiting.values import RECHTEN
from jeugdregio.config.wsgi import application
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking
from tests.eigen_database import met_database
from tests.isolatie.adressen import BRONNEN
from tests.paginawereld import machtiging_van

REGIO = "IJSSELLAND"
IDENTITIES = ("niemand", "controller.zwolle", "backoffice", "backoffice.ander")
TREKKINGEN = 200 if os.environ.get("HYPOTHESIS_PROFILE") == "nacht" else 6
SLEUTELS = {
    "ontvangst": "api-ontvangst",
    "kenmerk": "api-inhoud",
    "toewijzing": "api-toewijzing",
    "declaratie": "api-declaratie",
    "verzoek": "api-verzoek",
    "maandrapport": "api-maandrapport",
}
"""For every key in an address: the route whose real ones are used."""
ZONDER_FOUT = ("POST /berichten", "GET /uitgaande-berichten", "GET /organisatie")
"""Nothing that can be asked here is wrong; what becomes of bad bytes is for `api_test.py`."""


@pytest.fixture
def app(ongerepte_database, django_db_blocker):
    """A played region of our own."""
    with met_database(ongerepte_database, django_db_blocker):
        yield application


@pytest.fixture
def schema(app):
    found = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    assert len(list(found.get_all_operations())) == len(AANROEPEN)
    return found


def as_(who) -> dict[str, str]:
    """The headers of this identity."""
    if who is None:
        return {}
    now = timezone.now()
    key = actions.maak_sleutel(who.organisatie, moment=now - timedelta(minutes=1), rechten=RECHTEN)
    return {"Authorization": f"Bearer {actions.log_in(key.code, key.geheim, moment=now).token}"}


def real_ones(who) -> dict[str, list[str]]:
    """For every key in an address some that exist: as many of one's own as of whoever they are."""
    every, own = _rows(verwerking(REGIO)), _rows(who) if who else {}
    # The played region has no requests; `gegevens_test.py` looks at those.
    assert [name for name, some in every.items() if not some] == ["verzoek"]
    return {name: [*own.get(name, [])[:50], *some[:50]] or ["0193-1-1"] for name, some in every.items()}


def _rows(who) -> dict[str, list[str]]:
    found = {}
    with namens(who), connection.cursor() as cursor:
        for name, route in SLEUTELS.items():
            cursor.execute(f"SELECT * FROM ({BRONNEN[route].vraag}) bron")
            found[name] = ["-".join(map(str, row[2:])) for row in cursor.fetchall()]
    return found


def drawn(operation, mode, real):
    """Requests for this call; `echt` are good ones for something that exists."""
    if mode != "echt":
        return operation.as_strategy(generation_mode=GenerationMode(mode))
    (key,) = (one.name for one in operation.path_parameters)
    return st.sampled_from(real[key]).flatmap(lambda value: operation.as_strategy(path_parameters={key: value}))


@pytest.mark.parametrize("mode", ["positive", "negative", "echt"])
@pytest.mark.parametrize("name", IDENTITIES)
def test_every_call_keeps_its_word(app, schema, name, mode):
    who = None if name == "niemand" else machtiging_van(name)
    headers, real, seen = as_(who), real_ones(who), Counter()
    calm = settings(
        max_examples=TREKKINGEN, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    for found in schema.get_all_operations():
        operation = found.ok()
        if mode == "negative" and operation.label in ZONDER_FOUT:
            continue
        if mode == "echt" and not list(operation.path_parameters):
            continue

        @calm
        @given(drawn(operation, mode, real))
        def holds(case):
            response = case.call(headers=headers)
            case.validate_response(response, headers=headers)
            seen[case.operation.label, response.status_code] += 1

        holds()

    print(json.dumps({"als": name, "soort": mode, "verzoeken": seen.total()}))
    statuses = {status for _, status in seen}
    assert seen.total() > len(AANROEPEN) if mode != "echt" else seen.total() > 0
    if name == "niemand":
        assert statuses <= {400, 401, 405, 411, 413, 415}
    elif mode != "negative":
        assert 200 in statuses
