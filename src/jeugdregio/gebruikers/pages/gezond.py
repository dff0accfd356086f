# SPDX-License-Identifier: EUPL-1.2
"""Whether the process lives (`livez`) and whether it can do its work (`readyz`)."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jeugdregio.gebruikers.middleware import eigen_transacties


@login_not_required
@eigen_transacties
@never_cache
@require_safe
def livez(request: HttpRequest) -> HttpResponse:
    """The process answers; it does not look at the database."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@eigen_transacties
@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers too; 503 when it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
            ready = cursor.fetchone() is not None
    except DatabaseError:
        ready = False
    if ready:
        return HttpResponse("ok", content_type="text/plain")
    return HttpResponse("de database is niet klaar", status=503, content_type="text/plain")
