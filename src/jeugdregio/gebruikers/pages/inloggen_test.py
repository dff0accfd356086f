# SPDX-License-Identifier: EUPL-1.2
"""Logging in with a password and a second factor: what opens, what stays shut, and what is kept of it."""

import logging
import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from axes.models import AccessAttempt
from django.contrib.auth import views
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import get_resolver
from time_machine import travel

from jeugdregio.gebruikers import verzonnen
from jeugdregio.gebruikers.actions import beeindig_sessies, geef_rol
from jeugdregio.gebruikers.inrichten import wis_tweede_factor
from jeugdregio.gebruikers.models import Account
from jeugdregio.gebruikers.values import Rol, verwerking
from tests.inloggen import zonder_tweede_factor
from tests.paginawereld import BEGIN, MOMENT, REGIO

pytestmark = pytest.mark.django_db
PASSWORD = "een paard nietje batterij"
OPENBAAR = ("livez", "readyz", "api", "robots-txt", "security-txt", "openbaar")
"""For everyone, logged in or not."""
WRONG = "iets heel anders dan dat"


def make(name="an", rol=Rol.TOEGANG, **org):
    org = org or {"gemeente": "0148"}
    return geef_rol(name, rol=rol, bij=org, vanaf=BEGIN, regio=REGIO, moment=MOMENT, wachtwoord=PASSWORD)


@pytest.fixture
def an():
    account = make()
    verzonnen.geef_tweede_factor(["an"])
    return account


def code(shift=0):
    counter = int(time.time()) // 30 + shift
    return totp.format_hotp_value(totp.hotp_value(verzonnen.geheim("an"), counter))


def password(client, name="an", password=PASSWORD, **more):
    return client.post("/inloggen/", {"username": name, "password": password, **more})


class TestSecondFactor:
    def test_after_the_password_comes_the_code_and_until_then_nobody_is_logged_in(self, an):
        client = Client()

        assert password(client).url == "/inloggen/code/"
        assert client.get("/").url == "/inloggen/?next=/"
        assert client.post("/inloggen/code/", {"code": code()}).url == "/"
        assert client.get("/mijn-account/").status_code == 200

    def test_a_code_works_once_also_when_it_would_still_be_accepted(self, an):
        first, second = Client(), Client()
        with travel("2026-11-28 12:00:01", tick=False) as clock:
            used = code(shift=1)
            password(first)
            assert first.post("/inloggen/code/", {"code": used}).url == "/"
            clock.shift(45)
            password(second)
            again = second.post("/inloggen/code/", {"code": f"{used[:3]} {used[3:]}"})

            assert again.status_code == 200
            assert "Deze code klopt niet, of is al gebruikt" in again.content.decode()

    def test_a_recovery_code_works_once(self, an):
        from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

        one = RecoveryCodes.activate(an).get_unused_codes()[0]
        first, second = Client(), Client()
        password(first)
        assert first.post("/inloggen/code/", {"code": one}).url == "/"
        password(second)
        assert second.post("/inloggen/code/", {"code": one}).status_code == 200

    def test_guessing_codes_stops_and_says_so(self, an):
        client = Client()
        password(client)
        for _ in range(5):
            client.post("/inloggen/code/", {"code": "000000" if code() != "000000" else "000001"})

        response = client.post("/inloggen/code/", {"code": code()})

        assert "te vaak" in response.content.decode()
        assert client.get("/").status_code == 302

    @pytest.mark.parametrize(
        ("rol", "org"),
        [
            (Rol.TOEGANG, {"gemeente": "0148"}),
            (Rol.CONTROLLER, {"regio": "IJSSELLAND"}),
            (Rol.AANBIEDER, {"aanbieder": "41900001"}),
            (Rol.BEHEERDER, {"regio": "IJSSELLAND"}),
        ],
    )
    def test_who_may_see_children_sets_one_up_first(self, rol, org):
        make("nieuw", rol, **org)
        client = Client()

        assert password(client, "nieuw").url == "/"
        assert client.get("/").url == "/inloggen/tweede-factor/"
        page = client.get("/mijn-account/app/").content.decode()
        secret = re.search(r'jr-sleutel">([A-Z2-7]+)<', page)[1]
        assert 'src="data:image/svg+xml' in page
        now = totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))
        assert client.post("/mijn-account/app/", {"code": now}).url == "/mijn-account/herstelcodes/"
        codes = client.get("/mijn-account/herstelcodes/").content.decode()
        assert len(re.findall(r"<code>\d{8}</code>", codes)) == 10
        assert client.get("/mijn-account/").status_code == 200

    def test_who_sees_no_children_may_do_without(self):
        make("bestuur", Rol.BESTUUR, regio="IJSSELLAND")
        client = Client()

        assert password(client, "bestuur").url == "/"
        assert client.get("/mijn-account/").status_code == 200

    def test_a_session_without_one_is_good_for_no_page_at_all(self, an):
        """Of every address of the site."""
        from tests.isolatie.adressen import vaste_adressen

        client = Client()
        zonder_tweede_factor(client, an)
        opened = {}
        for one in vaste_adressen():
            response = client.get(one.pad)
            if response.status_code == 200:
                opened[one.route] = response.content.decode()

        allowed = {"account_reauthenticate", "mfa_reauthenticate", "tweede-factor", "inlogdienst-kiezen"}
        assert set(opened) - {name for name in opened if name.startswith(OPENBAAR)} <= allowed
        assert not any("jr-menu" in page for page in opened.values())

    def test_such_a_session_is_nobody_to_the_database(self, an, monkeypatch):
        seen = []

        def look(request):
            with connection.cursor() as cursor:
                cursor.execute("SELECT coalesce(current_setting('jr.namens', true), '')")
                seen.append(cursor.fetchone()[0])

        real = views.LogoutView.post
        monkeypatch.setattr(views.LogoutView, "post", lambda self, request: look(request) or real(self, request))
        for log_in in (zonder_tweede_factor, Client.force_login):
            client = Client()
            log_in(client, an)
            client.post("/uitloggen/")

        assert seen == ["", "0148"]

    def test_a_session_without_one_gets_no_further_by_setting_up_another(self, an):
        client = Client()
        zonder_tweede_factor(client, an)

        assert "/bevestigen/" in client.get("/mijn-account/app/").url
        assert "/bevestigen/" in client.get("/mijn-account/passkey/").url

    def test_the_last_one_cannot_be_taken_away(self, an):
        client = Client()
        client.force_login(an)

        assert "laatste tweede" in client.get("/mijn-account/app/weg/").content.decode()
        client.post("/mijn-account/app/weg/")

        assert Authenticator.objects.filter(user=an).count() == 1

    def test_secrets_are_sealed_in_the_table(self, an):
        from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

        RecoveryCodes.activate(an)
        kept = str(list(Authenticator.objects.values_list("data", flat=True)))

        assert verzonnen.geheim("an") not in kept
        assert kept.count("gAAAA") == 2


class TestLockOut:
    def test_after_five_wrong_passwords_the_right_one_does_not_help_for_a_quarter(self, an):
        client = Client()
        with travel("2026-11-28 12:00", tick=False) as clock:
            for _ in range(4):
                assert password(client, password=WRONG).status_code == 200
            locked = password(client, password=WRONG)
            right = password(client)
            clock.shift(16 * 60)
            later = password(client)

        assert (locked.status_code, right.status_code, later.url) == (429, 429, "/inloggen/code/")
        assert "Wacht een kwartier" in locked.content.decode()

    def test_says_the_same_of_an_account_that_is_not_there(self, an):
        def tries(name):
            client = Client()
            found = [password(client, name, WRONG) for _ in range(6)]
            text = [re.sub(r'value="[^"]*"|"X-CSRFToken": "[^"]*"', "", one.content.decode()) for one in found]
            return [one.status_code for one in found], text

        assert tries("an") == tries("niemand")

    def test_is_of_this_address_so_nobody_locks_out_another(self, an):
        there, here = Client(REMOTE_ADDR="203.0.113.9"), Client()
        for _ in range(6):
            password(there, password=WRONG)

        assert password(there).status_code == 429
        assert password(here).url == "/inloggen/code/"

    def test_an_unknown_name_costs_as_much_as_a_known_one(self, an, monkeypatch):
        from django.contrib.auth.hashers import Argon2PasswordHasher

        work = []
        hash_ = Argon2PasswordHasher.encode
        verify = Argon2PasswordHasher.verify
        monkeypatch.setattr(Argon2PasswordHasher, "encode", lambda *a: (work.append("1"), hash_(*a))[1])
        monkeypatch.setattr(Argon2PasswordHasher, "verify", lambda *a: (work.append("1"), verify(*a))[1])
        Account.objects.filter(pk=make("uit").pk).update(is_active=False)
        counts = {}
        for name in ("an", "niemand", "uit"):
            work.clear()
            password(Client(), name, WRONG)
            counts[name] = len(work)

        assert set(counts.values()) == {1}

    def test_neither_log_nor_table_holds_what_was_typed(self, an, caplog):
        with caplog.at_level(logging.DEBUG):
            password(Client(), "999990019", "geheim-van-an")
            password(Client(), "an", "geheim-van-an")

        kept = str(list(AccessAttempt.objects.values()))
        assert AccessAttempt.objects.count() == 2
        for typed in ("999990019", "geheim-van-an", "'an'"):
            assert typed not in caplog.text
            assert typed not in kept


class TestSessions:
    def test_logging_in_gives_a_new_session(self, an):
        client = Client()
        client.get("/inloggen/")
        keys = []
        for step in (password, lambda client: client.post("/inloggen/code/", {"code": code()})):
            step(client)
            keys.append(client.session.session_key)

        assert len(set(keys)) == 2

    def test_who_logged_in_a_while_ago_confirms_before_changing_a_second_factor(self, an):
        client = Client()
        with travel("2026-11-28 12:00:01", tick=False) as clock:
            password(client)
            client.post("/inloggen/code/", {"code": code()})
            assert client.get("/mijn-account/passkey/").status_code == 200
            clock.shift(600)
            asked = client.get("/mijn-account/passkey/")
            assert "/mijn-account/bevestigen/" in asked.url
            assert client.post(asked.url, {"password": PASSWORD}).url == "/mijn-account/passkey/"

            assert client.get("/mijn-account/passkey/").status_code == 200

    def test_whoever_lost_the_telephone_begins_anew(self, an):
        client = Client()
        client.force_login(an)

        assert (wis_tweede_factor("an"), wis_tweede_factor("niemand")) == (True, False)

        assert client.get("/mijn-account/").status_code == 302
        assert password(client).url == "/"
        assert client.get("/").url == "/inloggen/tweede-factor/"

    def test_a_new_password_ends_the_other_sessions(self, an):
        here, there = Client(), Client()
        here.force_login(an)
        there.force_login(an)
        form = {"oldpassword": PASSWORD, "password1": "veel langer dan het was", "password2": "veel langer dan het was"}

        assert here.post("/mijn-account/wachtwoord/", form).url == "/mijn-account/"

        assert here.get("/mijn-account/").status_code == 200
        assert there.get("/mijn-account/").status_code == 302

    def test_a_password_is_long_and_may_be_a_sentence(self, an):
        client = Client()
        client.force_login(an)

        def change(new):
            form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
            return client.post("/mijn-account/wachtwoord/", form).status_code

        assert change("tekort") == 200
        assert change("password1234") == 200
        assert change("de kat krabt de krullen van de trap " * 3) == 302

    def test_someone_ends_the_own_sessions_elsewhere(self, an):
        here, there = Client(), Client()
        for client, shift in ((here, 0), (there, 1)):
            password(client)
            client.post("/inloggen/code/", {"code": code(shift)})
        assert here.get("/mijn-account/").content.decode().count("vanaf 127.0.0.1") >= 2

        here.post("/mijn-account/sessies/")

        assert here.get("/mijn-account/").status_code == 200
        assert there.get("/mijn-account/").status_code == 302

    def test_ending_all_sessions_of_someone_works_at_once(self, an):
        client = Client()
        password(client)
        client.post("/inloggen/code/", {"code": code()})

        beeindig_sessies(an.pk, on_behalf_of=verwerking(REGIO))

        assert client.get("/mijn-account/").status_code == 302

    def test_an_account_that_is_put_off_is_out_at_once(self, an):
        client = Client()
        client.force_login(an)
        Account.objects.update(is_active=False)

        assert client.get("/mijn-account/").status_code == 302


class TestDemo:
    def test_only_a_demo_says_the_code_and_only_of_someone_invented(self, an, settings):
        for demo in (False, True):
            settings.DEMO = demo
            client = Client()
            password(client)
            assert ("Demo:" in client.get("/inloggen/code/").content.decode()) is demo
        Authenticator.objects.all().delete()
        totp.TOTP.activate(an, totp.generate_totp_secret())

        client = Client()
        password(client)

        assert "Demo:" not in client.get("/inloggen/code/").content.decode()

    def test_three_people_can_log_in_as_the_same_invented_person_at_once(self, an, settings):
        settings.DEMO = True
        for _ in range(3):
            client = Client()
            password(client)
            shown = re.search(r'name="code" value="(\d+)"', client.get("/inloggen/code/").content.decode())[1]
            assert client.post("/inloggen/code/", {"code": shown}).url == "/"


def test_nothing_of_allauth_has_an_address_that_we_do_not_use():
    used = {
        "account_login", "account_logout", "account_change_password", "account_reauthenticate", "mfa_authenticate",
        "mfa_index", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_add_webauthn", "mfa_remove_webauthn",
        "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
    }  # fmt: skip
    known = {name for name in get_resolver().reverse_dict if isinstance(name, str)}

    theirs = ("account_", "mfa_", "socialaccount", "usersessions")
    assert {name for name in known if name.startswith(theirs)} == used


def test_the_count_of_attempts_is_shared_by_all_processes():
    cache.set("teller", 1, 60)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM gebruikers_kladblok WHERE cache_key LIKE '%teller'")
        assert cursor.fetchone() == (1,)
