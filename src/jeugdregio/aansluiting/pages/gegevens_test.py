# SPDX-License-Identifier: EUPL-1.2
"""Reading through the API: what there is, in pieces, never a write, every child in the read log, and not too often."""

import itertools
from datetime import UTC, datetime

import jsonschema
import pytest
from django.db import InternalError, connection
from django.test import Client

from jeugdregio.aansluiting.alleenlezen import alleen_lezen
from jeugdregio.aansluiting.models import Tempo
from jeugdregio.aansluiting.pages import gegevens
from jeugdregio.aansluiting.pages.api_test import Software, problem
from jeugdregio.aansluiting.pages.beschrijving import beschrijving
from jeugdregio.aansluiting.tempo import BEWAARD, netwerk, tel
from jeugdregio.aansluiting.toegang import machtiging_van
from jeugdregio.aansluiting.values import GEGEVENS, JEUGDIGEN, RECHTEN
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.logboek.models import Inzage
from jeugdregio.toewijzingen.models import Toewijzing
from tests.wereld import AANBIEDERS, GEMEENTEN, Wereld

pytestmark = pytest.mark.django_db
A1, A2, G1 = AANBIEDERS["A1"], AANBIEDERS["A2"], GEMEENTEN["G1"]
NU = datetime(2026, 11, 24, 12, 0, 20, tzinfo=UTC)
LIJSTEN = ("toewijzingen", "declaraties", "verzoeken", "maandrapporten", "contracten", "tarieven")


@pytest.fixture
def wereld(als_regio) -> Wereld:
    """Three allocations of G1 to A1, of three children."""
    world = Wereld()
    world.zonder_wachters()
    for nr in (1, 2, 3):
        world.gegeven(f"JW301 | product | begin | kind\nT{nr} | 45A14 | 2026-0{nr}-01 | K{nr}")
    return world


@pytest.fixture
def a1(wereld):
    return Software(A1, rechten=RECHTEN)


def seen(organisatie) -> list[tuple[str, str]]:
    """(what, which child) of every line in the read log of an organisation."""
    party = machtiging_van(organisatie)
    who = Machtiging(rol=Rol.PRIVACY, gemeente=party.gemeente, aanbieder=party.aanbieder)
    with namens(who):
        return list(Inzage.objects.filter(resultaat="getoond").order_by("id").values_list("wat", "persoon"))


class TestReading:
    def test_a_provider_reads_its_allocations_with_the_child(self, a1, wereld):
        found = a1.get("toewijzingen").json()

        assert (found["aantal"], found["paginas"], found["vorige"], found["volgende"]) == (3, 1, None, None)
        assert {one["aanbieder"] for one in found["resultaten"]} == {A1}
        assert {one["jeugdige"]["bsn"] for one in found["resultaten"]} == {wereld.bsn(f"K{nr}") for nr in (1, 2, 3)}
        (one,) = (one for one in found["resultaten"] if one["nummer"] == wereld.nummer("T1"))
        assert a1.get(f"toewijzingen/{one['id']}").json() == one

    def test_another_provider_reads_none_of_it(self, a1):
        other = Software(A2, rechten=RECHTEN)
        (mine, *_) = a1.get("toewijzingen").json()["resultaten"]

        assert other.get("toewijzingen").json()["resultaten"] == []
        theirs, nobodys = other.get(f"toewijzingen/{mine['id']}"), other.get(f"toewijzingen/{G1}-999999999")
        assert problem(theirs, 404, "niet_gevonden") == problem(nobodys, 404, "niet_gevonden")

    def test_page_by_page_each_comes_once(self, a1):
        address, numbers = "toewijzingen?paginaGrootte=1&sorteer=vastgesteld", []
        for _ in range(3):
            found = a1.get(address).json()
            numbers += [one["nummer"] for one in found["resultaten"]]
            address = (found["volgende"] or "").removeprefix("/api/v1/")

        assert address == ""
        assert sorted(numbers) == sorted(set(numbers))
        assert len(numbers) == 3
        whole = a1.get("toewijzingen").json()["resultaten"]
        assert [one["nummer"] for one in whole] == numbers[::-1]
        beyond = a1.get("toewijzingen?paginaGrootte=1&pagina=9").json()
        assert (beyond["resultaten"], beyond["vorige"]) == ([], "/api/v1/toewijzingen?paginaGrootte=1&pagina=3")

    def test_only_what_holds_on_a_day(self, a1):
        assert a1.get("toewijzingen?geldigOp=1999-01-01").json()["aantal"] == 0
        assert a1.get("toewijzingen?geldigOp=2026-02-15").json()["aantal"] == 2

    def test_a_claim_with_its_lines_and_why_one_was_refused(self, a1, wereld):
        wereld.neem_in("JW323 | toewijzing | kind | tarief\nP1 | T1 | K1 |\nP2 | T2 | K2 | 1")

        (claim,) = a1.get("declaraties?sorteer=-dagtekening").json()["resultaten"]
        assert (claim["stand"], claim["regels"], claim["afgewezen"]) == ("deels", 2, 1)
        refused = a1.get(f"declaraties/{claim['id']}/regels?oordeel=afgewezen").json()
        (line,) = refused["resultaten"]
        assert (line["toegekend"], line["toewijzingNummer"]) == (False, wereld.nummer("T2"))
        assert line["uitleg"][0]["watTeDoen"].endswith(".")
        assert a1.get(f"declaraties/{claim['id']}/regels").json()["aantal"] == 2
        text = a1.get(f"declaraties/{claim['id']}/regels").content.decode()
        assert wereld.bsn("K1") not in text
        assert len({child for what, child in seen(A1) if what == "api-declaratieregels"}) == 2

    def test_a_request_that_waits_has_the_form_that_is_described(self, a1, wereld):
        wereld.gegeven("JW315 | kind | product\nV1 | K9 | 45A14")
        document = beschrijving()
        town = Software(G1, rechten=RECHTEN)

        (one,) = town.get("verzoeken?sorteer=-uiterlijk").json()["resultaten"]

        jsonschema.validate(one, {**document["components"]["schemas"]["Verzoek"], "components": document["components"]})
        assert (one["soort"], one["aanbieder"], len(one["producten"])) == ("JW315", A1, 1)
        assert town.get(f"verzoeken/{one['id']}").json() == one
        assert a1.get(f"verzoeken/{one['id']}").json() == one

    def test_who_i_am_and_what_was_agreed(self, a1):
        assert a1.get("organisatie").json()["code"] == A1
        assert Software(G1, rechten=RECHTEN).get("organisatie").json()["soort"] == "gemeente"
        assert {one["aanbieder"] for one in a1.get("tarieven?paginaGrootte=200").json()["resultaten"]} <= {A1}

    def test_a_provider_has_no_reports(self, a1):
        assert a1.get("maandrapporten").json()["aantal"] == 0
        problem(a1.get(f"maandrapporten/{G1}-2026-09"), 404, "niet_gevonden")

    def test_the_same_again_is_not_sent_again(self, a1, wereld):
        first = a1.get("toewijzingen")
        again = a1.http.get("/api/v1/toewijzingen", headers={**a1.headers, "If-None-Match": f'"x", {first["ETag"]}'})

        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
        wereld.gegeven("JW301 | product | kind\nT4 | 45A14 | K4")
        changed = a1.http.get("/api/v1/toewijzingen", headers={**a1.headers, "If-None-Match": first["ETag"]})
        assert (changed.status_code, changed.json()["aantal"]) == (200, 4)


class TestRights:
    def test_figures_and_children_are_two_rights_and_a_key_has_neither_by_itself(self, wereld):
        plain, figures, children = (
            Software(A1),
            Software(A1, GEGEVENS, rechten=RECHTEN),
            Software(A1, JEUGDIGEN, rechten=RECHTEN),
        )

        for path in ("toewijzingen", "verzoeken", f"toewijzingen/{G1}-1", f"verzoeken/{G1}-1-1"):
            problem(plain.get(path), 403, "recht_ontbreekt")
            problem(figures.get(path), 403, "recht_ontbreekt")
        for path in ("declaraties", "maandrapporten", "organisatie", "contracten", "tarieven"):
            problem(plain.get(path), 403, "recht_ontbreekt")
            problem(children.get(path), 403, "recht_ontbreekt")
            assert figures.get(path).status_code == 200


class TestQuestions:
    @pytest.mark.parametrize(
        ("question", "word"),
        [
            ("onbekend=1", "Gebruik alleen"),
            ("pagina=0", "Welke pagina"),
            ("pagina=1&pagina=2", "Welke pagina"),
            ("pagina=1e3", "Welke pagina"),
            ("pagina=٣", "Welke pagina"),
            ("paginaGrootte=201", "Hoeveel"),
            ("geldigOp=20260101", "deze dag"),
            ("geldigOp=2026-02-30", "deze dag"),
            ("gemeente=193", "gemeente"),
            ("gemeente=0193%0a", "gemeente"),
            ("sorteer=bsn", "vaststellen"),
            ("gemeente=%00", "gemeente"),
        ],
    )
    def test_what_cannot_be_asked_is_said_by_name(self, a1, question, word):
        found = problem(a1.get(f"toewijzingen?{question}"), 400, "onjuiste_vraag")

        assert word in found["errors"][0]["detail"]

    def test_a_number_of_a_person_in_a_question_is_not_said_back(self, a1, wereld):
        answer = a1.get(f"toewijzingen?{wereld.bsn('K1')}={wereld.bsn('K1')}")

        assert wereld.bsn("K1") not in str(problem(answer, 400, "onjuiste_vraag"))

    def test_thousands_of_fields_are_one_problem(self, a1):
        problem(a1.get("toewijzingen?" + "&".join(f"a{nr}=" for nr in range(20_001))), 400, "onjuiste_vraag")


class TestNothingIsWritten:
    def test_the_database_refuses_a_write(self, wereld):
        def delete():
            with alleen_lezen(machtiging_van(A1)):
                assert Toewijzing.objects.exists()
                Toewijzing.objects.all().delete()

        with pytest.raises(InternalError, match="read-only transaction"):
            delete()
        assert Toewijzing.objects.count() == 3

    @pytest.mark.parametrize("path", LIJSTEN)
    def test_every_list_is_read_in_such_a_transaction(self, wereld, monkeypatch, path):
        town, modes = Software(G1, rechten=RECHTEN), []

        def spy(execute, sql, params, many, context):
            if not sql.startswith(("SET ", "SELECT set_config", "SAVEPOINT", "RELEASE", "SHOW")):
                with connection.execute_wrapper(lambda *_: None):
                    pass
                raw = context["connection"].connection.cursor()
                modes.append((sql[:60], raw.execute("SHOW transaction_read_only").fetchone()[0]))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(spy):
            assert town.get(path).status_code == 200

        written = {sql for sql, mode in modes if mode == "off"}
        assert {sql for sql, mode in modes if mode == "on"}
        assert not {sql for sql in written if "toewijzingen_" in sql or "declaraties_" in sql or "verzoeken_" in sql}

    def test_a_view_that_would_write_ends_as_a_problem_and_nothing_is_written(self, a1, monkeypatch):
        def writes(**_):
            Toewijzing.objects.all().delete()

        monkeypatch.setattr(gegevens.toewijzingen, "bladzijde", writes)
        a1.http.raise_request_exception = False

        problem(a1.get("toewijzingen"), 500, "storing")
        assert Toewijzing.objects.count() == 3


class TestReadLog:
    def test_each_child_that_was_shown_has_a_line(self, a1, wereld):
        a1.get("toewijzingen")
        a1.get("declaraties")

        lines = seen(A1)
        assert {what for what, _ in lines} == {"api-toewijzingen"}
        assert len({child for _, child in lines}) == len(lines) == 3

    def test_a_message_that_is_fetched_too(self, a1):
        (mark, *_) = (one["kenmerk"] for one in a1.get("uitgaande-berichten").json()["berichten"])

        assert a1.get(f"uitgaande-berichten/{mark}").status_code == 200

        lines = seen(A1)
        assert [what for what, _ in lines] == ["api-inhoud"]


class TestTempo:
    def test_too_often_with_a_key_is_said_with_when_to_come_back(self, a1, settings):
        settings.API_PER_MINUUT_SLEUTEL = 2
        answers = [a1.get("organisatie") for _ in range(3)]

        told = problem(answers[-1], 429, "te_vaak")
        assert [one.status_code for one in answers[:2]] == [200, 200]
        assert 1 <= int(answers[-1]["Retry-After"]) <= 60
        assert answers[-1]["Retry-After"] in told["detail"]
        assert Software(A2, rechten=RECHTEN).get("organisatie").status_code == 200

    def test_too_often_from_an_address_holds_for_who_is_not_logged_in(self, wereld, settings):
        settings.API_PER_MINUUT_ADRES = 2
        statuses = [Client().post("/api/v1/token").status_code for _ in range(3)]

        assert statuses == [400, 400, 429]
        assert Client(REMOTE_ADDR="192.0.2.7").get("/api/v1/openapi.json").status_code == 200

    def test_the_next_minute_counts_anew(self, db):
        counted = [tel("x", per_minuut=1, moment=NU) for _ in range(2)]

        assert counted == [0, 40]
        assert tel("x", per_minuut=1, moment=NU.replace(minute=1, second=0)) == 0
        assert tel("x", per_minuut=0, moment=NU) == 0

    def test_who_stays_away_is_forgotten_and_no_address_is_kept(self, als_regio):
        tel("adres 192.0.2.1", per_minuut=9, moment=NU)
        assert "192.0.2.1" not in str(list(Tempo.objects.values()))

        tel("adres 192.0.2.2", per_minuut=9, moment=NU + BEWAARD / 2)
        assert Tempo.objects.count() == 2
        tel("adres 192.0.2.3", per_minuut=9, moment=NU + BEWAARD)
        assert Tempo.objects.count() == 2

    def test_a_network_of_ipv6_is_one_address(self):
        same = ("2001:db8::1", "2001:db8:0:0:ffff::2")
        others = ("2001:db8:0:1::1", "192.0.2.1", "::ffff:192.0.2.2", "onzin")

        assert netwerk(same[0]) == netwerk(same[1])
        assert all(netwerk(a) != netwerk(b) for a, b in itertools.combinations((same[0], *others), 2))
        assert netwerk("::ffff:192.0.2.1") == "192.0.2.1"
