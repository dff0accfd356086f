# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.proef import Proef
from jeugdregio.berichten.regels.tr101 import TR101

pytestmark = pytest.mark.django_db


PARTS = {
    "JW301 Relatie": {"client": "0 1", "nummer": "1 2"},
    "JW301 Contact": {"client": "0 1", "relatie": "0 1", "soort": "01 02"},
    "JW301 ToegewezenProduct": {"client": "0 1", "toewijzing_nummer": "1001 1002"},
    "JW305 StartProduct": {
        "client": "0 1",
        "toewijzing_nummer": "1001 1002",
        "product_categorie": "45 46",
        "product_code": "45A04 45A53",
        "begindatum": "2026-01-01 2026-01-02",
    },
    "JW307 StopProduct": {
        "client": "0 1",
        "toewijzing_nummer": "1001 1002",
        "product_categorie": "45 46",
        "product_code": "45A04 45A53",
        "begindatum": "2026-01-01 2026-01-02",
        "reden_beeindiging": "20 31",
        "einddatum": "2026-03-01 2026-03-02",
    },
    "JW315 AangevraagdProduct": {"client": "0 1", "referentie_aanbieder": "R1 R2"},
    "JW317 Client": {"bsn": "A B"},
    "JW317 OngewijzigdProduct": {"verzoek": "0 1", "toewijzing_nummer": "1001 1002"},
    "JW317 TeWijzigenProduct": {"verzoek": "0 1", "toewijzing_nummer": "1001 1002"},
    "JW317 NieuwProduct": {
        "verzoek": "0 1",
        "product_categorie": "45 46",
        "product_code": "45A04 45A53",
        "gewenste_ingangsdatum": "2026-01-01 2026-01-02",
    },
    "JW323 Client": {"bsn": "A B"},
    "JW323 Prestatie": {
        "client": "0 1",
        "product_referentie_referentie_nummer": "R1 R2",
        "product_referentie_vorig_referentie_nummer": "R8 R9",
    },
}
"""Per class the parts of its key, each with two values."""


@pytest.mark.parametrize("klasse", PARTS)
def test_two_that_differ_in_one_part_of_the_key_are_two(proef: Proef, klasse: str):
    values = {part: pair.split() for part, pair in PARTS[klasse].items()}
    lines = [" | ".join([klasse, "bericht", *values])]
    for changed in [*values, "nothing"]:
        lines.append(" | ".join([f"{changed} first", changed, *(pair[0] for pair in values.values())]))
        second = (pair[part == changed] for part, pair in values.items())
        lines.append(" | ".join([f"{changed} changed", changed, *second]))
    proef.zet("\n".join(lines))

    assert proef.vind(TR101) == {"nothing changed"}


def test_jw301_contact_counts_per_owner(proef: Proef):
    proef.zet("""
        JW301 Contact     | bericht | relatie | soort
        client home       | 1       |         | 01
        client letters    | 1       |         | 02
        first parent      | 1       | 0       | 01
        second parent     | 1       | 1       | 01
        client home again | 1       |         | 01
        parent again      | 1       | 1       | 01
        other message     | 2       |         | 01
    """)

    assert proef.vind(TR101) == {"client home again", "parent again"}


def test_jw301_relatie_and_toegewezen_product(proef: Proef):
    proef.zet("""
        JW301 Relatie | bericht | nummer
        mother        | 1       | 1
        father        | 1       | 01
        mother again  | 1       | 1
        elsewhere     | 2       | 1
    """)
    proef.zet("""
        JW301 ToegewezenProduct | bericht | toewijzing_nummer
        first                   | 1       | 1001
        second                  | 1       | 1002
        second again            | 1       | 1002
        elsewhere too           | 2       | 1001
    """)

    assert proef.vind(TR101) == {"mother again", "second again"}


def test_jw305_start_without_toewijzing_or_code_equals_another_without(proef: Proef):
    proef.zet("""
        JW305 StartProduct   | bericht | nummer | categorie | product_code | begindatum | status_aanlevering
        bare                 | 1       |        | 45        |              | 2026-01-01 | 1
        bare, removed        | 1       |        | 45        |              | 2026-01-01 | 3
        other day            | 1       |        | 45        |              | 2026-01-02 | 1
        with code            | 1       |        | 45        | 45A04        | 2026-01-01 | 1
        with number          | 1       | 1001   | 45        | 45A04        | 2026-01-01 | 1
        in another message   | 2       |        | 45        |              | 2026-01-01 | 1
        without product      | 3       | 1001   |           |              | 2026-01-01 | 1
        without product, too | 3       | 1001   |           |              | 2026-01-01 | 1
    """)

    assert proef.vind(TR101) == {"bare, removed", "without product, too"}


def test_jw307_stop_with_another_reason_or_end_is_another_stop(proef: Proef):
    proef.zet("""
        JW307 StopProduct | bericht | toewijzing_nummer | begindatum | reden_beeindiging | einddatum
        first             | 1       | 1001              | 2026-01-01 | 20                | 2026-03-01
        other reason      | 1       | 1001              | 2026-01-01 | 31                | 2026-03-01
        other end         | 1       | 1001              | 2026-01-01 | 20                | 2026-03-02
        first again       | 1       | 1001              | 2026-01-01 | 20                | 2026-03-01
    """)

    assert proef.vind(TR101) == {"first again"}


def test_jw323_client_occurs_once_and_numbers_are_counted_per_client(proef: Proef):
    proef.zet("""
        JW323 Client | bericht | bsn
        a            | 1       | A
        b            | 1       | B
        a again      | 1       | A
        elsewhere    | 2       | A
    """)
    proef.zet("""
        JW323 Prestatie    | bericht | client | referentie_referentie_nummer | vorig_referentie_nummer
        debit              | 1       | 0      | R1                           |
        of another client  | 1       | 1      | R1                           |
        credit             | 1       | 0      | R1                           | R0
        debit again        | 1       | 0      | R1                           |
        credit again       | 1       | 0      | R1                           | R0
        in another message | 2       | 0      | R1                           |
    """)

    assert proef.vind(TR101) == {"a again", "debit again", "credit again"}
