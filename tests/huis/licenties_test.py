# SPDX-License-Identifier: EUPL-1.2
"""What the application needs may be shipped with it: every dependency has a licence on the list."""

import json
import re
from importlib import metadata

import pytest

from tests.huis.bestanden import REPO, name, with_suffix

ALLOWED = (
    "MIT", "BSD", "ISC", "Apache", "PSF", "Python-2.0", "Python Software Foundation", "MPL", "EUPL", "OFL",
    "Mozilla Public License", "LGPL", "0BSD", "Zlib", "HPND", "CC0", "Unlicense", "PostgreSQL", "BlueOak", "Artistic",
)  # fmt: skip
FORBIDDEN = ("AGPL", "SSPL", "BUSL", "Commons Clause", "Proprietary", "UNLICENSED")
# Packages whose metadata names no licence, or one too many; read from the licence file they ship.
# Tools that are only run as a program over a file of ours, and never imported or shipped (ADR 0048).
RUN_ONLY = {"beancount": "GPL-2.0-only"}
READ_BY_HAND: dict[str, str] = {"atheris": "Apache-2.0", "qrcode": "BSD-3-Clause", "node_modules/reserved": "MIT"}


def pinned(file):
    """Names in a pinned list, of the packages that are installed for this platform."""
    text = (REPO / file).read_text(encoding="utf-8")
    names = re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)
    return [name for name in names if installed(name)]


def installed(name):
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def licence(name):
    """What a package says about its licence, in its newest or its oldest way."""
    if name in READ_BY_HAND:
        return READ_BY_HAND[name]
    about = metadata.metadata(name)
    classifiers = [line.split("::")[-1].strip() for line in about.get_all("Classifier", []) if "License ::" in line]
    short = (about.get("License") or "").splitlines()[:1]
    return " ".join(filter(None, [about.get("License-Expression"), *classifiers, *short]))


def is_allowed(text):
    return any(word in text for word in ALLOWED) and not any(word in text for word in FORBIDDEN)


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-ontwikkel.txt"])
def test_every_python_dependency_has_a_licence_on_the_list(file):
    names = pinned(file)

    assert len(names) > 30
    tools = RUN_ONLY if file == "requirements-ontwikkel.txt" else {}
    assert {name: licence(name) for name in names if not is_allowed(licence(name))} == {
        name: tools[name] for name in names if name in tools
    }


def test_a_tool_that_is_only_run_is_imported_nowhere():
    imported = {
        (name(path), module.split(".")[0])
        for path in with_suffix(".py")
        for module in re.findall(r"^\s*(?:from|import) ([\w.]+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        if module.split(".")[0] in RUN_ONLY
    }

    assert imported == set()


@pytest.mark.npm
def test_every_front_end_dependency_has_a_licence_on_the_list():
    lock = json.loads((REPO / "package-lock.json").read_text(encoding="utf-8"))
    licences = {
        name: READ_BY_HAND.get(name, about.get("license", "")) for name, about in lock["packages"].items() if name
    }

    assert len(licences) > 100
    assert {name: text for name, text in licences.items() if not is_allowed(str(text))} == {}


def test_the_lock_file_has_hashes_and_no_addresses():
    lock = json.loads((REPO / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: about for name, about in lock["packages"].items() if name}

    assert [name for name, about in packages.items() if not about.get("integrity")] == []
    assert [name for name, about in packages.items() if "resolved" in about] == []
