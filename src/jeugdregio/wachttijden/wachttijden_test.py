# SPDX-License-Identifier: EUPL-1.2
"""Waiting times as counted in a played region, what stays hidden, and the question whether waiting harms."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone

from jeugdregio.gebruikers.actions import NietToegestaan, geef_rol
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Account
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.toegang import actions as toegang_actions
from jeugdregio.toegang import queries as toegang_queries
from jeugdregio.toegang.values import Nieuw
from jeugdregio.wachttijden import actions, queries
from jeugdregio.wachttijden.gegevens import maten
from jeugdregio.wachttijden.models import Wachtvraag
from jeugdregio.wachttijden.tellen import _verberg
from tests.paginawereld import machtiging_van

REGIO, VAN, TOT = "IJSSELLAND", date(2025, 1, 1), date(2027, 1, 1)
PEIL = date(2026, 11, 24)

ZELF = """
    SELECT greatest(l.begin - greatest(e.op::date, lower(t.geldig)), 0)::int FROM toewijzingen_toewijzing t
    JOIN LATERAL (SELECT min(v.vastgesteld_op) AS op FROM toewijzingen_toewijzingversie v
        WHERE v.gemeente = t.gemeente AND v.nummer = t.nummer AND NOT v.ingetrokken) e ON true
    JOIN LATERAL (SELECT min(s.begin) AS begin FROM toewijzingen_start s WHERE s.gemeente = t.gemeente
        AND s.client_id = t.client_id AND s.toewijzing_nummer = t.nummer AND s.verwijderd_door IS NULL) l ON true
    WHERE NOT t.verwijderd AND l.begin >= e.op::date
"""
ALLOCATED = """
    SELECT t.gemeente, encode(sha256(c.bsn), 'hex'), min(t.vastgesteld_op) - interval '1 day'
    FROM toewijzingen_v_toewijzing t
    JOIN toewijzingen_v_client c ON c.gemeente = t.gemeente AND c.id = t.client_id
    WHERE NOT t.verwijderd AND t.gemeente = '0193' GROUP BY 1, 2 LIMIT 5
"""
ZWOLLE = Machtiging(rol=Rol.TOEGANG, gemeente="0193")


@pytest.fixture
def toegang(played) -> Client:
    """A worker of the access of the municipality where children wait."""
    account = geef_rol(
        "toegang.zwolle", rol=Rol.TOEGANG, bij={"gemeente": "0193"}, vanaf=VAN, regio=REGIO, moment=timezone.now()
    )
    return _client(account)


def _client(who: str | Account) -> Client:
    client = Client()
    client.force_login(who if isinstance(who, Account) else Account.objects.get(username=who))
    return client


class TestCounting:
    def test_the_whole_is_what_one_counts_by_hand(self, played):
        days = sorted(one for (one,) in played(ZELF))

        found = queries.tellingen(REGIO, VAN, TOT, on_behalf_of=machtiging_van("controller.regio"))

        (whole,) = [one for one in found if one.maat == "besluit_start" and not one.profiel]
        assert whole.aantal == len(days) > 10
        assert whole.mediaan == days[(len(days) + 1) // 2 - 1]

    def test_small_counts_are_hidden_from_everyone(self, gespeeld):
        for name in ("controller.regio", "toegang.dalfsen", "bestuur.regio"):
            found = queries.tellingen(REGIO, VAN, TOT, on_behalf_of=machtiging_van(name))

            assert [one for one in found if one.aantal is not None and 0 < one.aantal < 10] == []
            assert all(one.mediaan is None for one in found if one.aantal is None)

    def test_who_sees_no_child_gets_the_same_figures(self, gespeeld):
        figures = [
            queries.tellingen(REGIO, VAN, TOT, on_behalf_of=machtiging_van(name))
            for name in ("controller.regio", "bestuur.regio")
        ]

        assert figures[0] == figures[1] != []

    def test_a_hidden_count_cannot_be_subtracted(self):
        rows = [("p", "x", 3, 7, 9), ("p", "y", 30, 7, 9), ("p", "", 33, 7, 9), ("", "", 33, 7, 9)]

        found = {(one.profiel, one.aanbieder): one.aantal for one in _verberg("verzoek_start", rows)}

        assert found["p", "x"] is None
        assert None in (found["p", "y"], found["p", ""])


class TestDefinitions:
    def test_what_messages_do_not_hold_is_not_counted(self, gespeeld):
        found = {
            one.maat for one in queries.tellingen(REGIO, VAN, TOT, on_behalf_of=machtiging_van("controller.regio"))
        }

        assert found <= {code for code, one in maten().items() if one.gemeten}

    def test_every_measure_says_what_it_is(self):
        assert all(one.van and one.tot and one.waarom for one in maten().values())
        assert all(bool(one.norm_weken) == bool(one.norm_bron) for one in maten().values())


class TestSinceTheApplication:
    """N13, S94: who applied and was allocated nothing waits too, and is counted from the application."""

    CONTROLLER = Machtiging(rol=Rol.CONTROLLER, gemeente="0193")
    NU = datetime(2026, 11, 24, 9, tzinfo=UTC)

    def apply(self, many: int, kind: str, days: int, *, first: int = 0, of: Machtiging = ZWOLLE) -> list[int]:
        received = self.NU - timedelta(days=days)
        return [
            toegang_actions.meld_aan(
                Nieuw(
                    kanaal="eigen",
                    onderwerp=kind,
                    vraag="Ruzie thuis.",
                    ontvangen_op=received,
                    persoon=f"{nr:064x}",
                    lid_id=nr,
                ),
                moment=self.NU,
                on_behalf_of=of,
            )
            for nr in range(first, first + many)
        ]

    def counted(self, who: Machtiging = CONTROLLER) -> dict[str, tuple[int | None, int | None, int | None]]:
        found = queries.aanmeldingen(peildatum=PEIL, on_behalf_of=who)
        return {one.onderwerp: (one.aantal, one.te_laat, one.mediaan) for one in found}

    @pytest.mark.django_db
    def test_counts_open_applications_from_the_day_of_receipt(self):
        self.apply(10, "opvoeden", 70)
        self.apply(12, "psychisch", 21, first=100)
        self.apply(30, "leren", 3, first=200, of=Machtiging(rol=Rol.TOEGANG, gemeente="0148"))

        assert self.counted() == {"opvoeden": (10, 10, 70), "psychisch": (12, 0, 21), "": (22, 10, 21)}

    @pytest.mark.django_db
    def test_who_withdrew_waits_no_longer_and_small_counts_are_hidden(self):
        made = self.apply(12, "opvoeden", 21)
        self.apply(20, "psychisch", 21, first=100)
        for number in made[:3]:
            toegang_actions.zet_stand(
                number, "ingetrokken", reden="niet meer nodig", moment=self.NU, on_behalf_of=ZWOLLE
            )

        found = self.counted()

        assert found["opvoeden"] == (None, 0, None)
        assert None in (found["psychisch"][0], found[""][0]), "or one subtracts it"

    @pytest.mark.django_db
    def test_who_sees_no_children_counts_the_same_and_the_region_counts_none(self):
        self.apply(10, "opvoeden", 70)

        assert self.counted(Machtiging(rol=Rol.BESTUUR, gemeente="0193")) == self.counted()
        assert self.counted(Machtiging(rol=Rol.BESTUUR, regio=REGIO)) == {"": (0, 0, None)}

    def test_an_allocation_since_the_application_ends_this_wait(self, played):
        rows = played(ALLOCATED)
        assert rows
        town = Machtiging(rol=Rol.TOEGANG, gemeente=rows[0][0])
        for nr, (_, child, day) in enumerate(rows):
            toegang_actions.meld_aan(
                Nieuw(kanaal="eigen", onderwerp="leren", vraag="x", ontvangen_op=day, persoon=child, lid_id=nr),
                moment=self.NU,
                on_behalf_of=town,
            )

        kinds = {
            one.onderwerp: one.aantal
            for one in toegang_queries.wachten_op_besluit(peildatum=PEIL, on_behalf_of=town)
            if one.te_laat is None
        }

        assert "leren" not in kinds

    @pytest.mark.parametrize("name", ["controller.zwolle", "toegang.dalfsen", "bestuur.regio"])
    def test_the_page_has_figures_and_no_names(self, als, name):
        page = als(name).get("/wachttijden/aanmeldingen/")

        assert page.status_code == 200
        text = page.content.decode()
        assert "/jeugdigen/" not in text.split("<main")[1]
        assert ("De regio ziet ze niet" in text) == (name == "bestuur.regio")


class TestWhoWaits:
    def test_nobody_who_began_and_only_the_own_children(self, gespeeld):
        rows = queries.langst(REGIO, peildatum=PEIL, on_behalf_of=ZWOLLE)

        assert rows
        assert {one.gemeente for one in rows} == {"0193"}
        with namens(verwerking(REGIO)), connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM toewijzingen_v_levering WHERE gemeente = '0193' AND toewijzing_nummer = ANY (%s)",
                [[one.toewijzing_nummer for one in rows]],
            )
            assert cursor.fetchone() == (0,)
        assert [one.sinds for one in rows] == sorted(one.sinds for one in rows)

    def test_the_question_is_due_until_it_is_asked_and_comes_back(self, played):
        wie = ZWOLLE
        before = queries.langst(REGIO, peildatum=PEIL, on_behalf_of=wie)
        first = before[0]
        now = timezone.now()

        actions.leg_antwoord_vast(
            REGIO,
            actions.Vraag(first.toewijzing_nummer, "ja", "moeder", overbrugging="gesprekken"),
            door="an",
            moment=now,
            on_behalf_of=wie,
        )

        day = timezone.localdate(now)
        after = queries.langst(REGIO, peildatum=day, on_behalf_of=wie)
        known = next(one for one in after if one.toewijzing_nummer == first.toewijzing_nummer)
        assert known.antwoord.overbrugging == "gesprekken"
        assert not known.te_vragen(day)
        assert after[-1] == known
        assert known.te_vragen(day + timedelta(weeks=queries.vraagregel().opnieuw_na_weken))
        with pytest.raises(DatabaseError), namens(wie):
            Wachtvraag.objects.update(schaadt="nee")

    @pytest.mark.parametrize(
        ("schaadt", "aan", "intussen", "uitleg"),
        [("ja", "moeder", "", ""), ("nee", " ", "", ""), ("anders", "moeder", "", ""), ("nee", "111222333", "", "")],
    )
    def test_refuses_half_an_answer(self, gespeeld, schaadt, aan, intussen, uitleg):
        wie = ZWOLLE
        (one, *_) = queries.langst(REGIO, peildatum=PEIL, on_behalf_of=wie)

        with pytest.raises(actions.NietTeVragen):
            actions.leg_antwoord_vast(
                REGIO,
                actions.Vraag(one.toewijzing_nummer, schaadt, aan, intussen, uitleg),
                door="an",
                moment=timezone.now(),
                on_behalf_of=wie,
            )

    def test_is_for_the_own_access_worker(self, gespeeld):
        (one, *_) = queries.langst(REGIO, peildatum=PEIL, on_behalf_of=ZWOLLE)
        said = actions.Vraag(one.toewijzing_nummer, "nee", "moeder")
        other = Machtiging(rol=Rol.TOEGANG, gemeente="0148")

        for wie, refusal in ((other, actions.NietTeVragen), (machtiging_van("controller.zwolle"), NietToegestaan)):
            with pytest.raises(refusal):
                actions.leg_antwoord_vast(REGIO, said, door="x", moment=timezone.now(), on_behalf_of=wie)


class TestPages:
    def test_a_worker_asks_and_the_list_says_so(self, toegang):
        client = toegang
        (one, *_) = queries.langst(settings.REGIO, peildatum=timezone.localdate(), on_behalf_of=ZWOLLE)
        page = f"/wachttijden/langst/{one.toewijzing_nummer}/"

        assert client.get("/wachttijden/langst/").status_code == 200
        assert client.post(page, {"schaadt": "ja", "gevraagd_aan": "moeder"}).status_code == 422
        good = {"schaadt": "ja", "gevraagd_aan": "moeder", "overbrugging": "CJG belt wekelijks"}
        assert client.post(page, good).status_code == 302
        assert "CJG belt wekelijks" in client.get("/wachttijden/langst/").content.decode()
        assert client.get("/wachttijden/langst/999999999/").status_code == 404

    def test_the_region_publishes_and_anyone_reads(self, played):
        client = _client("contracten.regio")
        assert client.post("/wachttijden/").status_code == 302

        body = Client().get("/openbaar/wachttijden.json").json()
        assert body["wachttijden"]
        assert all("aantal" not in row for row in body["wachttijden"])
        table = Client().get("/openbaar/wachttijden.csv").content.decode()
        assert len(table.splitlines()) == 1 + len(body["wachttijden"])
        assert "Wachttijden voor jeugdhulp" in Client().get("/openbaar/wachttijden/").content.decode()

    def test_a_visitor_reads_the_name_of_a_provider_and_not_its_code(self, gespeeld):
        said = [row for row in Client().get("/openbaar/wachttijden.json").json()["wachttijden"] if row["agb"]]

        assert said
        assert all(row["aanbieder"] and row["aanbieder"] != row["agb"] for row in said)
        assert said[0]["aanbieder"] in Client().get("/openbaar/wachttijden/").content.decode()

    def test_a_provider_says_how_long_one_waits(self, played):
        client = _client("backoffice")
        profile = next(iter(queries.profielnamen(settings.REGIO)))
        page = "/wachttijden/opgave/"

        assert client.post(page, {"profiel": profile}).status_code == 422
        assert client.post(page, {"profiel": profile, "aanmelding_intake": "3,5"}).status_code == 302
        assert client.post(page, {"profiel": profile, "aanmelding_intake": "4"}).status_code == 422
        assert "3,5 weken" in Client().get("/openbaar/wachttijden/").content.decode()

    @pytest.mark.parametrize("name", ["controller.zwolle", "backoffice", "bestuur.regio", "toetser.dalfsen"])
    def test_who_waits_is_for_the_access(self, als, name):
        assert als(name).get("/wachttijden/langst/").status_code == 403
