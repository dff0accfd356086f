# SPDX-License-Identifier: EUPL-1.2
"""The second factor of invented people: on a demo the page that asks for the code also says it."""

import base64
import hashlib
import time

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.core.cache import cache

from jeugdregio.gebruikers.models import Account
from jeugdregio.gebruikers.zegel import ontzegel, verzegel


def geheim(username: str) -> str:
    """The invented TOTP secret of this name, in base32; known to everyone who can read this."""
    return base64.b32encode(hashlib.sha256(f"jeugdregio demo {username}".encode()).digest()[:20]).decode()


def geef_tweede_factor(usernames: list[str]) -> None:
    """Give these invented people their invented second factor; whoever has one already keeps it."""
    accounts = Account.objects.filter(username__in=usernames).exclude(authenticator__type=Authenticator.Type.TOTP)
    Authenticator.objects.bulk_create(
        Authenticator(user=account, type=Authenticator.Type.TOTP, data={"secret": verzegel(geheim(account.username))})
        for account in accounts
    )


def code_nu(account: Account) -> str:
    """
    The code that can be used now, of an invented person on a demo; empty for anyone else.

    A code works once, so the one before or after it is given when it was used already.
    """
    if not settings.DEMO:
        return ""
    found = Authenticator.objects.filter(user_id=account.pk, type=Authenticator.Type.TOTP).first()
    if found is None or ontzegel(found.data["secret"]) != geheim(account.get_username()):
        return ""
    now = int(time.time()) // settings.MFA_TOTP_PERIOD
    codes: list[str] = [
        totp.format_hotp_value(totp.hotp_value(geheim(account.get_username()), now + n)) for n in (0, 1, -1)
    ]
    return next((code for code in codes if cache.get(gebruikt(account, code)) is None), codes[0])


def gebruikt(account: Account, code: str) -> str:
    """Where is kept that this code was used, however it was typed."""
    return f"code-gebruikt:{account.pk}:{normalize_user_code(code)}"
