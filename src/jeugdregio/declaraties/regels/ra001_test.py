# SPDX-License-Identifier: EUPL-1.2
"""TO-25 and TO-26: the example of RSJ IJsselland, profile 5, codes 50053 and 50054."""

from datetime import UTC, datetime

import pytest

from jeugdregio.contracten import actions as contracten
from jeugdregio.contracten.values import Betaling, Profielgegevens, Segmentgegevens
from jeugdregio.core.money import Cent, allocate
from jeugdregio.declaraties.actions import leg_overleg_vast
from jeugdregio.declaraties.models import Prestatie
from jeugdregio.declaraties.regels.ra001 import RA001
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.values import Machtiging, Rol
from tests.wereld import GEMEENTEN, Wereld
from tests.wereld_oordeel import REGIO

pytestmark = pytest.mark.django_db

P = Cent(2_160_01)
DELEN = allocate(P, {"50053": 70, "50054": 30})
BRON = "RSJ IJsselland, veelgestelde vragen 2018"


@pytest.fixture(autouse=True)
def profiel(wereld: Wereld) -> None:
    """Profile 5, paid in two parts, and a child that gets both."""
    contracten.richt_prijzen_in(
        REGIO,
        segmenten=[Segmentgegevens("midden", "Midden", "per_profiel")],
        profielen=[
            Profielgegevens(
                "5:midden", 5, "midden", "Vijf", verzonnen=True, soort="herstel", bron=BRON, zekerheid="hoog"
            )
        ],
        delen=[
            Betaling("5:midden", "50", code, weight, reason, BRON)
            for code, weight, reason in (("50053", 70, ""), ("50054", 30, "31"))
        ],
    )
    for code, cent in DELEN.items():
        wereld.product(code, "82", categorie="50", variant="output")
        wereld.tarief(code, "82", cent)
    wereld.gegeven("""
        JW301 | product | eenheid | volume | frequentie | einde
        S     | 50053   | 82      | 1      | 6          | 2026-12-31
        R     | 50054   | 82      | 1      | 6          | 2026-12-31
    """)
    wereld.gegeven("""
        JW305 | toewijzing
        start | S
        rest  | R
    """)


def stop(wereld: Wereld, reden: str, einde: str = "2026-06-20", toewijzing: str = "S") -> None:
    wereld.gegeven(f"""
        JW307 | toewijzing   | einde   | reden
        stop  | {toewijzing} | {einde} | {reden}
    """)


def granted() -> int:
    return sum(Prestatie.objects.filter(toegekend=True).values_list("bedrag_cent", flat=True))


BEIDE = """
    JW323 | toewijzing | maand
    start | S          | 2026-01
    rest  | R          | 2026-06
"""


def test_stopped_as_planned_pays_the_price_whole(wereld: Wereld):
    """TO-25: 0,7P on 50053 and 0,3P on 50054 is P, to the cent."""
    stop(wereld, "31")

    wereld.aanvaardt(BEIDE)

    assert granted() == P


def test_stopped_by_the_client_leaves_the_last_part_waiting(wereld: Wereld):
    """TO-26: reason 32, 0,7P; the last part is not payable without consultation."""
    stop(wereld, "32")

    assert wereld.neem_in(BEIDE) == {"rest": "RA001"}
    assert granted() == DELEN["50053"]
    assert wereld.uitleg("rest", RA001) == "Dit deel mag na een stop met reden 31. Gemeld is: reden 32."


def test_the_last_part_is_payable_once_the_access_laid_down_the_consultation(wereld: Wereld):
    stop(wereld, "32")
    leg_overleg_vast(
        wereld.nummer("R"),
        reden="Doel gehaald, gezin verhuisde twee weken voor het einde.",
        door="toegang",
        moment=datetime(2026, 7, 1, tzinfo=UTC),
        on_behalf_of=Machtiging(rol=Rol.TOEGANG, gemeente=GEMEENTEN["G1"]),
    )

    wereld.aanvaardt(BEIDE)

    assert granted() == P


def test_help_that_goes_on_has_no_result_yet(wereld: Wereld):
    assert wereld.neem_in(BEIDE) == {"rest": "RA001"}
    assert "nog geen stop" in wereld.uitleg("rest", RA001)


def test_a_stop_after_the_product_period_is_too_late_for_it(wereld: Wereld):
    stop(wereld, "31", einde="2026-07-01")

    assert wereld.neem_in("""
        JW323 | toewijzing | maand
        june  | R          | 2026-06
    """) == {"june": "RA001"}
    wereld.aanvaardt("""
        JW323 | toewijzing | maand
        july  | R          | 2026-07
    """)


def test_the_stop_of_the_last_part_itself_counts(wereld: Wereld):
    stop(wereld, "31", toewijzing="R")

    wereld.aanvaardt(BEIDE)


def test_a_stop_of_other_help_says_nothing_about_the_profile(wereld: Wereld):
    wereld.gegeven("""
        JW301 | product | volume
        other | 45A14   | 10
    """)
    wereld.gegeven("""
        JW305 | toewijzing
        begin | other
    """)
    stop(wereld, "31", toewijzing="other")

    assert wereld.neem_in(BEIDE) == {"rest": "RA001"}


def test_the_last_part_of_another_child_waits_for_its_own_result(wereld: Wereld):
    stop(wereld, "31")
    wereld.gegeven("""
        JW301 | kind | product | eenheid | volume | frequentie | einde
        R2    | K2   | 50054   | 82      | 1      | 6          | 2026-12-31
    """)

    assert wereld.neem_in("""
        JW323 | kind | toewijzing | maand
        two   | K2   | R2         | 2026-06
    """) == {"two": "RA001"}


def test_a_credit_of_the_last_part_is_never_refused(wereld: Wereld):
    stop(wereld, "31")
    wereld.aanvaardt(BEIDE)
    wereld.gegeven("""
        JW307  | toewijzing | einde      | reden | status
        undone | S          | 2026-06-20 | 31    | 3
    """)

    wereld.aanvaardt("""
        JW323 | vorige
        back  | rest
    """)


def test_a_stop_in_the_same_batch_counts_for_a_claim_that_came_after_it(wereld: Wereld):
    together = wereld.teken("""
        JW307 | toewijzing | einde      | reden
        stop  | S          | 2026-06-20 | 31
    """) + wereld.teken(BEIDE)

    assert wereld.verwerk(together) == {}
    assert granted() == P


def test_a_stop_in_the_same_batch_is_too_late_for_a_claim_before_it(wereld: Wereld):
    together = wereld.teken(BEIDE) + wereld.teken("""
        JW307 | toewijzing | einde      | reden
        stop  | S          | 2026-06-20 | 31
    """)

    assert wereld.verwerk(together) == {"rest": "RA001"}


@pytest.mark.parametrize(
    ("who", "number"),
    [
        (Machtiging(rol=Rol.AANBIEDER, aanbieder="99900001"), "R"),
        (Machtiging(rol=Rol.CONTROLLER, gemeente="0193"), "R"),
        (Machtiging(rol=Rol.TOEGANG, gemeente="0148"), "R"),
        (Machtiging(rol=Rol.TOEGANG, gemeente="0193"), "nobody's"),
    ],
)
def test_only_the_access_of_the_own_municipality_lays_down_a_consultation(wereld: Wereld, who: Machtiging, number: str):
    with pytest.raises(NietToegestaan):
        leg_overleg_vast(
            wereld.nummer(number), reden="x", door="x", moment=datetime(2026, 7, 1, tzinfo=UTC), on_behalf_of=who
        )
