# SPDX-License-Identifier: EUPL-1.2
import pytest

from tests.inkoop import Inkoop


@pytest.fixture
def inkoop(als_regio: None) -> Inkoop:
    """A region that buys: one municipality, three providers, a product list."""
    return Inkoop()
