# SPDX-License-Identifier: EUPL-1.2
"""What stands around every page: the region, who is logged in, and the menu of that role."""

from collections.abc import Collection

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.components.values import MenuItem
from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.regio import queries as regio

IEDEREEN = frozenset(Rol) - {Rol.VERWERKING, Rol.PRIVACY}
GEEN_BESTUUR = IEDEREEN - {Rol.BESTUUR}

# (text, name of the page, icon, roles it is offered to); the database decides what they see there.
MENU: tuple[tuple[str, str, str, Collection[Rol]], ...] = (
    ("Overzicht", "overzicht", "home", IEDEREEN),
    ("Postvak", "postvak", "mail", {Rol.AANBIEDER}),
    ("Toewijzingen", "toewijzingen", "user", {Rol.AANBIEDER}),
    ("Declareren", "declareren", "send", {Rol.AANBIEDER}),
    ("Antwoorden", "antwoorden", "inbox", {Rol.AANBIEDER}),
    ("Aanleveren", "aanleveren", "upload", {Rol.AANBIEDER, Rol.TOEGANG, Rol.CONTROLLER}),
    ("Werk", "werk", "clock", {Rol.AANBIEDER, Rol.TOEGANG, Rol.CONTROLLER}),
    ("Vastgehouden", "vastgehouden", "alert-triangle", {Rol.TOEGANG, Rol.CONTROLLER}),
    ("Gestuurd", "gestuurd", "send", {Rol.TOEGANG, Rol.CONTROLLER}),
    ("Verzoeken", "verzoeken", "file-text", {Rol.AANBIEDER, Rol.TOEGANG, Rol.CONTROLLER}),
    ("Afgeschermd", "afgeschermd", "alert-triangle", {Rol.TOEGANG}),
    ("Declaraties", "declaraties", "inbox", GEEN_BESTUUR),
    ("Doorgegeven", "doorgegeven", "send", {Rol.AANBIEDER, Rol.TOEGANG, Rol.CONTROLLER}),
    ("Uitval", "uitval", "alert-triangle", GEEN_BESTUUR),
    ("Apart", "apart", "alert-triangle", {Rol.CONTROLLER, Rol.CONTRACTMANAGER}),
    ("Controle", "controle", "check", {Rol.CONTROLLER, Rol.CONTRACTMANAGER}),
    ("Weekbrief", "weekbrieven", "mail", {Rol.AANBIEDER, Rol.CONTROLLER, Rol.CONTRACTMANAGER}),
    ("Maandrapport", "maandrapporten", "report-analytics", IEDEREEN - {Rol.AANBIEDER, Rol.TOEGANG}),
    ("Begrippen", "begrippen", "book-2", IEDEREEN),
    ("Regels", "regels", "gavel", GEEN_BESTUUR),
    ("Logboek", "logboek-nazicht", "check", {Rol.PRIVACY}),
)
ALLEEN_VAN_EEN_AFZENDER = {"aanleveren"}
ALLEEN_VAN_DE_REGIO = {"apart", "controle"}
ALLEEN_VOOR_GEHEIM = {"afgeschermd"}


def schil(request: HttpRequest) -> dict[str, object]:
    """Context processor for `components/basis.html`."""
    shell: dict[str, object] = {"regionaam": settings.REGIO_NAAM}
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return shell
    known = {"gebruikersnaam": user.get_full_name() or user.get_username(), "uitlog_url": reverse("uitloggen")}
    if user.werkt_als is None:
        return shell | known
    return (
        shell
        | known
        | {
            "gebruikersrol": organisatienaam(user.machtiging),
            "account_url": reverse("mijn-account"),
            "wissel_url": reverse("werken-als") if len(user.kan_werken_als) > 1 else "",
            "menu": menu(user.machtiging, request.path),
        }
    )


def menu(machtiging: Machtiging, path: str) -> tuple[MenuItem, ...]:
    """The pages that are offered to this role; the region itself sends no messages, so it has no upload."""
    items = []
    for text, name, icon, roles in MENU:
        sends = machtiging.regio == ""
        elsewhere = name in (ALLEEN_VAN_DE_REGIO if sends else ALLEEN_VAN_EEN_AFZENDER)
        elsewhere = elsewhere or (name in ALLEEN_VOOR_GEHEIM and not machtiging.geheim)
        if machtiging.rol in roles and not elsewhere:
            url = reverse(name)
            here = path == url or (url != "/" and path.startswith(url))
            items.append(MenuItem(text, url, actief=here, icoon=icon))
    return tuple(items)


def organisatienaam(machtiging: Machtiging) -> str:
    """The name of the organisation someone works for."""
    if machtiging.gemeente:
        found = regio.gemeente(machtiging.gemeente)
        return f"Gemeente {found.naam}" if found else f"Gemeente {machtiging.gemeente}"
    if machtiging.aanbieder:
        return aanbieders.naam(machtiging.aanbieder)
    return str(settings.REGIO_NAAM)
