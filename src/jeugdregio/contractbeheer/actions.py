# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What a contract manager records. The database holds the order of steps and the portfolios without a gap."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.contractbeheer.gegevens import tabel
from jeugdregio.contractbeheer.models import (
    Aanspreekpunt,
    Afbouw,
    Lijn,
    Meting,
    Portefeuille,
    Protocolstap,
    Regiovoorwaarde,
    Stap,
    Zaak,
    Zorgvorm,
)
from jeugdregio.contractbeheer.models.zaak import Kring, Zaaksoort
from jeugdregio.contractbeheer.zaken import aanspreekpunten, zaak
from jeugdregio.contracten import queries as contracten
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import eis
from jeugdregio.gebruikers.weigering import in_woorden
from jeugdregio.inkoop import queries as inkoop
from jeugdregio.inkoop.actions import NietInTeDienen, beoordeel_bewijs, geef_bewijs

__all__ = [
    "Afbouw",
    "Lijn",
    "Meting",
    "NietVastTeLeggen",
    "NieuweZaak",
    "Regiovoorwaarde",
    "Zorgvorm",
    "gebruik_als_bewijs",
    "leg_vast",
    "neem_namen_uit_contracten_over",
    "neem_over",
    "onthoud_escalaties",
    "open_zaak",
    "richt_in",
    "wijzig_kring",
    "zet_beurten",
    "zet_stap",
]

TRANSFORMATIE = "transformatie"
"""Evidence of willingness, as the procurement calls it."""
_GRENZEN = {
    "meting_een_keer": "Voor deze aanbieder, indicator en periode staat al een meting.",
    "regiovoorwaarde_een_per_dag": "Voor deze regio en dit onderwerp geldt al een voorwaarde op een van deze dagen.",
    "regiovoorwaarde_een_accounthouder": "Er is al een andere accounthouder in deze periode.",
    "portefeuille_een_beheerder": "Deze aanbieder staat al in een portefeuille op een van deze dagen.",
    "zorgvorm_een_keer": "Deze zorgvorm staat er al.",
}


class NietVastTeLeggen(Exception):
    """Raised when something cannot be recorded; the text says why and what to do."""


@dataclass(frozen=True)
class NieuweZaak:
    """What opens a case; `moment` is when it was opened, `uiterlijk` the last day to keep an agreement."""

    soort: str
    kring: str
    onderwerp: str
    bron: str
    aanbieder: str = ""
    contract: str = ""
    gemeente: str = ""
    toelichting: str = ""
    uiterlijk: date | None = None


def neem_over(
    codes: Sequence[str], *, beheerder: str, account: int | None, vanaf: date, on_behalf_of: Machtiging
) -> None:
    """
    Put these providers in the portfolio of this person from a day on; whoever had them stops the day before.

    Raises `NietVastTeLeggen`, also when a day of a contract would be left without anyone.
    """
    eis(on_behalf_of, Recht.CONTRACTEN_BEHEREN)
    if not beheerder.strip():
        raise NietVastTeLeggen("Vul in wie de contractmanager wordt.")
    with _vastgelegd(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM contractbeheer_portefeuille WHERE regio = %s AND aanbieder = ANY (%s) AND lower(geldig) >= %s",
            [settings.REGIO, list(codes), vanaf],
        )
        cursor.execute(
            "UPDATE contractbeheer_portefeuille SET geldig = daterange(lower(geldig), %s)"
            " WHERE regio = %s AND aanbieder = ANY (%s) AND geldig @> %s::date",
            [vanaf, settings.REGIO, list(codes), vanaf],
        )
        Portefeuille.objects.bulk_create(
            Portefeuille(
                regio=settings.REGIO,
                aanbieder=code,
                beheerder=beheerder.strip(),
                account=account,
                geldig=DateRange(vanaf, None),
            )
            for code in codes
        )
        cursor.execute("SET CONSTRAINTS geen_wees IMMEDIATE")
        cursor.execute("SET CONSTRAINTS geen_wees DEFERRED")


def neem_namen_uit_contracten_over(vanaf: date, *, on_behalf_of: Machtiging) -> int:
    """
    Make portfolios of the names in the contracts that run on `vanaf`, for providers that are in nobody's.

    A subcontractor goes to whoever has its main contractor. Gives how many providers were put in one.
    """
    with namens(on_behalf_of):
        there = set(Portefeuille.objects.filter(regio=settings.REGIO).values_list("aanbieder", flat=True))
        names: dict[str, str] = {}
        for one in contracten.contracten(settings.REGIO, op=vanaf, on_behalf_of=on_behalf_of):
            if one.contractmanager:
                names.setdefault(one.aanbieder, one.contractmanager)
        for sub, main in aanbieders.onderaannemers_op(vanaf):
            if main in names:
                names.setdefault(sub, names[main])
        rows = [
            Portefeuille(regio=settings.REGIO, aanbieder=agb, beheerder=who, geldig=DateRange(vanaf, None))
            for agb, who in sorted(names.items())
            if agb not in there
        ]
        Portefeuille.objects.bulk_create(rows)
    return len(rows)


def open_zaak(nieuw: NieuweZaak, *, door: str, moment: datetime, on_behalf_of: Machtiging) -> int:
    """
    Open a case and give its number. An escalation gets the wethouder whose turn it is (`aanspreekpunten`).

    Raises `NietVastTeLeggen`.
    """
    eis(on_behalf_of, Recht.CONTRACTEN_BEHEREN)
    with _vastgelegd(on_behalf_of):
        contact = ""
        if nieuw.soort == Zaaksoort.ESCALATIE:
            turns = aanspreekpunten()
            if not turns:
                raise NietVastTeLeggen("Leg eerst vast welke wethouders bij toerbeurt aanspreekpunt zijn.")
            contact = turns[0][0]
        one = Zaak.objects.create(
            regio=settings.REGIO,
            soort=nieuw.soort,
            kring=nieuw.kring,
            aanbieder=nieuw.aanbieder,
            contract_id=nieuw.contract or None,
            gemeente=nieuw.gemeente,
            aanspreekpunt=contact,
            onderwerp=nieuw.onderwerp.strip(),
            toelichting=nieuw.toelichting.strip(),
            geopend_op=moment,
            uiterlijk=nieuw.uiterlijk,
            bron=nieuw.bron.strip(),
            door=door,
        )
    return one.pk


def zet_stap(
    nummer: int,
    code: str,
    *,
    tekst: str,
    door: str,
    moment: datetime,
    on_behalf_of: Machtiging,
    uitkomst: str = "",
) -> None:
    """
    Take a step in a case at a moment. Raises `NietVastTeLeggen`, with the step that has to come first.
    """
    eis(on_behalf_of, Recht.CONTRACTEN_BEHEREN)
    if not tekst.strip():
        raise NietVastTeLeggen("Schrijf in een paar woorden wat er is gedaan.")
    with _vastgelegd(on_behalf_of):
        case = Zaak.objects.filter(pk=nummer).first()
        if case is None:
            raise NietVastTeLeggen("Deze zaak is er niet.")
        Stap.objects.create(
            zaak=case,
            aanbieder=case.aanbieder,
            kring=case.kring,
            code=code,
            moment=moment,
            tekst=tekst.strip(),
            uitkomst=uitkomst,
            door=door,
        )


def wijzig_kring(nummer: int, kring: str, *, on_behalf_of: Machtiging) -> None:
    """Let more or fewer people see a case; its steps follow. Raises `NietVastTeLeggen`."""
    eis(on_behalf_of, Recht.CONTRACTEN_BEHEREN)
    with _vastgelegd(on_behalf_of):
        if not Zaak.objects.filter(pk=nummer).update(kring=kring):
            raise NietVastTeLeggen("Deze zaak is er niet.")


_BEWIJS = {"nagekomen": "voldoet", "deels": "twijfel", "niet": "niet"}
"""What a judgement of an agreement is as a judgement of evidence of willingness to transform (S28)."""


def gebruik_als_bewijs(nummer: int, aanvraag: int, *, moment: datetime, on_behalf_of: Machtiging) -> None:
    """
    Put the judgement of an agreement or plan in an application of the same provider, as evidence of willingness (S44).

    Raises `NietVastTeLeggen` without a judgement, for a case the provider may not see, or when the application is
    decided or of another.
    """
    eis(on_behalf_of, Recht.CONTRACTEN_BEHEREN)
    found, request = zaak(nummer, on_behalf_of=on_behalf_of), inkoop.aanvraag(aanvraag, on_behalf_of=on_behalf_of)
    if found is None or request is None or request.aanbieder != found[0].aanbieder:
        raise NietVastTeLeggen("Deze aanvraag is er niet, of is van een andere aanbieder.")
    case, taken, _ = found
    verdicts = [step for step in taken if step.uitkomst]
    if not verdicts:
        raise NietVastTeLeggen("Over deze afspraak is nog niet geoordeeld. Zet eerst die stap.")
    if case.kring != Kring.OPEN:
        raise NietVastTeLeggen("De aanbieder leest bewijs in de aanvraag mee. Maak de zaak eerst open.")
    last = verdicts[-1]
    with namens(on_behalf_of):
        try:
            evidence = geef_bewijs(
                aanvraag,
                TRANSFORMATIE,
                f"{case.soortnaam}: {case.onderwerp}. {last.tekst}"[:600],
                moment=moment,
                on_behalf_of=on_behalf_of,
            )
            beoordeel_bewijs(
                evidence.pk, _BEWIJS[last.uitkomst], toelichting=last.tekst[:400], on_behalf_of=on_behalf_of
            )
        except NietInTeDienen as refusal:
            raise NietVastTeLeggen(str(refusal)) from refusal


def leg_vast(rijen: Iterable[Lijn | Regiovoorwaarde | Meting | Zorgvorm | Afbouw], *, on_behalf_of: Machtiging) -> None:
    """Add these, all or none. Raises `NietVastTeLeggen`."""
    eis(on_behalf_of, Recht.CONTRACTEN_BEHEREN)
    with _vastgelegd(on_behalf_of):
        for row in rijen:
            row.regio = settings.REGIO
            row.save(force_insert=True)


def richt_in(regio: str) -> None:
    """Load the protocols of this program, in the transaction of the caller; what stands there is renewed."""
    rows = [
        Protocolstap(
            regio=regio,
            soort=row["soort"],
            code=row["code"],
            volgorde=int(row["volgorde"]),
            naam=row["naam"],
            wie=row["wie"],
            uren=int(row["uren"]) if row["uren"] else None,
            na=row["na"],
            eist=row["eist"],
            oordeel=row["oordeel"] == "ja",
            sluit=row["sluit"] == "ja",
            bron=row["bron"],
            zekerheid=row["zekerheid"],
        )
        for row in tabel("protocollen.csv")
    ]
    fields = ["volgorde", "naam", "wie", "uren", "na", "eist", "oordeel", "sluit", "bron", "zekerheid"]
    Protocolstap.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["regio", "soort", "code"], update_fields=fields
    )


def zet_beurten(regio: str, gemeenten: Sequence[str], *, bron: str) -> None:
    """Say whose wethouders take turns as contact of an escalation, in this order; in the transaction of the caller."""
    Aanspreekpunt.objects.filter(regio=regio).delete()
    Aanspreekpunt.objects.bulk_create(
        Aanspreekpunt(regio=regio, volgorde=number, gemeente=code, bron=bron)
        for number, code in enumerate(gemeenten, start=1)
    )


def onthoud_escalaties(regio: str, aantal: int, *, bron: str, door: str) -> None:
    """
    Add escalations that a source counts without telling when: nine is then the ninth (N14).

    In the transaction of the caller; again adds none.
    """
    there = Zaak.objects.filter(regio=regio, soort=Zaaksoort.ESCALATIE, historisch=True).count()
    Zaak.objects.bulk_create(
        Zaak(
            regio=regio,
            soort=Zaaksoort.ESCALATIE,
            kring="vertrouwelijk",
            onderwerp=f"Inzet {number} van het escalatieprotocol",
            toelichting="Aanbieder, datum en afloop staan niet in de bron.",
            historisch=True,
            bron=bron,
            door=door,
        )
        for number in range(there + 1, aantal + 1)
    )


@contextmanager
def _vastgelegd(wie: Machtiging) -> Iterator[None]:
    """One transaction; what the database refuses by a rule of this room becomes a `NietVastTeLeggen`."""
    with in_woorden(NietVastTeLeggen, _GRENZEN), namens(wie):
        yield
