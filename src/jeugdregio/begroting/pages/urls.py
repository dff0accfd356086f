# SPDX-License-Identifier: EUPL-1.2
"""What every figure means, and the macro budget of 2015."""

from django.urls import path

from jeugdregio.begroting.pages import begrippen, macro

urlpatterns = [
    path("begrippen/", begrippen.begrippen, name="begrippen"),
    path("macrobudget/", macro.macro, name="macrobudget"),
]
