# SPDX-License-Identifier: EUPL-1.2
"""Nothing goes before its term, all of it goes after, by a list and two people; the money stays to the cent."""

import re
from datetime import date, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from jeugdregio.berichten import queries as berichten
from jeugdregio.berichten.models import Bericht, Bestand
from jeugdregio.bewaren.actions import NietTeVernietigen, bewaar_langer, maak_lijst, vernietig
from jeugdregio.bewaren.klassen import Klasse
from jeugdregio.bewaren.models import Grafsteen, Vernietigingslijst, Vernietigingspost
from jeugdregio.bewaren.uitvoer import gegevens_over
from jeugdregio.core.bsn import persoon
from jeugdregio.gebruikers.isolatie import als_vernietiging, namens
from jeugdregio.gebruikers.models import Account, Voorstel
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.grootboek.models import Boeking
from jeugdregio.ontvangst.invarianten import meet
from jeugdregio.toewijzingen.models import Client, Toewijzing
from tests.wereld import GEMEENTEN, Wereld
from tests.wereld_oordeel import REGIO

pytestmark = pytest.mark.django_db
WIE = verwerking(REGIO)
GEMEENTE = GEMEENTEN["G1"]
MOMENT = timezone.make_aware(datetime(2050, 7, 1, 9))


@pytest.fixture
def wereld(als_regio) -> Wereld:
    """K1 had care until the end of 2027, K2 has care without an end, K3 is of another municipality."""
    world = Wereld()
    world.zonder_wachters()
    world.gegeven(
        "JW301 | kind | gemeente | begin | einde\nT1 | K1 | G1 | 2026-01-01 | 2027-12-31\n"
        "T2 | K2 | G1 | 2026-01-01 |\nT3 | K3 | G2 | 2026-01-01 | 2027-12-31"
    )
    world.gegeven("JW305 | kind | toewijzing\nS1 | K1 | T1")
    world.gegeven("JW323 | kind | toewijzing | maand\nD1 | K1 | T1 | 2027-05\nD2 | K2 | T2 | 2027-05")
    assert world.neem_in("JW323 | bericht | kind | toewijzing | maand\nD3 | weer | K1 | T1 | 2027-05") != {}
    return world


@pytest.fixture
def mensen(wereld) -> tuple[Machtiging, Machtiging]:
    """Two people of the municipality who may destroy."""
    return two(gemeente=GEMEENTE)


def two(**org: str) -> tuple[Machtiging, Machtiging]:
    """One who makes a list, and one who confirms it."""
    first, second = (
        Machtiging(rol=Rol.PRIVACY, account=Account.objects.create(username=f"{name}.{org}", **org).pk, **org)
        for name in ("maker", "bevestiger")
    )
    return first, second


def confirmed(lijst: Vernietigingslijst, mensen: tuple[Machtiging, Machtiging]) -> None:
    """What `vier_ogen` leaves in the transaction in which something is carried out."""
    maker, other = mensen
    with namens(maker):
        one = Voorstel.objects.create(
            **{maker.soort.value: maker.organisatie},
            soort="vernietiging",
            inhoud={"lijst": lijst.pk},
            sha256=lijst.sha256,
            reden="termijn",
            voorgesteld_door_id=maker.account,
            voorgesteld_op=MOMENT,
        )
    with namens(other), connection.cursor() as cursor:
        one.besluit, one.besloten_door_id, one.besloten_op = "bevestigd", other.account, MOMENT
        one.save(update_fields=["besluit", "besloten_door", "besloten_op"])
        cursor.execute("SELECT set_config('jr.voorstel', %s, true)", [str(one.pk)])


def destroy(peildatum: date, mensen: tuple[Machtiging, Machtiging]) -> Vernietigingslijst:
    lijst = maak_lijst(Klasse.DOSSIER, peildatum=peildatum, on_behalf_of=mensen[0])
    confirmed(lijst, mensen)
    vernietig(lijst.pk, moment=MOMENT, on_behalf_of=mensen[1])
    return lijst


def wrong() -> dict[str, int]:
    return {one.invariant.code: one.fout for one in meet(on_behalf_of=WIE) if one.fout}


def ledger() -> list[tuple[object, ...]]:
    return sorted(Boeking.objects.values_list("gemeente", "oorzaak_id", "oorzaak_nr", "debet", "credit", "bedrag_cent"))


def everything() -> str:
    """Every row of every table, as text; seen by the processing, which sees all."""
    texts = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename !~ '^(auth|django)_'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT r::text FROM "{table}" r')
            texts += [f"{table} {row}" for (row,) in cursor.fetchall()]
    return "\n".join(texts)


def test_a_clock_over_twenty_five_years(wereld, mensen):
    before, gone_in = ledger(), []

    for year in range(2028, 2054):
        try:
            destroy(date(year, 6, 1), mensen)
        except NietTeVernietigen:
            assert Client.objects.filter(gemeente=GEMEENTE).count() == 2 - len(gone_in)
        else:
            gone_in.append(year)
        assert (ledger(), wrong()) == (before, {})

    assert gone_in == [2048], "de laatste dag was 31-12-2027; na twintig jaar, en niet eerder"
    assert list(Toewijzing.objects.order_by("nummer").values_list("nummer", flat=True)) == [
        wereld.nummer("T2"),
        wereld.nummer("T3"),
    ]


def test_nothing_is_left_of_the_person(wereld, mensen):
    sealed = bytes(
        Client.objects.get(gemeente=GEMEENTE, id=Toewijzing.objects.get(nummer=wereld.nummer("T1")).client_id).bsn
    )
    number = wereld.nummer("T1")
    assert re.search(rf"toewijzingen_toewijzing .*[(,]{number}[,)]", everything())

    lijst = destroy(date(2048, 1, 1), mensen)

    left = everything()
    for word in (sealed.hex(), persoon(sealed)):
        assert word not in left
    tables = {line.split()[0] for line in left.splitlines() if re.search(rf"[(,]{number}[,)]", line)}
    assert {table for table in tables if not table.startswith(("berichten_", "grootboek_"))} == set()
    town = Machtiging(rol=Rol.TOEGANG, gemeente=GEMEENTE)
    assert [part.tabel for part in gegevens_over(wereld.bsn("K1"), on_behalf_of=town).onderdelen] == []
    stones = dict(Grafsteen.objects.filter(lijst=lijst).values_list("tabel", "aantal"))
    assert stones["toewijzingen_client"] == stones["toewijzingen_start"] == 1
    assert stones["declaraties_prestatie"] == 2
    assert Vernietigingspost.objects.get(lijst=lijst).sleutel not in {"", persoon(sealed)}


def test_what_is_kept_longer_is_not_on_the_list(wereld, mensen):
    facts = {"reden": "Bezwaar loopt", "door": "jansen", "moment": MOMENT, "on_behalf_of": mensen[0]}
    bewaar_langer(wereld.bsn("K1"), tot=date(2050, 1, 1), peildatum=date(2048, 1, 1), **facts)

    with pytest.raises(NietTeVernietigen, match="niets"):
        maak_lijst(Klasse.DOSSIER, peildatum=date(2049, 12, 31), on_behalf_of=mensen[0])
    assert maak_lijst(Klasse.DOSSIER, peildatum=date(2050, 1, 1), on_behalf_of=mensen[0]).aantal == 1


def test_who_got_care_again_since_the_list_is_not_destroyed(wereld, mensen):
    lijst = maak_lijst(Klasse.DOSSIER, peildatum=date(2048, 1, 1), on_behalf_of=mensen[0])
    wereld.gegeven("JW301 | kind | gemeente | begin | einde\nT9 | K1 | G1 | 2027-07-01 | 2030-12-31")
    confirmed(lijst, mensen)

    with pytest.raises(NietTeVernietigen, match="opnieuw"):
        vernietig(lijst.pk, moment=MOMENT, on_behalf_of=mensen[1])

    assert Client.objects.filter(gemeente=GEMEENTE).count() == 2


def test_a_list_is_carried_out_once(wereld, mensen):
    lijst = destroy(date(2048, 1, 1), mensen)

    with pytest.raises(NietTeVernietigen, match="al uitgevoerd"):
        vernietig(lijst.pk, moment=MOMENT, on_behalf_of=mensen[1])


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM toewijzingen_client", "UPDATE declaraties_prestatie SET client_id = NULL"],
)
def test_without_a_confirmed_list_the_database_refuses(wereld, mensen, statement):
    maak_lijst(Klasse.DOSSIER, peildatum=date(2048, 1, 1), on_behalf_of=mensen[0])

    refused = pytest.raises(DatabaseError, match="bevestigde lijst")
    with refused, transaction.atomic(), als_vernietiging(mensen[1]), connection.cursor() as cursor:
        cursor.execute(statement)


def test_messages_lose_their_contents_after_seven_whole_years(wereld):
    people = two(regio=REGIO)
    region = people[1]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE berichten_verzending SET verzonden_op = now(), volgende_op = NULL")
    (claim,) = Bericht.objects.filter(soort="JW323", uitkomst="geaccepteerd")
    with pytest.raises(NietTeVernietigen, match="niets"):
        maak_lijst(Klasse.BERICHTEN, peildatum=date(2034, 12, 31), on_behalf_of=region)

    lijst = maak_lijst(Klasse.BERICHTEN, peildatum=date(2035, 1, 1), on_behalf_of=region)
    files = {int(post.sleutel) for post in lijst.posten.all()}
    confirmed(lijst, people)
    vernietig(lijst.pk, moment=MOMENT, on_behalf_of=region)

    # A municipality still waits for the answer of a provider to its JW301: those stay.
    assert files == set(Bericht.objects.exclude(soort="JW301").values_list("bestand_id", flat=True))
    gone = Bestand.objects.get(pk=claim.bestand_id)
    assert (bytes(gone.inhoud), gone.vernietigd_op) == (b"", MOMENT)
    receipt = berichten.bewijs(claim.gemeente, claim.id, on_behalf_of=WIE)
    assert receipt is not None
    assert berichten.origineel(receipt, on_behalf_of=WIE) is None
    assert berichten.antwoord(claim.gemeente, claim.id, on_behalf_of=WIE) is None
    assert not berichten.heeft_origineel(receipt, on_behalf_of=WIE)
    assert wrong() == {}


def test_dossiers_are_of_the_municipality_and_messages_of_the_region(wereld, mensen):
    with pytest.raises(NietTeVernietigen, match="van een gemeente"):
        maak_lijst(Klasse.DOSSIER, peildatum=date(2048, 1, 1), on_behalf_of=WIE)
    with pytest.raises(NietTeVernietigen, match="bewaart de regio"):
        maak_lijst(Klasse.BERICHTEN, peildatum=date(2048, 1, 1), on_behalf_of=mensen[0])
