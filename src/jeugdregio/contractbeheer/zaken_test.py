# SPDX-License-Identifier: EUPL-1.2
"""Cases: which step comes after which, when it is due, who sees them, and whose turn it is."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from jeugdregio.contractbeheer import actions, queries
from jeugdregio.contractbeheer.actions import NietVastTeLeggen, NieuweZaak
from jeugdregio.contractbeheer.models import Stap, Zaak
from jeugdregio.contractbeheer.zaken import aanspreekpunten
from jeugdregio.contracten.actions import leg_contracten_vast
from jeugdregio.contracten.values import Contractgegevens
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking

REGIO, AGB, ANDER, NUMMER = "IJSSELLAND", "99900001", "99900002", "R-001"
MANAGER = Machtiging(rol=Rol.CONTRACTMANAGER, regio=REGIO)
OPEN = datetime(2026, 3, 2, 9, tzinfo=UTC)
UUR = timedelta(hours=1)
ZWOLLE, KAMPEN, OMMEN = "0193", "0166", "0175"


@pytest.fixture(autouse=True)
def world(db):
    with namens(verwerking(REGIO)):
        actions.richt_in(REGIO)
        actions.zet_beurten(REGIO, [KAMPEN, ZWOLLE, OMMEN], bron="praktijkscan VWS 2020, par. 2.2.1")
        leg_contracten_vast(
            REGIO,
            [Contractgegevens(NUMMER, AGB, "J&O", "output", "PxQ", "M.", date(2026, 1, 1), date(2027, 1, 1), None)],
        )


def geopend(soort: str, kring: str = "open", **meer: object) -> int:
    new = NieuweZaak(soort, kring, "Onderwerp", "verslag", **{"aanbieder": AGB, **meer})
    return actions.open_zaak(new, door="manager", moment=OPEN, on_behalf_of=MANAGER)


def stap(nummer: int, code: str, moment: datetime = OPEN + UUR, **meer: str) -> None:
    actions.zet_stap(nummer, code, tekst="gedaan", door="manager", moment=moment, on_behalf_of=MANAGER, **meer)


class TestADialogueComesBeforeAFormalStep:
    def test_the_formal_step_is_refused_with_what_to_do_first(self):
        """S48: the dialogue attempt is recorded before the formal step."""
        nummer = geopend("klacht")

        with pytest.raises(NietVastTeLeggen, match="Eerst moet deze stap zijn gezet: Gesprek gevoerd"):
            stap(nummer, "formeel")

        stap(nummer, "dialoog")
        stap(nummer, "formeel", OPEN + 2 * UUR)

    def test_the_database_refuses_it_from_whoever_goes_round_the_action(self):
        nummer = geopend("klacht")

        with pytest.raises(IntegrityError, match="Eerst moet"), namens(verwerking(REGIO)):
            Stap.objects.create(
                zaak_id=nummer, aanbieder=AGB, kring="open", code="formeel", moment=OPEN, tekst="x", door="x"
            )

    def test_a_dialogue_after_it_does_not_help(self):
        nummer = geopend("klacht")
        stap(nummer, "dialoog", OPEN + 5 * UUR)

        with pytest.raises(NietVastTeLeggen, match="Eerst"):
            stap(nummer, "formeel", OPEN + UUR)


class TestAnAgreementIsAChain:
    def test_agreement_evidence_judgement_consequence(self):
        """S44: one dated chain per contract, that ends with what it means for the contract."""
        nummer = geopend("transformatie", contract=NUMMER, uiterlijk=date(2026, 9, 1))
        for number, (code, verdict) in enumerate((("plan", ""), ("bewijs", ""), ("oordeel", "deels"), ("gevolg", ""))):
            stap(nummer, code, OPEN + number * UUR, uitkomst=verdict)

        found = queries.zaak(nummer, on_behalf_of=MANAGER)

        assert found is not None
        case, taken, left = found
        assert [one.code for one in taken] == ["plan", "bewijs", "oordeel", "gevolg"]
        assert (case.uitkomst, case.gesloten_op, left) == ("deels", OPEN + 3 * UUR, [])

    def test_no_judgement_without_evidence_and_none_without_an_outcome(self):
        nummer = geopend("afspraak", contract=NUMMER)
        with pytest.raises(NietVastTeLeggen, match="Bewijs"):
            stap(nummer, "oordeel", uitkomst="nagekomen")
        stap(nummer, "bewijs")
        with pytest.raises(NietVastTeLeggen, match="Kies het oordeel"):
            stap(nummer, "oordeel", OPEN + 2 * UUR)
        with pytest.raises(NietVastTeLeggen, match="hoort geen oordeel"):
            stap(nummer, "bewijs", uitkomst="niet")

    def test_nothing_comes_after_the_last_step_and_nothing_before_opening(self):
        nummer = geopend("gesprek")
        with pytest.raises(NietVastTeLeggen, match="voor de opening"):
            stap(nummer, "uitgenodigd", OPEN - UUR)
        stap(nummer, "verslag")
        with pytest.raises(NietVastTeLeggen, match="gesloten"):
            stap(nummer, "uitgenodigd", OPEN + 2 * UUR)
        with pytest.raises(NietVastTeLeggen, match="niet in het protocol"):
            stap(geopend("gesprek"), "verzonnen")

    def test_a_contract_of_another_provider_is_refused(self):
        with pytest.raises(NietVastTeLeggen, match="niet van deze aanbieder"):
            geopend("afspraak", aanbieder=ANDER, contract=NUMMER)

    def test_a_step_stays_as_it_was(self):
        stap(geopend("gesprek"), "uitgenodigd")

        with pytest.raises(ProgrammingError, match="permission denied"), namens(verwerking(REGIO)):
            Stap.objects.update(tekst="anders")


class TestEscalation:
    def test_the_ninth_case_is_the_ninth(self):
        """N14, S47: after eight deployments without a date the register shows 9, with dated steps and a contact."""
        with namens(verwerking(REGIO)):
            actions.onthoud_escalaties(REGIO, 8, bron="praktijkscan VWS 2020, par. 2.2.1", door="inlezen")
            actions.onthoud_escalaties(REGIO, 8, bron="praktijkscan VWS 2020, par. 2.2.1", door="inlezen")
        assert queries.aantal_escalaties(on_behalf_of=MANAGER) == 8

        nummer = geopend("escalatie", "geheim")
        stap(nummer, "melding")

        assert queries.aantal_escalaties(on_behalf_of=MANAGER) == 9
        found = queries.zaak(nummer, on_behalf_of=MANAGER)
        assert found is not None
        case, taken, left = found
        assert case.aanspreekpunt == KAMPEN
        assert taken[0].moment == OPEN + UUR
        due = {one.code: one.uiterlijk for one in left}
        assert due["aanspreekpunt"] == OPEN + 8 * UUR  # from the opening
        assert due["duiding"] == OPEN + UUR + 24 * UUR  # from the step before it
        assert due["besluit"] is None  # what it waits for was not done

    def test_the_wethouders_take_turns(self):
        contacts = []
        for _ in range(4):
            nummer = geopend("escalatie", "geheim")
            with namens(MANAGER):
                contacts.append(Zaak.objects.get(pk=nummer).aanspreekpunt)

        assert contacts == [KAMPEN, ZWOLLE, OMMEN, KAMPEN]
        with namens(MANAGER):
            assert aanspreekpunten() == [(ZWOLLE, 1), (OMMEN, 1), (KAMPEN, 2)]

    def test_an_escalation_without_a_date_is_only_one_of_the_memory(self):
        with pytest.raises(IntegrityError), namens(verwerking(REGIO)), transaction.atomic():
            Zaak.objects.create(
                regio=REGIO, soort="escalatie", kring="geheim", onderwerp="x", bron="x", door="x", aanspreekpunt=KAMPEN
            )


ZIEN = {
    "open": {"manager", "controller", "bestuur", "toegang", "gemeentebestuur", "aanbieder"},
    "vertrouwelijk": {"manager", "controller", "bestuur", "gemeentebestuur"},
    "geheim": {"manager", "bestuur", "gemeentebestuur"},
}
WIE = {
    "manager": MANAGER,
    "controller": Machtiging(rol=Rol.CONTROLLER, regio=REGIO),
    "bestuur": Machtiging(rol=Rol.BESTUUR, regio=REGIO),
    "toegang": Machtiging(rol=Rol.TOEGANG, gemeente=ZWOLLE),
    "gemeentebestuur": Machtiging(rol=Rol.BESTUUR, gemeente=OMMEN),
    "aanbieder": Machtiging(rol=Rol.AANBIEDER, aanbieder=AGB),
    "andere aanbieder": Machtiging(rol=Rol.AANBIEDER, aanbieder=ANDER),
}


@pytest.mark.parametrize("kring", ZIEN)
def test_the_circle_of_a_case_says_who_sees_it_and_its_steps(kring):
    stap(geopend("gesprek", kring), "uitgenodigd")
    seen, steps = set(), set()
    for name, wie in WIE.items():
        with namens(wie):
            seen |= {name} if Zaak.objects.exists() else set()
            steps |= {name} if Stap.objects.exists() else set()

    assert (seen, steps) == (ZIEN[kring], ZIEN[kring])


def test_the_steps_follow_when_the_circle_changes():
    nummer = geopend("gesprek")
    stap(nummer, "uitgenodigd")

    actions.wijzig_kring(nummer, "geheim", on_behalf_of=MANAGER)

    with namens(WIE["aanbieder"]), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM contractbeheer_stap")
        assert cursor.fetchone() == (0,)


def test_what_is_late_stands_in_the_calendar_until_it_is_done():
    nummer = geopend("klacht")
    days = date(2026, 4, 1), date(2026, 5, 1)

    late = [(one.tekst.split(" (")[0], one.dag) for one in queries.agenda(*days, on_behalf_of=MANAGER)]
    stap(nummer, "ontvangen")
    stap(nummer, "dialoog")
    after = queries.agenda(*days, on_behalf_of=MANAGER)

    assert late == [("Ontvangst bevestigd", date(2026, 3, 5)), ("Gesprek gevoerd", date(2026, 3, 16))]
    assert after == []
