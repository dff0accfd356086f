# SPDX-License-Identifier: EUPL-1.2
"""What every role may do; the functional manager of the region proposes a change, another one confirms it."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.beheer import voorstellen
from jeugdregio.beheer.pages.formulieren import Rechtformulier
from jeugdregio.components.templatetags.componenten import datum
from jeugdregio.components.values import Cel, Kolom, Tabel
from jeugdregio.gebruikers import queries
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.models import Rechtbesluit
from jeugdregio.gebruikers.rechten import FUNCTIES, Functie, Recht
from jeugdregio.gebruikers.rollen import Rol, Soort
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.gebruikers.verzoek import machtiging, vraagt

KENT = frozenset(recht.value for recht in Recht)
"""A right that the program has no longer is not shown."""


@dataclass(frozen=True)
class RechtenPagina:
    """A table per kind of organisation, what was decided, and the form for whoever may propose."""

    titel: str
    tabellen: tuple[Tabel, ...]
    besluiten: Tabel | None
    formulier: Rechtformulier | None
    fout: str


@vraagt(Recht.RECHTEN_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def rechten(request: HttpRequest) -> HttpResponse:
    """The page; a POST proposes that a role gets or loses a right."""
    wie, now = machtiging(request), timezone.now()
    today = timezone.localdate(now)
    form, fault = Rechtformulier(request.POST or None, initial={"vanaf": today}), ""
    if request.method == "POST" and form.is_valid():
        try:
            number = _propose(form, wie)
        except NietToegestaan as refusal:
            fault = str(refusal)
        else:
            messages.success(request, "Het voorstel staat klaar. Een andere beheerder moet het bevestigen.")
            return redirect("voorstel", nummer=number)
    decided = {(Soort(one.soort), Rol(one.rol), one.recht): one for one in queries.besluiten(today)}
    have = queries.rechten_van(set(FUNCTIES), peildatum=today)
    page = RechtenPagina(
        titel="Rechten per rol",
        tabellen=tuple(_table(soort, have, decided) for soort in Soort if soort in (wie.soort, *_all(wie))),
        besluiten=_decisions([one for one in decided.values() if one.recht in KENT]) if decided else None,
        formulier=form if wie.mag(Recht.RECHTEN_WIJZIGEN) else None,
        fout=fault,
    )
    return render(request, "beheer/rechten.html", {"page": page}, status=422 if fault or form.errors else 200)


def _all(wie: Machtiging) -> tuple[Soort, ...]:
    return tuple(Soort) if wie.regio else ()


def _propose(form: Rechtformulier, wie: Machtiging) -> int:
    data, functie = form.cleaned_data, form.gekozen
    recht = Recht(data["recht"])
    voorstellen.controleer_recht(functie, recht)
    what = {
        "soort": functie[0].value,
        "rol": functie[1].value,
        "recht": recht.value,
        "toegestaan": data["wordt"] == "ja",
        "vanaf": data["vanaf"].isoformat(),
    }
    return voorstellen.stel_voor("recht", what, reden=data["reden"], moment=timezone.now(), on_behalf_of=wie).pk


def _table(
    soort: Soort, have: dict[Functie, frozenset[Recht]], decided: dict[tuple[Soort, Rol, str], Rechtbesluit]
) -> Tabel:
    roles = [rol for kind, rol in FUNCTIES if kind is soort]

    def cell(rol: Rol, recht: Recht) -> Cel:
        since = decided.get((soort, rol, recht.value))
        under = f"sinds {datum(since.vanaf)}" if since else ""
        return Cel("Ja", toon="positief", onder=under) if recht in have[soort, rol] else Cel("–", onder=under)

    shown = [recht for recht in Recht if any(recht in have[soort, rol] for rol in roles)]
    rows = tuple((Cel(recht.label, onder=recht.uitleg), *(cell(rol, recht) for rol in roles)) for recht in shown)
    return Tabel(f"Bij {soort.label}", (Kolom("Recht"), *(Kolom(rol.label) for rol in roles)), rows)


def _decisions(found: list[Rechtbesluit]) -> Tabel:
    columns = (Kolom("Rol"), Kolom("Recht"), Kolom("Is"), Kolom("Sinds"), Kolom("Reden"))
    rows = tuple(
        (
            f"{Rol(one.rol).label} bij {Soort(one.soort).label}",
            Recht(one.recht).label,
            Cel("Toegestaan", toon="positief") if one.toegestaan else Cel("Ingetrokken", toon="waarschuwing"),
            datum(one.vanaf),
            one.reden,
        )
        for one in found
    )
    return Tabel("Anders dan bij de installatie", columns, rows)
