# SPDX-License-Identifier: EUPL-1.2
"""A history as JSON and back: days as text, and nothing that names anyone."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from enum import Enum
from typing import Any

from jeugdregio.woonplaats.values import (
    Adresperiode,
    Geschiedenis,
    Gezag,
    Gezagsperiode,
    Plaatsperiode,
    Verblijfperiode,
    Verblijfsoort,
)

Json = dict[str, Any]


def naar_json(geschiedenis: Geschiedenis) -> Json:
    """What a row keeps of a history."""
    found: Json = _plain(asdict(geschiedenis))
    return found


def uit_json(json: Mapping[str, Any]) -> Geschiedenis:
    """The history that a row keeps."""
    return Geschiedenis(
        geboren=date.fromisoformat(json["geboren"]),
        adressen=tuple(Adresperiode(**_days(row)) for row in json["adressen"]),
        verblijven=tuple(
            Verblijfperiode(**{**_days(row), "soort": Verblijfsoort(row["soort"])}) for row in json["verblijven"]
        ),
        gezag=tuple(Gezagsperiode(**{**_days(row), "gezag": Gezag(row["gezag"])}) for row in json["gezag"]),
        werkelijk=tuple(Plaatsperiode(**_days(row)) for row in json["werkelijk"]),
        moeder_bij_geboorte=json["moeder_bij_geboorte"],
        voortgezet=json["voortgezet"],
        maatregel=json["maatregel"],
    )


def _days(row: Mapping[str, Any]) -> Json:
    return {
        **row,
        "van": date.fromisoformat(row["van"]),
        "tot": date.fromisoformat(row["tot"]) if row["tot"] else None,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value
