# SPDX-License-Identifier: EUPL-1.2
"""Rules that need nothing but the message itself, and the rules about its header. One file per rule."""
