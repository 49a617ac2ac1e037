"""Servers on loopback for a test, each a process of its own: an S3 service, a Dask scheduler and its workers."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import ExitStack, contextmanager
from urllib.parse import quote

PATIENCE = 60  # seconds for a server to come up, on a machine that has much else to do


def until(found, what, process=None):
    """Waits for a function to find something, and gives it. It fails at once when the process ends first."""
    deadline = time.monotonic() + PATIENCE
    while not (value := found()):
        assert process is None or process.poll() is None, f"ended before there was {what}"
        assert time.monotonic() < deadline, f"no {what} within {PATIENCE} seconds"
        time.sleep(0.02)
    return value


@contextmanager
def started(*command, log, cwd=None):
    """A process that lives as long as the context, and writes what it says into a file."""
    with log.open("wb") as said:
        process = subprocess.Popen([sys.executable, "-m", *command], stdout=said, stderr=said, cwd=cwd)
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def free_port():
    """A port that nobody listened on a moment ago."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


# Who asks without a name may not overwrite; nobody checks whether it is signed.
_AUTHORIZATION = "AWS4-HMAC-SHA256 Credential=invented/20260312/us-east-1/s3/aws4_request, Signature=invented"


class S3:
    """An S3 service, spoken to without the libraries that are tested, so that their caches are not refreshed."""

    def __init__(self, url):
        self.url = url
        self._buckets = 0
        self.environment = {  # of those that use it; none of them asks beyond loopback
            "AWS_ENDPOINT_URL": url,
            "AWS_ACCESS_KEY_ID": "invented",
            "AWS_SECRET_ACCESS_KEY": "invented",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    def ask(self, method, path, data=None):
        """The body of an answer, or None where there is no such thing."""
        headers = {"Content-Type": "application/octet-stream", "Authorization": _AUTHORIZATION}
        request = urllib.request.Request(f"{self.url}/{quote(path, safe='/?=&')}", data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return answer.read()
        except urllib.error.HTTPError as error:
            error.close()
            return None
        except OSError:  # not up yet
            return None

    def bucket(self):
        """A new bucket."""
        self._buckets += 1
        name = f"press{self._buckets}"
        self.ask("PUT", name)
        return Bucket(self, name)

    @contextmanager
    def locked(self):
        """Lets nobody in, as nobody has an account."""
        self.ask("POST", "moto-api/reset-auth", b"0")
        try:
            yield
        finally:
            self.ask("POST", "moto-api/reset-auth", b"inf")


class Bucket:
    """A bucket; keys are below it."""

    def __init__(self, service, name):
        self._service, self._name = service, name
        self.url = f"s3://{name}"

    def put(self, key, data):
        self._service.ask("PUT", f"{self._name}/{key}", data if isinstance(data, bytes) else data.encode())

    def get(self, key):
        return self._service.ask("GET", f"{self._name}/{key}")

    def delete(self, key):
        self._service.ask("DELETE", f"{self._name}/{key}")

    def names(self, prefix=""):
        """All keys that begin so."""
        found = self._service.ask("GET", f"{self._name}?list-type=2&prefix={prefix}")
        return re.findall("<Key>([^<]*)</Key>", found.decode())

    def files(self, prefix):
        """The content of all that is in a folder, but for what is hidden."""
        return {
            key.removeprefix(f"{prefix}/"): self.get(key) for key in self.names(f"{prefix}/") if "/." not in f"/{key}"
        }


@contextmanager
def s3_service(folder):
    """An S3 service that keeps all in memory."""
    port = free_port()
    with started("moto.server", "-H", "127.0.0.1", "-p", str(port), log=folder / "s3.log") as process:
        service = S3(f"http://127.0.0.1:{port}")
        until(lambda: service.ask("GET", ""), "S3 service", process)
        yield service


class Cluster:
    """A Dask scheduler and its workers, each in a folder of its own. A worker that is killed does not come back."""

    def __init__(self, folder, stack):
        self._folder, self._stack, self._count = folder, stack, 0
        self._living = []
        file = folder / "scheduler.json"
        where = ("--host", "127.0.0.1", "--no-dashboard")
        command = ("distributed.cli.dask_scheduler", *where, "--port", "0", "--scheduler-file", str(file))
        self.scheduler = stack.enter_context(started(*command, log=folder / "scheduler.log", cwd=folder))
        until(lambda: file.exists() and file.read_bytes().endswith(b"}"), "scheduler", self.scheduler)
        self.address = json.loads(file.read_bytes())["address"]

    def _worker(self):
        """Begins a worker, without a nanny that would start another for one that dies."""
        self._count += 1
        folder = self._folder / f"worker-{self._count}"
        folder.mkdir()
        options = ("--host", "127.0.0.1", "--no-dashboard", "--no-nanny", "--nthreads", "1")
        command = ("distributed.cli.dask_worker", self.address, *options, "--local-directory", str(folder))
        return self._stack.enter_context(started(*command, log=folder / "log", cwd=folder)), folder / "log"

    def workers(self, count):
        """The processes of so many workers; starts those that are lacking."""
        self._living = [process for process in self._living if process.poll() is None]
        begun = [self._worker() for _ in range(count - len(self._living))]
        for process, log in begun:
            until(lambda log=log: b"Registered to" in log.read_bytes(), "worker", process)
            self._living.append(process)
        return self._living


@contextmanager
def dask_cluster(folder):
    """A Dask cluster without workers."""
    with ExitStack() as stack:
        yield Cluster(folder, stack)


def pressprint(*arguments, **more):
    """A run of the command line, begun."""
    command = [sys.executable, "-m", "pressprint", "batch", *map(str, arguments)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **more}
    )


def ended(run):
    """What a run came to: exit code, output, errors."""
    told, errors = run.communicate(timeout=2 * PATIENCE)
    return run.returncode, told, errors
