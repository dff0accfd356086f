# SPDX-License-Identifier: EUPL-1.2
"""The ground the house stands on: a PostgreSQL to talk to, its roles, and where to find it. No Django."""
