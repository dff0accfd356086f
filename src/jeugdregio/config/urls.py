# SPDX-License-Identifier: EUPL-1.2
"""Every page of the house; a room adds its own `pages.urls`."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
