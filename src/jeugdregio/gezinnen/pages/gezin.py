# SPDX-License-Identifier: EUPL-1.2
"""One family: who is in it, who has custody, and so who signs for each youth and why; and two families that are one."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.components.schrijfwijze import dag_kort, periode_kort, telwoord
from jeugdregio.components.values import Cel, Kolom, Kruimel, Tabel
from jeugdregio.core.periode import dag_erna
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.gezinnen import actions, queries
from jeugdregio.gezinnen.pages.formulieren import (
    Geheimformulier,
    Gezagformulier,
    Lidformulier,
    Maatregelformulier,
    Samenformulier,
    Samenvoegformulier,
    Uitformulier,
    Wijzigformulier,
)
from jeugdregio.gezinnen.pages.handelingen import Gedaan, Handeling, doe
from jeugdregio.gezinnen.pages.opmaak import Blad, Deel, Melding, Zoekdeel, open_gezin, pad, tabs, toon
from jeugdregio.gezinnen.values import Gezagsvorm, Gezin, Gezinslid, Maatregelsoort, NieuwGezag, NieuwLid, Ondertekenaar


@vraagt(Recht.GEZINNEN_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def gezin(request: HttpRequest, nummer: int) -> HttpResponse:
    """People, custody and who signs; a POST changes something."""
    found = open_gezin(request, nummer)
    if isinstance(found, HttpResponse):
        return found
    wie, today = machtiging(request), timezone.localdate()
    acts = _acts(found, wie)
    done = doe(request, wie, acts)
    if done.klaar:
        # Whoever made it secret, or put in someone who is, may still see it; anyone else is told so by the list.
        return redirect("gezin", nummer=nummer)
    page = Blad(
        found.naam,
        "Wie in dit gezin hoort, wie het gezag heeft, en wie er daarom tekent.",
        (*_parts(found, wie, today), *_forms(found, wie, acts, done)),
        tabs=tabs(nummer, "gezin"),
        meldingen=_notes(found, wie),
        fout=done.fout,
    )
    return toon(request, page, pad(Kruimel(found.naam)), fout=bool(done.form and done.form.errors))


def _notes(family: Gezin, wie: Machtiging) -> tuple[Melding, ...]:
    notes = []
    if family.samengevoegd_in is not None:
        notes.append(
            Melding("Samengevoegd", ("Dit gezin is opgegaan in een ander gezin. Werk daar verder.",), "waarschuwing")
        )
    if family.geheim_adres:
        notes.append(
            Melding(
                "Het adres is geheim", ("Alleen de rol voor afgeschermde dossiers ziet dit gezin.",), "waarschuwing"
            )
        )
    if family.samengevoegd_in is None and queries.plan(family.id, on_behalf_of=wie) is None:
        notes.append(Melding("Nog geen gezinsplan", ("Open het plan op het blad Gezinsplan: één gezin, één plan.",)))
    return tuple(notes)


def _parts(family: Gezin, wie: Machtiging, today: date) -> list[Deel]:
    signers = queries.tekenaars_van_gezin(family.id, peildatum=today, on_behalf_of=wie)
    parts = [Deel("Mensen", tabel=_people(family, today), links=_residence(family, wie))]
    for youth in family.jeugdigen:
        rows = signers.get(youth.id, ())
        parts.append(
            Deel(
                f"Wie tekent voor {youth.naam}",
                _until(youth, rows, today),
                tabel=_signers(youth, rows),
                anker=f"tekent-{youth.id}",
            )
        )
    parts.append(Deel("Gezag en maatregelen", tabel=_custody(family, wie)))
    if family.samengevoegd_in is not None:
        parts.insert(
            0,
            Deel(
                links=(("Ga naar het gezin waarin dit is opgegaan", reverse("gezin", args=[family.samengevoegd_in])),)
            ),
        )
    return parts


def _residence(family: Gezin, wie: Machtiging) -> tuple[tuple[str, str], ...]:
    """Where to work out which municipality is responsible; that asks who it is, so only of whose number is known."""
    if not wie.mag(Recht.WOONPLAATS_BEPALEN):
        return ()
    return tuple(
        (f"Welke gemeente is verantwoordelijk voor {one.naam}?", reverse("woonplaats-gezinslid", args=[one.id]))
        for one in family.jeugdigen
        if one.persoon
    )


def _people(family: Gezin, today: date) -> Tabel:
    def row(one: Gezinslid) -> tuple[Cel | str, ...]:
        years = one.leeftijd(today)
        state = f"uit het gezin sinds {dag_kort(one.uit_gezin_op)}" if one.uit_gezin_op else ""
        where = "woont elders" if one.woont_elders else ""
        return (
            Cel(one.naam, onder=", ".join(filter(None, (one.relatie, where, state)))),
            one.soort,
            dag_kort(one.geboortedatum) if one.geboortedatum else "niet bekend",
            str(years) if years is not None else "",
            "ja" if one.persoon else "nee",
        )

    return Tabel(
        "Mensen",
        (Kolom("Naam"), Kolom("Wie"), Kolom("Geboren", "dag"), Kolom("Leeftijd", "getal"), Kolom("Nummer bekend")),
        tuple(map(row, family.leden)),
        leeg="Er staat niemand in dit gezin. Voeg iemand toe.",
        bijschrift_zichtbaar=False,
    )


def _until(youth: Gezinslid, rows: tuple[Ondertekenaar, ...], today: date) -> tuple[str, ...]:
    many = sum(one.moet_tekenen for one in rows)
    first = f"{youth.naam} is {youth.leeftijd(today)} jaar. {telwoord(many, 'handtekening', 'handtekeningen')} nodig."
    until = next((one.tot for one in rows if one.tot), None)
    return (first, *([f"Dit geldt tot {dag_kort(until)}; vanaf die dag kan het anders zijn."] if until else []))


def _signers(youth: Gezinslid, rows: tuple[Ondertekenaar, ...]) -> Tabel:
    def row(one: Ondertekenaar) -> tuple[Cel | str, ...]:
        what = Cel("Tekent", toon="positief") if one.moet_tekenen else Cel("Hoort het", toon="neutraal")
        if not one.bekend:
            what = Cel("Uitzoeken", toon="negatief")
        return (Cel(one.naam, onder=one.als), what, one.waarom, one.artikel)

    return Tabel(
        f"Wie tekent voor {youth.naam}",
        (Kolom("Wie"), Kolom("Wat"), Kolom("Waarom"), Kolom("Artikel")),
        tuple(map(row, rows)),
        leeg="Niemand: leg eerst het gezag vast.",
        bijschrift_zichtbaar=False,
    )


def _custody(family: Gezin, wie: Machtiging) -> Tabel:
    names = {one.id: one.naam for one in family.leden}
    rows: list[tuple[date, tuple[Cel | str, ...]]] = []
    for youth, held in queries.gezag(family.id, on_behalf_of=wie).items():
        for one in held:
            holders = " en ".join(who.naam for who in one.houders) or one.instelling or "niemand bekend"
            line = (
                names.get(youth, "onbekend"),
                Gezagsvorm(one.vorm).label,
                holders,
                periode_kort(one.van, one.tot),
                one.bron,
            )
            rows.append((one.van, line))
    for youth, measures in queries.maatregelen(family.id, on_behalf_of=wie).items():
        rows.extend(
            (
                one.van,
                (
                    names.get(youth, "onbekend"),
                    Maatregelsoort(one.soort).label,
                    one.instelling,
                    periode_kort(one.van, one.tot),
                    one.bron,
                ),
            )
            for one in measures
        )
    return Tabel(
        "Gezag en maatregelen",
        (Kolom("Jeugdige"), Kolom("Wat"), Kolom("Wie"), Kolom("Geldig", "dag"), Kolom("Gezien in")),
        tuple(line for _, line in sorted(rows, key=lambda row: (str(row[1][0]), row[0]))),
        leeg="Er is nog geen gezag vastgelegd. Kijk in het gezagsregister, en leg het hieronder vast.",
        bijschrift_zichtbaar=False,
    )


def _acts(family: Gezin, wie: Machtiging) -> list[Handeling]:
    if family.samengevoegd_in is not None:
        return []
    here = [one for one in family.leden if one.uit_gezin_op is None]
    everyone = [(one.id, f"{one.naam} ({one.relatie or one.soort})") for one in here]
    youths = [(one.id, one.naam) for one in family.jeugdigen]
    others = [(one.id, f"{one.naam} ({one.relatie or one.soort})") for one in here if not one.is_jeugdige]
    acts = [
        Handeling(
            "lid",
            "Iemand toevoegen",
            Lidformulier,
            lambda data: actions.voeg_lid_toe(family.id, NieuwLid(**data), on_behalf_of=wie),
            "Voeg toe",
            "Toegevoegd aan het gezin.",
        ),
        Handeling(
            "gezag",
            "Gezag vastleggen",
            Gezagformulier,
            lambda data: actions.leg_gezag_vast(_number(data, "lid"), _new_custody(data), on_behalf_of=wie),
            uitleg="De BRP laat niet altijd zien wie het gezag heeft. Kijk in het gezagsregister of in de uitspraak.",
            keuzes={"lid": youths, "houder": others, "medehouder": others},
            leeg={"houder": "Niemand", "medehouder": "Niemand"},
        ),
        Handeling(
            "maatregel",
            "Maatregel van de kinderrechter vastleggen",
            Maatregelformulier,
            lambda data: actions.leg_maatregel_vast(
                _number(data, "lid"),
                data["soort"],
                instelling=data["instelling"],
                vanaf=data["vanaf"],
                tot=dag_erna(data["tot_en_met"]),
                bron=data["bron"],
                on_behalf_of=wie,
            ),
            keuzes={"lid": youths},
        ),
        Handeling(
            "wijzig",
            "Gegevens van iemand wijzigen",
            Wijzigformulier,
            lambda data: actions.wijzig_lid(
                _number(data, "lid"), **{k: v for k, v in data.items() if k != "lid"}, on_behalf_of=wie
            ),
            "Wijzig",
            keuzes={"lid": everyone},
        ),
        Handeling(
            "uit",
            "Iemand uit het gezin halen",
            Uitformulier,
            lambda data: actions.haal_uit_gezin(_number(data, "lid"), per=data["per"], on_behalf_of=wie),
            "Haal uit het gezin",
            keuzes={"lid": everyone},
        ),
    ]
    return [*acts, *([_secret(family, wie)] if wie.geheim else [])]


def _secret(family: Gezin, wie: Machtiging) -> Handeling:
    """Keep the whole family for the role for shielded files, or open it again."""
    return Handeling(
        "geheim",
        "Adres geheim houden",
        Geheimformulier,
        lambda data: actions.houd_adres_geheim(family.id, data["geheim"], on_behalf_of=wie),
        "Sla op",
        begin={"geheim": family.geheim_adres},
        uitleg="Dit verbergt het gezin. Berichten over een kind verbergt u op het blad Afgeschermd.",
    )


def _forms(family: Gezin, wie: Machtiging, acts: list[Handeling], done: Gedaan) -> list[Deel]:
    if not (acts and wie.mag(Recht.GEZINNEN_BIJHOUDEN)):
        return []
    return [
        Deel("Bijwerken"),
        *(done.deel(one) for one in acts),
        Deel(links=(("Dit gezin samenvoegen met een ander gezin", reverse("gezin-samenvoegen", args=[family.id])),)),
    ]


def _number(data: dict[str, Any], name: str) -> int:
    return int(data[name])


def _new_custody(data: dict[str, Any]) -> NieuwGezag:
    return NieuwGezag(
        data["vorm"],
        data["vanaf"],
        data["bron"],
        int(data["houder"]) if data["houder"] else None,
        int(data["medehouder"]) if data["medehouder"] else None,
        data["instelling"],
    )


@vraagt(Recht.GEZINNEN_BIJHOUDEN)
@require_http_methods(["GET", "HEAD", "POST"])
def samenvoegen(request: HttpRequest, nummer: int) -> HttpResponse:
    """Find the family that is the same one, and let it go up in this one."""
    found = open_gezin(request, nummer)
    if isinstance(found, HttpResponse):
        return found
    wie, today = machtiging(request), timezone.localdate()
    search = Samenvoegformulier(request.GET if "zoek" in request.GET else None)
    asked = search.cleaned_data["zoek"] if search.is_bound and search.is_valid() else ""
    others = queries.gezinnen(zoek=asked, peildatum=today, on_behalf_of=wie) if asked else []
    choices = [(one.id, f"{one.naam}: {', '.join(one.jeugdigen)}") for one in others if one.id != nummer]
    act = Handeling(
        "samen",
        "Samenvoegen",
        Samenformulier,
        lambda data: actions.voeg_samen(
            _number(data, "van"), nummer, reden=data["reden"], peildatum=today, on_behalf_of=wie
        ),
        "Voeg samen",
        "Samengevoegd. Iedereen tekent het plan opnieuw.",
        keuzes={"van": choices},
    )
    done = doe(request, wie, [act])
    if done.klaar:
        return redirect("gezin", nummer=nummer)
    parts = [Deel(zoek=Zoekdeel(search))]
    if choices:
        parts.append(Deel(formulier=done.form or act.form(), doe=act.doe, knop=act.knop))
    elif asked:
        parts.append(Deel(tekst=("Geen ander gezin gevonden. Zoek op een andere naam.",)))
    page = Blad(
        f"Samenvoegen met {found.naam}",
        "Het andere gezin gaat op in dit gezin. Het plan dat hier open is gaat verder; dat van het andere gezin blijft "
        "te lezen.",
        tuple(parts),
        fout=done.fout,
    )
    trail = pad(Kruimel(found.naam, reverse("gezin", args=[nummer])), Kruimel("Samenvoegen"))
    return toon(request, page, trail, fout=bool(done.form and done.form.errors))
