# SPDX-License-Identifier: EUPL-1.2
"""
Template tags and filters of every page: `{% load componenten %}`.

| tag | shows |
|---|---|
| `{% kop titel inleiding %}` | page heading |
| `{% tabel tabel %}` | Tabel |
| `{% lijst blad doel %}` | Lijstblad: table that sorts, with its pages and files |
| `{% bestandskeus bestanden aantal %}` | the whole selection as a file |
| `{% kerncijfer cijfer %}` | Kerncijfer |
| `{% badge tekst toon %}` | status badge |
| `{% melding toon kop %}…{% endmelding %}` | alert |
| `{% veld form.naam %}` | form field with label, help and faults |
| `{% bestandsveld "bestanden" label %}` | file drop zone |
| `{% paginering pagina %}` | pagination that keeps the filters |
| `{% filters form doel %}` | filter form (GET) that replaces one part of the page |
| `{% grafiek grafiek %}` | chart with its table |
| `{% tegelkaart kaart %}` | tile map |
| `{% meter meter %}` | one bar in parts |
| `{% balken balken %}` | bars to both sides of nought |
| `{% tijdlijn lijn %}` | time line with its table |
| `{% puntenkaart kaart %}` | scatter plot with its table |
| `{% icoon "home" %}` | decorative icon |

Filters: `cent`, `getal`, `procent`, `datum`, `maand`.
"""

from datetime import date, datetime
from decimal import Decimal
from functools import cache
from itertools import accumulate
from typing import Any

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent
from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField, CheckboxInput, RadioSelect, Select, Textarea
from django.template.context import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from jeugdregio.components.tijdlijn import plaats, strepen, vakken
from jeugdregio.components.values import (
    Balken,
    Cel,
    Geschiedenis,
    Grafiek,
    Kerncijfer,
    Kolom,
    Kruimel,
    Lijstblad,
    Meter,
    Puntenkaart,
    Tabel,
    Tegelkaart,
    Tijdlijn,
    Toon,
)

register = template.Library()

LOCALE = "nl_NL"
NO_VALUE = "–"
TONEN = ("neutraal", "info", "positief", "waarschuwing", "negatief")
ALERT_KINDS = {
    "info": "info",
    "neutraal": "info",
    "positief": "ok",
    "waarschuwing": "warning",
    "negatief": "error",
}
MESSAGE_TONES: dict[str, Toon] = {"success": "positief", "warning": "waarschuwing", "error": "negatief"}
ALERT_ICONS = {"ok": "circle-check", "warning": "alert-triangle", "error": "circle-x", "info": "info-circle"}


@register.filter
def cent(amount: int | None) -> str:
    """Whole eurocents as an amount: 123456 → "€ 1.234,56"; None → a dash."""
    if amount is None:
        return NO_VALUE
    return str(format_currency(Decimal(amount) / 100, "EUR", locale=LOCALE))


@register.filter
def getal(number: float | Decimal | None, decimals: int = 0) -> str:
    """A number with a dot per thousand: 12345 → "12.345"; None → a dash."""
    if number is None:
        return NO_VALUE
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return str(format_decimal(number, format=pattern, locale=LOCALE))


@register.filter
def procent(share: float | Decimal | None, decimals: int = 1) -> str:
    """A share as percentage: 0.1234 → "12,3%"; None → a dash."""
    if share is None:
        return NO_VALUE
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "") + "%"
    return str(format_percent(share, format=pattern, locale=LOCALE))


@register.filter
def datum(day: date | datetime | None) -> str:
    """A day in words: "24 november 2026"; a moment in local time: "24 november 2026 14:05"."""
    if day is None:
        return NO_VALUE
    if isinstance(day, datetime):
        local = timezone.localtime(day) if timezone.is_aware(day) else day
        return f"{format_date(local.date(), 'd MMMM y', locale=LOCALE)} {local:%H:%M}"
    return str(format_date(day, "d MMMM y", locale=LOCALE))


@register.filter
def maand(day: date | None) -> str:
    """The month of a day: "november 2026"."""
    return NO_VALUE if day is None else str(format_date(day, "MMMM y", locale=LOCALE))


@register.filter
def meldingtoon(level: str) -> Toon:
    """The tone that goes with a level of django.contrib.messages."""
    return MESSAGE_TONES.get(level, "info")


@register.simple_tag
@cache
def icoon(naam: str) -> SafeString:
    """A decorative icon: the text beside it says what it means. Made once: a page has some sixty of them."""
    return format_html(
        '<svg class="jr-icoon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        static("derden/iconen.svg"),
        naam,
    )


@register.simple_tag
def badge(tekst: str, toon: Toon = "neutraal") -> SafeString:
    """A status in a word; the tone only supports the word."""
    return format_html('<span class="jr-badge jr-badge--{}">{}</span>', _known(toon), tekst)


@register.inclusion_tag("components/delen/kop.html")
def kop(titel: str, inleiding: str = "", boven: str = "") -> dict[str, object]:
    """Page heading; `boven` is a short line above it, such as the kind of page."""
    return {"titel": titel, "inleiding": inleiding, "boven": boven}


@register.inclusion_tag("components/delen/kruimelpad.html")
def kruimelpad(kruimels: tuple[Kruimel, ...]) -> dict[str, object]:
    """Where this page is; the last step is the page itself."""
    return {"kruimels": kruimels}


@register.inclusion_tag("components/delen/tabel.html")
def tabel(tabel: Tabel, doel: str = "") -> dict[str, object]:
    """A table with caption and headings; scrolls sideways by touch or keyboard when it is too wide."""
    return {
        "doel": doel,
        "tabel": tabel,
        "rijen": [_row(tabel.kolommen, row) for row in tabel.rijen],
        "voet": _row(tabel.kolommen, tabel.voet) if tabel.voet else [],
    }


@register.inclusion_tag("components/delen/lijst.html", takes_context=True)
def lijst(context: Context, blad: Lijstblad, doel: str = "") -> dict[str, object]:
    """A list: its table, its pages and its files; with script only `doel` is fetched anew."""
    return {"blad": blad, "doel": doel, "request": context.get("request")}


@register.inclusion_tag("components/delen/bestandskeus.html")
def bestandskeus(bestanden: tuple[tuple[str, str], ...], aantal: int) -> dict[str, object]:
    """Links to the whole selection as a file."""
    return {"bestanden": bestanden, "aantal": aantal}


@register.inclusion_tag("components/delen/geschiedenis.html")
def geschiedenis(geschiedenis: Geschiedenis) -> dict[str, object]:
    """What changed in the record of this page; opens without script."""
    return {"geschiedenis": geschiedenis}


@register.inclusion_tag("components/delen/kerncijfer.html")
def kerncijfer(cijfer: Kerncijfer) -> dict[str, object]:
    """One figure with its name, what it means and a link to its definition."""
    return {"cijfer": cijfer}


@register.simple_block_tag
def melding(content: SafeString, toon: Toon = "info", kop: str = "") -> SafeString:
    """A message to the reader; faults are read out at once by a screen reader."""
    kind = ALERT_KINDS[_known(toon)]
    heading = format_html('<p class="jr-melding__kop">{}</p>', kop) if kop else ""
    return format_html(
        '<div class="utrecht-alert utrecht-alert--{kind} jr-melding" role="{role}">{icon}'
        '<div class="utrecht-alert__content">{heading}<div class="utrecht-alert__message">{content}</div>'
        "</div></div>",
        kind=kind,
        role="alert" if kind == "error" else "status",
        icon=icoon(ALERT_ICONS[kind]),
        heading=heading,
        content=content,
    )


@register.inclusion_tag("components/delen/veld.html")
def veld(veld: BoundField) -> dict[str, object]:
    """One form field: label, help, faults that are tied to the control, and the control itself."""
    described_by = [f"{veld.auto_id}-hulp"] if veld.help_text else []
    described_by += [f"{veld.auto_id}-fout"] if veld.errors else []
    attributes: dict[str, Any] = {"class": _control_class(veld)}
    if described_by:
        attributes["aria-describedby"] = " ".join(described_by)
    if veld.errors:
        attributes["aria-invalid"] = "true"
    widget = veld.field.widget
    return {
        "veld": veld,
        "invoer": veld.as_widget(attrs=attributes),
        "is_vinkje": isinstance(widget, CheckboxInput),
        "is_groep": isinstance(widget, RadioSelect),
    }


@register.inclusion_tag("components/delen/bestandsveld.html")
def bestandsveld(
    naam: str,
    label: str,
    hulp: str = "",
    accept: str = "",
    meerdere: bool = True,
    fouten: tuple[str, ...] = (),
) -> dict[str, object]:
    """A file field that is also a drop zone when the browser runs our script."""
    return {
        "naam": naam,
        "label": label,
        "hulp": hulp,
        "accept": accept,
        "meerdere": meerdere,
        "fouten": fouten,
    }


@register.inclusion_tag("components/delen/paginering.html", takes_context=True)
def paginering(
    context: Context, pagina: Page[Any], parameter: str = "pagina", doel: str = "", waarin: str = ""
) -> dict[str, object]:
    """Links to the pages of a list, keeping the other parameters of the address; `waarin` is what is paged through."""
    request = context.get("request")
    others = request.GET.copy() if request else None

    def address(number: int) -> str:
        if others is None:
            return f"?{parameter}={number}"
        others[parameter] = str(number)
        return f"?{others.urlencode()}"

    numbers = pagina.paginator.get_elided_page_range(pagina.number, on_each_side=1, on_ends=1)
    return {
        "pagina": pagina,
        "doel": doel,
        "waarin": waarin,
        "vorige": address(pagina.previous_page_number()) if pagina.has_previous() else "",
        "volgende": address(pagina.next_page_number()) if pagina.has_next() else "",
        "nummers": [(n, address(n)) if isinstance(n, int) else (n, "") for n in numbers],
    }


@register.inclusion_tag("components/delen/filters.html", takes_context=True)
def filters(
    context: Context, form: BaseForm, doel: str = "", knop: str = "Toon", naam: str = "Filter"
) -> dict[str, object]:
    """
    A filter form that sends GET to the same page.

    `doel` is the CSS selector of the part that changes: with script only that part is fetched. Of two on one page each
    has a `naam` of its own.
    """
    request = context.get("request")
    return {"form": form, "doel": doel, "knop": knop, "naam": naam, "adres": request.path if request else ""}


@register.inclusion_tag("components/delen/grafiek.html")
def grafiek(grafiek: Grafiek) -> dict[str, object]:
    """A chart beside the table that says the same; without script only the table."""
    return {"grafiek": grafiek, "spec": dict(grafiek.spec), "spec_id": f"{grafiek.id}-spec"}


@register.inclusion_tag("components/delen/tijdlijn.html")
def tijdlijn(lijn: Tijdlijn) -> dict[str, object]:
    """A time line with the table that says the same; drawn on the server."""
    here = lijn.begin <= lijn.vandaag < lijn.tot
    return {
        "lijn": lijn,
        "strepen": [{**vars(one), "procent": f"{one.x / 10}%"} for one in strepen(lijn)],
        "rijen": [(row.naam, row.onder, list(vakken(lijn, row.staven))) for row in lijn.balken],
        "vandaag": plaats(lijn, lijn.vandaag) if here else None,
    }


@register.inclusion_tag("components/delen/puntenkaart.html")
def puntenkaart(kaart: Puntenkaart) -> dict[str, object]:
    """A scatter plot with the table that says the same; drawn on the server."""
    return {
        "kaart": kaart,
        "punten": [(one, one.x, 1000 - one.y) for one in kaart.punten],
        "midden_y": 1000 - kaart.midden_y,
    }


@register.inclusion_tag("components/delen/meter.html")
def meter(meter: Meter) -> dict[str, object]:
    """One bar in parts; drawn on the server."""
    ends = accumulate((part.promille for part in meter.delen), initial=0)
    return {"meter": meter, "delen": list(zip(meter.delen, ends, strict=False))}


@register.inclusion_tag("components/delen/balken.html")
def balken(balken: Balken) -> dict[str, object]:
    """Bars to both sides of nought, each with its amount in words; drawn on the server."""
    rows = [(one, 1000 + min(one.promille, 0), abs(one.promille)) for one in balken.balken]
    both = any(one.promille < 0 for one in balken.balken) or bool(balken.links)
    return {"balken": balken, "rijen": rows, "kader": "0 0 2000 20" if both else "1000 0 1000 20"}


@register.inclusion_tag("components/delen/tegelkaart.html")
def tegelkaart(kaart: Tegelkaart) -> dict[str, object]:
    """The municipalities as tiles; each says its figure in words too."""
    return {"kaart": kaart}


def _row(columns: tuple[Kolom, ...], row: tuple[Cel | str, ...]) -> list[tuple[Kolom, Cel]]:
    cells = (cell if isinstance(cell, Cel) else Cel(str(cell)) for cell in row)
    return list(zip(columns, cells, strict=True))


def _known(toon: str) -> str:
    assert toon in TONEN, f"unknown tone {toon!r}"
    return toon


def _control_class(veld: BoundField) -> str:
    widget = veld.field.widget
    invalid = bool(veld.errors)
    if isinstance(widget, CheckboxInput | RadioSelect):
        return "jr-keuze"
    for kind, name in ((Select, "utrecht-select"), (Textarea, "utrecht-textarea")):
        if isinstance(widget, kind):
            extra = " utrecht-select--html-select" if kind is Select else " utrecht-textarea--html-textarea"
            return f"{name}{extra}" + (f" {name}--invalid" if invalid else "")
    return "utrecht-textbox utrecht-textbox--html-input" + (" utrecht-textbox--invalid" if invalid else "")
