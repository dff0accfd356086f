# SPDX-License-Identifier: EUPL-1.2
"""What every figure means, and the macro budget of 2015."""

from django.urls import path

from jeugdregio.begroting.pages import begrippen, budgetten, macro

urlpatterns = [
    path("begrippen/", begrippen.begrippen, name="begrippen"),
    path("budgetten/", budgetten.budgetten, name="budgetten"),
    path("budgetten/versie/", budgetten.versie, name="budgetversie"),
    path("macrobudget/", macro.macro, name="macrobudget"),
]
