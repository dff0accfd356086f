# SPDX-License-Identifier: EUPL-1.2
"""From a request to a decision that is made known, and an allocation at the provider."""

from datetime import date, timedelta

import pytest
from django.db import connection

from jeugdregio.besluiten import actions, queries, verzenden
from jeugdregio.besluiten.conftest import DAG, MOMENT, Zaak
from jeugdregio.besluiten.values import AFWIJZING, HERZIENING, INTREKKING, INZET, PGB, NietBesloten, Voorwaarde
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.toewijzingen import queries as toewijzingen
from tests.paginawereld import machtiging_van


def toegewezen(zaak: Zaak, dag: date = DAG) -> list[object]:
    return toewijzingen.huidige(
        zaak.wie.gemeente, zaak.kind.verzegeld, zaak.product.aanbieder, dag=dag, on_behalf_of=zaak.wie
    )


def test_a_grant_in_kind_becomes_an_allocation_and_a_letter_in_one_step(zaak: Zaak):
    number = zaak.bekend()

    found = queries.besluit(number, on_behalf_of=zaak.wie)
    assert found is not None
    assert (found.stand, found.bekendgemaakt_op, found.bezwaar and found.bezwaar.laatste_dag) == (
        "bekend",
        DAG,
        date(2027, 1, 5),
    )
    (provision,) = found.voorzieningen
    (given,) = toegewezen(zaak)
    assert (given.nummer, given.begin, given.einde, given.volume) == (
        provision.toewijzing_nummer,
        date(2026, 12, 1),
        date(2027, 5, 31),
        2,
    )
    assert found.zending is not None
    assert found.zending.stand == "aanvaard"
    assert [(one.soort, one.naam) for one in found.brieven] == [("beschikking", "Kim van Dam")]
    request = queries.aanvraag(zaak.aanvraag, peildatum=DAG, on_behalf_of=zaak.wie)
    assert request is not None
    assert request.afgesloten_op == DAG


def test_a_refusal_sends_nothing_but_a_letter(zaak: Zaak):
    number = zaak.bekend(soort=AFWIJZING, voorzieningen=())

    found = queries.besluit(number, on_behalf_of=zaak.wie)
    assert found is not None
    assert found.zending is None
    assert len(found.brieven) == 1
    assert toegewezen(zaak) == []


def test_help_that_a_doctor_decided_on_is_allocated_without_a_letter(zaak: Zaak):
    number = zaak.bekend(soort=INZET, grondslag="Jeugdwet 2.6")

    found = queries.besluit(number, on_behalf_of=zaak.wie)
    assert found is not None
    assert found.brieven == ()
    assert len(toegewezen(zaak)) == 1
    with pytest.raises(NietBesloten, match="bekend"):
        actions.maak_bezwaar(
            number, van_wie="K", gronden="nee", verzonden_op=DAG, ontvangen_op=DAG, commissie=False,
            moment=MOMENT, on_behalf_of=zaak.wie,
        )  # fmt: skip


def test_a_budget_of_the_own_is_not_sent_to_anyone(zaak: Zaak):
    own = zaak.voorziening(vorm=PGB, aanbieder="", code="", volume=None, eenheid="", frequentie="", budget_cent=250_000)
    found = queries.besluit(zaak.bekend(voorzieningen=(own,)), on_behalf_of=zaak.wie)

    assert found is not None
    assert found.zending is None
    assert found.stand == "bekend"


def test_what_a_rule_refuses_is_not_made_known_and_can_be_sent_again_changed(zaak: Zaak):
    number = zaak.klaar(voorzieningen=(zaak.voorziening(code="99Z99"),))

    with pytest.raises(NietBesloten, match=r"TR381|TR410"):
        zaak.maak_bekend(number)

    found = queries.besluit(number, on_behalf_of=zaak.wie)
    assert found is not None
    assert found.stand == "akkoord"
    assert found.brieven == ()
    assert toegewezen(zaak) == []
    assert found.zending is not None
    assert found.zending.stand == "geweigerd"
    assert "Regel" in found.zending.uitleg
    actions.haal_terug(number, on_behalf_of=zaak.wie)
    actions.wijzig(number, zaak.ontwerp(), on_behalf_of=zaak.wie)
    actions.leg_voor(number, (), on_behalf_of=zaak.wie)
    zaak.maak_bekend(number)
    assert len(toegewezen(zaak)) == 1


def test_a_second_allocation_repeats_the_first(zaak: Zaak):
    zaak.bekend()
    zaak.bekend(voorzieningen=(zaak.voorziening(van=date(2027, 6, 1), tot=date(2027, 9, 1), volume=3),))

    found = toegewezen(zaak)
    assert [(one.volume, one.begin) for one in found] == [(2, date(2026, 12, 1)), (3, date(2027, 6, 1))]
    with namens(zaak.wie), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM berichten_vasthouding WHERE besluit = ''")
        assert cursor.fetchone() is not None


def test_a_withdrawal_shortens_the_allocation_and_keeps_the_old_decision_as_it_was(zaak: Zaak):
    old = zaak.bekend()
    before = queries.besluit(old, on_behalf_of=zaak.wie)
    new = zaak.klaar(soort=INTREKKING, voorzieningen=(), vervangt=old, ingang=date(2027, 2, 1))
    zaak.maak_bekend(new, moment=MOMENT + timedelta(hours=1))

    (given,) = toegewezen(zaak)
    assert (given.einde, given.reden_wijziging) == (date(2027, 1, 31), "05")
    assert queries.besluit(old, on_behalf_of=zaak.wie) == before


def test_a_revision_that_only_moves_the_end_stretches_the_same_allocation(zaak: Zaak):
    old = zaak.bekend()
    longer = zaak.voorziening(tot=date(2027, 9, 1))
    new = zaak.klaar(soort=HERZIENING, vervangt=old, voorzieningen=(longer,))
    zaak.maak_bekend(new, moment=MOMENT + timedelta(hours=1))

    (given,) = toegewezen(zaak)
    assert (given.einde, given.reden_wijziging) == (date(2027, 8, 31), "04")


def test_a_condition_that_is_not_met_stands_in_the_way_with_its_article(zaak: Zaak):
    unmet = Voorwaarde("Jeugdwet 3.2 lid 2", "iets", voldoet=False, uitleg="Kies een ander.")
    number = zaak.stel_op(voorwaarden=(unmet,))

    with pytest.raises(NietBesloten, match=r"Kies een ander\. \(Jeugdwet 3\.2"):
        actions.leg_voor(number, (), on_behalf_of=zaak.wie)


@pytest.mark.parametrize(
    ("anders", "said"),
    [
        ({"motivering": " "}, "waarom"),
        ({"voorzieningen": ()}, "Kies welke hulp"),
        ({"soort": AFWIJZING}, "geen hulp"),
        ({"soort": INTREKKING, "voorzieningen": ()}, "vervangt"),
        ({"soort": INTREKKING, "voorzieningen": (), "vervangt": 1}, "vanaf welke dag"),
    ],
)
def test_a_draft_that_does_not_hang_together_is_refused(zaak: Zaak, anders, said):
    with pytest.raises(NietBesloten, match=said):
        zaak.stel_op(**anders)


class TestSecondName:
    def test_it_waits_for_another_person_who_read_this_text(self, zaak: Zaak):
        checker = machtiging_van("toetser.dalfsen")
        number = zaak.klaar("Langer dan een jaar.")
        with pytest.raises(NietBesloten, match="Wacht op de tweede naam".lower()):
            zaak.maak_bekend(number)
        found = queries.besluit(number, on_behalf_of=checker)
        assert found is not None
        assert found.tweede_nodig == ("Langer dan een jaar.",)

        with pytest.raises(NietBesloten, match="niet wat u hebt gelezen"):
            actions.toets(number, "0" * 64, akkoord=True, moment=MOMENT, on_behalf_of=checker)
        actions.toets(number, found.sha256, akkoord=True, moment=MOMENT, on_behalf_of=checker)
        zaak.maak_bekend(number)

        done = queries.besluit(number, on_behalf_of=zaak.wie)
        assert done is not None
        assert done.stand == "bekend"
        assert done.toetsen[0].door == checker.account

    def test_what_was_sent_back_and_changed_shows_before_and_after(self, zaak: Zaak):
        checker = machtiging_van("toetser.dalfsen")
        number = zaak.klaar("Groot bedrag.")
        first = queries.besluit(number, on_behalf_of=checker)
        assert first is not None
        actions.toets(
            number, first.sha256, akkoord=False, toelichting="Een half jaar is lang genoeg.", moment=MOMENT,
            on_behalf_of=checker,
        )  # fmt: skip
        actions.wijzig(
            number, zaak.ontwerp(voorzieningen=(zaak.voorziening(tot=date(2027, 3, 1)),)), on_behalf_of=zaak.wie
        )
        actions.leg_voor(number, ("Groot bedrag.",), on_behalf_of=zaak.wie)
        second = queries.besluit(number, on_behalf_of=checker)
        assert second is not None
        actions.toets(number, second.sha256, akkoord=True, moment=MOMENT, on_behalf_of=checker)

        done = queries.besluit(number, on_behalf_of=zaak.wie)
        assert done is not None
        ends = [one.inhoud["voorzieningen"][0]["geldig"][1] for one in done.toetsen]  # type: ignore[index]
        assert ends == ["2027-06-01", "2027-03-01"]

    def test_whoever_wrote_in_it_is_not_the_second_name(self, zaak: Zaak):
        from dataclasses import replace

        from jeugdregio.gebruikers.values import Recht

        both = replace(zaak.wie, rechten=frozenset({Recht.BESLISSEN, Recht.TWEEDE_TOETS}))
        number = zaak.klaar("Groot bedrag.")
        found = queries.besluit(number, on_behalf_of=both)
        assert found is not None
        with pytest.raises(NietBesloten, match="zelf"):
            actions.toets(number, found.sha256, akkoord=True, moment=MOMENT, on_behalf_of=both)


class TestCrash:
    """Whatever stops between two steps is taken up again; nothing goes twice and nothing gets lost."""

    @pytest.mark.parametrize("stap", ["_bereid_voor", "_bezorg", "laat_verwerken", "_uitkomst", "_rond_af"])
    @pytest.mark.parametrize("na", [False, True], ids=["before", "after"])
    def test_a_crash_at_every_boundary(self, zaak: Zaak, monkeypatch, stap, na):
        number = zaak.klaar()
        real = getattr(verzenden, stap)

        def crash(*args, **kwargs):
            if na:
                real(*args, **kwargs)
            raise RuntimeError("de stroom viel uit")

        monkeypatch.setattr(verzenden, stap, crash)
        with pytest.raises(RuntimeError):
            zaak.maak_bekend(number)
        monkeypatch.setattr(verzenden, stap, real)
        found = queries.besluit(number, on_behalf_of=zaak.wie)
        assert found is not None
        if stap == "_rond_af" and na:
            assert found.stand == "bekend"
        else:
            assert found.stand in ("akkoord", "verzenden")
            assert found.brieven == ()
            zaak.maak_bekend(number)

        done = queries.besluit(number, on_behalf_of=zaak.wie)
        assert done is not None
        assert done.stand == "bekend"
        assert len(done.brieven) == 1
        assert len(toegewezen(zaak)) == 1
        with namens(zaak.wie), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM berichten_bestand WHERE naam = %s", [f"JW301-besluit-{number}.xml"])
            assert cursor.fetchone() == (1,)

    def test_a_letter_that_cannot_be_made_makes_nothing_known(self, zaak: Zaak, monkeypatch):
        number = zaak.klaar()
        monkeypatch.setattr("jeugdregio.besluiten.brieven.maak_pdf", lambda *_a, **_k: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            zaak.maak_bekend(number)
        monkeypatch.undo()

        found = queries.besluit(number, on_behalf_of=zaak.wie)
        assert found is not None
        assert found.stand == "verzenden"
        zaak.maak_bekend(number)
        assert len(toegewezen(zaak)) == 1
