# SPDX-License-Identifier: EUPL-1.2
"""The examples of the handbook work as they stand there: real curl, a real server, a played region."""

import json
import re
import shutil
import subprocess
import threading
from datetime import timedelta
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.db import connections
from django.utils import timezone

from jeugdregio.aansluiting.actions import maak_sleutel
from jeugdregio.aansluiting.values import RECHTEN
from jeugdregio.berichten.models import Verzending
from jeugdregio.config.wsgi import application
from jeugdregio.gebruikers.isolatie import namens
from tests.eigen_database import met_database
from tests.huis.bestanden import REPO
from tests.paginawereld import machtiging_van

PAGE = REPO / "docs" / "handboek" / "aansluiten.md"
CURL = shutil.which("curl")


class Server(ThreadingMixIn, WSGIServer):
    """Waits for its threads when it closes."""

    daemon_threads = False


class Quiet(WSGIRequestHandler):
    """Says nothing, and ends each connection with the database with its request."""

    def log_message(self, *_):
        """Nothing."""

    def handle(self):
        """One request."""
        try:
            super().handle()
        finally:
            connections.close_all()


@pytest.fixture
def site(ongerepte_database, django_db_blocker):
    with met_database(ongerepte_database, django_db_blocker):
        server = make_server("127.0.0.1", 0, application, Server, Quiet)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


def examples() -> str:
    blocks = re.findall(r"```bash\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) >= 4
    return "set -euo pipefail\n" + "\n".join(blocks)


@pytest.mark.skipif(CURL is None, reason="there is no curl here")
def test_the_examples_of_the_handbook_work(site, tmp_path):
    who = machtiging_van("backoffice")
    with namens(who):
        waiting = Verzending.objects.filter(ontvanger=who.organisatie, verzonden_op__isnull=True).count()
    key = maak_sleutel(who.organisatie, moment=timezone.now() - timedelta(minutes=1), rechten=RECHTEN)
    (tmp_path / "bericht.xml").write_text("<geen-bericht/>", encoding="utf-8")
    env = {"PATH": "/usr/bin:/bin", "SITE": site, "CLIENT_ID": key.code, "CLIENT_SECRET": key.geheim}

    done = subprocess.run(
        ["bash", "-c", examples()], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert waiting > 0
    given = {
        name: json.loads((tmp_path / f"{name}.json").read_text()) for name in ("stand", "toewijzingen", "declaraties")
    }
    assert given["stand"]["status"] == "ontvangen"
    assert given["toewijzingen"]["aantal"] > 0
    assert given["declaraties"]["aantal"] > 0
    assert b":Bericht" in (tmp_path / "opgehaald.xml").read_bytes()
    with namens(who):
        assert Verzending.objects.filter(ontvanger=who.organisatie, verzonden_op__isnull=True).count() == waiting - 1
