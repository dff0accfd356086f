# SPDX-License-Identifier: EUPL-1.2
from django import forms
from django.apps import AppConfig
from django.core.validators import MaxLengthValidator


class ComponentsConfig(AppConfig):
    name = "jeugdregio.components"

    def ready(self) -> None:
        """What a form says of itself tells what to do; Django's own texts say that something is wrong."""
        forms.Field.default_error_messages["required"] = "Vul dit in."
        forms.ChoiceField.default_error_messages["required"] = "Maak een keuze."
        forms.IntegerField.default_error_messages["invalid"] = "Vul een heel getal in, alleen cijfers."
        forms.DecimalField.default_error_messages["invalid"] = "Vul een getal in, zoals 1234,50."
        forms.DateField.default_error_messages["invalid"] = "Vul een bestaande datum in, zoals 31-12-2026."
        MaxLengthValidator.message = "Maak dit korter: hoogstens %(limit_value)d tekens. Het zijn er %(show_value)d."
