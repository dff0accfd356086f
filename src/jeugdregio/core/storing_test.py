# SPDX-License-Identifier: EUPL-1.2
"""What is told of an error holds nothing of what was being worked on."""

import subprocess
import sys

import pytest

from jeugdregio.core.bsn import masker
from jeugdregio.core.storing import beschrijf

BSN = "999900006"


def broken(number=BSN):
    child = {"bsn": number, "naam": "Kanarie"}
    try:
        raise KeyError(f"geen kind met {child}")
    except KeyError as error:
        raise ValueError(f"rij ({number}, Kanarie) kan niet") from error


def test_it_names_class_and_place_of_the_error_and_of_its_cause():
    with pytest.raises(ValueError, match="kan niet") as caught:
        broken()
    text = beschrijf(caught.value)

    assert "builtins.KeyError" in text
    assert text.endswith("builtins.ValueError")
    assert "in broken" in text
    assert BSN not in text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (f"/kind/{BSN}/", "/kind/---------/"),
        ("bsn 9999.00.006 en 9999 00 006", "bsn --------- en ---------"),
        ("toewijzing 100000001, AGB 42420001, 20261128140636", "toewijzing 100000001, AGB 42420001, 20261128140636"),
        (f"1{BSN}", f"1{BSN}"),
    ],
)
def test_what_may_be_a_number_of_a_child_is_masked(text, masked):
    assert masker(text) == masked


@pytest.mark.parametrize("where", ["broken()", "t = threading.Thread(target=broken); t.start(); t.join()"])
def test_an_error_that_nobody_caught_is_printed_without_its_text(where):
    program = (
        "import threading\n"
        "from jeugdregio.core.storing import meld_zonder_inhoud\n"
        "from jeugdregio.core.storing_test import broken\n"
        f"meld_zonder_inhoud()\n{where}\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert "ValueError" in done.stderr
    assert BSN not in done.stderr
