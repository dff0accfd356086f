# SPDX-License-Identifier: EUPL-1.2
"""What the software of an organisation reads besides messages; the database decides which rows there are."""

from django.conf import settings

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.aansluiting.pages import aanroepen, vormen, vraag
from jeugdregio.aansluiting.pages.aanroepen import IN_PAD
from jeugdregio.aansluiting.pages.lezen import Blad, Een, leest
from jeugdregio.aansluiting.pages.probleem import niet_gevonden
from jeugdregio.aansluiting.pages.vraag import Vraag
from jeugdregio.afsluiting import queries as afsluiting
from jeugdregio.begroting.queries import UnableToShowReport
from jeugdregio.begroting.values import Regel
from jeugdregio.contracten import queries as contracten
from jeugdregio.core.bsn import persoon, zegel
from jeugdregio.core.greep import Greep
from jeugdregio.core.periode import Maand, laatste_dag
from jeugdregio.declaraties import queries as declaraties
from jeugdregio.declaraties.values import Detail, Keuze, Samenvatting
from jeugdregio.declaraties.values import Uitleg as Gezegd
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.regio import queries as regio
from jeugdregio.toewijzingen import queries as toewijzingen
from jeugdregio.toewijzingen.values import Kind, Toegewezen
from jeugdregio.verzoeken import queries as verzoeken
from jeugdregio.verzoeken.values import OpenVerzoek

SORTEER = "sorteer"


def _delen(naam: str, tekst: str) -> list[str]:
    """The parts of an id in an address; raises `Probleem` when it cannot be one."""
    try:
        IN_PAD[naam].lees(tekst)
    except ValueError as error:
        raise niet_gevonden() from error
    return tekst.split("-")


def _oplopend(asked: Vraag, *, gewoon: bool) -> bool:
    sort = asked.waarden.get(SORTEER)
    return gewoon if sort is None else not sort.startswith("-")


@leest(aanroepen.TOEWIJZINGEN)
def lijst_toewijzingen(asked: Vraag, wie: Machtiging) -> Blad:
    """A page of allocations."""
    found, many = toewijzingen.bladzijde(
        on_behalf_of=wie,
        aantal=asked.aantal,
        vanaf=asked.vanaf,
        gemeente=asked[vraag.GEMEENTE],
        aanbieder=asked[vraag.AANBIEDER],
        geldig_op=asked[vraag.GELDIG_OP] or None,
        oudste_eerst=_oplopend(asked, gewoon=False),
    )
    return Blad([_toewijzing(one) for one in found], many, tuple(persoon(one.kind.bsn) for one in found))


@leest(aanroepen.TOEWIJZING)
def een_toewijzing(asked: Vraag, wie: Machtiging, toewijzing: str) -> Een:
    """One allocation."""
    town, number = _delen("toewijzing", toewijzing)
    found = toewijzingen.toewijzing(town, int(number), on_behalf_of=wie)
    if found is None:
        raise niet_gevonden()
    return Een(_toewijzing(found), (persoon(found.kind.bsn),))


def _toewijzing(one: Toegewezen) -> vormen.Toewijzing:
    return vormen.Toewijzing(
        id=f"{one.gemeente}-{one.nummer}",
        gemeente=one.gemeente,
        nummer=one.nummer,
        aanbieder=one.aanbieder,
        jeugdige=_jeugdige(one.kind),
        categorie=one.categorie,
        code=one.code,
        begin=one.begin,
        einde=one.einde,
        volume=one.volume,
        eenheid=one.eenheid,
        frequentie=one.frequentie,
        budget_cent=one.budget_cent,
        leveringen=tuple(vormen.Levering(care.begin, care.einde, care.reden) for care in one.leveringen),
    )


def _jeugdige(kind: Kind) -> vormen.Jeugdige:
    return vormen.Jeugdige(
        bsn=zegel(settings.BSN_KEY).ontzegel(kind.bsn),
        voornamen=kind.voornamen,
        voorvoegsel=kind.voorvoegsel,
        achternaam=kind.achternaam,
        geboortedatum=kind.geboortedatum,
        geslacht=kind.geslacht,
    )


@leest(aanroepen.DECLARATIES)
def lijst_declaraties(asked: Vraag, wie: Machtiging) -> Blad:
    """A page of declaraties."""
    choice = Keuze(
        maand=asked.maand,
        stand=asked.waarden.get("stand", ""),
        gemeente=asked[vraag.GEMEENTE],
        aanbieder=asked[vraag.AANBIEDER],
        nummer=asked[vraag.NUMMER],
    )
    newest = not _oplopend(asked, gewoon=False)
    piece = Greep(asked.vanaf, asked.aantal, "dagtekening", aflopend=newest)
    rows = declaraties.declaraties(choice, piece, on_behalf_of=wie)
    return Blad([_declaratie(one) for one in rows], declaraties.telling(choice, on_behalf_of=wie).aantal)


@leest(aanroepen.DECLARATIE)
def een_declaratie(asked: Vraag, wie: Machtiging, declaratie: str) -> Een:
    """One declaratie."""
    found = _detail(declaratie, wie)
    return Een(vormen.DeclaratieMetUitleg(_declaratie(found.samenvatting), _uitleg(found.uitleg)))


@leest(aanroepen.REGELS)
def regels(asked: Vraag, wie: Machtiging, declaratie: str) -> Blad:
    """A page of the judged lines of one declaratie."""
    verdict = asked.waarden.get("oordeel")
    lines = [
        line
        for line in _detail(declaratie, wie).regels
        if verdict is None or line.toegekend == (verdict == "toegekend")
    ]
    chosen, many = vraag.van(lines, asked)
    rows = [
        vormen.Declaratieregel(
            nr=line.nr,
            jeugdige=line.client,
            referentie=line.referentie,
            vorige_referentie=line.vorige_referentie,
            toewijzing_nummer=line.toewijzing_nummer,
            categorie=line.categorie,
            code=line.code,
            begin=line.begin,
            einde=line.einde,
            volume=line.volume,
            eenheid=line.eenheid,
            tarief_cent=line.tarief_cent,
            bedrag_cent=line.bedrag_cent,
            toegekend=line.toegekend,
            gecrediteerd=line.gecrediteerd,
            uitleg=_uitleg(line.uitleg),
        )
        for line in chosen
    ]
    town, message = _delen("declaratie", declaratie)
    named = [(town, int(message), line.nr) for line in chosen]
    return Blad(rows, many, declaraties.personen(named, on_behalf_of=wie))


def _detail(declaratie: str, wie: Machtiging) -> Detail:
    town, number = _delen("declaratie", declaratie)
    found = declaraties.declaratie(town, int(number), on_behalf_of=wie)
    if found is None:
        raise niet_gevonden()
    return found


def _declaratie(one: Samenvatting) -> vormen.Declaratie:
    return vormen.Declaratie(
        id=f"{one.gemeente}-{one.bericht_id}",
        gemeente=one.gemeente,
        aanbieder=one.aanbieder,
        nummer=one.nummer,
        maand=str(one.maand),
        dagtekening=one.dagtekening,
        ingediend_cent=one.ingediend_cent,
        toegekend_cent=one.toegekend_cent,
        regels=one.regels,
        afgewezen=one.afgewezen,
        stand=one.stand,
    )


def _uitleg(said: tuple[Gezegd, ...]) -> tuple[vormen.Uitleg, ...]:
    return tuple(vormen.Uitleg(one.regel, one.retourcode, one.uitleg, one.wat_te_doen) for one in said)


@leest(aanroepen.VERZOEKEN)
def lijst_verzoeken(asked: Vraag, wie: Machtiging) -> Blad:
    """A page of requests that wait."""
    found = verzoeken.open_verzoeken(gemeente=asked[vraag.GEMEENTE], on_behalf_of=wie)
    if not _oplopend(asked, gewoon=True):
        found.reverse()
    chosen, many = vraag.van(found, asked)
    return Blad([_verzoek(one) for one in chosen], many, tuple(one.persoon for one in chosen))


@leest(aanroepen.VERZOEK)
def een_verzoek(asked: Vraag, wie: Machtiging, verzoek: str) -> Een:
    """One request that waits."""
    town, message, number = _delen("verzoek", verzoek)
    found = verzoeken.open_verzoek(town, int(message), int(number), on_behalf_of=wie)
    if found is None:
        raise niet_gevonden()
    return Een(_verzoek(found), (found.persoon,))


def _verzoek(one: OpenVerzoek) -> vormen.Verzoek:
    products = tuple(
        vormen.GevraagdProduct(
            wat=product.wat,
            toewijzing_nummer=product.toewijzing_nummer,
            categorie=product.categorie,
            code=product.code,
            begin=product.begin,
            einde=product.einde,
            volume=product.volume,
            eenheid=product.eenheid,
            frequentie=product.frequentie,
            budget_cent=product.budget_cent,
        )
        for product in one.producten
    )
    return vormen.Verzoek(
        id=f"{one.gemeente}-{one.bericht_id}-{one.nr}",
        gemeente=one.gemeente,
        aanbieder=one.aanbieder,
        soort=one.soort,
        referentie=one.referentie,
        jeugdige=one.jeugdige,
        geboortedatum=one.geboortedatum,
        dagtekening=one.dagtekening,
        ontvangen_op=one.ontvangen_op,
        status=one.status,
        uiterlijk=one.uiterlijk,
        producten=products,
    )


@leest(aanroepen.MAANDRAPPORTEN)
def maandrapporten(asked: Vraag, wie: Machtiging) -> Blad:
    """The months with a report."""
    if not wie.gemeente:
        return Blad([], 0)
    months = afsluiting.rapportmaanden(gemeente=wie.gemeente, on_behalf_of=wie)
    final = set(afsluiting.edities(wie.gemeente, on_behalf_of=wie))
    chosen, many = vraag.van(months, asked)
    rows = [vormen.Maandverwijzing(f"{wie.gemeente}-{m}", wie.gemeente, str(m), m in final) for m in chosen]
    return Blad(rows, many)


@leest(aanroepen.MAANDRAPPORT)
def maandrapport(asked: Vraag, wie: Machtiging, maandrapport: str) -> Een:
    """The figures of one month."""
    town, year, month = _delen("maandrapport", maandrapport)
    try:
        edition = afsluiting.rapport(town, Maand(int(year), int(month)), on_behalf_of=wie)
    except UnableToShowReport as refusal:
        raise niet_gevonden() from refusal
    report = edition.rapport
    shown = vormen.Maandrapport(
        id=maandrapport,
        gemeente=town,
        naam=report.naam,
        maand=str(report.maand),
        vastgesteld_op=edition.vastgesteld_op,
        sha256=edition.sha256,
        budget_cent=report.budget_cent,
        uitputting_promille=report.uitputting_promille,
        verwacht_promille=report.verwacht_promille,
        totaal=_cijferregel(report.totaal),
        per_categorie=tuple(_cijferregel(line) for line in report.per_categorie),
        per_aanbieder=tuple(_cijferregel(line) for line in report.per_aanbieder),
    )
    return Een(shown)


def _cijferregel(line: Regel) -> vormen.Cijferregel:
    now, before = (
        vormen.Cijfers(
            one.ingediend_cent,
            one.toegekend_cent,
            one.afgewezen_cent,
            one.te_betalen_cent,
            one.verplicht_cent,
            one.verwacht_cent,
        )
        for one in (line.nu, line.vorig)
    )
    return vormen.Cijferregel(line.sleutel, line.naam, now, before)


@leest(aanroepen.ORGANISATIE)
def organisatie(asked: Vraag, wie: Machtiging) -> Een:
    """The organisation of the key."""
    if wie.gemeente:
        town = regio.gemeente(wie.gemeente)
        if town is None:
            raise niet_gevonden()
        return Een(vormen.Organisatie(town.code, "gemeente", town.naam, None, settings.REGIO_NAAM))
    provider = aanbieders.aanbieder(wie.aanbieder)
    if provider is None:
        raise niet_gevonden()
    return Een(vormen.Organisatie(provider.agb, "aanbieder", provider.naam, provider.kvk, settings.REGIO_NAAM))


@leest(aanroepen.CONTRACTEN)
def lijst_contracten(asked: Vraag, wie: Machtiging) -> Blad:
    """A page of contracts."""
    found = contracten.contracten(settings.REGIO, asked[vraag.AANBIEDER], on_behalf_of=wie)
    chosen, many = vraag.van(found, asked)
    rows = [
        vormen.Contract(
            nummer=one.nummer,
            aanbieder=one.aanbieder,
            perceel=one.perceel,
            variant=one.variant,
            bekostiging=one.bekostiging,
            begin=one.van,
            einde=laatste_dag(one.tot),
            plafond_cent=one.plafond_cent,
        )
        for one in chosen
    ]
    return Blad(rows, many)


@leest(aanroepen.TARIEVEN)
def lijst_tarieven(asked: Vraag, wie: Machtiging) -> Blad:
    """A page of tariffs, with the names of their products."""
    day = asked[vraag.GELDIG_OP]
    found = contracten.tarieven(settings.REGIO, asked[vraag.AANBIEDER], op=day or None, on_behalf_of=wie)
    names = contracten.productnamen(settings.REGIO)
    chosen, many = vraag.van(found, asked)
    rows = [
        vormen.Tarief(
            aanbieder=one.aanbieder,
            categorie=one.categorie,
            code=one.code,
            omschrijving=names.get((one.categorie, one.code), ""),
            eenheid=one.eenheid,
            begin=one.van,
            einde=laatste_dag(one.tot),
            tarief_cent=one.tarief_cent,
            per_uur=one.per_uur,
        )
        for one in chosen
    ]
    return Blad(rows, many)
