# SPDX-License-Identifier: EUPL-1.2
"""The review of the read log."""

from django.urls import path

from jeugdregio.logboek.pages import nazicht

urlpatterns = [path("logboek/", nazicht.nazicht, name="logboek-nazicht")]
