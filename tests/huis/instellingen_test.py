# SPDX-License-Identifier: EUPL-1.2
"""What the settings become in an environment as that of a real installation, and what a log line says."""

import json
import logging
import os
import re
import subprocess
import sys

import pytest
import structlog

from jeugdregio.config import settings as eigen
from jeugdregio.config.logregels import opmaak
from tests.huis.bestanden import with_suffix

SETTINGS = "jeugdregio.config.settings"
NAAM, BSN = "Jansen", "999900006"


def settings_with(names, **env):
    """These settings, as a process reads them that starts in this environment."""
    code = (
        f"import json; from jeugdregio.config import settings as s; print(json.dumps([getattr(s, n) for n in {names}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], env={**os.environ, **env}, capture_output=True, check=True)
    return json.loads(done.stdout)


def test_over_https_no_other_host_can_set_our_cookies_and_no_script_reads_them():
    names = ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME"]
    safe = [f"{cookie}_COOKIE_{what}" for cookie in ("SESSION", "CSRF") for what in ("SECURE", "HTTPONLY")]

    assert settings_with([*names, *safe], IS_HTTPS="true") == ["__Host-sessionid", "__Host-csrftoken"] + 4 * [True]
    assert settings_with(names, IS_HTTPS="false") == ["sessionid", "csrftoken"]


def test_every_cookie_of_ours_is_of_this_host():
    code = "import django; django.setup(); from jeugdregio.gebruikers.pages import inloggen; print(inloggen.VORIGE)"
    env = {**os.environ, "IS_HTTPS": "true", "DJANGO_SETTINGS_MODULE": SETTINGS}
    said = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True, text=True).stdout
    texts = [path.read_text(encoding="utf-8") for path in with_suffix(".py") if not path.name.endswith("_test.py")]

    assert said.startswith("__Host-")
    assert [call for text in texts for call in re.findall(r"\.set_(?:signed_)?cookie\((\w+)", text)] == ["VORIGE"]


def test_how_the_database_has_to_prove_itself_is_what_its_address_says():
    address = "postgresql://app:x@db.example:5433/jeugd?sslmode=verify-full&sslrootcert=/etc/ca.pem"

    ((database),) = settings_with(["DATABASES"], DATABASE_URL=address, JEUGDREGIO_ROL="app")

    found = database["default"]
    assert (found["HOST"], found["PORT"], found["NAME"], found["USER"]) == ("db.example", "5433", "jeugd", "app")
    assert found["OPTIONS"] == {"sslmode": "verify-full", "sslrootcert": "/etc/ca.pem", "server_side_binding": True}


def test_debug_is_off_unless_someone_turns_it_on():
    assert settings_with(["DEBUG"], DEBUG="false") == [False]
    assert eigen.DEBUG is False


def written(vorm, record):
    return structlog.stdlib.ProcessorFormatter(processors=opmaak(vorm)).format(record)


def fault(text):
    try:
        raise ValueError(text)
    except ValueError:
        return logging.LogRecord("jeugdregio.x", logging.ERROR, "", 0, f"ging mis met {BSN}", (), sys.exc_info())


def test_a_log_line_says_when_how_bad_and_where():
    line = written("regels", logging.LogRecord("django.request", logging.WARNING, "", 0, "Forbidden: /x/", (), None))

    moment = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z"
    assert re.match(rf"{moment} \[warning *\] Forbidden: /x/ +\[django\.request\]", line)


def test_as_json_a_line_is_one_object_with_the_place_of_a_fault_and_never_its_text():
    wrong = fault(f"{NAAM}, {BSN}")
    line = written("json", wrong)

    found = json.loads(line)
    assert (found["level"], found["logger"]) == ("error", "jeugdregio.x")
    assert "ValueError" in found["storing"]
    assert "\n" not in line
    assert not re.search(f"{NAAM}|{BSN}", line + written("regels", wrong))


@pytest.mark.parametrize("form", ["regels", "json"])
def test_what_is_logged_with_structlog_has_the_same_shape_and_level(form):
    told = f"bij {BSN}\\nnep \\u202e"
    code = (
        "import django, structlog; django.setup(); log = structlog.get_logger('jeugdregio.x')\n"
        f"log.info('stil'); log.warning('mislukt', waar='{told}')"
    )
    env = {
        **os.environ,
        "LOG_VORM": form,
        "LOG_LEVEL": "WARNING",
        "DJANGO_SETTINGS_MODULE": SETTINGS,
    }
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True, text=True)

    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert "mislukt" in line
    assert "jeugdregio.x" in line
    assert re.search(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z", line)
    assert BSN not in line
    assert "\u202e" not in line
