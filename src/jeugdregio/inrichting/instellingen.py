# SPDX-License-Identifier: EUPL-1.2
"""PostgreSQL settings of the embedded server: quick in bulk, durable unless it is for a test."""

import os

MEBIBYTE = 1024 * 1024


def memory_mebibytes() -> int:
    """Physical memory of this machine in MiB; 2048 when the platform does not tell."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // MEBIBYTE
    except (ValueError, OSError, AttributeError):
        return 2048


def server_settings(*, duurzaam: bool, kopie: bool = False, memory: int | None = None) -> dict[str, str]:
    """
    Settings by name for one server.

    `memory` is the machine's memory in MiB. A durable server survives a crash of the machine at any
    moment (fsync, full_page_writes and synchronous_commit on); the other kind is for tests only. With `kopie` its WAL
    is enough for copies (`reservekopie.py`), and what a follower did not take is kept, up to 16 GB.
    """
    memory = memory_mebibytes() if memory is None else memory
    shared = min(memory // 4, 4096) if duurzaam else min(memory // 8, 512)
    settings = {
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": "",
        "max_connections": "60",
        "shared_buffers": f"{max(shared, 128)}MB",
        "effective_cache_size": f"{max(memory // 2, 256)}MB",
        "work_mem": f"{min(max(memory // 64, 16), 256)}MB",
        "maintenance_work_mem": f"{min(max(memory // 16, 64), 1024)}MB",
        "max_wal_size": "8GB",
        "min_wal_size": "256MB",
        "checkpoint_timeout": "30min",
        "wal_compression": "on",
        "wal_level": "minimal",
        "max_wal_senders": "0",
        "random_page_cost": "1.1",
        "jit": "off",
        "TimeZone": "UTC",
        "lc_messages": "C",
        # Parameters of failing statements and the row that failed hold data of children: they do not belong in a log.
        "log_parameter_max_length": "0",
        "log_parameter_max_length_on_error": "0",
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
        "log_line_prefix": "%m [%p] ",
    }
    if kopie:
        settings |= {"wal_level": "replica", "max_wal_senders": "6", "max_slot_wal_keep_size": "16GB"}
    if not duurzaam:
        settings |= {
            "fsync": "off",
            "full_page_writes": "off",
            "synchronous_commit": "off",
            "autovacuum": "off",
        }
    return settings


def as_arguments(settings: dict[str, str]) -> list[str]:
    """Write settings as `-c name=value` arguments of the postgres program."""
    return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
