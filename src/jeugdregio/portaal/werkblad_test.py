# SPDX-License-Identifier: EUPL-1.2
"""The spreadsheet of a month, and volumes as people write them."""

import random
import zipfile
from datetime import UTC, datetime
from io import BytesIO

import pytest

from jeugdregio.components.rekenblad import OnleesbaarBestand, lees_rijen
from jeugdregio.portaal.invoer import OnleesbaarVolume, lees_volume, schrijf_volume
from jeugdregio.portaal.werkblad import schrijf_veilig


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")'])
def test_a_cell_that_looks_like_a_formula_stays_text(text: str):
    data = schrijf_veilig(["Kop"], [[text]], [10], titel="t", moment=datetime(2026, 11, 24, tzinfo=UTC))

    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    assert list(lees_rijen(data))[1] == (2, {0: text})


@pytest.mark.parametrize(
    ("text", "unit", "volume"),
    [
        ("12", "01", 12),
        (" 1.200 ", "01", 1_200),
        ("1.234,5", "83", 123_450),
        ("€ 12,34", "83", 1_234),
        ("12.34", "83", 1_234),
    ],
)
def test_a_volume_as_people_write_it(text: str, unit: str, volume: int):
    assert lees_volume(text, unit) == volume
    assert lees_volume(schrijf_volume(volume, unit), unit) == volume


@pytest.mark.parametrize("text", ["", "0", "-3", "1,5", "1.5", "1e9", "١٢", "99999999999", "0" * 5_000, "veel"])
def test_what_cannot_be_declared_says_what_to_do(text: str):
    with pytest.raises(OnleesbaarVolume, match=r"Vul|reken af|vul"):
        lees_volume(text, "01")


def test_a_damaged_file_is_read_or_refused_and_nothing_else():
    whole = schrijf_veilig(["Kop"], [["a"], ["b"]], [10], titel="t", moment=datetime(2026, 11, 24, tzinfo=UTC))
    dice = random.Random(1)  # noqa: S311
    read = 0
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(dice.randrange(1, 4)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        try:
            read += bool(list(lees_rijen(bytes(data[: dice.choice([len(data), dice.randrange(len(data))])]))))
        except OnleesbaarBestand:
            continue
    assert 0 < read < 400
