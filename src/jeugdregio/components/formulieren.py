# SPDX-License-Identifier: EUPL-1.2
"""What forms share that keep what someone typed."""

from typing import Any

from django import forms

from jeugdregio.core.bsn import noemt_bsn

NUMMER = "bsn"
STAAT_ERIN = "Er staat een burgerservicenummer in. Laat dat weg."


class ZonderBsn(forms.Form):
    """No text in it names a child by number; only a field that asks for that number, and is called so."""

    def clean(self) -> dict[str, Any]:
        """Said at the field that has one."""
        data = super().clean() or self.cleaned_data
        for name, value in list(data.items()):
            if name != NUMMER and isinstance(value, str) and noemt_bsn(value):
                self.add_error(name, STAAT_ERIN)
        return data
