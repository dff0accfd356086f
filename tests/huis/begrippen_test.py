# SPDX-License-Identifier: EUPL-1.2
"""
The glossary decides: a model, a field or a room has a name that stands in docs/begrippen.md.

A new name that fails here: add a row to the glossary when the word has a meaning of its own, or to PLAIN
when any dictionary will do. A row whose word is used nowhere has to go.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache

from django.apps import apps
from django.contrib.auth.models import AbstractUser
from django.db.models import Model

from tests.huis.bestanden import REPO, with_suffix

PAGE = REPO / "docs" / "begrippen.md"
SOURCE = REPO / "src" / "jeugdregio"
SUFFIXES = ("_cent", "_op", "_nr", "_id")
# Dutch as in any dictionary, and the technical words that everyone writes like this.
PLAIN = {
    "achternaam", "code", "geboortedatum", "geslacht", "id", "inhoud", "inwoners", "jaar", "maand", "naam",
    "nr", "nummer", "omschrijving", "pk", "status", "voornamen", "voorvoegsel", "seed", "sha256",
    "aantal", "omvang_bytes", "wie",
    "begonnen", "door", "duur_ms", "fout", "gedaan", "gemaakt", "gesloten", "geteld", "gezet", "klaar",
    "opgeheven", "opgeheven_door", "pogingen", "verzonden",
    "beeindigd", "beeindigd_door", "voorgesteld", "voorgesteld_door", "besloten_door", "toelichting",
    "toegestaan", "periode", "titel", "gesteld", "keuze", "open", "producten", "tarieven", "verslag",
}  # fmt: skip
ENGLISH_ROOMS = {"components", "config", "core", "demo"}


@cache
def rows() -> list[list[str]]:
    """The rows of the glossary: term, meaning, source, English."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| `")]


@cache
def terms() -> frozenset[str]:
    return frozenset(row[0].strip("`") for row in rows())


def snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def models() -> Iterator[type[Model]]:
    for model in apps.get_models():
        if model.__module__.startswith("jeugdregio."):
            yield model


def fields(model: type[Model]) -> Iterator[str]:
    """The names that the model itself gives; those of Django's user are Django's."""
    theirs = {field.name for field in AbstractUser._meta.get_fields()} if issubclass(model, AbstractUser) else set()
    for field in model._meta.get_fields():
        if not field.auto_created and field.name not in theirs:
            yield field.name


def is_known(name: str) -> bool:
    """Whether a name is a term, a plain word, a plural of a term, or one with a suffix of ours."""
    if name in terms() | PLAIN or (name.endswith("s") and name[:-1] in terms()):
        return True
    if any(name.endswith(suffix) and is_known(name.removesuffix(suffix)) for suffix in SUFFIXES):
        return True
    first, _, rest = name.partition("_")
    return bool(rest) and first in terms() and rest in terms() | PLAIN


def test_every_model_stands_in_the_glossary():
    assert [model.__name__ for model in models() if not is_known(snake(model.__name__))] == []


def test_every_field_stands_in_the_glossary():
    unknown = {f"{model.__name__}.{name}" for model in models() for name in fields(model) if not is_known(name)}

    assert unknown == set()


def test_every_room_stands_in_the_glossary():
    rooms = {path.parent.name for path in SOURCE.glob("*/__init__.py")}

    assert {room for room in rooms - ENGLISH_ROOMS if room not in terms()} == set()


def test_every_row_has_a_meaning_a_source_and_a_gloss():
    assert [row[0] for row in rows() if len(row) != 4 or not all(row)] == []


def test_no_word_stands_there_twice():
    found = [row[0] for row in rows()]

    assert {word for word in found if found.count(word) > 1} == set()


def test_every_word_is_used_in_the_code():
    used = set(_words())

    assert [term for term in terms() if term not in SUFFIXES and term not in used] == []


def test_the_list_of_plain_words_holds_no_more_than_it_needs():
    names = {name for model in models() for name in fields(model)}

    assert {word for word in PLAIN if not any(word in (name, *name.split("_")) for name in names)} == set()
    assert PLAIN & terms() == set()


def _words() -> Iterator[str]:
    """Names in the code, whole and in parts: of modules, classes, functions, arguments and attributes."""
    for path in with_suffix(".py"):
        if SOURCE not in path.parents:
            continue
        yield from path.relative_to(SOURCE).with_suffix("").parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for key in ("name", "id", "attr", "arg"):
                value = getattr(node, key, None)
                if isinstance(value, str):
                    yield snake(value)
                    yield from snake(value).split("_")
