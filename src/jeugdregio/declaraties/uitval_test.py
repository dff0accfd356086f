# SPDX-License-Identifier: EUPL-1.2
"""Only mismatches stop, each with one cause, and a repaired line leaves the queue and the letter."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from jeugdregio.core.periode import Maand
from jeugdregio.declaraties import queries, weekbrief
from jeugdregio.declaraties.models import Prestatie
from jeugdregio.declaraties.regels.ijw_3_2 import PRESTATIE
from jeugdregio.declaraties.values import Uitvalregel
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from tests import rijen
from tests.rijen import AANBIEDER, ANDER, DALFSEN, prestatie

REGIO = verwerking("IJSSELLAND")
PEILDATUM = date(2026, 11, 2)
MOMENT = datetime(2026, 11, 2, 8, tzinfo=UTC)
GRAVEST, LIGHTER = {"TR338": {}}, {"TR418": {}}


@pytest.fixture(autouse=True)
def world(als_regio, monkeypatch):
    rijen.wereld()
    # Facts differ per rule; the queue is not about them.
    monkeypatch.setattr("jeugdregio.regels.values.Regel.leg_uit", lambda self, feiten: f"Uitleg {self.code} {feiten}")


def queue(**filters: object) -> list[Uitvalregel]:
    return queries.uitval(on_behalf_of=REGIO, **filters)  # type: ignore[arg-type]


class TestQueue:
    def test_holds_refused_lines_only_with_the_gravest_cause_first(self):
        prestatie(10_00)
        light = prestatie(20_00, toewijzing_id=2, afgewezen=LIGHTER)
        both = prestatie(30_00, toewijzing_id=3, afgewezen=LIGHTER | GRAVEST)

        found = queue()

        assert [(line.referentie, line.regel) for line in found] == [(both, "TR338"), (light, "TR418")]
        remedy = {rule.code: rule.wat_te_doen for rule in PRESTATIE}
        assert (found[0].uitleg, found[0].wat_te_doen) == ("Uitleg TR338 {}", remedy["TR338"])

    def test_filters(self):
        prestatie(1_00, afgewezen=GRAVEST)
        prestatie(2_00, afgewezen=LIGHTER, gemeente=DALFSEN, aanbieder=ANDER, maand=Maand(2026, 8))

        for filters in (
            {"gemeente": DALFSEN},
            {"aanbieder": ANDER},
            {"regel": "TR418"},
            {"maand": Maand(2026, 8)},
        ):
            assert [line.bedrag_cent for line in queue(**filters)] == [2_00]

    def test_the_same_care_refused_again_is_one_line_with_two_attempts(self):
        prestatie(10_00, afgewezen=GRAVEST)
        last = prestatie(11_00, afgewezen=LIGHTER)

        assert [(line.referentie, line.pogingen) for line in queue()] == [(last, 2)]

    def test_a_rule_of_a_later_list_is_still_shown(self):
        prestatie(10_00, afgewezen={"TR999": {}})

        assert queue()[0].uitleg == "Afgewezen met retourcode 9999."


class TestSolved:
    def test_granted_later_leaves_the_queue(self):
        prestatie(10_00, afgewezen=GRAVEST)
        prestatie(9_00)

        assert queue() == []
        assert [line.opgelost for line in queue(ook_opgelost=True)] == [True]

    def test_other_care_granted_later_does_not(self):
        prestatie(10_00, afgewezen=GRAVEST)
        prestatie(10_00, maand=Maand(2026, 8))
        prestatie(10_00, toewijzing_id=2)
        prestatie(10_00, code="45A04")
        prestatie(10_00, gemeente=DALFSEN)

        assert len(queue()) == 1

    def test_a_copy_of_what_was_granted_owes_nothing_but_another_amount_does(self):
        prestatie(10_00)
        prestatie(10_00, afgewezen=GRAVEST)

        assert queue() == []
        Prestatie.objects.filter(toegekend=True).update(gecrediteerd=True)
        assert len(queue()) == 1

    def test_a_refused_credit_is_solved_by_a_granted_one_of_the_same_line(self):
        one, other = prestatie(10_00), prestatie(10_00, toewijzing_id=2)
        prestatie(10_00, dc="C", vorige=one, afgewezen=GRAVEST)
        prestatie(10_00, dc="C", vorige=other)

        assert [line.bedrag_cent for line in queue()] == [-10_00]
        prestatie(10_00, dc="C", vorige=one)
        assert queue() == []


class TestCauses:
    def test_count_per_month_and_provider_and_fixing_one_empties_it(self):
        prestatie(10_00, afgewezen=GRAVEST)
        prestatie(20_00, toewijzing_id=2, afgewezen=GRAVEST)
        prestatie(5_00, toewijzing_id=3, aanbieder=ANDER, afgewezen=LIGHTER)
        prestatie(10_00)
        prestatie(20_00, toewijzing_id=2)

        first, second = queries.oorzaken(on_behalf_of=REGIO)

        assert (first.regel, first.aantal, first.opgelost, first.open, first.bedrag_cent) == (
            "TR338",
            2,
            2,
            0,
            30_00,
        )
        assert (second.regel, second.aanbieder, second.open) == ("TR418", ANDER, 1)


class TestLetter:
    def letter(self, aanbieder: str = AANBIEDER, peildatum: date = PEILDATUM):
        return queries.weekbrief(aanbieder, peildatum, on_behalf_of=REGIO)

    def test_has_the_open_lines_of_one_provider_grouped_by_cause(self):
        prestatie(10_00, afgewezen=GRAVEST)
        prestatie(20_00, toewijzing_id=2, gemeente=DALFSEN, afgewezen=GRAVEST)
        prestatie(5_00, toewijzing_id=3, afgewezen=LIGHTER)
        prestatie(7_00, aanbieder=ANDER, afgewezen=LIGHTER)

        brief = self.letter()

        assert (brief.naam, brief.bedrag_cent) == ("Trias", 35_00)
        assert [(group.regel, len(group.regels)) for group in brief.groepen] == [("TR338", 2), ("TR418", 1)]

    def test_is_shorter_the_week_after_a_repair(self):
        prestatie(10_00, afgewezen=GRAVEST)
        before = self.letter()
        prestatie(10_00)

        assert (len(before.regels), len(self.letter().regels)) == (1, 0)

    def test_knows_nothing_of_after_its_date(self):
        prestatie(10_00, afgewezen=GRAVEST)  # dated 1 October

        assert self.letter(peildatum=date(2026, 9, 30)).regels == ()

    def test_a_provider_gets_only_its_own_lines_whatever_it_asks(self):
        prestatie(10_00, afgewezen=GRAVEST)
        other = Machtiging(rol=Rol.AANBIEDER, aanbieder=ANDER)

        assert queries.weekbrief(AANBIEDER, PEILDATUM, on_behalf_of=other).regels == ()

    def test_the_pdf_says_what_to_do_and_is_the_same_every_time(self):
        reference = prestatie(1_234_56, afgewezen=GRAVEST)

        brief = self.letter()
        pdf = weekbrief.als_pdf(brief, moment=MOMENT)

        reader = PdfReader(BytesIO(pdf))
        text = " ".join(page.extract_text() for page in reader.pages)
        assert [part for part in ("Trias", reference, "1.234,56", "Uitleg") if part not in text] == []
        xmp = reader.root_object["/Metadata"].get_object().get_data().decode()
        assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
        assert "<pdfaid:part>2</pdfaid:part>" in xmp
        assert weekbrief.als_pdf(brief, moment=MOMENT) == pdf

    def test_the_pdf_of_nothing_open_says_so(self):
        text = PdfReader(BytesIO(weekbrief.als_pdf(self.letter(), moment=MOMENT))).pages[0].extract_text()

        assert "Er staat niets open" in text

    def test_text_from_outside_is_text(self):
        prestatie(1_00, afgewezen={"TR338": {"x": "#panic() *vet* $x$ <label> \\"}})

        text = PdfReader(BytesIO(weekbrief.als_pdf(self.letter(), moment=MOMENT))).pages[0].extract_text()

        assert "#panic()" in text


def test_names_and_numbers_of_children_can_not_get_in():
    assert not {"bsn", "client_id", "achternaam", "naam"} & set(Uitvalregel.__dataclass_fields__)
