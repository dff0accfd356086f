# SPDX-License-Identifier: EUPL-1.2
"""
What `deploy/` says is what the program knows: settings, commands, options, addresses, times and rights.

Helm itself is not on this machine: the templates of the chart use values only, without logic, and are filled in here.
"""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from jeugdregio.config import asgi
from jeugdregio.config.settings import DATA_UPLOAD_MAX_MEMORY_SIZE
from jeugdregio.inrichting import rollen
from tests.huis.bestanden import REPO, tracked
from tests.huis.documentatie_test import commands, headings, options

DEPLOY = REPO / "deploy"
CHART = DEPLOY / "helm" / "jeugdregio"
SETTINGS = set(headings("instellingen.md", "###"))
OF_OTHERS = {"PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "PATH", "WORKER_GEHEUGEN_MB"}
COMMANDS = {name.removeprefix("jeugdregio "): command for name, command in commands().items()}
EXPRESSION = re.compile(r"\{\{-?\s*(.*?)\s*-?\}\}")
MIB = 1024 * 1024


# --- the chart -----------------------------------------------------------------------------------------------------


def filled_in(text, values):
    """A template with its values: `.Values.a.b`, `.Release.Name`, and `| quote`; anything else is refused."""

    def value(found):
        path, _, pipe = found[1].partition("|")
        assert pipe.strip() in ("", "quote"), f"no logic in the chart: {found[0]}"
        here = {"Values": values, "Release": {"Name": "proef"}}
        for part in path.strip().removeprefix(".").split("."):
            here = here[part]
        assert not isinstance(here, dict | list), found[0]
        return f'"{here}"' if pipe else str(here)

    return EXPRESSION.sub(value, text)


def resources():
    values = yaml.safe_load((CHART / "values.yaml").read_text())
    for path in sorted((CHART / "templates").glob("*.yaml")):
        yield from yaml.safe_load_all(filled_in(path.read_text(), values))


def pods():
    """(name, specification of the pod) of everything that runs."""
    for resource in resources():
        spec = resource.get("spec", {})
        spec = spec["jobTemplate"]["spec"] if resource["kind"] == "CronJob" else spec
        if "template" in spec:
            yield resource["metadata"]["name"], spec["template"]["spec"]


def containers():
    return {container["name"]: container for _, pod in pods() for container in pod["containers"]}


def test_the_chart_has_everything_that_runs():
    assert sorted(containers()) == ["kopie", "logboek", "migrate", "web", "worker"]
    kinds = [resource["kind"] for resource in resources()]
    assert {"Deployment", "Job", "CronJob", "Service", "Ingress", "NetworkPolicy", "PodDisruptionBudget"} <= set(kinds)


def test_every_value_of_the_chart_is_used():
    text = "\n".join(path.read_text() for path in (CHART / "templates").glob("*.yaml"))

    def leaves(tree, path=".Values"):
        for key, value in tree.items():
            yield from leaves(value, f"{path}.{key}") if isinstance(value, dict) else [f"{path}.{key}"]

    values = yaml.safe_load((CHART / "values.yaml").read_text())
    assert [leaf for leaf in leaves(values) if leaf not in text] == []


def test_no_pod_has_rights_that_it_does_not_need():
    for name, pod in pods():
        assert pod["automountServiceAccountToken"] is False, name
        assert pod["securityContext"]["runAsNonRoot"], name
        assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}, name
        for container in pod["containers"]:
            assert container["securityContext"] == {
                "allowPrivilegeEscalation": False,
                "readOnlyRootFilesystem": True,
                "capabilities": {"drop": ["ALL"]},
            }
            assert container["resources"]["limits"]["memory"]
            writable = {mount["mountPath"] for mount in container["volumeMounts"] if not mount.get("readOnly")}
            assert writable <= {"/tmp", "/var/lib/jeugdregio", "/kopie"}  # noqa: S108
            assert {m["name"] for m in container["volumeMounts"]} == {v["name"] for v in pod["volumes"]}, name


def secrets_of(container):
    names = {source["secretRef"]["name"] for source in container.get("envFrom", []) if "secretRef" in source}
    return names | {one["valueFrom"]["secretKeyRef"]["name"] for one in container.get("env", []) if "valueFrom" in one}


def test_who_serves_cannot_become_the_owner_and_who_copies_has_no_keys():
    secrets = {name: secrets_of(container) for name, container in containers().items()}

    assert [name for name, found in secrets.items() if "jeugdregio-eigenaar" in found] == ["migrate"]
    assert secrets["web"] == secrets["worker"] == {"jeugdregio-app"}
    assert secrets["logboek"] == secrets["kopie"] == {"jeugdregio-kopie"}


def test_the_settings_of_the_chart_exist():
    maps = [resource["data"] for resource in resources() if resource["kind"] == "ConfigMap"]
    own = {one["name"] for container in containers().values() for one in container.get("env", [])}

    assert set().union(*maps, own) - SETTINGS == set()


def test_the_probes_ask_what_the_site_answers(client, db):
    probes = [containers()["web"][f"{kind}Probe"]["httpGet"] for kind in ("startup", "readiness", "liveness")]

    for probe in probes:
        assert client.get(probe["path"]).status_code == 200
        assert probe["httpHeaders"][0]["name"] == "Host", "else ALLOWED_HOSTS refuses it"


# --- compose -------------------------------------------------------------------------------------------------------


@pytest.fixture
def compose():
    return yaml.safe_load((DEPLOY / "docker-compose.yml").read_text())


def test_the_settings_of_compose_exist_and_have_an_example(compose):
    text = (DEPLOY / "docker-compose.yml").read_text()
    example = (DEPLOY / ".env.voorbeeld").read_text()
    used = {name for service in compose["services"].values() for name in service.get("environment", {})}

    assert {name for name in used if not name.startswith("POSTGRES_")} - SETTINGS == {"NAAM", "WEB"}
    asked = set(re.findall(r"\$\{(\w+):\?\}", text))
    assert asked == set(re.findall(r"^(\w+)=", example, re.MULTILINE))
    for name, service in compose["services"].items():
        assert ("DATABASE_OWNER_URL" in service.get("environment", {})) == (name == "migrate"), name


def test_only_the_proxy_is_reached_from_outside(compose):
    assert [name for name, service in compose["services"].items() if "ports" in service] == ["proxy"]
    assert compose["networks"]["binnen"]["internal"]
    subnet = compose["networks"]["binnen"]["ipam"]["config"][0]["subnet"]
    assert compose["services"]["web"]["environment"]["VOORSERVERS"] == subnet


def test_our_containers_cannot_write_but_where_they_must(compose):
    ours = [one for one in compose["services"].values() if "JEUGDREGIO_IMAGE" in one["image"]]

    assert len(ours) == 5
    for service in ours:
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]


def test_volumes_and_secrets_that_are_named_exist(compose):
    for service in compose["services"].values():
        named = {v.split(":")[0] for v in service.get("volumes", []) if not v.startswith((".", "$"))}
        assert named <= compose["volumes"].keys()
        assert set(service.get("secrets", [])) <= compose["secrets"].keys()


# --- what is started -----------------------------------------------------------------------------------------------


def started():
    """Every command line of ours in `deploy/`, as words."""
    for container in containers().values():
        yield container["command"]
    for service in yaml.safe_load((DEPLOY / "docker-compose.yml").read_text())["services"].values():
        if isinstance(service.get("command"), list):
            yield service["command"]
    for path in (DEPLOY / "systemd").glob("*.service"):
        for line in re.findall(r"^Exec\w+=\S*/(jeugdregio .*)$", path.read_text(), re.MULTILINE):
            yield line.split()
    yield re.findall(r'"([^"]+)"', re.search(r"^CMD (.*)$", (DEPLOY / "Containerfile").read_text(), re.MULTILINE)[1])


@pytest.mark.parametrize("words", list(started()), ids=" ".join)
def test_every_command_that_is_started_exists_with_its_options(words):
    assert words[0] == "jeugdregio"
    known = [name for name in COMMANDS if words[1 : 1 + len(name.split())] == name.split() and name]
    name = max(known, key=len)
    rest = words[1 + len(name.split()) :]
    if name == "beheer":
        assert rest == ["migrate"]
        return
    given = {word.split("=")[0] for word in rest if word.startswith("--")}
    assert given <= set(options(COMMANDS[name]))


# --- systemd -------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is niet op deze machine")
def test_systemd_takes_the_units(tmp_path):
    program = tmp_path / "jeugdregio"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    for path in (DEPLOY / "systemd").iterdir():
        text = path.read_text().replace("/opt/jeugdregio/bin/jeugdregio", str(program))
        (tmp_path / path.name).write_text(text.replace("User=jeugdregio\nGroup=jeugdregio\n", ""))
    units = sorted(str(path) for path in tmp_path.glob("*.*"))

    done = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)

    ours = [line for line in done.stderr.splitlines() if str(tmp_path) in line or "jeugdregio-" in line]
    assert (done.returncode, ours) == (0, [])


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is niet op deze machine")
@pytest.mark.parametrize("path", sorted((DEPLOY / "systemd").glob("*.service")), ids=lambda path: path.name)
def test_a_service_is_shut_in(path):
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=25", str(path)]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def test_each_timer_has_its_service():
    timers = {path.stem for path in (DEPLOY / "systemd").glob("*.timer")}

    assert timers == {"jeugdregio-kopie", "jeugdregio-oefening", "jeugdregio-doctor"}
    assert all((DEPLOY / "systemd" / f"{name}.service").exists() for name in timers)


# --- proxies -------------------------------------------------------------------------------------------------------

NGINX = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")


@pytest.fixture(scope="module")
def certificates(tmp_path_factory):
    """A key and a certificate that is nobody's."""
    folder = tmp_path_factory.mktemp("tls")
    key, chain = folder / "sleutel.pem", folder / "keten.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-subj", "/CN=jeugdregio.voorbeeld.nl", "-days", "2", "-keyout", str(key), "-out", str(chain)]
    subprocess.run(command, check=True, capture_output=True)
    shutil.copy(chain, folder / "clienten.pem")
    return folder


@pytest.mark.skipif(not NGINX, reason="nginx is niet op deze machine")
def test_nginx_takes_its_configuration(tmp_path, certificates):
    text = (DEPLOY / "proxy" / "nginx.conf").read_text().replace("/etc/jeugdregio/tls", str(certificates))
    text = text.replace("/var/log/nginx", str(tmp_path)).replace("listen [::]", "# listen [::]")
    whole = tmp_path / "nginx.conf"
    whole.write_text(f"pid {tmp_path}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\n{text}\n}}\n")

    done = subprocess.run([NGINX, "-t", "-q", "-c", str(whole)], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not shutil.which("caddy"), reason="caddy is niet op deze machine")
def test_caddy_takes_its_configuration(tmp_path, certificates):
    text = (DEPLOY / "proxy" / "Caddyfile").read_text().replace("/etc/jeugdregio/tls", str(certificates))
    whole = tmp_path / "Caddyfile"
    whole.write_text(text)
    env = {"NAAM": "jeugdregio.voorbeeld.nl", "WEB": "127.0.0.1:8000", "HOME": str(tmp_path), "PATH": "/usr/bin"}
    command = ["caddy", "validate", "--config", str(whole), "--adapter", "caddyfile"]

    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_what_comes_from_outside_is_not_believed(name):
    text = (DEPLOY / "proxy" / name).read_text()

    for header in ("X-Forwarded-For", "X-Forwarded-Proto", "X-Client-Certificaat", "X-Forwarded-Host", "Forwarded"):
        assert re.search(rf"(proxy_set_header|header_up) -?{header}\b", text), header
    assert "CERTIFICAATKOP: X-Client-Certificaat" in (DEPLOY / "docker-compose.yml").read_text()


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_software_that_forgets_https_is_not_led_on(name):
    text = (DEPLOY / "proxy" / name).read_text()

    assert re.search(
        r"/api/\*? \{\s+(return|respond) 403;?\s+\}\s+(location /|handle) \{\s+(return 301|redir) https:", text
    )


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_only_tls_of_now(name):
    text = (DEPLOY / "proxy" / name).read_text()

    assert re.search(r"tls1\.2 tls1\.3|TLSv1\.2 TLSv1\.3;", text, re.IGNORECASE)
    assert not re.search(r"_CBC|CBC-|-SHA:|SHA256:AES|RC4|3DES|TLSv1(\.1)?[ ;]", text)


def test_limits_of_the_proxies_are_those_of_the_application():
    nginx, caddy = ((DEPLOY / "proxy" / name).read_text() for name in ("nginx.conf", "Caddyfile"))

    body = int(re.search(r"client_max_body_size (\d+)m;", nginx)[1]) * MIB
    assert DATA_UPLOAD_MAX_MEMORY_SIZE < body <= asgi.GROOTSTE_BYTES
    assert int(re.search(r"max_size (\d+)MB", caddy)[1]) * 1_000_000 > DATA_UPLOAD_MAX_MEMORY_SIZE
    assert float(re.search(r"client_body_timeout (\d+)s", nginx)[1]) == asgi.STIL_SECONDEN
    assert float(re.search(r"read_body (\d+)s", caddy)[1]) == asgi.HEEL_SECONDEN


# --- roles, names --------------------------------------------------------------------------------------------------


def test_the_roles_are_those_that_the_program_would_make():
    text = (DEPLOY / "postgres" / "rollen.sql").read_text()
    names = {role.removeprefix("jeugdregio_"): role for role in (*rollen.ROLLEN, *rollen.ZONDER_INLOG)}
    expected = [line.format(**names, database=':"database"') + ";" for line in rollen.PRIVILEGES]

    assert [line for line in expected if line not in text.splitlines()] == []
    for role in (*rollen.ROLLEN, *rollen.ZONDER_INLOG):
        login = "LOGIN" if role in rollen.ROLLEN else "NOLOGIN"
        assert f"CREATE ROLE {role} {login} NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEROLE" in text


def test_no_image_comes_from_a_host_that_we_chose():
    for path in tracked():
        if DEPLOY in path.parents and path.suffix not in (".sql",):
            images = re.findall(r"(?:image:|repository:|FROM) +(\S+)", path.read_text())
            assert [image for image in images if re.search(r"\w\.\w+/", image)] == [], path
    assert Path(DEPLOY / "Containerfile").read_text().count("FROM ${REGISTER}") == 3
