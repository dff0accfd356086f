# SPDX-License-Identifier: EUPL-1.2
"""The forms of logging in: those of allauth with texts that say what to do, and codes that work once."""

from typing import Any

from allauth.account.forms import ChangePasswordForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.core.cache import cache
from django.forms import Form, TextInput

from jeugdregio.gebruikers.verzonnen import gebruikt

WACHTWOORD_HULP = "Minstens 12 tekens. Een zin van een paar woorden is goed, en makkelijk te onthouden."


class Inlogformulier(AuthenticationForm):
    """Django's own form with texts that say what to do; the same text whether the account exists or not."""

    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": "Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar. Probeer het opnieuw.",
    }


class _Eenmalig(Form):
    """A code works once: allauth remembers it as long as it is shown, we as long as it would be accepted."""

    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = "Code"
        field.widget = TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True, "maxlength": "12"})

    def clean_code(self) -> str:
        """Refuse a code that is wrong or was used."""
        code: str = super().clean_code()  # type: ignore[misc]
        seconds = settings.MFA_TOTP_PERIOD * (2 * settings.MFA_TOTP_TOLERANCE + 2)
        if not cache.add(gebruikt(self.user, code), "", timeout=seconds):
            raise get_adapter().validation_error("incorrect_code")
        return code


class Code(_Eenmalig, AuthenticateForm):
    """The second factor while logging in."""


class CodeOpnieuw(_Eenmalig, ReauthenticateForm):
    """The second factor once more, before something that matters."""


class AppKoppelen(_Eenmalig, ActivateTOTPForm):
    """The first code of an app that is new."""


class NieuwWachtwoord(ChangePasswordForm):
    """Another password: long, and no demands on which characters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {"oldpassword": "Huidig wachtwoord", "password1": "Nieuw wachtwoord", "password2": "Nog een keer"}
        for name, label in labels.items():
            field = self.fields[name]
            field.label, field.help_text = label, WACHTWOORD_HULP if name == "password1" else ""
            field.widget.attrs.pop("placeholder", None)
