# SPDX-License-Identifier: EUPL-1.2
"""What can be done on a page: each step is a form, the words around it, and what happens when it is sent."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django import forms
from django.http import HttpRequest
from django.utils import timezone

from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.inkoop import actions

WEIGERINGEN = (actions.NietTePubliceren, actions.NietInTeDienen, actions.NietTeGunnen, NietToegestaan)


Ding = TypeVar("Ding")


@dataclass(frozen=True)
class Blik(Generic[Ding]):
    """What a request looks at: the one thing the page is about, who looks, and when."""

    request: HttpRequest
    one: Ding
    wie: Machtiging
    now: datetime

    @property
    def today(self) -> date:
        """The day it is here."""
        return timezone.localdate(self.now)


@dataclass(frozen=True)
class Stap:
    """One step; `doe` gets what was filled in. `klaar` is what the page says afterwards."""

    sleutel: str
    titel: str
    knop: str
    formulier: forms.Form
    doe: Callable[[dict[str, Any]], object]
    klaar: str
    uitleg: str = ""

    @property
    def open(self) -> bool:
        """Whether the step is shown unfolded: there is something to mend in it."""
        return bool(self.formulier.errors)


def gevuld(request: HttpRequest, sleutel: str) -> Any:
    """What was sent for this step, or None."""
    return request.POST if request.POST.get("doe") == sleutel else None


def behandel(request: HttpRequest, stappen: Sequence[Stap]) -> tuple[str, str]:
    """
    Do the step that was sent: (what to say, what is wrong).

    Both are empty when nothing was sent, or its form shows what to mend.
    """
    step = next((one for one in stappen if one.sleutel == request.POST.get("doe")), None)
    if request.method != "POST" or step is None:
        return "", "Deze stap is er niet (meer). Ververs de pagina." if request.method == "POST" else ""
    if not step.formulier.is_valid():
        return "", ""
    try:
        step.doe(step.formulier.cleaned_data)
    except WEIGERINGEN as refusal:
        return "", str(refusal)
    return step.klaar, ""
