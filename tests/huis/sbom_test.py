# SPDX-License-Identifier: EUPL-1.2
"""The list of parts of a release (SBOM) names every package that is pinned, in its version."""

import json
import re
import subprocess

import pytest

from tests.huis.bestanden import REPO


@pytest.fixture(scope="module")
def lists(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([str(REPO / "scripts" / "sbom.sh"), str(folder)], check=True, capture_output=True)
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def parts(text):
    """(name, version) of every component, those inside others too."""
    found = json.loads(text)
    assert found["bomFormat"] == "CycloneDX"
    waiting, seen = list(found["components"]), set()
    while waiting:
        one = waiting.pop()
        seen.add(("/".join(filter(None, [one.get("group"), one["name"]])), one["version"]))
        waiting += one.get("components", [])
    return seen


@pytest.mark.npm
def test_every_pinned_python_package_is_listed(lists):
    text = (REPO / "requirements.txt").read_text(encoding="utf-8")
    pinned = {(name.lower(), version) for name, version in re.findall(r"^([\w.-]+)==([^ ;\\]+)", text, re.MULTILINE)}

    listed = {(name.lower(), version) for name, version in parts(lists["jeugdregio-python.cdx.json"])}

    assert len(pinned) > 30
    assert pinned - listed == set()


@pytest.mark.npm
def test_every_front_end_package_is_listed(lists):
    lock = json.loads((REPO / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    pinned = {(name.rpartition("node_modules/")[2], about["version"]) for name, about in lock.items() if name}

    assert len(pinned) > 100
    assert pinned - parts(lists["jeugdregio-voorkant.cdx.json"]) == set()


def test_the_version_is_the_same_everywhere():
    pyproject = re.search(r'^version = "(.*)"', (REPO / "pyproject.toml").read_text(), re.MULTILINE)[1]
    places = {
        "package.json": r'"version": "(.*?)"',
        "CITATION.cff": r"^version: (\S+)",
        "publiccode.yml": r"^softwareVersion: (\S+)",
        "deploy/helm/jeugdregio/Chart.yaml": r'^appVersion: "(.*)"',
        "deploy/helm/jeugdregio/values.yaml": r'tag: "(.*)"',
        "deploy/docker-compose.yml": r"jeugdregio:(\d[\d.]*)\}",
    }
    found = {name: re.search(pattern, (REPO / name).read_text(), re.MULTILINE)[1] for name, pattern in places.items()}

    assert found == dict.fromkeys(places, pyproject)
