# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.declaraties.regels.tr322 import TR322
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_what_was_granted_before_counts_as_well(wereld: Wereld):
    wereld.gegeven("""
        JW301 | volume | frequentie
        T1    | 10     | 6
    """)
    wereld.gegeven("""
        JW323   | maand   | volume
        earlier | 2026-01 | 8
    """)

    assert wereld.neem_in("""
        JW323    | maand   | volume
        too much | 2026-02 | 3
        fits     | 2026-03 | 2
        full     | 2026-04 | 1
        nothing  | 2026-05 | 0
    """) == {"too much": "TR322", "full": "TR322"}
    assert wereld.uitleg("too much", TR322) == (
        "Dit volume past niet meer in de toewijzing: er is nog 2 over van 10 (uren in minuten)."
    )
    assert "nog 0 over van 10" in wereld.uitleg("full", TR322)


# The worked examples of the calculation rules, and their neighbours: what is declared in turn, month and volume, and
# what of it is refused.
OVER_DE_LOOPTIJD = {
    "weeks, broken at both ends": (
        "04 | 2 | 4 | 2026-02-10 | 2026-04-19",
        "2026-02:13 2026-02:12 2026-03:25 2026-03:24 2026-04:12 2026-04:5 2026-04:13 2026-04:4",
        "TR321 - TR321 - TR322 TR322 TR321+TR322 -",
    ),
    "week 53 counts once": (
        "16 | 2 | 2 | 2026-12-07 | 2027-01-31",
        "2026-12:9 2026-12:8 2027-01:11 2027-01:9 2027-01:8",
        "TR321 - TR321+TR322 TR322 -",
    ),
    "one week over the year end": (
        "04 | 2 | 2 | 2026-12-28 | 2027-01-03",
        "2026-12:3 2026-12:2 2027-01:1",
        "TR321+TR322 - TR322",
    ),
    "Sunday and Monday are two weeks": ("04 | 2 | 4 | 2026-03-01 | 2026-03-02", "2026-03:9 2026-03:8", "TR321+TR322 -"),
    "output, ends on a Saturday": (
        "83 | 2 | 25000 | 2026-05-04 | 2026-06-27",
        "2026-05:100001 2026-05:100000 2026-06:100001 2026-06:100000",
        "TR321 - TR321+TR322 -",
    ),
    "output, last Sunday in the month before": (
        "83 | 2 | 30000 | 2026-06-01 | 2026-09-03",
        "2026-09:1 2026-06:120000 2026-07:120000 2026-08:180000 2026-09:1 2026-09:0",
        "TR321 - - - TR321+TR322 -",
    ),
    "output without a Sunday": ("83 | 2 | 100 | 2026-03-30 | 2026-04-03", "2026-03:1 2026-04:100", "TR321 -"),
    "output on one Sunday": ("83 | 2 | 100 | 2026-03-01 | 2026-03-01", "2026-03:101 2026-03:100", "TR321+TR322 -"),
    "a total": (
        "04 | 6 | 120 | 2026-01-01 | 2026-12-31",
        "2026-01:121 2026-01:50 2026-02:45 2026-03:26 2026-03:25 2026-04:1",
        "TR321+TR322 - - TR322 - TR322",
    ),
    "a total without an end": ("04 | 6 | 12 | 2026-01-01 | ", "2026-01:12 2026-02:1", "- TR322"),
    "minutes per day": (
        "01 | 1 | 30 | 2026-06-12 | 2026-08-31",
        "2026-06:571 2026-06:570 2026-07:931 2026-07:930 2026-08:931 2026-08:930",
        "TR321 - TR321 - TR321+TR322 -",
    ),
    "hours per day in a leap month": ("04 | 1 | 2 | 2024-02-01 | 2024-02-29", "2024-02:59 2024-02:58", "TR321+TR322 -"),
    "days per month, no end": ("14 | 4 | 5 | 2026-01-15 | ", "2026-01:5 2026-02:6 2026-02:5 2026-03:5", "- TR321 - -"),
}


@pytest.mark.parametrize(("allocation", "declared", "refused"), OVER_DE_LOOPTIJD.values(), ids=list(OVER_DE_LOOPTIJD))
def test_the_most_over_the_whole_period(wereld: Wereld, allocation: str, declared: str, refused: str):
    wereld.gegeven(f"""
        JW301 | eenheid | frequentie | volume | begin | einde
        T1    | {allocation}
    """)
    lines = [f"{i} | M{i} | {line.replace(':', ' | ')}" for i, line in enumerate(declared.split())]

    found = wereld.neem_in("\n".join(["JW323 | bericht | maand | volume", *lines]))

    assert [found.get(str(i), "-").replace(" ", "+") for i in range(len(lines))] == refused.split()


TOEGEWEZEN = """
    JW301 | nummer | eenheid | frequentie | volume | begin | einde | besluit
    {} | T1 | {} | 2026-0{}-01
"""


@pytest.mark.parametrize(
    ("first", "used", "then", "declared", "refused"),
    [
        (
            "14 | 6 | 50 | 2026-01-01 | 2026-12-31",
            "50",
            "14 | 6 | 51 | 2026-01-01 | 2026-12-31",
            "2 1 1",
            "TR322 - TR322",
        ),
        ("14 | 6 | 50 | 2026-01-01 | 2026-12-31", "20", "14 | 6 | 15 | 2026-01-01 | 2026-12-31", "1 0", "TR322 TR322"),
        ("14 | 2 | 4 | 2026-01-05 | 2026-02-01", "16", "14 | 2 | 4 | 2026-01-05 | 2026-02-28", "17 16", "TR322 -"),
        ("14 | 2 | 4 | 2026-01-05 | 2026-02-28", "16", "14 | 2 | 4 | 2026-01-05 | 2026-02-01", "1", "TR322"),
    ],
    ids=["more volume", "less than is used", "stretched", "shortened"],
)
def test_a_new_version_of_the_allocation_sets_the_most(
    wereld: Wereld, first: str, used: str, then: str, declared: str, refused: str
):
    wereld.gegeven(TOEGEWEZEN.format("T1", first, 1))
    wereld.gegeven(f"JW323 | maand | volume\nused | 2026-01 | {used}")
    wereld.gegeven(TOEGEWEZEN.format("new", then, 2))
    lines = [f"{i} | M{i} | 2026-0{2 + i} | {volume}" for i, volume in enumerate(declared.split())]
    if then.split(" | ")[1] == "2":
        lines = [line.replace("2026-03", "2026-02") for line in lines]

    found = wereld.neem_in("\n".join(["JW323 | bericht | maand | volume", *lines]))

    assert [found.get(str(i), "-") for i in range(len(lines))] == refused.split()


def test_when_less_is_allocated_than_was_used_a_credit_makes_room_again(wereld: Wereld):
    wereld.gegeven(TOEGEWEZEN.format("T1", "14 | 6 | 120 | 2026-01-01 | 2026-12-31", 1))
    wereld.gegeven("""
        JW323 | maand   | volume
        a     | 2026-01 | 50
        b     | 2026-02 | 45
    """)
    wereld.gegeven(TOEGEWEZEN.format("less", "14 | 6 | 80 | 2026-01-01 | 2026-12-31", 2))

    assert wereld.neem_in("""
        JW323    | vorige | maand   | volume
        credit   | b      |         |
        too much |        | 2026-03 | 31
        fits     |        | 2026-04 | 30
    """) == {"too much": "TR322"}
