# SPDX-License-Identifier: EUPL-1.2
"""Conditions for constraints that Django has no word for."""

from django.db import models


class Binnen(models.Func):
    """Whether a half-open period ends within so many months after it began; an open end does not."""

    template = "coalesce(upper(%(expressions)s), 'infinity') <= lower(%(expressions)s) + interval '%(maanden)s months'"
    output_field = models.BooleanField()
    conditional = True
