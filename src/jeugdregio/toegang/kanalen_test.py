# SPDX-License-Identifier: EUPL-1.2
"""The table of channels: the same child by four routes gets different proof, decision rules and terms (S78)."""

from datetime import date

import pytest

from jeugdregio.toegang.kanalen import ALLE, PER_CODE, Status, kanaal_van

ONTVANGEN = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("code", "bewijs", "beslist", "schaal", "stappen", "zorg_eerst", "uiterlijk", "status"),
    [
        ("eigen", False, "gemeente", "lokaal", True, False, date(2027, 1, 19), "wet"),
        ("verwijzing", True, "verwijzer", "lokaal", False, False, date(2026, 12, 1), "standaard"),
        ("maatregel", True, "gi", "regionaal", False, False, date(2026, 12, 1), "standaard"),
        ("crisis", True, "gemeente", "regionaal", False, True, date(2026, 12, 22), "instelling"),
    ],
)
def test_the_same_child_by_four_routes(code, bewijs, beslist, schaal, stappen, zorg_eerst, uiterlijk, status):
    one = PER_CODE[code]

    assert (one.bewijs_nodig, one.beslist, one.schaal, one.stappen, one.zorg_eerst) == (
        bewijs, beslist, schaal, stappen, zorg_eerst,
    )  # fmt: skip
    assert (one.termijn.uiterlijk(ONTVANGEN), one.termijn.status) == (uiterlijk, status)


def test_no_two_channels_have_the_same_rules():
    rules = {(one.bewijs_nodig, one.beslist, one.regionaal, one.stappen, one.zorg_eerst) for one in ALLE}

    assert len(rules) == len(ALLE) == 4


def test_no_kind_of_proof_is_of_two_channels():
    proofs = [proof for one in ALLE for proof in one.bewijzen]

    assert len(proofs) == len(set(proofs))


def test_a_term_that_ends_on_a_day_off_runs_on():
    # Eight weeks after 30 October is Christmas; the 26th is a holiday, and a Saturday, the 27th a Sunday.
    assert PER_CODE["eigen"].termijn.uiterlijk(date(2026, 10, 30)) == date(2026, 12, 28)
    assert PER_CODE["verwijzing"].termijn.uiterlijk(date(2026, 12, 24)) == date(2027, 1, 4)


def test_every_term_says_where_it_comes_from():
    for one in ALLE:
        assert one.termijn.bron in one.termijn.tekst
        assert (one.termijn.status is Status.INSTELLING) == ("keuze" in one.termijn.bron)


@pytest.mark.parametrize(
    ("verwijzer_type", "code"),
    [
        ("01", "eigen"), ("02", "verwijzing"), ("03", "verwijzing"), ("04", "maatregel"), ("05", "verwijzing"),
        ("06", "eigen"), ("08", "maatregel"), ("", "eigen"),
    ],
)  # fmt: skip
def test_the_channel_of_a_request_follows_from_who_referred(verwijzer_type, code):
    assert kanaal_van(verwijzer_type).code == code
