# SPDX-License-Identifier: EUPL-1.2
"""The post room: stores every delivery before it is read, and lets its messages through the house in batches."""
