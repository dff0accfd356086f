# SPDX-License-Identifier: EUPL-1.2
"""The first functional manager can begin, and is made once."""

import pytest
from django.conf import settings
from django.utils import timezone
from typer.testing import CliRunner

from jeugdregio.gebruikers.models import Account
from jeugdregio.gebruikers.queries import machtigingen
from jeugdregio.gebruikers.values import Recht, Rol
from jeugdregio.opdrachtregel import omgeving
from jeugdregio.opdrachtregel.app import bouw_app

ARGUMENTS = ["beheerder", "eerste", "--wie", "Eerste Beheerder", "--wachtwoord", "een lang eerste wachtwoord"]


@pytest.mark.django_db
def test_makes_one_who_may_add_the_others_and_does_it_once(monkeypatch):
    monkeypatch.setattr(omgeving, "met_django", lambda *_: None)
    run = CliRunner().invoke

    first, again = run(bouw_app(), ARGUMENTS), run(bouw_app(), ARGUMENTS)

    assert "Log in als eerste" in first.output
    assert again.exit_code == 1
    account = Account.objects.get(username="eerste")
    assert account.check_password("een lang eerste wachtwoord")
    (wie,) = machtigingen(account.pk, moment=timezone.now())
    assert wie.rol is Rol.BEHEERDER
    assert wie.mag(Recht.MENSEN_BEHEREN)


@pytest.mark.django_db
def test_makes_the_first_of_an_organisation_of_trust_persons(monkeypatch):
    monkeypatch.setattr(omgeving, "met_django", lambda *_: None)
    for wrong in ("0193", "klein", settings.REGIO):
        assert CliRunner().invoke(bouw_app(), [*ARGUMENTS, "--vertrouwen", wrong]).exit_code == 1

    done = CliRunner().invoke(bouw_app(), [*ARGUMENTS, "--vertrouwen", "STEM"])

    assert done.exit_code == 0
    (found,) = machtigingen(Account.objects.get(username="eerste").pk, moment=timezone.now())
    assert (found.rol, found.vertrouwen) == (Rol.BEHEERDER, "STEM")
