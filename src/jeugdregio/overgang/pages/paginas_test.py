# SPDX-License-Identifier: EUPL-1.2
"""The pages of the transition: a budget becomes amounts, inflow is read and compared, a most is proposed (S03, S69)."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from jeugdregio.aanbieders.models import Aanbieder
from jeugdregio.gebruikers.actions import geef_rol
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Voorstel
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.overgang import actions, queries
from jeugdregio.overgang.models import Overgangsafspraak
from jeugdregio.overgang.values import Afspraak, Instroomgegevens, Omzetgegevens, Uitgavegegevens

REGIO = "ijsselland"
MODEL, JGGZ = "/rta-model/", "/overgang-jggz/"
EEN, TWEE = "99900001", "99900002"


@pytest.fixture
def controller(db: None) -> Client:
    with namens(verwerking(REGIO)):
        for agb, naam in ((EEN, "Trias"), (TWEE, "De Linde (verzonnen)")):
            Aanbieder.objects.create(agb=agb, kvk=agb, naam=naam)
        account = geef_rol(
            "an",
            rol=Rol.CONTROLLER,
            bij={"regio": REGIO},
            vanaf=date(2015, 1, 1),
            regio=REGIO,
            moment=timezone.now(),
        )
    client = Client()
    client.force_login(account)
    return client


def shown(client: Client, address: str) -> str:
    return client.get(address).content.decode().replace("\N{NO-BREAK SPACE}", " ")


def bestand(*rows: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("r.csv", "\n".join(rows).encode())


class TestModel:
    def test_turnover_is_read_and_a_budget_becomes_amounts_with_a_trace(self, controller):
        file = bestand("AGB;Jaar;Omzet;Verblijf;Bron", f"{EEN};2012;300;ja;Vektis", f"{TWEE};2012;100;;Vektis")
        assert controller.post(MODEL, {"doe": "inlezen", "bestand": file}).status_code == 302

        text = shown(controller, f"{MODEL}?budget=1000,00&jaar=2012&residentieel=1000")
        for said in ("€ 970", "€ 727,50", "€ 242,50", "voldaan", "niet de formule", "Uw aanname"):
            assert said in text
        trace = shown(controller, f"{MODEL}aanbieder/?budget=1000,00&jaar=2012&residentieel=1000&aanbieder={TWEE}")
        assert "€ 242,50" in trace
        assert "Omzet van De Linde" in trace
        assert controller.get(f"{MODEL}aanbieder/?budget=1&jaar=2012&aanbieder=x").status_code == 404

    def test_faults_say_row_and_column_and_nothing_is_read(self, controller):
        file = bestand("AGB;Jaar;Omzet;Bron", "1;2012;veel;x", f"{EEN};2012;1;x")

        found = controller.post(MODEL, {"doe": "inlezen", "bestand": file})

        assert found.status_code == 422
        assert "dit is geen getal" in found.content.decode()
        assert queries.omzetjaren(on_behalf_of=verwerking(REGIO)) == []

    @pytest.mark.parametrize("wrong", ["budget=veel", "budget=1&innovatie=1001", "jaar=2012", "budget=1&jaar=2012"])
    def test_what_cannot_be_filled_is_said(self, controller, wrong):
        assert controller.get(f"{MODEL}?{wrong}").status_code == 422


class TestTransition:
    def test_one_provider_stands_out_and_a_most_waits_for_another(self, controller):
        with namens(verwerking(REGIO)):
            actions.leg_instroom_vast(
                Instroomgegevens(EEN, year, 100 if year < 2014 else 150, "t", verzonnen=True)
                for year in range(2011, 2015)
            )
            actions.leg_uitgaven_vast([Uitgavegegevens(EEN, 2015, 1_000_00, 350_00, "t", verzonnen=True)])

        text = shown(controller, JGGZ)
        for said in ("onverklaarde groei", "verzonnen", "35,0", "€ 350,00", "ongeveer 35 procent"):
            assert said in text
        assert "onverklaarde groei" not in shown(controller, f"{JGGZ}?drempel=500")
        form = {
            "doe": "afspraak",
            "aanbieder": EEN,
            "jaar": "2015",
            "maximum": "300,00",
            "bron": "brief",
            "reden": "groei",
        }
        assert controller.post(JGGZ, form).status_code == 302
        with namens(verwerking(REGIO)):
            one = Voorstel.objects.get(soort=actions.AFSPRAAK)
            assert one.inhoud == {"aanbieder": EEN, "jaar": 2015, "maximum_cent": 300_00, "bron": "brief"}
            actions.leg_afspraak_vast(Afspraak(**one.inhoud))
        assert "€ 950,00" in shown(controller, JGGZ)

    def test_inflow_is_read(self, controller):
        file = bestand("AGB;Jaar;Begonnen;Verklaard;Toelichting;Bron", f"{EEN};2014;10;2;;brief")
        found = controller.post(JGGZ, {"doe": "inlezen", "bestand": file})
        assert "Schrijf de verklaring op" in found.content.decode()

        file = bestand("AGB;Jaar;Begonnen;Verklaard;Toelichting;Bron", f"{EEN};2014;10;2;verhuisd;brief")
        assert controller.post(JGGZ, {"doe": "inlezen", "bestand": file}).status_code == 302
        (one,) = queries.instroom(on_behalf_of=verwerking(REGIO))
        assert (one.aantal, one.verklaard, one.toelichting) == (10, 2, "verhuisd")


def test_an_agreement_is_of_two_people_and_stays(controller):
    person = Machtiging(rol=Rol.CONTROLLER, regio=REGIO, account=1)
    with namens(person), pytest.raises(DatabaseError, match="vier ogen"), transaction.atomic():
        Overgangsafspraak.objects.create(aanbieder=EEN, jaar=2015, maximum_cent=1, bron="x")
    with namens(verwerking(REGIO)):
        actions.leg_afspraak_vast(Afspraak(EEN, 2015, 1, "x"))
        with pytest.raises(actions.NietVastTeLeggen, match="verandert niet"):
            actions.leg_afspraak_vast(Afspraak(EEN, 2015, 2, "x"))
        with pytest.raises(DatabaseError), transaction.atomic():
            Overgangsafspraak.objects.update(maximum_cent=2)


def test_a_provider_sees_its_own(controller):
    with namens(verwerking(REGIO)):
        actions.leg_omzetten_vast(Omzetgegevens(agb, 2012, 1, False, "x") for agb in (EEN, TWEE))

    seen = queries.omzetten(2012, on_behalf_of=Machtiging(rol=Rol.AANBIEDER, aanbieder=EEN))

    assert [one.aanbieder for one in seen] == [EEN]
