# SPDX-License-Identifier: EUPL-1.2
"""What is agreed with a login service: read, kept, and asked."""

import json

import pytest

from jeugdregio.gebruikers.afspraken import AfspraakOnjuist, Niveau, lees_afspraken
from jeugdregio.gebruikers.rollen import Rol, Soort

GROEPEN = {"jeugd": "toegang", "control": "controller"}


def agreed(**more):
    return lees_afspraken({"groepen": GROEPEN, **more}, Soort.GEMEENTE)


@pytest.mark.parametrize(
    ("said", "roles"),
    [
        (["control", "jeugd"], (Rol.TOEGANG, Rol.CONTROLLER)),
        ("jeugd", (Rol.TOEGANG,)),
        (["Jeugd", "jeug", "jeugd "], ()),
        ([], ()),
        (None, ()),
        ({"jeugd": True}, ()),
        ([["jeugd"]], ()),
    ],
)
def test_roles_follow_from_the_groups_that_were_agreed(said, roles):
    assert agreed().rollen({"groups": said}) == roles


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ("http://eidas.europa.eu/LoA/low", Niveau.LAAG),
        ("http://eidas.europa.eu/LoA/substantial", Niveau.SUBSTANTIEEL),
        ("urn:etoegang:core:assurance-class:loa3", Niveau.SUBSTANTIEEL),
        ("urn:etoegang:core:assurance-class:loa2plus", Niveau.LAAG),
        ("urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI", Niveau.HOOG),
        (["c9", "c1"], Niveau.SUBSTANTIEEL),
        ("c1 c9", Niveau.GEEN),
        ("SUBSTANTIEEL", Niveau.GEEN),
        (2, Niveau.GEEN),
        (None, Niveau.GEEN),
    ],
)
def test_a_level_is_what_was_agreed_or_is_known_and_otherwise_none(said, level):
    assert agreed(niveaus={"c1": "substantieel"}).niveau({"acr": said}) == level


def test_what_is_kept_reads_as_what_was_written():
    one = agreed(niveaus={"c1": "hoog"}, acr=["c1"], scopes="openid", userinfo=True, minimum="hoog")

    assert lees_afspraken(json.loads(json.dumps(one.als_json())), Soort.GEMEENTE) == one


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"groepen": {}}, "groepen"),
        ({"groepen": {"x": "backoffice"}}, "kan de rol"),
        ({"groepen": {"x": "verwerking"}}, "kan de rol"),
        ({"groepen": {"x": "aanbieder"}}, "kan de rol"),
        ({"minimum": "laag"}, "minimum"),
        ({"minimum": "geheim"}, "een niveau is"),
        ({"niveaus": {"c1": "veel"}}, "een niveau is"),
        ({"scopes": ["profile"]}, "openid"),
        ({"groep_claim": "groups"}, "onbekend"),
    ],
)
def test_what_cannot_be_is_said(wrong, why):
    with pytest.raises(AfspraakOnjuist, match=why):
        agreed(**wrong)
