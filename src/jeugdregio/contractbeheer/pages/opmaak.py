# SPDX-License-Identifier: EUPL-1.2
"""What the pages of this room share: a sheet of parts, and how things are written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from django.utils import timezone

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.components import blad
from jeugdregio.components.blad import Deel as Deel
from jeugdregio.components.blad import dagveld as dagveld
from jeugdregio.components.blad import euroveld as euroveld
from jeugdregio.components.blad import in_cent as in_cent
from jeugdregio.components.blad import tekstveld as tekstveld
from jeugdregio.components.blad import toon as toon
from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.components.schrijfwijze import dag_kort, moment_kort, promille
from jeugdregio.components.templatetags.componenten import NO_VALUE, getal
from jeugdregio.components.values import Cel, Kruimel, Toon
from jeugdregio.contractbeheer.models.zaak import Kring, Uitkomst, Zaaksoort
from jeugdregio.contractbeheer.values import Zaakregel
from jeugdregio.core.periode import dag_erna
from jeugdregio.regio import queries as regio

KLEIN = "te klein om te tonen"
ONBEKEND = "onbekend"
EEN_DAG = timedelta(days=1)
UITKOMSTEN = dict(Uitkomst.choices)
TOON_VAN_UITKOMST: dict[str, Toon] = {"nagekomen": "positief", "deels": "waarschuwing", "niet": "negatief"}


@dataclass(frozen=True)
class Blad(blad.Blad):
    """A page of this room."""

    boven: str = "Contractbeheer"


def pad(laatste: str) -> tuple[Kruimel, ...]:
    """Where a page below the start of this room is."""
    return (Kruimel("Contractbeheer", reverse("contractbeheer")), Kruimel(laatste))


class Rijformulier(ZonderBsn):
    """A form of which a row of a table is made; choices are filled in by the page."""

    def rij(self, model: type[models.Model], **meer: Any) -> Any:
        """The row, not saved; `vanaf` and `tot_en_met` become its period."""
        data = dict(self.cleaned_data)
        if "vanaf" in data:
            data["geldig"] = DateRange(data.pop("vanaf"), dag_erna(data.pop("tot_en_met", None)))
        return model(**data, **meer)

    def kies(self, naam: str, keuzes: Sequence[tuple[str, str]]) -> None:
        """Set the choices of a field."""
        field = self.fields[naam]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(keuzes)


def agbveld(hulp: str = "Acht cijfers.", *, nodig: bool = True) -> forms.RegexField:
    """The AGB code of a provider."""
    return forms.RegexField(r"^[0-9]{8}$", label="AGB-code van de aanbieder", help_text=hulp, required=nodig)


class Namen:
    """Names by code, looked up once per page."""

    def __init__(self) -> None:
        self._aanbieders = aanbieders.namen()
        self._gemeenten = regio.namen()

    def aanbieder(self, agb: str) -> str:
        """The name of a provider; without one: everyone."""
        return self._aanbieders.get(agb, agb) if agb else "alle aanbieders"

    def gemeente(self, code: str) -> str:
        """The name of a municipality."""
        return self._gemeenten.get(code, code)

    def link(self, agb: str, onder: str = "") -> Cel:
        """A provider with a link to its file here."""
        if not agb:
            return Cel("alle aanbieders", onder=onder)
        return Cel(self.aanbieder(agb), url=reverse("contractdossier", args=[agb]), onder=onder)

    def kent(self, agb: str) -> bool:
        """Whether it is in the register."""
        return agb in self._aanbieders

    @property
    def aanbiederkeuzes(self) -> list[tuple[str, str]]:
        """Every provider, by name."""
        return sorted(self._aanbieders.items(), key=lambda one: (one[1], one[0]))

    @property
    def gemeentekeuzes(self) -> list[tuple[str, str]]:
        """Every municipality, by name."""
        return list(self._gemeenten.items())


def stand_van(one: Zaakregel) -> Cel:
    """How a case stands, with what was judged."""
    if one.historisch:
        return Cel("Eerdere inzet", toon="neutraal")
    word = Cel("Open", toon="info") if one.is_open else Cel("Gesloten", toon="neutraal")
    if one.uitkomst:
        return Cel(UITKOMSTEN[one.uitkomst], toon=TOON_VAN_UITKOMST[one.uitkomst], onder=word.tekst.lower())
    return word


def geopend(one: Zaakregel) -> str:
    """When a case was opened; what a source does not say is said."""
    return dag_kort(timezone.localdate(one.geopend_op)) if one.geopend_op else "datum niet in de bron"


def tijd(moment: datetime | None) -> str:
    """A moment in local time."""
    return moment_kort(timezone.localtime(moment)) if moment else NO_VALUE


def aantal(number: int | None) -> str:
    """A count, or that it is hidden."""
    return KLEIN if number is None else getal(number)


def aandeel(value: int | None, noemer: int | None) -> str:
    """A share per mille; hidden, or unknown when there was nothing."""
    if noemer == 0:
        return ONBEKEND
    return KLEIN if value is None else promille(value)


def tiende(value: int | None) -> str:
    """Tenths with one decimal: 683 is 68,3."""
    return NO_VALUE if value is None else getal(value / 10, 1)


SOORTKEUZES = list(Zaaksoort.choices)
KRINGKEUZES = list(Kring.choices)
REGIO = settings.REGIO
