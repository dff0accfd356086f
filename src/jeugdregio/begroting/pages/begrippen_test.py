# SPDX-License-Identifier: EUPL-1.2
"""Every figure has its definition on the page."""

from jeugdregio.begroting.definities import DEFINITIES


def test_every_figure_is_defined_under_its_own_anchor(als):
    page = als("backoffice").get("/begrippen/").content.decode()

    for one in DEFINITIES:
        assert f'id="{one.key}"' in page
        assert one.naam in page
