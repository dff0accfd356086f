# SPDX-License-Identifier: EUPL-1.2
"""People of the BRP: the adapter over real HTTP, the double with the same answers, and the read log."""

import json
import logging
import threading
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise

import pytest
from django.conf import settings

from jeugdregio.core.bsn import persoon as persoon_van
from jeugdregio.core.bsn import zegel
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.logboek.models import Inzage
from jeugdregio.personen import queries, verhalen
from jeugdregio.personen.dubbel import Dubbel, moeder_van, ouders
from jeugdregio.personen.haalcentraal import HaalCentraal
from jeugdregio.personen.lezen import lees_persoon, lees_verblijfplaatsen
from jeugdregio.personen.values import (
    Adressoort,
    BrpGaf,
    BrpWeigert,
    Doelbinding,
    Gezagsoort,
    NietAangesloten,
    NietBereikbaar,
)

MOMENT = datetime(2026, 11, 24, 10, tzinfo=UTC)
ZWOLLE = "0193"
TOEGANG = Machtiging(rol=Rol.TOEGANG, gemeente=ZWOLLE, account=7)
DOEL = Doelbinding.WOONPLAATS
GEWOON = "999900110"
ECHT = "111222333"
"""Passes the check and is not of the test range; of nobody as far as we know, and never sent anywhere."""


def sealed(bsn: str) -> bytes:
    return zegel(settings.BSN_KEY).verzegel(bsn)


class Brp(BaseHTTPRequestHandler):
    """The double behind a real socket, with the answers that a test asks for."""

    geef: tuple[int, bytes] | None = None
    traag = 0.0
    vragen: list[tuple[str, dict[str, object], dict[str, str]]] = []

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.vragen.append((self.path, body, dict(self.headers)))
        time.sleep(self.traag)
        status, answer = self.geef or (200, self._answer(body))
        self.send_response(status)
        if status == 307:
            self.send_header("Location", "/elders/personen")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def _answer(self, body: dict[str, object]) -> bytes:
        ask = Dubbel().historie if self.path.endswith("verblijfplaatshistorie") else Dubbel().antwoord
        return json.dumps(ask(body, wie=ZWOLLE)).encode()

    def log_message(self, *_: object) -> None:
        """Nothing on the screen."""


@pytest.fixture
def brp() -> Iterator[str]:
    Brp.geef, Brp.traag, Brp.vragen = None, 0.0, []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Brp)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


class TestAdapter:
    def test_the_answer_over_http_is_that_of_the_double(self, brp):
        there = HaalCentraal(brp, f"{brp}/historie/", sleutel="geheim")
        for bsn in (*verhalen.VERHALEN, GEWOON, moeder_van(GEWOON)):
            ask = {"wie": ZWOLLE, "doel": DOEL}
            period = {"van": date(2010, 1, 1), "tot": date(2027, 1, 1)}
            assert there.personen(bsn, **ask) == Dubbel().personen(bsn, **ask)
            assert there.verblijfplaatsen(bsn, **period, **ask) == Dubbel().verblijfplaatsen(bsn, **period, **ask)

    def test_a_number_stands_in_the_body_alone_and_no_more_is_asked_than_is_needed(self, brp):
        HaalCentraal(brp, brp, sleutel="geheim").personen(GEWOON, wie=ZWOLLE, doel=DOEL)
        ((path, body, heads),) = Brp.vragen

        assert (path, body["type"]) == ("/personen", "RaadpleegMetBurgerservicenummer")
        assert GEWOON not in path + json.dumps(heads)
        assert (heads["X-API-KEY"], heads["X-DOELBINDING"]) == ("geheim", DOEL.value)
        assert "nationaliteiten" not in body["fields"]

    def test_one_day_is_asked_as_a_day(self, brp):
        one = HaalCentraal(brp, brp)
        one.verblijfplaatsen(GEWOON, van=date(2026, 1, 1), tot=date(2026, 1, 2), wie="", doel=DOEL)
        one.verblijfplaatsen(GEWOON, van=date(2026, 1, 1), tot=date(2026, 3, 1), wie="", doel=DOEL)

        assert [body["type"] for _, body, _ in Brp.vragen] == ["RaadpleegMetPeildatum", "RaadpleegMetPeriode"]

    @pytest.mark.parametrize(
        ("status", "answer", "refusal"),
        [
            (401, b"{}", BrpWeigert),
            (403, b"{}", BrpWeigert),
            (429, b"{}", BrpWeigert),
            (307, b"", BrpWeigert),
            (299, b"{}", BrpWeigert),
            (500, b"{}", NietBereikbaar),
            (200, b"<html>", BrpGaf),
            (200, b"[]", BrpGaf),
            (200, b'{"personen": 3}', BrpGaf),
            (200, b'{"personen": [{"burgerservicenummer": "123"}]}', BrpGaf),
            (200, b'{"personen": [{"verblijfplaats": {"type": "Kasteel"}}]}', BrpGaf),
            (200, b'{"personen": [{"geboorte": {"datum": {"type": "Datum", "datum": "gisteren"}}}]}', BrpGaf),
        ],
    )
    def test_every_refusal_has_a_name_and_a_text_and_never_a_number(self, brp, status, answer, refusal, caplog):
        Brp.geef = status, answer
        with caplog.at_level(logging.DEBUG), pytest.raises(refusal, match=r"\.$") as caught:
            HaalCentraal(brp, brp).personen(GEWOON, wie=ZWOLLE, doel=DOEL)

        assert GEWOON not in f"{caught.value!r} {caught.value}{caplog.text}"
        assert len(Brp.vragen) == 1, "a redirect is not followed"

    def test_nobody_is_none(self, brp):
        Brp.geef = 200, b'{"type": "RaadpleegMetBurgerservicenummer", "personen": []}'
        assert HaalCentraal(brp, brp).personen(GEWOON, wie=ZWOLLE, doel=DOEL) is None

    def test_too_slow_or_not_there_is_said(self, brp):
        Brp.traag = 0.6
        for one in (HaalCentraal(brp, brp, wachttijd=0.1), HaalCentraal("http://127.0.0.1:9", "", wachttijd=0.2)):
            with pytest.raises(NietBereikbaar, match="opnieuw"):
                one.personen(GEWOON, wie=ZWOLLE, doel=DOEL)


class TestReading:
    def test_a_date_that_is_not_fully_known_is_none(self):
        places = lees_verblijfplaatsen(
            {
                "verblijfplaatsen": [
                    {"type": "Adres", "datumVan": {"type": "JaarDatum", "jaar": 2020}, "gemeenteVanInschrijving": {}},
                    {"type": "VerblijfplaatsOnbekend", "gemeenteVanInschrijving": {"code": "0148"}},
                ]
            }
        )
        assert [(one.soort, one.van, one.gemeente) for one in places] == [
            (Adressoort.ADRES, None, ""),
            (Adressoort.ONBEKEND, None, ""),
        ]

    def test_the_address_is_read_from_the_envelope_or_else_from_its_parts(self):
        parts = {"officieleStraatnaam": "Testpad", "huisnummer": 8, "huisletter": "b", "woonplaats": "Ommen"}
        (one,) = lees_verblijfplaatsen({"verblijfplaatsen": [{"type": "Adres", "verblijfadres": parts}]})
        assert one.regels == ("Testpad 8b", "Ommen")

    @pytest.mark.parametrize(
        ("custody", "kind", "holders", "institution"),
        [
            ({"type": "Voogdij", "derden": []}, Gezagsoort.VOOGDIJ, 0, True),
            ({"type": "Voogdij", "derden": [{"burgerservicenummer": GEWOON}]}, Gezagsoort.VOOGDIJ, 1, False),
            (
                {"type": "GezamenlijkGezag", "ouder": {"burgerservicenummer": GEWOON}, "derde": {"type": "Onbekend"}},
                Gezagsoort.GEZAMENLIJK,
                1,
                False,
            ),
            ({"type": "TijdelijkGeenGezag", "toelichting": "x"}, Gezagsoort.TIJDELIJK_GEEN, 0, False),
            ({"type": "IetsNieuws"}, Gezagsoort.NIET_TE_BEPALEN, 0, False),
        ],
    )
    def test_every_kind_of_custody(self, custody, kind, holders, institution):
        found = lees_persoon({"personen": [{"gezag": [custody]}]})
        assert found is not None
        (one,) = found.gezag
        assert (one.soort, len(one.dragers), one.instelling) == (kind, holders, institution)


class TestDouble:
    def test_always_the_same_and_whoever_asks_lives_there(self):
        ask = {"wie": ZWOLLE, "doel": DOEL}
        children = ("999900110", "999900122", "999900134", "999900146", "999901023")
        for bsn in children:
            one = Dubbel().personen(bsn, **ask)
            assert one == Dubbel().personen(bsn, **ask)
            assert one.gemeente == ZWOLLE
            assert one.moeder == one.ouders[0]
            assert [who.naam for who in one.gezag[0].dragers] == [parent.naam for parent in one.ouders]
            assert one.achternaam == Dubbel().personen(moeder_van(bsn), **ask).achternaam

    def test_a_youth_lives_where_its_mother_lives_and_no_day_is_missing(self):
        ask = {"wie": ZWOLLE, "doel": DOEL}
        for bsn in ("999900110", "999900122", "999900134", "999900201", "999900213", "999900225"):
            born = Dubbel().personen(bsn, **ask).geboortedatum
            places = Dubbel().verblijfplaatsen(bsn, van=born, tot=date(2027, 1, 1), **ask)
            home = Dubbel().verblijfplaatsen(moeder_van(bsn), van=born, tot=date(2027, 1, 1), **ask)
            assert [one.gemeente for one in places] == [one.gemeente for one in home]
            assert places[0].van == born
            assert all(one.tot == after.van for one, after in pairwise(places))

    def test_no_number_that_may_be_of_someone_real(self):
        for bsn in (ECHT, "999900007", "", "x"):
            with pytest.raises(NietAangesloten, match="BRP_URL"):
                Dubbel().personen(bsn, wie=ZWOLLE, doel=DOEL)
        assert all(bsn.startswith("99999") for bsn in ouders())

    @pytest.mark.parametrize(
        ("bsn", "told"),
        [
            (verhalen.GEHEIM, lambda one: one.geheim),
            (verhalen.VOOGDIJ, lambda one: one.gezag[0].instelling),
            (verhalen.NIET_OP_ADRES, lambda one: one.verblijfplaats.aantekening_op(date(2026, 2, 1))),
            (verhalen.NIET_OP_ADRES, lambda one: not one.verblijfplaats.aantekening_op(date(2026, 1, 31))),
            (verhalen.BUITENLAND, lambda one: one.verblijfplaats.soort is Adressoort.BUITENLAND and not one.gemeente),
            (verhalen.NERGENS, lambda one: one.verblijfplaats.soort is Adressoort.ONBEKEND),
            (verhalen.EEN_OUDER, lambda one: len(one.gezag[0].dragers) == 1),
            (verhalen.TWEE_HUIZEN, lambda one: len(one.gezag[0].dragers) == 2),
        ],
    )
    def test_the_stories_are_told(self, bsn, told):
        assert told(Dubbel().personen(bsn, wie="", doel=DOEL))


@pytest.mark.django_db
class TestDoor:
    def test_each_look_up_is_in_the_read_log_with_its_purpose(self):
        with namens(TOEGANG):
            child = queries.persoon(sealed(GEWOON), doel=DOEL, moment=MOMENT, on_behalf_of=TOEGANG)
            queries.verblijfplaatsen(
                sealed(GEWOON), van=date(2020, 1, 1), tot=date(2027, 1, 1), doel=DOEL, moment=MOMENT,
                on_behalf_of=TOEGANG,
            )  # fmt: skip
            town = queries.moeder_ingeschreven(child, doel=DOEL, moment=MOMENT, on_behalf_of=TOEGANG)
        with namens(Machtiging(rol=Rol.PRIVACY, gemeente=ZWOLLE, account=8)):
            rows = list(Inzage.objects.order_by("id").values_list("wat", "persoon", "doel", "account", "resultaat"))

        who = persoon_van(sealed(GEWOON))
        assert rows[:2] == [
            ("brp-persoon", who, DOEL.value, "7", "getoond"),
            ("brp-historie", who, DOEL.value, "7", "getoond"),
        ]
        assert rows[2][1] == persoon_van(sealed(moeder_van(GEWOON)))
        assert town in {ZWOLLE, *verhalen.BUREN}

    def test_a_look_up_that_failed_is_in_it_too(self):
        with namens(TOEGANG), pytest.raises(NietAangesloten):
            queries.persoon(sealed(ECHT), doel=DOEL, moment=MOMENT, on_behalf_of=TOEGANG)
        with namens(Machtiging(rol=Rol.PRIVACY, gemeente=ZWOLLE, account=8)):
            assert list(Inzage.objects.values_list("resultaat", flat=True)) == ["geweigerd"]

    def test_with_an_address_the_brp_is_asked(self, brp, settings):
        settings.BRP_URL, settings.BRP_SLEUTEL = brp, "geheim"
        with namens(TOEGANG):
            found = queries.persoon(sealed(GEWOON), doel=DOEL, moment=MOMENT, on_behalf_of=TOEGANG)
        assert found == Dubbel().personen(GEWOON, wie=ZWOLLE, doel=DOEL)
        assert len(Brp.vragen) == 1
        assert not queries.is_verzonnen()
