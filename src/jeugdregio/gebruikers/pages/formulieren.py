# SPDX-License-Identifier: EUPL-1.2
"""The forms of logging in: those of allauth with texts that say what to do, and codes that work once."""

from typing import Any

from allauth.account.forms import ChangePasswordForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.forms import CharField, Form, PasswordInput, TextInput

from jeugdregio.gebruikers import inlogcode
from jeugdregio.gebruikers.models import Account
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


def _geheim(label: str, hulp: str) -> CharField:
    return CharField(
        label=label, help_text=hulp, strip=False, widget=PasswordInput(attrs={"autocomplete": "new-password"})
    )


class EersteWachtwoord(Form):
    """A password, chosen with the code that the manager of the organisation gave."""

    naam = CharField(
        label="Gebruikersnaam",
        max_length=150,
        help_text="Die kreeg u van de beheerder van uw organisatie.",
        widget=TextInput(attrs={"autocomplete": "username"}),
    )
    code = CharField(
        label="Code",
        max_length=100,
        help_text="Die kreeg u ook van de beheerder. Neem haar precies over.",
        widget=TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )
    wachtwoord = _geheim("Nieuw wachtwoord", WACHTWOORD_HULP)
    nog_eens = _geheim("Nog een keer", "Hetzelfde wachtwoord, tegen typefouten.")
    account: Account | None = None

    def clean(self) -> dict[str, Any]:
        """The code is of this person, and the password is good enough; sets `account`."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if "naam" in data and "code" in data:
            self.account = inlogcode.van_wie(data["naam"], data["code"])
            if self.account is None:
                self.add_error(
                    "code",
                    "Deze naam en code horen niet bij elkaar, of de code is al gebruikt of ouder dan drie dagen. "
                    "Kijk na wat u typte, of vraag uw beheerder om een nieuwe code.",
                )
        word = data.get("wachtwoord")
        if word and "nog_eens" in data and data["nog_eens"] != word:
            self.add_error("nog_eens", "De twee wachtwoorden zijn niet gelijk. Typ twee keer hetzelfde.")
        elif word and self.account is not None:
            try:
                validate_password(word, self.account)
            except ValidationError as refusal:
                self.add_error("wachtwoord", refusal)
        return data
