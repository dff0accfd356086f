# SPDX-License-Identifier: EUPL-1.2
import pyarrow as pa
import pytest

from jeugdregio.berichten.klaarzetten import NAMEN, _sealed
from jeugdregio.core.bsn import zegel


@pytest.mark.parametrize("name", sorted(NAMEN))
def test_a_number_in_a_name_stays_out_of_the_database(name):
    given = ["Jan 999900006", "Bakker", None, "De 9999 00 006", "999900007"]
    (table,) = _sealed({"client": pa.table({"bericht": range(5), name: pa.array(given)})}, zegel("x")).values()
    assert table.column(name).to_pylist() == ["Jan ---------", "Bakker", None, "De ---------", "999900007"]
