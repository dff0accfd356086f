# SPDX-License-Identifier: EUPL-1.2
"""A server that goes away in the middle of COPY is reported as any other lost connection, so the worker goes on."""

import psycopg
import pyarrow as pa
import pytest
from django.db import OperationalError, connection

from jeugdregio.berichten.klaarzetten import _copy
from tests.eigen_database import met_database


def test_a_lost_connection_during_copy_is_an_operational_error(own_database, django_db_blocker, django_db_setup):
    with met_database(own_database, django_db_blocker), connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE partij_proef (nr integer)")
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
        with psycopg.connect(own_database, autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
        with pytest.raises(OperationalError):
            _copy(cursor, "partij_proef", pa.table({"nr": [1]}))
