# SPDX-License-Identifier: EUPL-1.2
"""The answers of the demo: nearly all agree, each municipality has one refusal and some silence, once."""

from jeugdregio.demo.retouren import NIET_GEOPEND, PORTAAL, speel_retouren
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Account
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.ontvangst.queries import meet, werk_met_een_termijn
from tests.paginawereld import REGIO, VANDAAG


def test_nearly_all_agree_and_each_municipality_has_something_to_do(played):
    ((agreed, refused),) = played(
        "SELECT count(*) FILTER (WHERE akkoord), count(*) FILTER (WHERE NOT akkoord) FROM berichten_retour"
    )
    assert agreed > refused > 0
    assert played(
        "SELECT count(*) FROM berichten_weigering w JOIN berichten_bestand b ON b.id = w.bestand_id"
        " WHERE b.naam LIKE 'JW3_2%'"
    ) == [(0,)]
    work = werk_met_een_termijn(peildatum=VANDAAG, on_behalf_of=verwerking(REGIO))
    kinds = {one.soort for one in work}
    assert kinds >= {"afkeuring", "geen_retour"}
    assert len([one for one in work if one.soort == "geen_retour"]) < agreed / 2
    assert {m.invariant.code: m.fout for m in meet(on_behalf_of=verwerking(REGIO)) if m.fout} == {}


def test_who_works_in_the_portal_finds_its_last_messages_there(played):
    with namens(verwerking(REGIO)):
        provider = Account.objects.get(username=PORTAAL).aanbieder
    ((open_, unread),) = played(
        "SELECT count(*) FILTER (WHERE stuk = 'bericht' AND stand = 'vrij' AND beantwoord_op IS NULL),"
        " count(*) FILTER (WHERE stuk = 'antwoord' AND verzonden_op IS NULL)"
        f" FROM berichten_verzending WHERE aanbieder = '{provider}' AND ontvanger = '{provider}'"
    )
    assert open_ == NIET_GEOPEND
    assert unread > 0


def test_a_second_time_nothing_is_answered_again(played):
    assert speel_retouren(regio=REGIO, vandaag=VANDAAG) == 0
