# SPDX-License-Identifier: EUPL-1.2
import logging

import pytest

from jeugdregio.opdrachtregel.serve import van_webserver


@pytest.mark.parametrize("name", ["generic", "access"])
def test_an_address_with_a_number_in_it_is_masked(name):
    how = van_webserver()["formatters"][name]
    record = logging.makeLogRecord({"msg": "GET /mensen/999900006/ of 999900007", "levelname": "INFO"})
    assert how["()"](how["fmt"]).format(record).endswith("GET /mensen/---------/ of 999900007")
