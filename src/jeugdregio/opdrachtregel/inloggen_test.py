# SPDX-License-Identifier: EUPL-1.2
"""`jeugdregio inloggen`: from a file to login services, again and again."""

import pytest
from allauth.socialaccount.models import SocialAccount

from jeugdregio.gebruikers.afspraken import AfspraakOnjuist
from jeugdregio.gebruikers.inlogdienst import Inlogdienst
from jeugdregio.gebruikers.inrichten import maak_inlogcode, richt_inlogdiensten_in
from jeugdregio.gebruikers.models import Account
from jeugdregio.gebruikers.zegel import ontzegel
from jeugdregio.opdrachtregel.inloggen import _lees, geheim

pytestmark = pytest.mark.django_db
DIENST = """
zwolle:
  naam: Gemeente Zwolle
  gemeente: "0193"
  uitgever: https://login.example.nl/zwolle
  client_id: jeugdregio
  geheim: file:zwolle.txt
  afspraken:
    groepen: {jeugd: toegang}
"""


@pytest.fixture
def lees_in(tmp_path):
    """Read a description in; gives (new, changed, put off)."""
    (tmp_path / "zwolle.txt").write_text("heel geheim\n")

    def read(text=DIENST):
        path = tmp_path / "diensten.yaml"
        path.write_text(text)
        done = richt_inlogdiensten_in(_lees(path), geheim_van=lambda where: geheim(where, tmp_path))
        return done.nieuw, done.gewijzigd, done.uitgezet

    return read


def test_twice_is_as_once_and_the_secret_is_sealed(lees_in):
    assert (lees_in(), lees_in()) == ((1, 0, 0), (0, 1, 0))

    one = Inlogdienst.objects.get()
    assert "geheim" not in one.geheim
    assert ontzegel(one.geheim) == "heel geheim"


def test_what_is_no_longer_described_is_put_off_and_comes_back(lees_in):
    lees_in()

    assert lees_in("{}") == (0, 0, 1)
    assert not Inlogdienst.objects.get().aan
    assert lees_in() == (0, 1, 0)
    assert Inlogdienst.objects.get().aan


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("https://login", "http://login", "https"),
        ('gemeente: "0193"', 'gemeente: "0193"\n  regio: R', "geef één van"),
        ('  gemeente: "0193"\n', "", "geef één van"),
        ("  client_id: jeugdregio\n", "", "client_id"),
        ("jeugd: toegang", "jeugd: aanbieder", "zwolle: deze organisatie kan de rol aanbieder niet geven"),
        ("file:zwolle.txt", "heel-geheim", "waar het te vinden is"),
        ("file:zwolle.txt", "env:BESTAAT_NIET", "waar het te vinden is"),
    ],
)
def test_what_is_wrong_is_said_without_the_secret_and_nothing_changes(lees_in, old, new, why):
    with pytest.raises(AfspraakOnjuist, match=why) as refusal:
        lees_in(DIENST.replace(old, new))

    assert "heel-geheim" not in str(refusal.value)
    assert Inlogdienst.objects.count() == 0


@pytest.mark.parametrize(("old", "new"), [("login.example.nl", "elders.example.nl"), ('"0193"', '"0148"')])
def test_a_service_with_people_stays_of_its_issuer_and_organisation(lees_in, old, new):
    """People are known by the code: under another issuer someone else could be them."""
    lees_in()
    assert lees_in(DIENST.replace(old, new)) == (0, 1, 0)
    lees_in()
    account = Account.objects.create_user("an", gemeente="0193")
    SocialAccount.objects.create(user=account, provider="zwolle", uid="x")

    with pytest.raises(AfspraakOnjuist, match="al mensen"):
        lees_in(DIENST.replace(old, new))


def test_a_secret_comes_from_where_the_description_points(monkeypatch, tmp_path):
    monkeypatch.setenv("ZWOLLE", "uit de omgeving")

    assert geheim("env:ZWOLLE", tmp_path) == "uit de omgeving"


def test_gives_a_code_to_who_is_there():
    Account.objects.create_user("eerste", password=None, regio="REGIO")

    assert maak_inlogcode("eerste")
    assert maak_inlogcode("niemand") == ""
