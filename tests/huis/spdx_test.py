# SPDX-License-Identifier: EUPL-1.2
"""Every source file says under which licence it comes, and no file names a machine or a registry."""

import re

from tests.huis.bestanden import name, tracked, with_suffix

SOURCES = (".py", ".html", ".css", ".js", ".sql", ".sh", ".toml", ".yml", ".yaml", ".cff", ".typ", ".svg")
LINE = "SPDX-License-Identifier: EUPL-1.2"
# Assembled here, so that this file does not hold what it looks for.
HOSTS = re.compile("|".join(("files.python" + "hosted", "registry." + "npmjs", "/pypi/" + "simple", "/root" + "/")))


def test_every_source_file_has_the_spdx_line_at_its_top():
    without = [
        name(path)
        for path in with_suffix(*SOURCES)
        if LINE not in "\n".join(path.read_text(encoding="utf-8").splitlines()[:3])
    ]

    assert without == []


def test_no_file_names_a_registry_or_a_path_of_a_machine():
    found = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture or another binary file
        if match := HOSTS.search(text):
            found.append(f"{name(path)}: {match[0]}")

    assert found == []


def test_no_third_party_front_end_file_is_committed():
    assert [name(path) for path in tracked() if "derden" in path.parts or "node_modules" in path.parts] == []


def test_the_licence_is_there():
    text = next(path for path in tracked() if path.name == "LICENSE").read_text(encoding="utf-8")

    assert text.startswith("European Union Public Licence v. 1.2")
    assert len(text) > 13_000
