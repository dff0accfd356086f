# SPDX-License-Identifier: EUPL-1.2
"""
What an answer looks like, from one definition: a frozen dataclass gives its JSON and its JSON Schema.

Names become camelCase, as the NL API Design Rules ask of a query and we hold to everywhere. More about a field than its
type (a pattern, what it means) is in `Annotated[type, {...}]`, as words of JSON Schema.
"""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

Schema = dict[str, Any]
_PLAIN: Mapping[type, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
}


def camel(naam: str) -> str:
    """`ontvangen_op` as `ontvangenOp`."""
    first, *rest = naam.split("_")
    return first + "".join(part.capitalize() for part in rest)


def als_json(waarde: Any) -> Any:
    """Plain values for `json.dumps`."""
    if is_dataclass(waarde):
        return {camel(one.name): als_json(getattr(waarde, one.name)) for one in fields(waarde)}
    if isinstance(waarde, list | tuple):
        return [als_json(one) for one in waarde]
    return waarde.isoformat() if isinstance(waarde, date) else waarde


def schema(soort: Any, gevonden: dict[str, Schema]) -> Schema:
    """The schema of a type; those of dataclasses are put in `gevonden` under their name, and referred to."""
    origin, inside = get_origin(soort), get_args(soort)
    if origin is Annotated:
        return {**schema(inside[0], gevonden), **inside[1]}
    if origin in (types.UnionType, Union):
        (kind,) = (one for one in inside if one is not type(None))
        return _or_null(schema(kind, gevonden))
    if origin is tuple:
        return {"type": "array", "items": schema(inside[0], gevonden)}
    if is_dataclass(soort):
        assert isinstance(soort, type)
        if soort.__name__ not in gevonden:
            gevonden[soort.__name__] = {}  # its own name may stand in it
            gevonden[soort.__name__] = _object(soort, gevonden)
        return {"$ref": f"#/components/schemas/{soort.__name__}"}
    return dict(_PLAIN[soort])


def _object(soort: type, gevonden: dict[str, Schema]) -> Schema:
    hints = get_type_hints(soort, include_extras=True)
    properties = {camel(one.name): schema(hints[one.name], gevonden) for one in fields(soort)}
    return {
        "type": "object",
        "description": (soort.__doc__ or "").strip().splitlines()[0],
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _or_null(inside: Schema) -> Schema:
    if "$ref" in inside:
        return {"anyOf": [inside, {"type": "null"}]}
    return {**inside, "type": [inside["type"], "null"]}
