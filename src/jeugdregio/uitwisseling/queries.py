# SPDX-License-Identifier: EUPL-1.2
"""DOOR. A case in the shapes of the case standards, and as a file to hand over."""

import io
import json
import zipfile
from datetime import date

from jeugdregio.besluiten import queries as besluiten
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.toegang import queries as toegang
from jeugdregio.uitwisseling import zgw
from jeugdregio.uitwisseling.zgw import Bundel, bestandsnaam

__all__ = ["bundel", "pak_in"]

CONCEPT = "concept"
VASTE_DAG = (1980, 1, 1, 0, 0, 0)
"""The time of every file in an export, so that the same case gives the same bytes."""


def bundel(aanmelding: int, *, peildatum: date, on_behalf_of: Machtiging) -> Bundel | None:
    """Everything of one case that whoever asks may see, drafts left out; None when there is none."""
    one = toegang.aanmelding(aanmelding, on_behalf_of=on_behalf_of)
    if one is None:
        return None
    decided = [
        each
        for each in besluiten.besluiten_van(aanmelding=aanmelding, on_behalf_of=on_behalf_of)
        if each.stand != CONCEPT
    ]
    objections = [
        each
        for decision in decided
        for each in besluiten.bezwaren(peildatum=peildatum, besluit=decision.id, on_behalf_of=on_behalf_of)
    ]
    letters = {}
    for letter in (letter for decision in decided for letter in decision.brieven):
        if kept := besluiten.brief(letter.id, on_behalf_of=on_behalf_of):
            letters[letter.id] = kept[1]
    request = besluiten.aanvraag_van(aanmelding, peildatum=peildatum, on_behalf_of=on_behalf_of)
    return Bundel(one, request, tuple(decided), tuple(objections), letters)


def pak_in(gevonden: Bundel) -> bytes:
    """A zip with `zaak.json` and the letters as they were sent; the same case gives the same bytes."""
    text = json.dumps(zgw.alles(gevonden), ensure_ascii=False, indent=1)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("zaak.json", VASTE_DAG), text)
        for decision in gevonden.besluiten:
            for letter in decision.brieven:
                if letter.id in gevonden.brieven:
                    name = zipfile.ZipInfo(f"documenten/{bestandsnaam(letter)}", VASTE_DAG)
                    archive.writestr(name, gevonden.brieven[letter.id])
    return out.getvalue()
