# SPDX-License-Identifier: EUPL-1.2
"""
The code with which someone chooses a password: the first, or another when it is forgotten.

Nothing of it is kept. It is a seal over the account as it is, so it is worth nothing any more once the password was
chosen, someone logged in, or there was a later code; and after `PASSWORD_RESET_TIMEOUT`.
"""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db.models import F

from jeugdregio.gebruikers.models import Account


class Inlogcode(PasswordResetTokenGenerator):
    """Django's own, that also ends when every session of this person ends."""

    key_salt = "jeugdregio.gebruikers.inlogcode"

    def _make_hash_value(self, user: AbstractBaseUser, timestamp: int) -> str:
        assert isinstance(user, Account)
        return f"{super()._make_hash_value(user, timestamp)}{user.sessies}"


_CODE = Inlogcode()


def maak(account: Account) -> str:
    """A new code, in the transaction of the caller; older ones, and every session of this person, end."""
    Account.objects.filter(pk=account.pk).update(sessies=F("sessies") + 1)
    account.refresh_from_db(fields=["sessies"])
    return _CODE.make_token(account)


def van_wie(naam: str, code: str) -> Account | None:
    """The account with this user name when the code is its; asked before anyone is known."""
    found = Account.objects.filter(username=naam, is_active=True).first()
    return found if found is not None and _CODE.check_token(found, code) else None
