"""A real body behind HTTPS, as deploy.md sets it up: production settings, answers of the handbook, a proxy that speaks TLS."""

import http.client
import os
import shutil
import socket
import sqlite3
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from .conftest import HOME

EXAMPLE = (HOME / "docs/reference/answers-format.md").read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
HOST = "help.localhost"  # a name that the browser itself sends to this machine


@dataclass
class RealSite:
    """A running body: where it answers, its data folder, and how its commands are called."""

    address: str
    data: Path
    environment: dict[str, str]
    codes: list[str]

    def shelterwood(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "shelterwood", *words], cwd=HOME, env=self.environment, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def quiet_for(self, *, minutes: int) -> None:
        """As if nobody had moved for so long."""
        with closing(sqlite3.connect(self.data / "shelterwood.sqlite3", timeout=20)) as database, database:
            database.execute("UPDATE accounts_signin SET seen_at = datetime(seen_at, ?)", [f"-{minutes} minutes"])


def code_in(printed: str) -> list[str]:
    """Every one-time code on printed pages."""
    return [each.split()[0] for each in printed.split("One-time code: ")[1:]]


@contextmanager
def real_site() -> Iterator[RealSite]:
    folder = Path(tempfile.mkdtemp(prefix="shelterwood-real-"))
    data, answers = folder / "data", folder / "answers.toml"
    environment = {**os.environ, "SHELTERWOOD_MODE": "production", "SHELTERWOOD_HOSTS": HOST, "SHELTERWOOD_DATA": str(data),
                   "DJANGO_SETTINGS_MODULE": "shelterwood.project.settings"}  # fmt: skip
    environment.pop("SHELTERWOOD_DATABASE", None)
    answers.write_text(EXAMPLE.replace("smtps://notices:change-this@mail.county.example", "none"), encoding="utf-8")
    site = RealSite("", data, environment, [])
    site.codes = code_in(site.shelterwood("setup", "--answers", str(answers)))
    port, log = _free_port(), folder / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "shelterwood", "serve", "--port", str(port)], cwd=HOME, env=environment, stdout=out, stderr=out
        )
    proxy = ThreadingHTTPServer(("127.0.0.1", 0), _proxy_to(port))
    proxy.socket = _tls(folder).wrap_socket(proxy.socket, server_side=True)
    threading.Thread(target=proxy.serve_forever, daemon=True).start()
    site.address = f"https://{HOST}:{proxy.server_port}"
    try:
        _wait_for_port(port, process, log)
        yield site
    finally:
        proxy.shutdown()
        proxy.server_close()
        process.terminate()
        process.wait(timeout=40)
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for_port(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    """Anything it answers is a sign; without the proxy's headers it answers with a redirect or a refusal."""
    for _ in range(240):
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as asked:
                asked.request("GET", "/about", headers={"Host": HOST, "X-Forwarded-Proto": "https"})
                if asked.getresponse().status == 200:
                    return
        except OSError:
            assert process.poll() is None, log.read_text()[-3000:]
        time.sleep(0.25)
    raise AssertionError(log.read_text()[-3000:])


def _tls(folder: Path) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False).sign(key, hashes.SHA256())
    )  # fmt: skip
    pem = folder / "site.pem"
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    pem.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


def _proxy_to(port: int) -> type[BaseHTTPRequestHandler]:
    class Proxy(BaseHTTPRequestHandler):
        """What nginx does in deploy.md."""

        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {
                name: value for name, value in self.headers.items() if name.lower() not in ("connection", "x-forwarded-for", "x-forwarded-proto")
            }
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as asked:
                asked.request(self.command, self.path, body, {**headers, "X-Forwarded-Proto": "https", "X-Forwarded-For": self.client_address[0]})
                answer = asked.getresponse()
                content = answer.read()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in ("connection", "transfer-encoding", "content-length", "date", "server"):
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            return None

    return Proxy
