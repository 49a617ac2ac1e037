"""Archives behind URLs: an S3 service, zip files, memory, a web server."""

import gc
import json
import subprocess
import sys
import threading
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from archives import text_of
from servers import ended, free_port, pressprint, s3_service, until

from pressprint import OutputError, PressprintError, ReadError, Release, render_archive
from pressprint.batch import remote, urls, write_report

BROKEN = "---\nlanguage: xx\n---\n"


@pytest.fixture(scope="module", autouse=True)
def _no_thread_stays():
    """Ends the thread of fsspec, with which the processes of later tests would be begun in another way."""
    yield
    import fsspec.asyn
    import s3fs
    from fsspec.implementations.http import HTTPFileSystem

    urls._filesystem.cache_clear()
    for kind in (s3fs.S3FileSystem, HTTPFileSystem):
        kind.clear_instance_cache()
    gc.collect()  # ends their connections
    loop, thread = fsspec.asyn.loop[0], fsspec.asyn.iothread[0]
    if loop:
        fsspec.asyn.loop[0] = fsspec.asyn.iothread[0] = None
        fsspec.asyn.sync(loop, loop.shutdown_default_executor)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    with s3_service(tmp_path_factory.mktemp("s3")) as found:
        yield found


@pytest.fixture
def bucket(service, monkeypatch, tmp_path):
    """A bucket with four releases, for this process and those that it starts; and a cache of their own."""
    for name, value in service.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    found = service.bucket()
    for number in range(1, 5):
        found.put(f"releases/{number:03}.md", text_of(number))
    return found


@pytest.fixture
def run(bucket, statuses):
    """A function that sets the bucket's releases into the bucket, in this process, and counts what became of them."""

    def run(source=f"{bucket.url}/releases", out=f"{bucket.url}/pdfs", **options):
        with ThreadPoolExecutor(1) as executor:
            return statuses(source, out, **{"executor": executor, **options})

    return run


@pytest.fixture
def other_machine(monkeypatch, tmp_path):
    """A function that turns this machine into another, which has nothing in its cache."""

    def become(name):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / name))
        monkeypatch.setattr(remote.platform, "node", lambda: name)

    return become


def test_processes_set_from_a_bucket_into_it(bucket, run, tmp_path):
    """The command line, with processes of its own, gives the bytes that it gives in a folder."""
    bucket.put("releases/deep/bad.md", BROKEN)
    bucket.put("releases/deep/logo.png", "no release")
    arguments = (f"{bucket.url}/releases", f"{bucket.url}/pdfs", "--jobs", "1")
    code, told, errors = ended(pressprint(*arguments, "--report", "report.json"))
    assert code == 1
    assert "set 4, unchanged 0, failed 1" in told
    assert f"error: {bucket.url}/releases/deep/bad.md:2: language" in errors
    assert "Traceback" not in errors
    assert len(json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))) == 5
    local = tmp_path / "local"
    for key, data in bucket.files("releases").items():
        (local / key).parent.mkdir(parents=True, exist_ok=True)
        (local / key).write_bytes(data)
    run(local, "here")
    assert bucket.files("pdfs") == {path.name: path.read_bytes() for path in (tmp_path / "here").glob("*.pdf")}
    bucket.delete("releases/deep/bad.md")
    assert run(prune=True) == {"unchanged": 4, "gone": 1}


def test_what_changed_is_set_again(bucket, run):
    assert run() == {"set": 4}
    assert run() == {"unchanged": 4}
    bucket.put("releases/001.md", text_of(9))
    bucket.put("releases/005.md", text_of(5))
    bucket.delete("releases/002.md")
    assert run() == {"set": 2, "unchanged": 2, "gone": 1}
    assert len(bucket.files("pdfs")) == 5
    bucket.delete("pdfs/003.pdf")
    bucket.put("pdfs/004.pdf", "altered")
    assert run() == {"set": 2, "unchanged": 2, "gone": 1}
    assert run(prune=True) == {"unchanged": 4, "gone": 1}
    assert sorted(bucket.files("pdfs")) == ["001.pdf", "003.pdf", "004.pdf", "005.pdf"]
    assert run() == {"unchanged": 4}


def test_pictures_in_a_bucket(bucket, run):
    """A picture is taken from beside its release; the release is set again when that changed."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="{}" height="8"/></svg>'
    bucket.put("releases/images/lamp.svg", drawing.format(4))
    bucket.put("releases/001.md", text_of(1) + "\n![The lamp](images/lamp.svg)\n")
    bucket.put("releases/002.md", text_of(2) + "\n![The lamp](images/none.svg)\n")
    assert run() == {"set": 3, "failed": 1}
    assert run() == {"unchanged": 3, "failed": 1}
    bucket.put("releases/images/lamp.svg", drawing.format(5))
    bucket.put("releases/images/none.svg", drawing.format(6))
    assert run() == {"set": 2, "unchanged": 2}


def test_a_run_that_is_broken_off_is_gone_on_with(bucket, run):
    """Here, or on another machine: what is done is in the bucket."""
    with ThreadPoolExecutor(1) as executor:
        results = render_archive(f"{bucket.url}/releases", f"{bucket.url}/pdfs", executor=executor)
        assert next(results).status == "set"
        assert "pdfs/.pressprint/lock" in bucket.names()
        results.close()
    assert "pdfs/.pressprint/lock" not in bucket.names()
    assert run() == {"unchanged": 1, "set": 3}


def test_a_run_that_is_killed_is_gone_on_with(bucket, run):
    """Its lease is its own machine's, and keeps others out until it expires."""
    for number in range(5, 41):
        bucket.put(f"releases/{number:03}.md", text_of(number))
    killed = pressprint(f"{bucket.url}/releases", f"{bucket.url}/pdfs", "--jobs", "1")
    until(killed.stdout.readline, "output", killed)
    killed.kill()
    killed.communicate()
    assert "pdfs/.pressprint/lock" in bucket.names()
    with pytest.MonkeyPatch.context() as there:
        there.setenv("XDG_CACHE_HOME", "elsewhere")  # as a second user of the machine
        with pytest.raises(OutputError, match=r"another run, on .*, is writing there; wait for its end"):
            run()
    found = run()
    assert found["unchanged"] >= 1
    assert found["unchanged"] + found["set"] == 40
    assert "pdfs/.pressprint/lock" not in bucket.names()


def test_machines_go_on_with_each_other_s_work(bucket, run, other_machine):
    other_machine("north")
    assert run() == {"set": 4}
    other_machine("south")
    bucket.put("releases/001.md", text_of(9))
    assert run() == {"set": 1, "unchanged": 3}
    other_machine("north")
    assert run() == {"unchanged": 4}
    bucket.put("releases/002.md", BROKEN)
    assert run() == {"failed": 1, "unchanged": 3}
    other_machine("south")
    write_report(f"{bucket.url}/pdfs", "report.json")
    rows = json.loads(Path("report.json").read_text(encoding="utf-8"))
    assert [row["status"] for row in rows] == ["set", "failed", "set", "set"]


def lease(bucket, age, **more):
    """A lease of another machine, told so many seconds ago."""
    held = {"machine": "north", "holder": "another", "at": time.time() - age, **more}
    bucket.put("pdfs/.pressprint/lock", json.dumps(held))


def test_the_lease_of_another_machine_keeps_out(bucket, run):
    lease(bucket, age=200)
    with pytest.raises(OutputError, match="another run, on north, is writing there; wait for its end"):
        run()
    assert bucket.names("pdfs/") == ["pdfs/.pressprint/lock"]


@pytest.mark.parametrize("left", [{"age": 400}, {"age": 0, "at": "no time"}])
def test_a_lease_that_expired_does_not(bucket, run, left):
    lease(bucket, **left)
    assert run() == {"set": 4}
    assert "pdfs/.pressprint/lock" not in bucket.names()


def test_the_lease_is_renewed(bucket, run, monkeypatch):
    monkeypatch.setattr(remote, "_BEAT", 0)
    seen = []
    with ThreadPoolExecutor(1) as executor:
        for _ in render_archive(f"{bucket.url}/releases", f"{bucket.url}/pdfs", executor=executor):
            seen.append(json.loads(bucket.get("pdfs/.pressprint/lock"))["at"])
    assert len(set(seen)) == 4


def test_who_was_taken_for_dead_gives_way(bucket, monkeypatch):
    """As a machine that slept would: what the other has written since is not written over."""
    monkeypatch.setattr(remote, "_BEAT", 0)
    with ThreadPoolExecutor(1) as executor:
        results = render_archive(f"{bucket.url}/releases", f"{bucket.url}/pdfs", executor=executor)
        next(results)
        lease(bucket, age=0)
        with pytest.raises(OutputError, match="another run, on north, took the place over"):
            list(results)
    assert "another" in bucket.get("pdfs/.pressprint/lock").decode()
    assert "pdfs/.pressprint/manifest.sqlite" not in bucket.names()


def test_what_cannot_be_reached_is_told_in_a_line(bucket, service, archive, run):
    root = archive(1)
    nowhere = {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{free_port()}", "AWS_MAX_ATTEMPTS": "1"}
    places = [(f"{bucket.url}/releases", "out"), (root, f"{bucket.url}/pdfs")]
    for begun in [pressprint(*place, "--quiet", **nowhere) for place in places]:
        code, told, errors = ended(begun)
        assert (code, told, errors.count("\n")) == (1, "", 1)
        assert errors.startswith("error: s3://")
        assert "cannot be reached: Could not connect to the endpoint URL" in errors
        assert "check the address and your access to it" in errors
    with pytest.raises(ReadError, match="there is no such place"):
        run("s3://nowhere/releases")
    with pytest.raises(ReadError, match="there is no such place"):
        run(f"{bucket.url}/nothing")
    with pytest.raises(OutputError, match="The specified bucket does not exist"):
        run(root, "s3://nowhere/pdfs")
    with service.locked():
        for place in places:
            with pytest.raises(PressprintError, match="Forbidden; check the address and your access to it"):
                run(*place)


def test_a_list_may_hold_urls(bucket, run, out, results):
    """Those of one name in different folders are both set."""
    bucket.put("other/001.md", text_of(7))
    bucket.put("year.jsonl", Release(title="A", language="en").model_dump_json() + "\n")
    urls = [f"{bucket.url}/{key}" for key in ("releases/001.md", "other/001.md", "year.jsonl")]
    name = bucket.url.removeprefix("s3://")
    with ThreadPoolExecutor(1) as executor:
        found = results(urls, out, executor=executor)
        assert {r.output for r in found.values()} == {
            f"{name}/releases/001.pdf", f"{name}/other/001.pdf", f"{name}/year/000001.pdf"
        }  # fmt: skip
        assert {r.status for r in results(urls, out, executor=executor).values()} == {"unchanged"}


def test_globs_and_single_files_behind_urls(bucket, run, out):
    bucket.put("releases/deep/009.md", text_of(9))
    assert run(f"{bucket.url}/releases/*.md", out / "some") == {"set": 4}
    assert run(f"{bucket.url}/releases/**/*.md", out / "all") == {"set": 5}
    assert run(f"{bucket.url}/releases/001.md", out / "one") == {"set": 1}
    assert run(f"{bucket.url}/releases/002.md", out / "one") == {"set": 1}  # one file is no archive
    bucket.put("logo.png", "no release")
    with pytest.raises(ReadError, match="no release is here"):
        run(f"{bucket.url}/logo.png")


def test_a_zip_file_in_a_bucket(bucket, run, tmp_path, out):
    file = tmp_path / "year.zip"
    for text in (text_of(1), text_of(2)):
        with zipfile.ZipFile(file, "w") as packed:
            packed.writestr("spring/001.md", text)
        bucket.put("year.zip", file.read_bytes())
        assert run(f"zip://::{bucket.url}/year.zip", out) == {"set": 1}
    assert run(f"zip://::{bucket.url}/year.zip", out) == {"unchanged": 1}


def test_a_zip_file_that_changed_is_opened_anew(statuses, out, tmp_path):
    file = tmp_path / "year.zip"
    with ThreadPoolExecutor(1) as executor:
        for count in (1, 2, 3):
            with zipfile.ZipFile(file, "w") as packed:
                for number in range(count):
                    packed.writestr(f"{number}.md", text_of(number))
            found = statuses(file, out, executor=executor)
            assert found == {"set": 1, "unchanged": count - 1} if count > 1 else {"set": 1}


def test_memory_is_of_one_process(archive, statuses, tmp_path, monkeypatch):
    import fsspec

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    memory = fsspec.filesystem("memory")
    memory.pipe_file("/releases/001.md", text_of(1).encode())
    with pytest.raises(OutputError, match="memory:///pdfs: is of one process alone"):
        statuses("memory:///releases", "memory:///pdfs")
    with ThreadPoolExecutor(1) as executor:
        assert statuses("memory:///releases", "memory:///pdfs", executor=executor) == {"set": 1}
        assert statuses("memory:///releases", "memory:///pdfs", executor=executor) == {"unchanged": 1}
    assert memory.cat_file("/pdfs/001.pdf").startswith(b"%PDF")
    memory.store.clear()


def test_a_file_url_is_a_path(archive, statuses, out):
    root = archive(2)
    assert statuses(f"file://{root}", f"file://{out}") == {"set": 2}
    assert statuses(f"file://{root}", out) == {"unchanged": 2}


def test_a_place_that_shows_unfinished_files_is_written_aside(archive, statuses, tmp_path, monkeypatch):
    """`local://` is to fsspec what a server for SFTP is: no store of objects."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root, out = archive(2), tmp_path / "there"
    assert statuses(root, f"local://{out}") == {"set": 2}
    assert sorted(path.name for path in out.rglob("*.pdf")) == ["001.pdf", "002.pdf"]
    assert list((out / ".pressprint/aside").iterdir()) == []
    assert statuses(root, f"local://{out}") == {"unchanged": 2}


def test_json_lines_from_a_web_server(statuses, out, tmp_path):
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    (tmp_path / "web").mkdir()
    lines = [Release(title=f"Lamp {number}", language="en").model_dump_json() for number in range(3)]
    (tmp_path / "web/year.jsonl").write_text("\n".join([*lines, "{"]), encoding="utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=tmp_path / "web")) as server:
        threading.Thread(target=server.serve_forever).start()
        url = f"http://127.0.0.1:{server.server_port}"
        with ThreadPoolExecutor(1) as executor:
            assert statuses(f"{url}/year.jsonl", out, executor=executor) == {"set": 3, "failed": 1}
            assert statuses(f"{url}/year.jsonl", out, executor=executor) == {"unchanged": 3, "failed": 1}
        with pytest.raises(ReadError, match="there is no such"):
            statuses(f"{url}/nothing.jsonl", out)
        server.shutdown()


def test_what_a_url_needs_and_is_not_there(out, monkeypatch):
    with pytest.MonkeyPatch.context() as without:
        without.setitem(sys.modules, "fsspec", None)
        without.setitem(sys.modules, "fsspec.core", None)
        with pytest.raises(PressprintError, match=r'URLs need an extra; .*pip install "pressprint\[remote\]"'):
            render_archive("gs://bucket/releases", out)
    monkeypatch.setitem(sys.modules, "gcsfs", None)
    with pytest.raises(PressprintError, match=r"needs a package that is not there \(Please install gcsfs"):
        render_archive("gs://bucket/releases", out)
    with pytest.raises(PressprintError, match="nowhere://bucket: cannot be reached: Protocol not known: nowhere"):
        render_archive("nowhere://bucket", out)


def test_a_run_on_this_machine_loads_nothing_for_others(archive):
    code = (
        "import sys, pressprint\n"
        "from pressprint.cli.batch import batch\n"
        "batch([sys.argv[1], 'out', '--jobs', '1'], standalone_mode=False)\n"
    )
    probe = "import atexit, sys; atexit.register(lambda: print(sorted({m.partition('.')[0] for m in sys.modules})))\n"
    found = subprocess.run(
        [sys.executable, "-c", probe + code, archive(1)], capture_output=True, text=True, check=False
    )
    assert "set 1" in found.stdout
    assert "'pressprint'" in found.stdout
    for name in ("fsspec", "s3fs", "distributed", "dask", "asyncio"):
        assert f"'{name}'" not in found.stdout, name
