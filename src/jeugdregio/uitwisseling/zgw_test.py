# SPDX-License-Identifier: EUPL-1.2
"""A case in the shapes of the standards: what is known stands, what is not is left out, and no number of a child."""

import json
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.test import Client

from jeugdregio.besluiten.termijnen import BESLISSEN
from jeugdregio.besluiten.values import Aanvraag, Besluit, Brief, Opschorting, Termijnfeit, Voorziening, termijn
from jeugdregio.toegang.values import Aanmelding
from jeugdregio.uitwisseling import queries, zgw
from jeugdregio.uitwisseling.zgw import Bundel

ONTVANGEN = datetime(2026, 10, 5, 9, tzinfo=UTC)
BRIEF = Brief(31, "beschikking", "Kim van Dam", "ab" * 32, datetime(2026, 11, 24, 10, tzinfo=UTC))
PERSOON = "a" * 64
AANMELDING = Aanmelding(
    id=12, gemeente="0193", gezin_id=3, lid_id=7, persoon=PERSOON, kanaal="eigen", onderwerp="opvoeden",
    vraag="Ruzie thuis.", stand="afgerond", stand_op=ONTVANGEN, ontvangen_op=ONTVANGEN, uiterlijk=date(2026, 11, 30),
    uiterlijk_bron="Awb 4:13", team="cjg", behandelaar=1, bewijs=None, verwijzer_type="", verwijzer="", maatregel="",
    gi="", gewenst="", aanbieder="", plek="", signalen=(), naar="", reden="", oproep_id=None, bron=None,
    afgerond_op=datetime(2026, 11, 24, 10, tzinfo=UTC),
)  # fmt: skip
STIL = Opschorting.om_aanvulling(date(2026, 10, 12), date(2026, 10, 26), date(2026, 10, 19))
AANVRAAG = Aanvraag(
    id=5, gemeente="0193", persoon=PERSOON, aanmelding_id=12, gezin_id=3, lid_id=7, kanaal="eigen",
    ontvangen_op=ONTVANGEN.date(), afgesloten_op=None, zonder_besluit="",
    termijn=termijn(BESLISSEN, ONTVANGEN.date(), [STIL]),
    feiten=(Termijnfeit(1, "opschorting", date(2026, 10, 12), date(2026, 10, 26), date(2026, 10, 19), "verslag"),),
)  # fmt: skip
VOORZIENING = Voorziening(
    vorm="zin", categorie="45", omschrijving="Begeleiding thuis", van=date(2026, 12, 1), tot=date(2027, 6, 1),
    aanbieder="12345678", code="45A04", volume=2, eenheid="82", frequentie="2", toewijzing_nummer=99,
)  # fmt: skip
BESLUIT = Besluit(
    id=21, gemeente="0193", persoon=PERSOON, aanvraag_id=5, aanmelding_id=12, gezin_id=3, lid_id=7, soort="toekenning",
    stand="bekend", grondslag="artikel 2.3 van de Jeugdwet", motivering="Hulp is nodig.",
    besloten_op=date(2026, 11, 23), bekendgemaakt_op=date(2026, 11, 24), voorzieningen=(VOORZIENING,), brieven=(BRIEF,),
)  # fmt: skip
BUNDEL = Bundel(AANMELDING, AANVRAAG, (BESLUIT,), (), {31: b"%PDF-proef"})


def test_a_case_names_its_dates_and_what_moved_them() -> None:
    found = zgw.zaak(BUNDEL)
    assert found["startdatum"] == "2026-10-05"
    # eight weeks end on 30 November; a week of standing still makes it 7 December
    assert found["uiterlijkeEinddatumAfdoening"] == "2026-12-07"
    assert found["opschorting"] == {"indicatie": False, "reden": "verslag"}
    assert found["resultaat"] == {"resultaattype": "toekenning"}
    assert found["vertrouwelijkheidaanduiding"] == "zaakvertrouwelijk"


def test_a_decision_has_its_period_inclusive_and_the_last_day_to_object() -> None:
    found = zgw.besluit(BESLUIT)
    assert (found["ingangsdatum"], found["vervaldatum"]) == ("2026-12-01", "2027-05-31")
    assert found["uiterlijkeReactiedatum"] == "2027-01-05"
    assert found["zaak"] == f"urn:uuid:{zgw.zaak(BUNDEL)['uuid']}"
    endless = replace(BESLUIT, voorzieningen=(VOORZIENING, replace(VOORZIENING, tot=None)))
    assert zgw.besluit(endless)["vervaldatum"] is None


def test_what_is_not_known_is_left_out() -> None:
    fresh = Bundel(replace(AANMELDING, afgerond_op=None, stand="ontvangen"), None, (), (), {})
    found = zgw.alles(fresh)
    assert not {"opschorting", "verlenging", "resultaat"} & set(found["zaak"])
    assert found["zaak"]["uiterlijkeEinddatumAfdoening"] == "2026-11-30"
    assert found["besluiten"] == found["bezwaren"] == found["enkelvoudiginformatieobjecten"] == []


def test_the_file_holds_the_letters_as_sent_says_nothing_of_whom_and_is_the_same_each_time() -> None:
    data = queries.pak_in(BUNDEL)
    assert queries.pak_in(BUNDEL) == data
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.namelist() == ["zaak.json", "documenten/brief-31.pdf"]
        assert archive.read("documenten/brief-31.pdf") == b"%PDF-proef"
        text = archive.read("zaak.json").decode()
    (letter,) = json.loads(text)["enkelvoudiginformatieobjecten"]
    assert letter["integriteit"]["waarde"] == "ab" * 32
    assert letter["bestandsomvang"] == len(b"%PDF-proef")
    assert PERSOON not in text
    assert "Kim van Dam" not in text


def test_every_thing_has_one_uuid_of_its_own() -> None:
    marks = {zgw.uuid(kind, town, 1) for kind in ("zaak", "besluit", "document") for town in ("0193", "0150")}
    assert len(marks) == 6
    assert zgw.uuid("zaak", "0193", 1) == zgw.uuid("zaak", "0193", 1)


@pytest.mark.django_db
def test_without_logging_in_there_is_no_file(client: Client) -> None:
    assert client.get("/aanmelden/12/zaak.zip").status_code == 302
