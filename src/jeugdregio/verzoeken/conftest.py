# SPDX-License-Identifier: EUPL-1.2
import pytest

from tests.wereld import Wereld


@pytest.fixture
def wereld(als_regio: None) -> Wereld:
    """Messages drawn as tables, along the real road; what a municipality sends leaves at once."""
    world = Wereld()
    world.zonder_wachters()
    return world
