"""Work handed to others: a Dask cluster that loses a worker, and executors of `concurrent.futures`."""

import os
import signal
import subprocess
import sys
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import pytest
from servers import dask_cluster, ended, free_port, pressprint, s3_service, until

from pressprint import PressprintError, render_archive
from pressprint.batch import cluster as module
from pressprint.batch import work
from pressprint.batch.executors import run_on

BROKEN = "---\nlanguage: xx\n---\n"
COUNT = 80


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    """An S3 service, that processes know which are started while it is there."""
    with s3_service(tmp_path_factory.mktemp("s3")) as found, pytest.MonkeyPatch.context() as patch:
        for name, value in found.environment.items():
            patch.setenv(name, value)
        yield found


@pytest.fixture(scope="module")
def cluster(service, tmp_path_factory):
    """A scheduler; each test sees to its workers."""
    with dask_cluster(tmp_path_factory.mktemp("dask")) as found:
        yield found


@pytest.fixture
def threads():
    """An executor in this process."""
    with ThreadPoolExecutor(2) as executor:
        yield executor


def pdfs(folder):
    """The bytes of all PDFs in a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.pdf")}


def test_a_cluster_of_which_a_worker_is_killed(cluster, archive, out, statuses, threads, tmp_path):
    """What it had not done the other one does, to the same bytes; and the next run finds all as it was."""
    archive(COUNT)
    (tmp_path / "archive/bad.md").write_text(BROKEN, encoding="utf-8")
    killed, *_ = cluster.workers(2)
    run = pressprint("archive", "pdfs", "--dask", cluster.address)  # workers stand in other folders
    until(lambda: any(out.rglob("*.pdf")), "PDF", run)
    killed.send_signal(signal.SIGKILL)
    assert len(pdfs(out)) < COUNT, "killed too late to be in the midst of the run"
    code, told, errors = ended(run)
    assert killed.wait() == -signal.SIGKILL
    assert (code, f"set {COUNT}, unchanged 0, failed 1" in told) == (1, True)
    assert errors.startswith(f"error: {tmp_path}/archive/bad.md:2: title")
    assert "Traceback" not in errors
    statuses("archive", tmp_path / "here", executor=threads)
    assert pdfs(out) == pdfs(tmp_path / "here")
    assert statuses("archive", out, executor=threads) == {"unchanged": COUNT, "failed": 1}


def test_a_cluster_from_a_bucket_into_it(cluster, service, archive, statuses, threads, monkeypatch, tmp_path):
    """The workers read and write; the manifest is put there by the one that asks."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    bucket = service.bucket()
    archive(20)
    for path in (tmp_path / "archive").rglob("*.md"):
        bucket.put(f"releases/{path.name}", path.read_bytes())
    bucket.put("releases/bad.md", BROKEN)
    cluster.workers(2)
    options = ("--dask", cluster.address, "--name", "{reference}-{language}.pdf")
    code, told, errors = ended(pressprint(f"{bucket.url}/releases", f"{bucket.url}/pdfs", *options))
    assert (code, "set 20, unchanged 0, failed 1" in told) == (1, True)
    assert errors.startswith(f"error: {bucket.url}/releases/bad.md:2: title")
    statuses("archive", "here", executor=threads, name="{reference}-{language}.pdf")
    assert bucket.files("pdfs") == pdfs(tmp_path / "here")
    assert bucket.names("pdfs/.") == ["pdfs/.pressprint/manifest.sqlite"]


@pytest.mark.parametrize("address", ["nonsense://127.0.0.1:1", "127.0.0.1", "tcp://127.0.0.1:port"])
def test_what_is_no_address(address):
    with pytest.raises(PressprintError) as caught, module.dask_executor(address):
        pass
    expected = "is not the address of a Dask scheduler; expected one as tcp://10.0.0.7:8786"
    assert str(caught.value) == f"{address}: {expected}"


def impatient(*arguments):
    """A run of the command line that waits for a scheduler no longer than a test should; Dask leaves threads behind."""
    code = "from pressprint.batch import cluster; cluster._PATIENCE = '2s'; from pressprint.cli import main; main()"
    command = [sys.executable, "-c", code, "batch", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_where_no_scheduler_answers(archive):
    address = f"127.0.0.1:{free_port()}"
    code, told, errors = ended(impatient(archive(1), "pdfs", "--quiet", "--dask", address))
    assert (code, told, errors.count("\n")) == (1, "", 1)
    assert errors.startswith(f"error: {address}: no Dask scheduler answers there (Timed out trying to connect")


def test_a_scheduler_that_is_killed(archive, out, statuses, threads, tmp_path):
    """Dask would wait for ever; what is done is kept."""
    with dask_cluster(tmp_path) as cluster:
        cluster.workers(1)
        run = impatient(archive(2 * COUNT), out, "--dask", cluster.address)
        until(run.stdout.readline, "output", run)
        cluster.scheduler.kill()
        code, _, errors = ended(run)
    assert (code, errors.count("\n")) == (1, 1)
    assert errors.startswith("error: the executor takes no more work (")
    assert errors.endswith("; what is done is kept, run again to go on\n")
    found = statuses(tmp_path / "archive", out, executor=threads)
    assert found["unchanged"] >= 16
    assert found["unchanged"] + found["set"] == 2 * COUNT


def test_dask_is_an_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(PressprintError, match=r'Dask is an extra; install it with: pip install "pressprint\[dask\]"'),
        module.dask_executor("tcp://127.0.0.1:1"),
    ):
        pass


def test_threads_and_processes_set_the_same(archive, out, statuses, threads, tmp_path):
    root = archive(20)
    (root / "bad.md").write_text(BROKEN, encoding="utf-8")
    assert statuses("archive", out, executor=threads) == {"set": 20, "failed": 1}
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        assert statuses(root, tmp_path / "other", executor=processes) == {"set": 20, "failed": 1}
        assert statuses(root, tmp_path / "other", executor=processes, name="{stem}.pdf")["failed"] == 1
    assert pdfs(out).items() <= pdfs(tmp_path / "other").items()


def test_a_layout_is_found_from_other_folders(archive, out, statuses, write_layout, monkeypatch, tmp_path):
    """Processes stand where their executor was made."""
    write_layout('extends = "agency"\n')
    archive(1)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as processes:
        processes.submit(os.getcwd).result()
        monkeypatch.chdir(tmp_path)
        assert statuses("archive", out, executor=processes, layout="layouts/brand") == {"set": 1}


class Breaking(Executor):
    """Does what it is given at once, and breaks after so many submissions as a pool does whose process died."""

    def __init__(self, good):
        self._left = good

    def submit(self, function, /, *arguments):
        future = Future()
        self._left -= 1
        if self._left < 0:
            raise RuntimeError("cannot schedule new futures")
        future.set_result(function(*arguments))
        return future


def test_what_is_done_before_an_executor_breaks_is_kept(archive, out, statuses):
    root = archive(40)
    with pytest.raises(PressprintError, match=r"the executor takes no more work .*; what is done is kept, run again"):
        statuses(root, out, executor=Breaking(0))
    assert pdfs(out) == {}
    found = []
    with pytest.raises(PressprintError, match="takes no more work"):
        found.extend(render_archive(root, out, executor=Breaking(2)))
    assert statuses(root, out, executor=Breaking(3)) == {"unchanged": 32, "set": 8}


def dies_once(item):
    """Kills its process, the first time."""
    number, trace = item
    if number == 20 and not trace.exists():
        trace.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_a_pool_that_breaks(tmp_path):
    """Of `concurrent.futures`, one takes no more work once a process of it died; another one goes on."""
    items = [(number, tmp_path / "trace") for number in range(40)]
    done = []
    with (
        ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool,
        pytest.raises(PressprintError, match="the executor takes no more work"),
    ):
        done.extend(run_on(pool, dies_once, items))
    assert sorted(outcome for _, outcome in done) == list(range(16))
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert sorted(outcome for _, outcome in run_on(pool, dies_once, items)) == list(range(40))


def test_a_worker_of_another_version_ends_the_run(archive, out, statuses, threads, monkeypatch):
    monkeypatch.setattr(work, "VERSION", "99.0")
    with pytest.raises(PressprintError, match=r"a worker has pressprint 99\.0, not .*; install the same"):
        statuses(archive(2), out, executor=threads)
    assert pdfs(out) == {}
