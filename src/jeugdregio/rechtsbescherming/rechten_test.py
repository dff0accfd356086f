# SPDX-License-Identifier: EUPL-1.2
"""Requests, complaints, calamities and participation: who may ask, which term, and what the database refuses."""

import csv
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError

from jeugdregio.core.termijnen import maanden_na
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.rechtsbescherming import actions, queries
from jeugdregio.rechtsbescherming.actions import NietVastTeLeggen
from jeugdregio.rechtsbescherming.models import (
    Inspraakstuk,
    Melding,
    Meldingprotocol,
    Meldingstap,
    Rechtsverzoek,
    Regelproef,
)
from jeugdregio.rechtsbescherming.values import Hoedanigheid, NieuweMelding
from tests.shared import SHARED, needs_shared

pytestmark = pytest.mark.django_db
DALFSEN, ZWOLLE, AGB = "0148", "0193", "99900001"
WIE = Machtiging(rol=Rol.TOEGANG, gemeente=DALFSEN)
GEHEIM = Machtiging(rol=Rol.TOEGANG_GEHEIM, gemeente=DALFSEN)
ANDER = Machtiging(rol=Rol.TOEGANG, gemeente=ZWOLLE)
REGIO = Machtiging(rol=Rol.CONTRACTMANAGER, regio="IJSSELLAND")
BESTUUR = Machtiging(rol=Rol.BESTUUR, gemeente=DALFSEN)
KIND = "a" * 64
MOMENT = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAG = date(2026, 3, 2)
UUR = timedelta(hours=1)


def gevraagd(soort: str = "inzage", als: str = "jeugdige", leeftijd: int = 14, op: date = DAG) -> int:
    return actions.neem_verzoek_aan(
        persoon=KIND,
        kind=None,
        leeftijd=leeftijd,
        soort=soort,
        aanvrager="S. de Vries",
        hoedanigheid=als,
        vraag="Ik wil mijn dossier zien.",
        ontvangen_op=op,
        door="toegang",
        on_behalf_of=WIE,
    )


def gemeld(soort: str = "klacht", wie: Machtiging = WIE, **meer: object) -> int:
    return actions.open_melding(
        NieuweMelding(soort, "Onderwerp", **meer), moment=MOMENT, door="toegang", on_behalf_of=wie
    )


def stap(nummer: int, code: str, uren: int = 1, afloop: str = "") -> None:
    actions.zet_stap(
        nummer, code, tekst="gedaan", moment=MOMENT + uren * UUR, door="toegang", afloop=afloop, on_behalf_of=WIE
    )


class TestWhoMayAsk:
    @pytest.mark.parametrize(
        ("als", "leeftijd", "mag"),
        [
            ("jeugdige", 11, False),
            ("jeugdige", 12, True),
            ("jeugdige", 15, True),
            ("jeugdige", 16, True),
            ("jeugdige", 34, True),
            ("ouder", 0, True),
            ("ouder", 11, True),
            ("ouder", 15, True),
            ("ouder", 16, False),
            ("ouder_zonder", 3, False),
            ("ouder_zonder", 17, False),
            ("voogd", 15, True),
            ("voogd", 16, False),
            ("voogd", 18, False),
            ("gemachtigde", 17, True),
            ("ander", 8, False),
        ],
    )
    def test_by_capacity_and_age(self, als, leeftijd, mag):
        assert queries.bevoegdheid(als, leeftijd).mag is mag

    @pytest.mark.parametrize("als", Hoedanigheid.values)
    @pytest.mark.parametrize("leeftijd", range(40))
    def test_every_capacity_has_one_answer_at_every_age_with_an_article(self, als, leeftijd):
        found = queries.bevoegdheid(als, leeftijd)
        assert found.waarom.endswith(".")

    def test_who_may_not_ask_gets_a_row_and_never_the_file(self):
        nummer = gevraagd(als="ouder_zonder")

        with pytest.raises(NietVastTeLeggen, match="mag vragen"):
            actions.beslis(nummer, "toegewezen", redenen="x", dag=DAG, door="t", on_behalf_of=WIE)
        actions.beslis(nummer, "niet_bevoegd", redenen="Geen gezag.", dag=DAG, door="t", on_behalf_of=WIE)


class TestTermOfARequest:
    @pytest.mark.parametrize(
        ("ontvangen", "uiterlijk"),
        [
            (date(2026, 3, 2), date(2026, 4, 2)),
            # The day does not exist, or is a day off: Easter Monday is the 6th of April in 2026.
            (date(2026, 1, 31), date(2026, 3, 2)),
            (date(2026, 3, 6), date(2026, 4, 7)),
            (date(2025, 11, 25), date(2025, 12, 29)),
        ],
    )
    def test_a_month_that_never_ends_on_a_day_off(self, ontvangen, uiterlijk):
        one, _, _ = queries.verzoek(gevraagd(op=ontvangen), on_behalf_of=WIE)
        assert one.uiterlijk == uiterlijk == maanden_na(ontvangen, 1)

    def test_two_months_more_once_with_a_reason_and_only_within_the_month(self):
        nummer = gevraagd()
        with pytest.raises(NietVastTeLeggen, match="voorbij"):
            actions.verleng(nummer, reden="druk", dag=date(2026, 4, 3), on_behalf_of=WIE)
        actions.verleng(nummer, reden="Drie dossiers.", dag=date(2026, 4, 2), on_behalf_of=WIE)

        one, _, _ = queries.verzoek(nummer, on_behalf_of=WIE)
        assert one.uiterlijk == date(2026, 6, 2)
        with pytest.raises(NietVastTeLeggen, match="al een keer"):
            actions.verleng(nummer, reden="weer", dag=date(2026, 4, 2), on_behalf_of=WIE)


class TestDecisionAndCorrection:
    def test_what_stood_there_stays_beside_what_came(self):
        nummer = gevraagd("correctie")
        with pytest.raises(NietVastTeLeggen, match="wat er stond"):
            actions.beslis(nummer, "toegewezen", redenen="Klopt.", dag=DAG, door="t", on_behalf_of=WIE)
        add = {"moment": MOMENT, "door": "t", "on_behalf_of": WIE}
        actions.leg_correctie_vast(
            nummer, gegeven="verslag", oud="vader is weg", nieuw="vader werkt in het buitenland", verklaring="", **add
        )
        with pytest.raises(NietVastTeLeggen, match="verklaring"):
            actions.leg_correctie_vast(nummer, gegeven="verslag", oud="boos", nieuw="", verklaring="", **add)
        actions.leg_correctie_vast(nummer, gegeven="verslag", oud="boos", nieuw="", verklaring="Was ik niet.", **add)
        actions.beslis(nummer, "deels", redenen="Het eerste klopt niet.", dag=DAG, door="t", on_behalf_of=WIE)

        _, kept, _ = queries.verzoek(nummer, on_behalf_of=WIE)
        assert [(one.oud, one.nieuw, one.verklaring) for one in kept] == [
            ("vader is weg", "vader werkt in het buitenland", ""),
            ("boos", "", "Was ik niet."),
        ]

    def test_a_paper_after_the_decision_is_taken_in_and_a_new_request_names_the_old(self):
        nummer = gevraagd()
        actions.beslis(nummer, "afgewezen", redenen="Artikel.", dag=DAG, door="t", on_behalf_of=WIE)
        with pytest.raises(NietVastTeLeggen, match="al beslist"):
            actions.beslis(nummer, "toegewezen", redenen="Toch.", dag=DAG, door="t", on_behalf_of=WIE)
        actions.neem_nagekomen_aan(
            nummer, wat="Brief", gevolg="Heropend", ontvangen_op=DAG, moment=MOMENT, door="t", on_behalf_of=WIE
        )
        again = actions.heropen(nummer, vraag="Met de brief.", leeftijd=14, dag=DAG, door="t", on_behalf_of=WIE)

        one, _, later = queries.verzoek(nummer, on_behalf_of=WIE)
        assert (one.beslissing, [paper.wat for paper in later]) == ("afgewezen", ["Brief"])
        assert queries.verzoek(again, on_behalf_of=WIE)[0].vorige == nummer

    def test_without_reasons_there_is_no_decision(self):
        nummer = gevraagd()
        with pytest.raises(IntegrityError), namens(WIE):
            Rechtsverzoek.objects.filter(pk=nummer).update(beslissing="toegewezen", beslist_op=DAG)

    def test_another_municipality_has_no_such_request(self):
        nummer = gevraagd()
        assert queries.verzoek(nummer, on_behalf_of=ANDER) is None
        with pytest.raises(NietVastTeLeggen, match="niet voor u"):
            actions.beslis(nummer, "toegewezen", redenen="x", dag=DAG, door="t", on_behalf_of=ANDER)


class TestComplaint:
    @pytest.mark.parametrize(
        ("commissie", "verdaagd", "uiterlijk"),
        [
            (False, False, date(2026, 4, 13)),
            (True, False, date(2026, 5, 11)),
            (False, True, date(2026, 5, 11)),
            (True, True, date(2026, 6, 8)),
        ],
    )
    def test_six_weeks_ten_with_a_committee_four_more_once_extended(self, commissie, verdaagd, uiterlijk):
        """Awb 9:11 (T10)."""
        nummer = gemeld(commissie=commissie)
        stap(nummer, "dialoog")
        stap(nummer, "formeel", 2)
        if verdaagd:
            stap(nummer, "verdaagd", 3)

        _, _, left = queries.melding(nummer, on_behalf_of=WIE)
        assert {one.code: one.uiterlijk_dag for one in left}["oordeel"] == uiterlijk

    @needs_shared
    def test_the_terms_are_those_of_the_table_of_terms(self):
        with (SHARED / "referentie" / "awb_termijnen.csv").open(encoding="utf-8") as file:
            row = next(one for one in csv.DictReader(file) if one["id"] == "T10")
        with namens(WIE):
            step = Meldingprotocol.objects.get(soort="klacht", code="oordeel")
        assert (str(step.weken), row["eenheid"]) == (row["waarde"], "weken")
        said = [int(number) for number in re.findall(r"[0-9]+", row["verlenging_of_gevolg"])]
        assert said == [step.weken_commissie, step.weken_verdaagd]

    def test_six_weeks_that_end_on_a_holiday_run_on(self):
        """Six weeks after the 13th of April 2026 is Whit Monday."""
        nummer = actions.open_melding(
            NieuweMelding("klacht", "x"), moment=datetime(2026, 4, 13, 9, tzinfo=UTC), door="t", on_behalf_of=WIE
        )
        _, _, left = queries.melding(nummer, on_behalf_of=WIE)
        assert {one.code: one.uiterlijk_dag for one in left}["oordeel"] == date(2026, 5, 26)

    @pytest.mark.parametrize(("soort", "stap_"), [("klacht", "formeel"), ("klacht_aanbieder", "commissie")])
    def test_a_talk_comes_before_a_formal_step_also_for_who_goes_round_the_action(self, soort, stap_):
        nummer = gemeld(soort, aanbieder=AGB if soort == "klacht_aanbieder" else "")
        with pytest.raises(NietVastTeLeggen, match="Eerst moet deze stap"):
            stap(nummer, stap_)
        with pytest.raises(IntegrityError, match="Eerst"), namens(WIE):
            Meldingstap.objects.create(
                melding_id=nummer, gemeente=DALFSEN, code=stap_, moment=MOMENT, tekst="x", door="x"
            )

    def test_the_last_step_closes_it_with_how_it_ended(self):
        nummer = gemeld()
        stap(nummer, "dialoog")
        with pytest.raises(NietVastTeLeggen, match="hoe het is afgelopen"):
            stap(nummer, "opgelost", 2)
        stap(nummer, "opgelost", 2, afloop="opgelost")

        one, _, left = queries.melding(nummer, on_behalf_of=WIE)
        assert (one.afloop, one.is_open, left) == ("opgelost", False, [])
        with pytest.raises(NietVastTeLeggen, match="al afgesloten"):
            stap(nummer, "formeel", 3)

    def test_who_it_is_about_does_not_handle_it(self):
        """Awb 9:7."""
        with pytest.raises(IntegrityError), namens(WIE):
            Melding.objects.create(
                gemeente=DALFSEN,
                soort="klacht",
                onderwerp="x",
                ontvangen_op=MOMENT,
                door="x",
                over_account=7,
                behandelaar=7,
            )

    def test_contract_management_gets_a_count_and_no_small_one(self):
        for _ in range(9):
            gemeld("klacht_aanbieder", aanbieder=AGB)
        assert [one.aantal for one in queries.klachtcijfers(on_behalf_of=REGIO)] == [None]
        gemeld("klacht_aanbieder", aanbieder=AGB)

        (found,) = queries.klachtcijfers(on_behalf_of=REGIO)
        assert (found.aanbieder, found.jaar, found.aantal) == (AGB, 2026, 10)
        assert queries.meldingen(["klacht_aanbieder"], on_behalf_of=REGIO) == []


class TestCalamity:
    def test_hours_run_from_the_report(self):
        _, _, left = queries.melding(gemeld("calamiteit"), on_behalf_of=WIE)
        due = {one.code: one.uiterlijk for one in left}
        assert due["veilig"] == MOMENT + 4 * UUR
        assert due["inspectie"] == MOMENT + 24 * UUR

    def test_what_is_secret_exists_only_for_who_works_with_shielded_files(self):
        with pytest.raises(NietVastTeLeggen, match="afgeschermde"):
            gemeld("calamiteit", besloten=True)
        nummer = gemeld("calamiteit", wie=GEHEIM, besloten=True)

        assert queries.melding(nummer, on_behalf_of=WIE) is None
        assert queries.melding(nummer, on_behalf_of=GEHEIM) is not None
        assert queries.meldingen(["calamiteit"], on_behalf_of=WIE) == []

    def test_it_closes_only_after_the_question_which_rule_would_have_prevented_it(self):
        nummer = gemeld("calamiteit")
        for number, code in enumerate(("veilig", "inspectie", "onderzoek", "geleerd"), 1):
            stap(nummer, code, number)
        with pytest.raises(NietVastTeLeggen, match="welke regel"):
            stap(nummer, "gesloten", 9, afloop="geleerd")
        les(nummer, regel="")
        stap(nummer, "gesloten", 9, afloop="geleerd")

    def test_a_rule_costs_hours_or_is_none(self):
        nummer = gemeld("calamiteit")
        with pytest.raises(NietVastTeLeggen, match="hoeveel uren"):
            les(nummer, uren=None)

    def test_a_rule_is_withdrawn_after_a_year_that_showed_it_did_not_help(self):
        regel = les(gemeld("calamiteit"))
        actions.voer_regel_in(regel, dag=DAG, on_behalf_of=WIE)
        for moment, hielp in ((date(2026, 9, 1), True), (date(2027, 3, 2), False)):
            with pytest.raises(NietVastTeLeggen, match="na een jaar"):
                actions.kijk_regel_na(regel, hielp=hielp, houden=True, bevinding="x", dag=moment, on_behalf_of=WIE)
        assert queries.te_toetsen(date(2027, 3, 1), on_behalf_of=WIE) == 0
        assert queries.te_toetsen(date(2027, 3, 2), on_behalf_of=WIE) == 1

        actions.kijk_regel_na(
            regel, hielp=False, houden=False, bevinding="Geen verschil.", dag=date(2027, 3, 2), on_behalf_of=WIE
        )
        (found,) = queries.regelproeven(on_behalf_of=ANDER)
        assert (found.stand, found.hielp) == (Regelproef.Stand.INGETROKKEN, False)

    def test_nobody_looks_at_a_rule_sooner_than_after_a_year(self):
        regel = les(gemeld("calamiteit"))
        with pytest.raises(IntegrityError, match="na een jaar"), namens(WIE):
            Regelproef.objects.filter(pk=regel).update(stand="ingevoerd", ingevoerd_op=DAG, toets_op=date(2026, 4, 2))


def les(nummer: int, regel: str = "Elke week een tweede handtekening.", uren: int | None = 400) -> int:
    return actions.stel_regel_voor(
        nummer,
        geleerd="Niemand belde terug.",
        regel=regel,
        voorkomen="Waarschijnlijk niet.",
        uren_per_jaar=uren,
        dag=DAG,
        door="t",
        on_behalf_of=WIE,
    )


class TestParticipation:
    def test_a_paper_waits_for_both_groups_and_for_every_reaction(self):
        """S11: two separate advice requests; N21: three open lines block the council paper."""
        stuk = actions.maak_stuk("Visie", "Over hulp.", moment=MOMENT, door="b", on_behalf_of=BESTUUR)
        asked = advies(stuk, "clienten")
        lines = [regel(asked, f"Punt {nr}") for nr in range(3)]
        actions.publiceer(stuk, moment=MOMENT, on_behalf_of=BESTUUR)
        with pytest.raises(NietVastTeLeggen, match="zorgorganisaties"):
            actions.naar_de_raad(stuk, dag=DAG, on_behalf_of=BESTUUR)
        reageer(regel(advies(stuk, "zorg"), "Akkoord"))
        for still in (3, 2, 1):
            with pytest.raises(NietVastTeLeggen, match=f"^{still} van de adviezen"):
                actions.naar_de_raad(stuk, dag=DAG, on_behalf_of=BESTUUR)
            reageer(lines[still - 1])
        actions.naar_de_raad(stuk, dag=DAG, on_behalf_of=BESTUUR)

        with pytest.raises(NietVastTeLeggen, match="al naar de raad"):
            regel(asked, "Te laat")

    def test_a_reaction_that_nobody_can_read_is_none(self):
        stuk = actions.maak_stuk("Visie", "Over hulp.", moment=MOMENT, door="b", on_behalf_of=BESTUUR)
        for groep in ("clienten", "zorg"):
            reageer(regel(advies(stuk, groep), "Goed"))
        with pytest.raises(NietVastTeLeggen, match="iedereen kan lezen"):
            actions.naar_de_raad(stuk, dag=DAG, on_behalf_of=BESTUUR)
        assert queries.openbare_stukken() == []
        actions.publiceer(stuk, moment=MOMENT, on_behalf_of=BESTUUR)
        actions.naar_de_raad(stuk, dag=DAG, on_behalf_of=BESTUUR)

    def test_the_database_holds_it_against_whoever_goes_round_the_action(self):
        stuk = actions.maak_stuk("Visie", "Over hulp.", moment=MOMENT, door="b", on_behalf_of=BESTUUR)
        with pytest.raises(IntegrityError, match="nog geen advies van cliënten en zorgorganisaties"), namens(BESTUUR):
            Inspraakstuk.objects.filter(pk=stuk).update(gepubliceerd_op=MOMENT, naar_de_raad_op=DAG)

    def test_each_group_is_asked_once_and_a_paper_is_of_who_made_it(self):
        stuk = actions.maak_stuk("Visie", "Over hulp.", moment=MOMENT, door="b", on_behalf_of=REGIO)
        with pytest.raises(NietVastTeLeggen, match="van een ander"):
            advies(stuk, "zorg")


def advies(stuk: int, groep: str) -> int:
    return actions.vraag_advies(
        stuk, groep, vraag="Wat mist u?", gevraagd_op=DAG, uiterlijk=date(2026, 4, 1), on_behalf_of=BESTUUR
    )


def regel(vraag: int, tekst: str) -> int:
    return actions.leg_advies_vast(vraag, van="Jongerenraad", tekst=tekst, ontvangen_op=DAG, on_behalf_of=BESTUUR)


def reageer(nummer: int) -> None:
    actions.reageer(nummer, reactie="Gedaan.", gedaan="overgenomen", dag=DAG, on_behalf_of=BESTUUR)
