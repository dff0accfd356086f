# SPDX-License-Identifier: EUPL-1.2
"""Messages of iJw 3.2: definitions, the door, the reader, the writer, the answers."""
