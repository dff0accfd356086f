# SPDX-License-Identifier: EUPL-1.2
import logging

import pytest

from jeugdregio.config.logregels import opmaak
from tests import logregels


@pytest.fixture
def found(monkeypatch):
    kept = []
    monkeypatch.setattr(logregels, "SPOREN", kept)
    return kept


def log(name, text, processors=None):
    reader = logregels.lezer() if processors is None else logregels.lezer(processors)
    reader.handle(logging.makeLogRecord({"name": name, "msg": text, "levelname": "INFO"}))


@pytest.mark.parametrize("text", ["kind 999900006", "bsn=999900006;", "/mensen/999900006/"])
def test_a_line_of_ours_with_a_number_is_kept_against_the_test_that_runs(found, text):
    log("jeugdregio.ontvangst", text)
    assert len(found) == 1


@pytest.mark.parametrize("text", ["kind 999900007", "som 1999900006", "a999900006b"])
def test_another_number_is_not(found, text):
    log("jeugdregio.ontvangst", text)
    assert found == []


def test_a_line_of_a_library_is_masked_first(found):
    log("django.request", "Not Found: /mensen/999900006/")
    assert found == []
    log("django.request", "Not Found: /mensen/999900006/", opmaak()[:-1])
    assert len(found) == 1
