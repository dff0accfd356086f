# SPDX-License-Identifier: EUPL-1.2
"""Messages that the platform makes for a provider without software: JW305, JW307, JW315, JW317 and JW323."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from jeugdregio.berichten.definities import jw305 as start
from jeugdregio.berichten.definities import jw307 as stop
from jeugdregio.berichten.definities import jw315 as aanvraag
from jeugdregio.berichten.definities import jw317 as wijziging
from jeugdregio.berichten.definities import jw323 as declaratie
from jeugdregio.berichten.definities import typen as t
from jeugdregio.berichten.retour import EIGEN_VERSIE
from jeugdregio.berichten.schrijven import schrijf


@dataclass(frozen=True)
class Briefhoofd:
    """Who sends what to whom; `identificatie` at most 12 characters."""

    aanbieder: str
    gemeente: str
    identificatie: str
    dagtekening: date


@dataclass(frozen=True)
class Persoon:
    """The client of a message."""

    bsn: str = field(repr=False)
    geboortedatum: date
    geslacht: str
    achternaam: str
    voorvoegsel: str = ""
    voornamen: str = ""


@dataclass(frozen=True)
class Geleverd:
    """Care on one allocation: started, and stopped when `einde` and `reden` are there. `status` 3 deletes."""

    toewijzing_nummer: int
    categorie: str | None
    code: str | None
    ingangsdatum: date
    begin: date
    status: str = "1"
    einde: date | None = None
    reden: str = ""


@dataclass(frozen=True)
class Declaratieregel:
    """One line of a JW323; volume and amount (cents) are positive, `dc` says D or C, both days are included."""

    bsn: str = field(repr=False)
    referentie: str
    vorige_referentie: str
    toewijzing_nummer: int
    categorie: str
    code: str
    begin: date
    einde: date
    volume: int
    eenheid: str
    tarief_cent: int | None
    bedrag_cent: int
    dc: str = "D"


@dataclass(frozen=True)
class Wijziging:
    """What is asked of one allocation; `omvang` is (volume, eenheid, frequentie), `budget_cent` in eurocents."""

    referentie: str
    reden: str
    toewijzing_nummer: int
    ingang: date
    einde: date | None
    omvang: tuple[int, str, str] | None
    budget_cent: int | None
    ongewijzigd: Sequence[int] = ()


@dataclass(frozen=True)
class Gevraagdproduct:
    """
    A product that is asked for, both days included.

    With a `code` there is an `omvang` (volume, eenheid, frequentie), without one a `budget_cent` in eurocents.
    """

    categorie: str
    code: str | None
    begin: date
    einde: date | None
    omvang: tuple[int, str, str] | None = None
    budget_cent: int | None = None


@dataclass(frozen=True)
class Verwijzer:
    """Who referred the child: its type, and a code (AGB) or a name."""

    type: str
    code: str = ""
    naam: str = ""


def jw305(kop: Briefhoofd, persoon: Persoon, geleverd: Geleverd) -> bytes:
    """Start of care, or the deletion of one. Raises OngeldigTeken."""
    product = start.StartProduct(
        toewijzing_nummer=geleverd.toewijzing_nummer,
        product=_product(geleverd),
        toewijzing_ingangsdatum=geleverd.ingangsdatum,
        begindatum=geleverd.begin,
        status_aanlevering=geleverd.status,
    )
    client = start.Client(**_persoon(persoon), start_producten=(product,))  # type: ignore[arg-type]
    return schrijf(start.Bericht(header=start.Header(**_kop(kop)), client=client))  # type: ignore[arg-type]


def jw307(kop: Briefhoofd, persoon: Persoon, geleverd: Geleverd) -> bytes:
    """Stop of care, or the deletion of one. Raises OngeldigTeken."""
    assert geleverd.einde is not None, "a stop has a last day"
    product = stop.StopProduct(
        toewijzing_nummer=geleverd.toewijzing_nummer,
        product=_product(geleverd),
        toewijzing_ingangsdatum=geleverd.ingangsdatum,
        begindatum=geleverd.begin,
        reden_beeindiging=geleverd.reden,
        einddatum=geleverd.einde,
        status_aanlevering=geleverd.status,
    )
    client = stop.Client(**_persoon(persoon), stop_producten=(product,))  # type: ignore[arg-type]
    return schrijf(stop.Bericht(header=stop.Header(**_kop(kop)), client=client))  # type: ignore[arg-type]


def jw315(
    kop: Briefhoofd, persoon: Persoon, producten: Sequence[tuple[str, Gevraagdproduct]], verwijzer: Verwijzer
) -> bytes:
    """Ask for allocations; each product has a reference of its own (TR383). Raises OngeldigTeken."""
    referrer = t.Verwijzer(type=verwijzer.type, naam=verwijzer.naam or None, zorgverlener_code=verwijzer.code or None)
    asked = tuple(
        aanvraag.AangevraagdProduct(
            referentie_aanbieder=reference,
            product=t.Product(categorie=one.categorie, code=one.code),
            toewijzing_ingangsdatum=one.begin,
            toewijzing_einddatum=one.einde,
            omvang=_size(one.omvang),
            budget=one.budget_cent,
            verwijzer=referrer,
        )
        for reference, one in producten
    )
    client = aanvraag.Client(**_persoon(persoon), aangevraagde_producten=asked)  # type: ignore[arg-type]
    return schrijf(aanvraag.Bericht(header=aanvraag.Header(**_kop(kop)), client=client))  # type: ignore[arg-type]


def jw317_nieuw(
    kop: Briefhoofd, bsn: str, *, referentie: str, reden: str, nieuw: Gevraagdproduct, ongewijzigd: Sequence[int]
) -> bytes:
    """Ask for a product beside the allocations that a child has, which all stay (TR349). Raises OngeldigTeken."""
    product = wijziging.NieuwProduct(
        product=t.Product(categorie=nieuw.categorie, code=nieuw.code),
        gewenste_ingangsdatum=nieuw.begin,
        einddatum=nieuw.einde,
        omvang=_size(nieuw.omvang),
        budget=nieuw.budget_cent,
    )
    request = wijziging.Verzoek(
        referentie_aanbieder=referentie,
        reden_verzoek=reden,
        ongewijzigde_producten=tuple(wijziging.OngewijzigdProduct(toewijzing_nummer=n) for n in ongewijzigd),
        nieuwe_producten=(product,),
    )
    return _verzoek(kop, bsn, request)


def jw317(kop: Briefhoofd, bsn: str, gevraagd: Wijziging) -> bytes:
    """Ask for a change of one allocation; the others of the child stay as they are (TR349). Raises OngeldigTeken."""
    changed = wijziging.TeWijzigenProduct(
        toewijzing_nummer=gevraagd.toewijzing_nummer,
        gewenste_ingangsdatum=gevraagd.ingang,
        einddatum=gevraagd.einde,
        omvang=_size(gevraagd.omvang),
        budget=gevraagd.budget_cent,
    )
    request = wijziging.Verzoek(
        referentie_aanbieder=gevraagd.referentie,
        reden_verzoek=gevraagd.reden,
        ongewijzigde_producten=tuple(wijziging.OngewijzigdProduct(toewijzing_nummer=n) for n in gevraagd.ongewijzigd),
        te_wijzigen_producten=(changed,),
    )
    return _verzoek(kop, bsn, request)


def _verzoek(kop: Briefhoofd, bsn: str, request: wijziging.Verzoek) -> bytes:
    client = wijziging.Client(bsn=bsn, verzoek=request)
    return schrijf(wijziging.Bericht(header=wijziging.Header(**_kop(kop)), client=client))  # type: ignore[arg-type]


def _size(omvang: tuple[int, str, str] | None) -> t.Omvang | None:
    return t.Omvang(volume=omvang[0], eenheid=omvang[1], frequentie=omvang[2]) if omvang else None


def jw323(kop: Briefhoofd, *, nummer: str, begin: date, einde: date, regels: Sequence[Declaratieregel]) -> bytes:
    """A declaratie over one month; the lines of a client stand together. Raises OngeldigTeken."""
    balance = sum(-line.bedrag_cent if line.dc == "C" else line.bedrag_cent for line in regels)
    clients = tuple(
        declaratie.Client(bsn=bsn, prestaties=tuple(_prestatie(line) for line in lines))
        for bsn, lines in groupby(sorted(regels, key=lambda line: line.bsn), key=lambda line: line.bsn)
    )
    body = declaratie.Declaratie(
        declaratie_nummer=nummer,
        declaratie_periode=t.GeslotenPeriode(begindatum=begin, einddatum=einde),
        declaratie_dagtekening=kop.dagtekening,
        totaal_ingediend_bedrag=t.TotaalBedragMetDC(
            totaal_bedrag=abs(balance), debet_credit="C" if balance < 0 else "D"
        ),
        clienten=clients,
    )
    return schrijf(declaratie.Bericht(header=declaratie.Header(**_kop(kop)), declaratie=body))  # type: ignore[arg-type]


def _prestatie(line: Declaratieregel) -> declaratie.Prestatie:
    return declaratie.Prestatie(
        product_referentie=t.Referentie(
            referentie_nummer=line.referentie, vorig_referentie_nummer=line.vorige_referentie or None
        ),
        toewijzing_nummer=line.toewijzing_nummer,
        product_categorie=line.categorie,
        product_code=line.code,
        product_periode=t.GeslotenPeriode(begindatum=line.begin, einddatum=line.einde),
        geleverd_volume=line.volume,
        eenheid=line.eenheid,
        product_tarief=line.tarief_cent,
        ingediend_bedrag=t.BedragMetDC(bedrag=line.bedrag_cent, debet_credit=line.dc),
    )


def _product(geleverd: Geleverd) -> t.Product | None:
    return t.Product(categorie=geleverd.categorie, code=geleverd.code) if geleverd.categorie else None


def _kop(kop: Briefhoofd) -> dict[str, object]:
    return {
        "afzender": kop.aanbieder,
        "ontvanger": kop.gemeente,
        "bericht_identificatie": t.BerichtIdentificatie(identificatie=kop.identificatie, dagtekening=kop.dagtekening),
        "xsd_versie": EIGEN_VERSIE,
    }


def _persoon(persoon: Persoon) -> dict[str, object]:
    return {
        "bsn": persoon.bsn,
        "geboortedatum": t.Geboortedatum(datum=persoon.geboortedatum),
        "geslacht": persoon.geslacht,
        "naam": t.VerkorteNaam(
            geslachtsnaam=t.Achternaam(achternaam=persoon.achternaam, voorvoegsel=persoon.voorvoegsel or None),
            voornamen=persoon.voornamen or None,
        ),
    }
