# SPDX-License-Identifier: EUPL-1.2
"""The description of the API is the kept one, and holds to rules after the NL API Design Rules; each rule can fail."""

import copy
import json
import subprocess

import pytest
import yaml
from scripts import openapi

from tests.huis.bestanden import REPO

RULES = REPO / "docs" / "api-regels.spectral.yaml"
SPECTRAL = REPO / "node_modules" / ".bin" / "spectral"
LIST, ONE = "/toewijzingen", "/toewijzingen/{toewijzing}"


def kept() -> dict:
    return json.loads(openapi.DOEL.read_text(encoding="utf-8"))


def rules() -> dict:
    return yaml.safe_load(RULES.read_text(encoding="utf-8"))["rules"]


def lint(*files) -> dict[str, dict[str, int]]:
    """{file: {rule: severity}} of what Spectral finds."""
    command = [SPECTRAL, "lint", *files, "--ruleset", RULES, "--format", "json", "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=REPO)
    assert done.returncode in (0, 1), done.stderr
    assert "threw an exception" not in done.stdout + done.stderr
    found: dict[str, dict[str, int]] = {}
    for one in json.loads(done.stdout[done.stdout.index("[") :]):
        found.setdefault(one["source"].rpartition("/")[2], {})[one["code"]] = one["severity"]
    return found


def moved(path):
    """Put the list of allocations at another address."""

    def change(document):
        document["paths"][path] = document["paths"].pop(ONE if "{" in path else LIST)

    return change


def at(*place, to=None):
    """Put something at a place; nothing takes it away."""

    def change(document):
        here = document
        for step in place[:-1]:
            here = here[step]
        if to is None:
            del here[place[-1]]
        else:
            here[place[-1]] = to

    return change


def asked(**words):
    """Change the first question of the list."""

    def change(document):
        document["paths"][LIST]["get"]["parameters"][0].update(words)

    return change


GET = ("paths", LIST, "get")
ANSWER = (*GET, "responses", "200")
TOKEN = ("paths", "/token", "post", "responses")
FIELDS = ("components", "schemas", "Declaratie", "properties")
BREKERS = {
    "adr-openapi-versie": at("openapi", to="3.1"),
    "adr-semver": at("info", "version", to="1.0"),
    "adr-contact": at("info", "contact", "email"),
    "adr-beschrijving": at("info", "description"),
    "huis-licentie": at("info", "license", to={"name": "MIT"}),
    "adr-versie-in-adres": at("servers", 0, "url", to="/api"),
    "adr-versie-niet-in-pad": moved("/v2/toewijzingen"),
    "adr-geen-slash-achteraan": moved("/toewijzingen/"),
    "adr-pad-kebab": moved("/toeWijzingen"),
    "adr-meervoud": moved("/toewijzing/{toewijzing}"),
    "adr-geen-werkwoord": moved("/haal-toewijzingen"),
    "adr-geen-extensie": moved("/toewijzingen.json"),
    "adr-niets-gevoeligs-in-adres": moved("/toewijzingen/{bsn}"),
    "adr-niets-gevoeligs-in-vraag": asked(name="bsn"),
    "adr-vraag-camel": asked(name="geldig_op"),
    "adr-methoden": at("paths", LIST, "trace", to={"responses": {}}),
    "adr-lezen-zonder-inhoud": at(*GET, "requestBody", to={"content": {"application/json": {}}}),
    "huis-vraag-begrensd": asked(schema={"type": "string"}),
    "huis-vraag-uitgelegd": asked(description=""),
    "huis-naam-en-uitleg": at(*GET, "operationId", to="lees_toewijzingen"),
    "huis-recht-genoemd": at(*GET, "security"),
    "huis-recht-nodig": at(*GET, "security", to=[]),
    "adr-versiekop": at(*ANSWER, "headers", "API-Version"),
    "adr-veilige-koppen": at(*ANSWER, "headers", "Cache-Control"),
    "adr-probleem": at("components", "responses", "TeVaak", "content", to={"application/json": {}}),
    "adr-probleem-bij-inloggen": at(*TOKEN, "429", "content", to={"application/json": {}}),
    "adr-onjuiste-vraag": at(*GET, "responses", "400"),
    "adr-json": at(*ANSWER, "content", to={"text/html": {}}),
    "huis-te-vaak": at(*GET, "responses", "429"),
    "huis-ook-401-en-403": at(*GET, "responses", "403"),
    "huis-404-bij-sleutel": at("paths", ONE, "get", "responses", "404"),
    "huis-bladeren": at(
        *ANSWER, "content", "application/json", "schema", "required", to=["resultaten", "pagina", "paginas"]
    ),
    "huis-veld-camel": at(*FIELDS, "is_nieuw", to={"type": "boolean"}),
    "huis-schema-pascal": at("components", "schemas", "eending", to={"type": "object"}),
    "huis-geld-in-centen": at(*FIELDS, "ingediendCent", to={"type": "string"}),
    "huis-geen-kommagetal": at(*FIELDS, "deel", to={"type": "number"}),
    "huis-oauth": at(
        "components", "securitySchemes", "sleutel", to={"type": "apiKey", "in": "query", "name": "sleutel"}
    ),
}


def test_the_kept_description_is_that_of_the_code():
    assert openapi.DOEL.read_text(encoding="utf-8") == openapi.tekst(), "draai `make openapi`"


def test_every_rule_is_one_that_this_file_breaks():
    assert set(BREKERS) == set(rules())
    assert {rule["severity"] for rule in rules().values()} == {"error"}


@pytest.mark.npm
def test_the_description_breaks_no_rule():
    assert lint(openapi.DOEL) == {}


@pytest.mark.npm
def test_every_rule_finds_what_breaks_it(tmp_path):
    whole, files = kept(), []
    for name, change in BREKERS.items():
        broken = copy.deepcopy(whole)
        change(broken)
        files.append(tmp_path / f"{name}.json")
        files[-1].write_text(json.dumps(broken), encoding="utf-8")

    found = lint(*files)

    assert {name for name in BREKERS if found.get(f"{name}.json", {}).get(name) != 0} == set()
