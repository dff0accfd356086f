# SPDX-License-Identifier: EUPL-1.2
"""
The first and last day of a period, as the database works them out.

Python knows no day after 9999-12-31, which is where a half-open period that lasts until then ends. A row whose
range is read as it is would be unreadable.
"""

from django.db.models import DateField, F, Func

EERSTE_DAG = Func(F("geldig"), function="lower", output_field=DateField())
LAATSTE_DAG = Func(F("geldig"), template="upper(%(expressions)s) - 1", output_field=DateField())
DAGEN = {"eerste_dag": EERSTE_DAG, "laatste_dag": LAATSTE_DAG}
"""For `annotate`, next to `defer("geldig")`; the last day is empty when the period has no end."""
