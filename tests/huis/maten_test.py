# SPDX-License-Identifier: EUPL-1.2
"""A module and a function stay small enough to read in one sitting."""

import ast

from tests.huis.bestanden import name, with_suffix

MODULE_LINES = 500
FUNCTION_LINES = 70


def modules():
    return [path for path in with_suffix(".py") if "migrations" not in path.parts]


def test_no_module_is_longer_than_500_lines():
    sizes = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}

    assert {module: lines for module, lines in sizes.items() if lines > MODULE_LINES} == {}


def test_no_function_is_longer_than_70_lines():
    too_long = {
        f"{name(path)}:{node.lineno} {node.name}": lines
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    }

    assert too_long == {}


def test_there_is_something_to_measure():
    assert len(modules()) > 20
