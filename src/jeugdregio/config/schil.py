# SPDX-License-Identifier: EUPL-1.2
"""What stands around every page: the region, who is logged in, and the menu of that role."""

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.beheer.pages.voorstellen import RECHTEN as VOORSTELLEN
from jeugdregio.components.values import MenuGroep, MenuItem
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.regio import queries as regio

# (text, name of the page, icon, the right that it asks for, or one of these); the database decides what they see there.
Menuregel = tuple[str, str, str, Recht | tuple[Recht, ...] | None]
MENU: tuple[Menuregel, ...] = (
    ("Start", "start", "home", (Recht.CIJFERS_ZIEN, Recht.WERK_ZIEN)),
    ("Overzicht", "overzicht", "chart-bar", Recht.CIJFERS_ZIEN),
    ("Postvak", "postvak", "mail", Recht.PORTAAL),
    ("Toewijzingen", "toewijzingen", "user", Recht.PORTAAL),
    ("Declareren", "declareren", "send", Recht.PORTAAL),
    ("Antwoorden", "antwoorden", "inbox", Recht.PORTAAL),
    ("Aanleveren", "aanleveren", "upload", Recht.AANLEVEREN),
    ("Werk", "werk", "clock", Recht.WERK_ZIEN),
    ("Caseloadbord", "caseloadbord", "users", Recht.AANMELDEN),
    ("Aanmelden", "aanmelden", "file-text", Recht.AANMELDEN),
    ("Telefoon", "telefoon", "alert-triangle", Recht.CENTRALE_NUMMER),
    ("Raadsmeldingen", "raadsmeldingen", "gavel", Recht.RAADSMELDINGEN),
    ("Basisfuncties", "basisfuncties", "book-2", Recht.BASISFUNCTIES_ZIEN),
    ("Vastgehouden", "vastgehouden", "alert-triangle", Recht.VASTGEHOUDEN_ZIEN),
    ("Gestuurd", "gestuurd", "send", Recht.GESTUURD_ZIEN),
    ("Gezinnen", "gezinnen", "users", Recht.GEZINNEN_ZIEN),
    ("Verzoeken", "verzoeken", "file-text", Recht.VERZOEKEN_ZIEN),
    ("Woonplaats", "woonplaatsen", "home", Recht.WOONPLAATS_BEPALEN),
    ("Besluiten", "besluiten", "gavel", Recht.BESLISSEN),
    ("Tweede toets", "besluiten-toetsen", "check", Recht.TWEEDE_TOETS),
    ("Bezwaren", "bezwaren", "file-text", Recht.BEZWAAR),
    ("Afgeschermd", "afgeschermd", "alert-triangle", None),
    ("Declaraties", "declaraties", "inbox", Recht.DECLARATIES_ZIEN),
    ("Doorgegeven", "doorgegeven", "send", Recht.GESTUURD_ZIEN),
    ("Uitval", "uitval", "alert-triangle", Recht.DECLARATIES_ZIEN),
    ("Apart", "apart", "alert-triangle", Recht.APART_VRIJGEVEN),
    ("Controle", "controle", "check", Recht.CONTROLE_ZIEN),
    ("Materiële controle", "materiele-controle", "check", Recht.MATERIELE_CONTROLE),
    ("Verantwoording", "productieverantwoordingen", "report-analytics", Recht.PRODUCTIEVERANTWOORDING),
    ("Controleprotocol", "controleprotocol", "file-text", Recht.MATERIELE_CONTROLE),
    ("Weekbrief", "weekbrieven", "mail", Recht.WEEKBRIEF_ZIEN),
    ("Verrekening", "verrekening", "report-analytics", Recht.GEMEENTEN_VERREKENEN),
    ("Betaalronden", "betaalronden", "send", Recht.BETALINGEN_ZIEN),
    ("Rekeningen", "rekeningen", "lock", Recht.BETALINGEN_ZIEN),
    ("Voorschotten", "voorschotten", "send", Recht.BETALINGEN_ZIEN),
    ("Taken en subsidies", "bekostiging", "gavel", (Recht.BETALINGEN_ZIEN, Recht.MAANDRAPPORT_ZIEN)),
    ("Pgb", "pgb", "users", (Recht.BETALINGEN_ZIEN, Recht.MAANDRAPPORT_ZIEN)),
    ("Onze betalingen", "onze-betalingen", "send", Recht.EIGEN_BETALINGEN),
    ("Maandrapport", "maandrapporten", "report-analytics", Recht.MAANDRAPPORT_ZIEN),
    ("Jaarafsluiting", "jaarafsluitingen", "lock", Recht.MAANDRAPPORT_ZIEN),
    ("Budgetten", "budgetten", "report-analytics", Recht.MAANDRAPPORT_ZIEN),
    ("Uitputting per product", "budgetverdeling", "report-analytics", Recht.PROGNOSE_ZIEN),
    ("Macrobudget 2015", "macrobudget", "report-analytics", Recht.MAANDRAPPORT_ZIEN),
    ("Prognose", "prognose", "chart-bar", Recht.PROGNOSE_ZIEN),
    ("Solidariteit", "solidariteit", "chart-bar", Recht.VEREVENING_ZIEN),
    ("Vier O's", "solidariteitsverzoeken", "users", Recht.VEREVENING_ZIEN),
    ("Boekhouding", "boekhouding", "book-2", Recht.BOEKHOUDING_ZIEN),
    ("Samen verrekenen", "gemeenteverrekeningen", "users", Recht.BOEKHOUDING_ZIEN),
    ("Iv3", "iv3", "report-analytics", Recht.BOEKHOUDING_ZIEN),
    ("Lasten", "lasten", "clock", Recht.LASTEN_ZIEN),
    ("Uitvragen", "uitvragen", "file-text", Recht.LASTEN_ZIEN),
    ("Raadsvragen", "raadsvragen", "file-text", Recht.RAADSVRAGEN),
    ("Jeugdhulpgebruik", "jeugdhulpgebruik", "users", Recht.MAANDRAPPORT_ZIEN),
    ("Wie wacht", "wachtlijst", "clock", Recht.WACHTEN_VASTLEGGEN),
    ("Wachttijden", "wachttijden", "clock", Recht.WACHTTIJDEN_ZIEN),
    ("Onze wachttijd", "wachttijdopgave", "clock", Recht.WACHTTIJD_OPGEVEN),
    ("Teambudget", "teambudget", "chart-bar", Recht.TEAMBUDGET_ZIEN),
    ("Drempels", "toetsdrempels", "check", Recht.TEAMBUDGET_ZIEN),
    ("Werkt de tweede toets?", "toetsleer", "check", (Recht.TWEEDE_TOETS, Recht.BESLISSEN)),
    ("Inkoop", "inkoop", "file-text", (Recht.INKOOP_ZIEN, Recht.INSCHRIJVEN)),
    ("Contracten", "contracten", "gavel", Recht.CONTRACTEN_ZIEN),
    ("Portefeuilles", "contractbeheer", "users", Recht.CONTRACTBEHEER_ZIEN),
    ("Contractkalender", "contractkalender", "clock", Recht.CONTRACTBEHEER_ZIEN),
    ("Zaken", "zaken", "file-text", Recht.CONTRACTBEHEER_ZIEN),
    ("Uitkomsten", "uitkomsten", "chart-bar", Recht.CONTRACTBEHEER_ZIEN),
    ("Plafonds", "plafonds", "alert-triangle", Recht.CONTRACTBEHEER_ZIEN),
    ("Regionale lijnen", "lijnen", "mail", Recht.CONTRACTBEHEER_ZIEN),
    ("Niveaus en afbouw", "niveaus", "book-2", Recht.CONTRACTBEHEER_ZIEN),
    ("Vrije plaatsen", "vrije-plaatsen", "home", Recht.PORTAAL),
    ("Register", "register", "users", Recht.REGISTER_ZIEN),
    ("Tellingen", "tellingen", "report-analytics", Recht.REGISTER_ZIEN),
    ("Continuïteit", "continuiteit", "alert-triangle", Recht.CONTINUITEIT_ZIEN),
    ("Caseload", "caseload", "users", Recht.CASELOAD_BEHEREN),
    ("Voorstellen", "voorstellen", "check", VOORSTELLEN),
    ("Mensen", "mensen", "users", Recht.MENSEN_BEHEREN),
    ("Rechten", "rechten", "lock", Recht.RECHTEN_ZIEN),
    ("Mijn dossiers", "vertrouwensdossiers", "file-text", Recht.VERTROUWENSDOSSIERS),
    ("Mijn verwijzingen", "verwijzingen", "file-text", Recht.VERWIJZINGEN),
    ("Mijn dossier", "mijn-gezin", "home", Recht.EIGEN_DOSSIER),
    ("Inlog voor gezinnen", "gezinsinlog", "users", Recht.GEZIN_UITNODIGEN),
    ("Verzoeken over het dossier", "rechtsverzoeken", "file-text", Recht.BETROKKENEN),
    ("Klachten", "klachten", "mail", Recht.KLACHTEN),
    ("Calamiteiten", "calamiteiten", "alert-triangle", Recht.KLACHTEN),
    ("Geleerd", "geleerd", "book-2", (Recht.KLACHTEN, Recht.CONTRACTBEHEER_ZIEN)),
    ("Klachtcijfers", "klachtcijfers", "chart-bar", Recht.CONTRACTBEHEER_ZIEN),
    ("Inspraak", "inspraak", "users", Recht.INSPRAAK),
    ("Bewaren", "bewaren", "lock", Recht.VERNIETIGEN),
    ("Persoon", "bewaren-persoon", "user", Recht.PERSOON_UITVOEREN),
    ("Producten", "prijzen", "report-analytics", Recht.PRIJZEN_ZIEN),
    ("Indexatie", "indexaties", "chart-bar", Recht.PRIJZEN_ZIEN),
    ("Kostprijzen", "kostprijzen", "report-analytics", Recht.PRIJZEN_ZIEN),
    ("Taken", "taken", "file-text", None),
    ("Regels door de tijd", "regimes", "clock", None),
    ("Begrippen", "begrippen", "book-2", None),
    ("Regels", "regels", "gavel", Recht.DECLARATIES_ZIEN),
    ("Logboek", "logboek-nazicht", "check", Recht.LOGBOEK_NAZIEN),
)
GROEPEN = (
    (
        "Werk",
        {
            "start",
            "werk",
            "gezinnen",
            "verzoeken",
            "woonplaatsen",
            "vastgehouden",
            "toewijzingen",
            "besluiten",
            "besluiten-toetsen",
            "bezwaren",
            "caseload",
            "wachtlijst",
            "voorstellen",
            "afgeschermd",
            "bewaren-persoon",
            "vertrouwensdossiers",
            "verwijzingen",
            "mijn-gezin",
        },
    ),
    ("Toegang", {"caseloadbord", "aanmelden", "telefoon", "raadsmeldingen", "basisfuncties"}),
    ("Berichten", {"postvak", "aanleveren", "antwoorden", "gestuurd", "doorgegeven", "apart"}),
    (
        "Declaraties",
        {
            "declareren",
            "declaraties",
            "uitval",
            "weekbrieven",
            "materiele-controle",
            "productieverantwoordingen",
            "controleprotocol",
        },
    ),
    ("Betalen", {"betaalronden", "rekeningen", "voorschotten", "bekostiging", "pgb", "onze-betalingen"}),
    (
        "Cijfers",
        {
            "overzicht",
            "maandrapporten",
            "controle",
            "lasten",
            "uitvragen",
            "raadsvragen",
            "jeugdhulpgebruik",
            "wachttijden",
        },
    ),
    (
        "Begroting en jaar",
        {
            "budgetten",
            "budgetverdeling",
            "macrobudget",
            "prognose",
            "teambudget",
            "toetsdrempels",
            "toetsleer",
            "jaarafsluitingen",
            "boekhouding",
            "iv3",
        },
    ),
    ("Tussen gemeenten", {"verrekening", "gemeenteverrekeningen", "solidariteit", "solidariteitsverzoeken"}),
    ("Aanbieders", {"vrije-plaatsen", "wachttijdopgave", "register", "tellingen", "continuiteit"}),
    (
        "Inkoop en contracten",
        {
            "inkoop",
            "contracten",
            "contractbeheer",
            "contractkalender",
            "zaken",
            "uitkomsten",
            "plafonds",
            "lijnen",
            "niveaus",
        },
    ),
    ("Prijzen", {"prijzen", "indexaties", "kostprijzen"}),
    ("Rechten", {"gezinsinlog", "rechtsverzoeken", "klachten", "calamiteiten", "geleerd", "klachtcijfers", "inspraak"}),
    ("Naslag", {"begrippen", "regels", "taken", "regimes"}),
)
"""What belongs together, by the work it is for; a page of none of these stands under the last heading."""
REST = "Beheer"
LANG_MENU = 30
"""With more pages than this nobody finds one by reading all of them."""
NIET_VAN_EEN_AANBIEDER = {"gestuurd"}
"""A provider finds what was sent to it in its own mail box."""
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
            "zoek_url": reverse("zoeken"),
            "menu": menu(user.machtiging, request.path),
        }
    )


def menu(machtiging: Machtiging, path: str) -> tuple[MenuGroep, ...]:
    """
    The pages that are offered to whoever works as this, by group; of those above `path` the nearest is current.

    Of a long menu only the first group is open, and the one of the current page.
    """
    secret = bool(machtiging.gemeente and machtiging.geheim)
    offered = _aangeboden(machtiging.toegestaan, provider=bool(machtiging.aanbieder), secret=secret)
    above = [url for _, url, _, _ in offered if path == url or (url != "/" and path.startswith(url))]
    here = max(above, key=len, default="")
    groups: dict[str, list[MenuItem]] = {name: [] for name in (*(name for name, _ in GROEPEN), REST)}
    for text, url, icon, group in offered:
        groups[group].append(MenuItem(text, url, actief=url == here, icoon=icon))
    filled = [(name, tuple(items)) for name, items in groups.items() if items]
    short = len(offered) <= LANG_MENU
    return tuple(
        MenuGroep(name, items, open=short or not place or any(item.actief for item in items))
        for place, (name, items) in enumerate(filled)
    )


@lru_cache(maxsize=128)
def _aangeboden(rights: frozenset[Recht], *, provider: bool, secret: bool) -> tuple[tuple[str, str, str, str], ...]:
    """The lines of the menu (text, address, icon, group) for these rights; the same for all who have them."""
    found = []
    for text, name, icon, asked in MENU:
        elsewhere = (provider and name in NIET_VAN_EEN_AANBIEDER) or (name in ALLEEN_VOOR_GEHEIM and not secret)
        wanted = asked if isinstance(asked, tuple) else (asked,) if asked else ()
        if not elsewhere and (not wanted or not rights.isdisjoint(wanted)):
            found.append((text, reverse(name), icon, _groep(name)))
    return tuple(found)


def _groep(name: str) -> str:
    return next((group for group, names in GROEPEN if name in names), REST)


def organisatienaam(machtiging: Machtiging) -> str:
    """The name of the organisation someone works for."""
    if machtiging.gemeente:
        found = regio.gemeente(machtiging.gemeente)
        return f"Gemeente {found.naam}" if found else f"Gemeente {machtiging.gemeente}"
    if machtiging.aanbieder:
        return aanbieders.naam(machtiging.aanbieder)
    if machtiging.vertrouwen:
        return f"Vertrouwenspersonen {machtiging.vertrouwen}"
    if machtiging.praktijk:
        return f"Verwijzer {machtiging.praktijk}"
    if machtiging.gezinslid:
        return "Uw gezin"
    return str(settings.REGIO_NAAM)
