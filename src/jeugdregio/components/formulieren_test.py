# SPDX-License-Identifier: EUPL-1.2
import pytest
from django import forms

from jeugdregio.components.formulieren import STAAT_ERIN, ZonderBsn


class Vraag(ZonderBsn):
    bsn = forms.CharField(required=False)
    naam = forms.CharField(required=False)
    aantal = forms.IntegerField(required=False)


@pytest.mark.parametrize("text", ["999900006", "Jan 9999.00.006", "(9999 00 006)"])
def test_a_text_with_a_number_is_refused_at_its_field(text):
    assert Vraag({"naam": text}).errors == {"naam": [STAAT_ERIN]}


@pytest.mark.parametrize("given", [{"bsn": "999900006"}, {"naam": "Jan 999900007"}, {"aantal": "999900006"}])
def test_a_number_that_is_asked_for_or_that_is_none_is_taken(given):
    assert Vraag(given).is_valid()
