# SPDX-License-Identifier: EUPL-1.2
"""Every address of the site, and for those with a number in them: real ones, with whose they are, and one of nobody."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
from django.urls import URLPattern, URLResolver, get_resolver

PER_EIGENAAR = 2
"""So many objects of each municipality and provider together."""


@dataclass(frozen=True)
class Adres:
    """
    One address; `gemeente` and `aanbieder` are whose it is, empty when it is not of one in particular.

    `niemands` is the same address for something that is not there.
    """

    route: str
    pad: str
    niemands: str = ""
    gemeente: str = ""
    aanbieder: str = ""


@dataclass(frozen=True)
class Bron:
    """Where the numbers in an address come from: a select of (gemeente, aanbieder, *numbers)."""

    vraag: str
    eigen: bool = True
    """Whether the object belongs to these two; otherwise anyone may look, and sees the own rows."""
    anders: tuple[int, str] = (1, "999999999")
    """Which number makes it something that is not there, and what it is then."""


_BERICHT = "SELECT gemeente, aanbieder, gemeente, bericht_id FROM {}"
_ALLOCATION = "SELECT gemeente, aanbieder, gemeente, nummer FROM toewijzingen_toewijzing"
_MONTH = "SELECT gemeente, '', gemeente, to_char(maand, 'YYYY-MM') FROM grootboek_v_gesloten"
_CLAIMED = "SELECT gemeente, aanbieder, gemeente, '2026-09' FROM toewijzingen_toewijzing"
_NO_MUNICIPALITY = (0, "0000")
_NOBODY = (0, "999999999")
BRONNEN = {
    "verzoek": Bron("SELECT gemeente, aanbieder, gemeente, bericht_id, nr FROM verzoeken_verzoek"),
    **{
        name: Bron(_BERICHT.format("declaraties_declaratie"))
        for name in ("declaratie", "declaratie-antwoord", "declaratie-antwoord-xml", "declaratie-bericht-xml")
    },
    **{name: Bron(_BERICHT.format("berichten_uitgaand")) for name in ("antwoord-xml", "antwoord-pdf", "antwoord-xlsx")},
    "doorgegeven-xml": Bron(_BERICHT.format("berichten_verzending WHERE stuk = 'doorgave'")),
    "woonplaats": Bron("SELECT gemeente, aanbieder, gemeente, bericht_id, nr FROM verzoeken_verzoek"),
    "vastgehouden-besluit": Bron("SELECT gemeente, '', gemeente, bericht_id FROM berichten_vasthouding"),
    # What is to be done follows from the facts of who looks; its own tests try another's.
    "nazien": Bron("SELECT '', '', 'OP380', 'geen'", eigen=False),
    **{name: Bron(_ALLOCATION) for name in ("toewijzing-inzien", "dossier-gezien", "dossier-gezien-pdf")},
    "toewijzing": Bron(_ALLOCATION),
    "toewijzing-wijziging": Bron(_ALLOCATION),
    "toewijzing-erbij": Bron(_ALLOCATION),
    **{
        name: Bron(_BERICHT.format("berichten_verzending WHERE stuk = 'bericht'"))
        for name in ("gestuurd-bericht", "post", "post-xml")
    },
    "maandrapport": Bron(_MONTH, anders=_NO_MUNICIPALITY),
    "maandrapport-xlsx": Bron(_MONTH, anders=_NO_MUNICIPALITY),
    "maandstukken": Bron(_MONTH, anders=_NO_MUNICIPALITY),
    **{
        name: Bron(_MONTH.replace(" FROM", ", 'proefbalans' FROM"), anders=_NO_MUNICIPALITY)
        for name in ("maandstuk", "maandstuk-json")
    },
    # Of everyone who may see reports: each sees the own municipality in it.
    "jaarafsluiting": Bron("SELECT '', '', 2026", eigen=False),
    "maandrapport-regels": Bron(_MONTH.replace(" FROM", ", 'toegekend' FROM"), anders=_NO_MUNICIPALITY),
    **{name: Bron(_CLAIMED, eigen=False) for name in ("declareren-maand", "declareren-inlezen", "declareren-sjabloon")},
    **{
        name: Bron("SELECT '', aanbieder, aanbieder FROM toewijzingen_toewijzing", eigen=False)
        for name in ("weekbrief", "weekbrief-pdf")
    },
    **{name: Bron("SELECT '', '', 'geen'", eigen=False) for name in ("inlogdienst", "inlogdienst-terug")},
    # One's own passkeys are of a person, not of an organisation; its own tests try another's.
    "mfa_remove_webauthn": Bron("SELECT '', '', 1", eigen=False),
    **{
        name: Bron("SELECT gemeente, '', id, 2026 FROM teambudget_team", anders=(0, "999999999"))
        for name in ("team", "teamafrekening")
    },
    **{
        name: Bron("SELECT '', '', id FROM betalingen_betaalronde", eigen=False, anders=(0, "999999999"))
        for name in ("betaalronde", "betaalronde-bestand")
    },
    "bankregel": Bron(
        "SELECT '', '', id FROM betalingen_bankregel WHERE uitkomst IN ('onbekend', 'anders')",
        eigen=False,
        anders=(0, "999999999"),
    ),
    "pgb-jaar": Bron("SELECT DISTINCT gemeente, '', gemeente, 2015 FROM pgb_ketenboeking", anders=_NO_MUNICIPALITY),
    # What was agreed every municipality may read; its own part of it the database decides.
    "bekostigingsafspraak": Bron(
        "SELECT '', '', id FROM bekostiging_bekostigingsafspraak", eigen=False, anders=(0, "999999999")
    ),
    "betaalopdracht": Bron("SELECT gemeente, aanbieder, id FROM betalingen_betaalopdracht", anders=(0, "999999999")),
    "kind": Bron("SELECT gemeente, aanbieder, gemeente, id FROM toewijzingen_client"),
    # The register and the product list are of everyone; what was agreed is left out by the database.
    "aanbieder": Bron("SELECT '', aanbieder, aanbieder FROM toewijzingen_toewijzing", eigen=False),
    **{
        name: Bron("SELECT '', aanbieder, aanbieder FROM toewijzingen_toewijzing", eigen=False)
        for name in ("register-kaart", "radar")
    },
    "prognose-gemeente": Bron("SELECT gemeente, '', gemeente FROM grootboek_v_gesloten", anders=_NO_MUNICIPALITY),
    "lasten-aanbieder": Bron(
        "SELECT '', aanbieder, aanbieder FROM toewijzingen_toewijzing", eigen=False, anders=(0, "00000000")
    ),
    "lasten-gemeente": Bron("SELECT '', '', code FROM regio_gemeente", eigen=False, anders=_NO_MUNICIPALITY),
    # What is asked of one, everyone reads; who asks it writes it.
    "uitvraag": Bron("SELECT '', '', id FROM lasten_uitvraag", eigen=False, anders=_NOBODY),
    "solidariteit-gemeente": Bron(
        "SELECT '', '', jaar, gemeente FROM verevening_jaarcijfer", eigen=False, anders=(1, "9999")
    ),
    # What one municipality asks, all of them judge and bear: every municipality reads it.
    "solidariteitsverzoek": Bron(
        "SELECT '', '', id FROM verevening_solidariteitsverzoek", eigen=False, anders=(0, "999999999")
    ),
    # A round is of all municipalities in it; the balance of one is its own.
    "gemeenteverrekening": Bron(
        "SELECT '', '', id FROM boekhouding_verrekenronde", eigen=False, anders=(0, "999999999")
    ),
    **{
        name: Bron("SELECT gemeente, '', ronde_id, gemeente FROM boekhouding_verrekensaldo", anders=_NO_MUNICIPALITY)
        for name in ("gemeenteverrekening-staat", "gemeenteverrekening-nota")
    },
    "materiele-controle-een": Bron("SELECT gemeente, '', id FROM verantwoording_controle", anders=(0, "999999999")),
    # The region has the totals of every statement.
    "productieverantwoording": Bron(
        "SELECT gemeente, aanbieder, id FROM verantwoording_productieverantwoording", anders=(0, "999999999")
    ),
    "productieverantwoording-regel": Bron(
        "SELECT gemeente, aanbieder, verantwoording_id, volgnr FROM verantwoording_productieregel",
        anders=(0, "999999999"),
    ),
    "zaakbestand": Bron("SELECT gemeente, '', id FROM toegang_aanmelding", anders=(0, "999999999")),
    "regime": Bron("SELECT '', '', code FROM regimes_onderwerp", eigen=False, anders=(0, "niets")),
    "tegenspraak": Bron("SELECT '', '', code FROM regimes_tegenspraak", eigen=False, anders=(0, "K99")),
    "telling": Bron("SELECT '', '', code FROM aanbieders_teldefinitie", eigen=False),
    "gemeente": Bron("SELECT gemeente, '', gemeente FROM grootboek_v_gesloten", anders=(0, "9999")),
    "product": Bron("SELECT '', '', categorie, code FROM contracten_product", eigen=False),
    # What was agreed is of the provider and of every municipality; drafts are left out by the database.
    **{
        name: Bron("SELECT '', '', nummer FROM contracten_contract", eigen=False)
        for name in ("contract", "contract-brief")
    },
    **{
        name: Bron("SELECT '', '', code FROM inkoop_procedure", eigen=False)
        for name in ("inkoop-procedure", "openbaar-procedure")
    },
    "inkoop-aanvraag": Bron("SELECT gemeente, aanbieder, id FROM inkoop_aanvraag", anders=(0, "999999999")),
    "inkoop-besluit": Bron("SELECT gemeente, aanbieder, aanvraag_id FROM inkoop_gunning", anders=(0, "999999999")),
    "prijsverloop": Bron("SELECT '', '', categorie, code FROM contracten_product", eigen=False),
    "indexatie": Bron("SELECT '', '', id FROM prijzen_indexatie", eigen=False, anders=(0, "999999999")),
    "waarom-bedrag": Bron("SELECT gemeente, aanbieder, gemeente, bericht_id, nr FROM declaraties_prestatie"),
    "regel": Bron("SELECT '', '', 'TR304'", eigen=False),
    "mens": Bron("SELECT gemeente, aanbieder, id FROM gebruikers_account", anders=(0, "999999999")),
    "voorstel": Bron("SELECT gemeente, aanbieder, id FROM gebruikers_voorstel", anders=(0, "999999999")),
    "contractbestand-voorstel": Bron(
        "SELECT gemeente, aanbieder, id FROM gebruikers_voorstel", eigen=False, anders=(0, "999999999")
    ),
    "voorstel-nieuw": Bron("SELECT '', '', 'maand'", eigen=False),
    # Who has it in no caseload is asked why first; `gezinnen` tries what comes after.
    **{
        name: Bron("SELECT gemeente, '', gezin_id FROM gezinnen_gezinsplan WHERE gesloten_op IS NULL", anders=_NOBODY)
        for name in ("gezin", "gezin-samenvoegen", "gezinsplan", "gezinsplan-pdf", "gezin-tijdlijn")
    },
    "caseload-regel": Bron("SELECT gemeente, aanbieder, id FROM gebruikers_caseload", anders=(0, "999999999")),
    # Only for the access team and the controller of the municipality; their own tests try another's.
    "woonplaats-bepaling": Bron("SELECT gemeente, '', id FROM woonplaats_woonplaatsbepaling", anders=(0, "999999999")),
    "woonplaats-gezinslid": Bron("SELECT '', '', 999999999", eigen=False),
    **{
        name: Bron("SELECT gemeente, '', id FROM woonplaats_woonplaatsvordering", anders=(0, "999999999"))
        for name in ("vordering", "vordering-brief")
    },
    # Of nobody in the chain: `vertrouwen` tries another's.
    **{name: Bron("SELECT '', '', 1", eigen=False) for name in ("vertrouwensdossier", "vertrouwensdossier-sluiten")},
    # Whose a referral is stands in no municipality or provider; `verwijzers` tries another's.
    "verwijzing": Bron("SELECT '', '', bericht_id, nr FROM verzoeken_verwijzing", eigen=False, anders=(0, "999999999")),
    # Numbers count per municipality, so the same one is of another in each; its own tests try another's.
    **{name: Bron("SELECT '', '', 1", eigen=False) for name in ("raadsvraag", "wachtvraag")},
    **{
        name: Bron("SELECT gemeente, '', id FROM besluiten_besluit", anders=(0, "999999999"))
        for name in (
            "besluit",
            "besluit-voorbeeld",
            "besluit-toets",
            "besluit-intrekken",
            "besluit-wijzigen",
            "besluit-herzien",
            "bezwaar-nieuw",
        )
    },
    **{
        name: Bron("SELECT gemeente, '', id FROM toegang_aanmelding", anders=(0, "999999999"))
        for name in ("besluit-nieuw", "besluit-termijn")
    },
    "besluit-brief": Bron("SELECT gemeente, '', id FROM besluiten_brief", anders=(0, "999999999")),
    "bezwaar": Bron("SELECT gemeente, '', id FROM besluiten_bezwaar", anders=(0, "999999999")),
    # Who sees a case hangs on its circle; `contractbeheer` tries every role.
    "zaak": Bron("SELECT '', '', id FROM contractbeheer_zaak", eigen=False),
    "zaak-nieuw": Bron("SELECT '', '', 'klacht'", eigen=False),
    "contractbeheer-inlezen": Bron("SELECT '', '', 'metingen'", eigen=False),
    "contractdossier": Bron("SELECT '', aanbieder, aanbieder FROM toewijzingen_toewijzing", eigen=False),
    **{
        name: Bron(f"SELECT gemeente, '', id FROM rechtsbescherming_{table}", anders=(0, "999999999"))
        for name, table in (("rechtsverzoek", "rechtsverzoek"), ("melding", "melding"))
    },
    # Who sees a family is tried by its own tests; `gezinsportaal_test` tries another's.
    "gezinsinlog-gezin": Bron("SELECT gemeente, '', id FROM gezinnen_gezin", anders=(0, "999999999")),
    "rechtsverzoek-nieuw-gezin": Bron(
        "SELECT gemeente, '', id FROM gezinnen_gezinslid WHERE soort = 'jeugdige'", anders=(0, "999999999")
    ),
    "rechtsverzoek-nieuw": Bron("SELECT gemeente, '', id FROM toewijzingen_client", eigen=False),
    "melding-nieuw": Bron("SELECT '', '', 'klacht'", eigen=False),
    "melding-nieuw-kind": Bron("SELECT gemeente, '', 'klacht', id FROM toewijzingen_client", eigen=False),
    # What was learnt and what was said about a paper is of every municipality.
    "regelproef": Bron("SELECT '', '', id FROM rechtsbescherming_regelproef", eigen=False),
    "inspraakstuk": Bron("SELECT '', '', id FROM rechtsbescherming_inspraakstuk", eigen=False),
    # An application is of its municipality; a call also of the one that took it, so its own tests try another's.
    **{
        name: Bron("SELECT gemeente, '', id FROM toegang_aanmelding", anders=(0, "999999999"))
        for name in ("aanmelding", "aanmelding-gebieden", "aanmelding-stappen", "aanmelding-akkoord")
    },
    "raadsmelding": Bron("SELECT gemeente, '', id FROM toegang_raadsmelding", anders=(0, "999999999")),
    "oproep": Bron("SELECT '', '', id FROM toegang_oproep", eigen=False),
    "verzoek-overnemen": Bron("SELECT gemeente, aanbieder, gemeente, bericht_id, nr FROM verzoeken_verzoek"),
    "api-ontvangst": Bron("SELECT gemeente, aanbieder, id FROM berichten_bestand", anders=(0, "999999999")),
    **{
        name: Bron(
            "SELECT gemeente, aanbieder, gemeente || '-' || bericht_id || '-' || stuk FROM berichten_verzending",
            anders=(0, "0193-999999999-antwoord"),
        )
        for name in ("api-inhoud", "api-bevestiging")
    },
    "api-toewijzing": Bron(
        "SELECT gemeente, aanbieder, gemeente || '-' || nummer FROM toewijzingen_toewijzing",
        anders=(0, "0193-999999999"),
    ),
    **{
        name: Bron(
            "SELECT gemeente, aanbieder, gemeente || '-' || bericht_id FROM declaraties_declaratie",
            anders=(0, "0193-999999999"),
        )
        for name in ("api-declaratie", "api-declaratieregels")
    },
    "api-verzoek": Bron(
        "SELECT gemeente, aanbieder, gemeente || '-' || bericht_id || '-' || nr FROM verzoeken_verzoek",
        anders=(0, "0193-999999999-1"),
    ),
    "api-maandrapport": Bron(
        "SELECT gemeente, '', gemeente || '-' || to_char(maand, 'YYYY-MM') FROM grootboek_v_gesloten",
        anders=(0, "0000-2026-09"),
    ),
}
ZONDER_NAAM = "api/v1/<path:rest>"


def routes() -> Iterator[tuple[str, str]]:
    """(name, pattern) of every address of the site."""

    def walk(resolver: URLResolver, before: str) -> Iterator[tuple[str, str]]:
        for one in resolver.url_patterns:
            text = before + str(one.pattern)
            if isinstance(one, URLPattern):
                yield one.name or text, text
            else:
                yield from walk(one, text)

    yield from walk(get_resolver(), "")


def vaste_adressen() -> list[Adres]:
    """The addresses without a number in them, each once: of two routes with one address the site takes the first."""
    found: dict[str, str] = {}
    for name, text in routes():
        if "<" not in text:
            found.setdefault(f"/{text}", name)
    return [Adres(name, path) for path, name in found.items()]


def eigen_adressen(connection: psycopg.Connection) -> list[Adres]:
    """Addresses of things that are there, some of every municipality and provider together."""
    found = []
    for name, text in routes():
        if name not in BRONNEN:
            continue
        rows = connection.execute(
            f"""
            SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY a, b) AS volgnr
                FROM ({BRONNEN[name].vraag}) bron (a, b, {", ".join(f"c{nr}" for nr in range(_numbers(text)))})
            ) genummerd WHERE volgnr <= {PER_EIGENAAR} ORDER BY 1, 2, volgnr
            """  # type: ignore[arg-type]
        ).fetchall()
        for municipality, provider, *numbers, _ in rows:
            source = BRONNEN[name]
            owner = (municipality, provider) if source.eigen else ("", "")
            place, other = source.anders
            nowhere = [other if nr == place else number for nr, number in enumerate(numbers)]
            found.append(Adres(name, vul_in(text, numbers), vul_in(text, nowhere) if source.eigen else "", *owner))
    return found


def vul_in(text: str, numbers: list[object]) -> str:
    """An address of a pattern with these in it, in order."""
    plain = text.removeprefix("^").removesuffix("$")
    for number in numbers:
        plain = re.sub(r"<[^>]+>|\(\?P<\w+>[^)]*\)", str(number), plain, count=1)
    return f"/{plain}"


def _numbers(text: str) -> int:
    return len(re.findall(r"<[^>]+>", text))
