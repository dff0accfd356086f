# SPDX-License-Identifier: EUPL-1.2
"""Documentation under test: every setting and every command stands in the manual, and nothing more."""

import ast
import re
from collections.abc import Iterator
from typing import Any

import typer

from jeugdregio.opdrachtregel.app import bouw_app
from tests.huis.bestanden import REPO, name, with_suffix

DOCS = REPO / "docs"
READERS = {"str", "bool", "int", "float", "list", "dict", "url", "path", "get", "pop", "setdefault", "getenv"}
VARIABLE = re.compile(r"[A-Z][A-Z0-9_]{3,}")
# Read, but not ours to document: what other programs and the system mean by them.
OF_OTHERS = {"PYTHONPATH", "DJANGO_SETTINGS_MODULE", "HOME", "PATH", "XDG_RUNTIME_DIR"}


def headings(page: str, level: str) -> list[str]:
    text = (DOCS / page).read_text(encoding="utf-8")
    return re.findall(rf"^{level} `?([^`\n]+)`?$", text, re.MULTILINE)


def variables() -> dict[str, str]:
    """Every environment variable that the program reads, with a file that does so."""
    found: dict[str, str] = {}
    for path in with_suffix(".py"):
        inside = (REPO / "src") in path.parents and not path.name.endswith("_test.py")
        if not inside and path != REPO / "tests" / "shared.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for variable in _named(node):
                found.setdefault(variable, name(path))
    return {variable: path for variable, path in found.items() if variable not in OF_OTHERS}


def _named(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in READERS:
        if re.fullmatch(r"env|os|os\.environ|environ|omgeving", ast.unparse(node.func.value)) and node.args:
            yield from _constants(node.args[0])
    elif isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
        yield from _constants(node.slice)
    elif isinstance(node, ast.Assign) and re.fullmatch(r"\w+_VARIABLE", ast.unparse(node.targets[0])):
        yield from _constants(node.value)


def _constants(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and VARIABLE.fullmatch(str(part.value)):
            yield str(part.value)


class TestSettings:
    def test_every_variable_that_is_read_has_a_heading(self):
        read = variables()

        assert {"DATABASE_URL", "BSN_KEY", "JEUGDREGIO_MAP"} <= set(read)
        assert {v: path for v, path in read.items() if v not in headings("instellingen.md", "###")} == {}

    def test_every_heading_is_a_variable_that_is_read(self):
        assert set(headings("instellingen.md", "###")) - set(variables()) == set()


def commands(command: Any = None, path: str = "jeugdregio") -> dict[str, Any]:
    """Every command that does something, by its full name."""
    command = command or typer.main.get_command(bouw_app())
    inside = getattr(command, "commands", None)
    if inside is None:
        return {path: command}
    found = {full: leaf for part, c in inside.items() for full, leaf in commands(c, f"{path} {part}").items()}
    return found | ({path: command} if command.invoke_without_command else {})


def options(command: Any) -> Iterator[str]:
    """What may follow a command: `--option`, or the name that its help gives to an argument; not what it hides."""
    for parameter in command.params:
        long = [option for option in (*parameter.opts, *parameter.secondary_opts) if option.startswith("--")]
        if "--help" not in long and not getattr(parameter, "hidden", False):
            yield from long or [parameter.metavar or parameter.name.upper()]


class TestCommands:
    def test_every_command_has_a_heading(self):
        assert sorted(commands()) == sorted(headings("opdrachten.md", "##"))

    def test_every_option_stands_under_its_command(self):
        text = (DOCS / "opdrachten.md").read_text(encoding="utf-8")
        parts = {part.split("`")[1]: part for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]}

        missing = {
            f"{full} {option}"
            for full, command in commands().items()
            for option in options(command)
            if f"`{option}" not in parts.get(full, "")
        }
        assert missing == set()
