# SPDX-License-Identifier: EUPL-1.2
import pytest

from tests.wereld import Wereld


@pytest.fixture
def wereld(als_regio: None) -> Wereld:
    """One allocation, T1, of municipality G1 to provider A1."""
    world = Wereld()
    world.gegeven("JW301 | nummer | product | volume\nT1 | | 45A14 | 10")
    return world
