#!/usr/bin/env python3
"""Measures a release build beside nginx, on this machine, and prints a table. Usage: setup/bench.py PROGRAM

Every figure is taken in one run, the load beside the server: compare ratios, never figures of two machines. Those of
the public log of a vote come from bench_proof.py.
What a real consultation carries is put in by bench_furnish.py; the pure cores have bench_cores.py, the desk of the
instructors bench_desk.py, that of voters bench_vote.py.
"""

import http.client
import os
import pathlib
import random
import re
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

import bench_cores
import bench_desk
import bench_furnish
import bench_proof
import bench_vote

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
HOME = "/consultations/services-2021"
SECONDS = 5
# What a search says while texts are still being read.
PARTIAL = "ces résultats sont partiels"


class Server:
    """A demonstration of `size` contributions on a port of 127.0.0.1, in a folder of its own."""

    def __init__(self, folder, port, size, phase=None, database=None):
        self.base, self.port = f"http://127.0.0.1:{port}", port
        self.folder = folder
        self.database = database or folder / f"{size}{phase or ''}.db"
        self.size = size
        self.more = ["--phase", phase] if phase else []

    def start(self, environment={}):
        begun = time.monotonic()
        self.process = subprocess.Popen(
            [PROGRAM, "demo", "--port", str(self.port), "--size", str(self.size), "--limits", "off",
             "--database", self.database, *self.more], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            cwd=self.folder, env=os.environ | environment)
        while True:
            try:
                urllib.request.urlopen(self.base + "/health").read()
                return time.monotonic() - begun
            except OSError:
                if self.process.poll() is not None:
                    raise SystemExit(f"The demonstration ended with status {self.process.returncode}.")
                time.sleep(0.02)

    def stop(self):
        self.process.terminate()
        self.process.wait()

    def memory(self):
        """Resident megabytes."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024

    def sign_in(self, character):
        """The cookies and the form token of somebody who can be played."""
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        page = f"{self.base}/demonstration/entrer/{character}"
        form = {"_form": token(opener.open(page).read())}
        opener.open(page, urllib.parse.urlencode(form).encode()).read()
        cookies = next(h for h in opener.handlers if isinstance(h, urllib.request.HTTPCookieProcessor)).cookiejar
        again = token(opener.open(self.base + "/habilitation").read())
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in cookies), again, opener


def token(page):
    return re.search(rb'name="_form" value="([0-9a-f]+)"', page).group(1).decode()


def wrk(address, connections, *headers):
    """Requests each second, best of three; answers other than 2xx and 3xx end the run."""
    best = 0.0
    for _ in range(3):
        command = ["wrk", "-t2", f"-c{connections}", f"-d{SECONDS}s"]
        for header in headers:
            command += ["-H", header]
        output = subprocess.run([*command, address], capture_output=True, text=True, check=True).stdout
        if "Non-2xx" in output:
            raise SystemExit(f"{address}: {output}")
        best = max(best, float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1)))
    return best


def nginx(folder, port, content):
    """nginx serving `content` as a file, with two workers."""
    (folder / "site").mkdir()
    (folder / "site" / "page.html").write_bytes(content)
    (folder / "nginx.conf").write_text(f"""
      worker_processes 2; pid {folder}/nginx.pid; error_log stderr crit; daemon off;
      events {{ worker_connections 1024; }}
      http {{ access_log off; sendfile on; types {{ text/html html; }}
        server {{ listen 127.0.0.1:{port}; root {folder}/site; }} }}
    """)
    process = subprocess.Popen(["nginx", "-c", str(folder / "nginx.conf"), "-p", str(folder)],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(200):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/page.html").read()
            return process
        except OSError:
            time.sleep(0.02)
    process.terminate()
    raise SystemExit("nginx did not start.")


def suggestions(server, cookies):
    """The 99th percentile of what a draft's page asks while its title is typed, in milliseconds."""
    draft = f"{HOME}/brouillons/benchbench/ressemblances?rubrique=besoin&titre="
    title = urllib.parse.quote("Payer la cantine et la garderie en ligne, sans chèque ni déplacement")
    return p99(server, draft + title, headers={"Cookie": cookies})


def found(server, word):
    """The 99th percentile of a search, in milliseconds. Capitals vary: what was found for the same query is remembered
    for a second, and not what is measured here."""
    def path(number):
        query = "".join(letter.upper() if number >> place & 1 else letter for place, letter in enumerate(word))
        return f"{HOME}/contributions?q={query}"

    return p99(server, path)


def within(server, word, bar):
    """The share of searches that the server answers, page included, within so many seconds: a bucket of /metrics."""
    line = re.compile(r'coporter_request_duration_seconds_bucket\{route="[^"]*/contributions",le="([^"]+)"\} (\d+)')

    def answered():
        told = urllib.request.urlopen(server.base + "/metrics").read().decode()
        return {bound: int(count) for bound, count in line.findall(told)}

    before = answered()
    found(server, word)
    after = answered()
    asked = after["+Inf"] - before["+Inf"]
    return f"{(after[bar] - before[bar]) / asked:.1%}"


def csv_memory(server):
    """Megabytes that the server grows by, at most, while its contributions are downloaded in CSV."""
    process = pathlib.Path("/proc") / str(server.process.pid)

    def most():
        return int(re.search(r"VmHWM:\s+(\d+)", (process / "status").read_text()).group(1))

    (process / "clear_refs").write_text("5")
    before, size = most(), 0
    with urllib.request.urlopen(f"{server.base}{HOME}/donnees/contributions.csv") as answer:
        while piece := answer.read(1 << 20):
            size += len(piece)
    return (most() - before) / 1024, size / 1e6


def as_one_types(server):
    """What the search field asks for a thousand bodies drawn from the whole register: their first 3 to 8 letters."""
    with sqlite3.connect(f"file:{server.database}?mode=ro", uri=True) as database:
        names = [name for (name,) in database.execute("SELECT name FROM organisation ORDER BY id")]
    drawing = random.Random(2021)
    return ["/organismes/suggestions?q=" + urllib.parse.quote(name[:drawing.randint(3, 8)])
            for name in drawing.sample(names, 1000)]


def imported(folder):
    """Seconds in which the official register is loaded into a database that does not exist yet."""
    begun = time.monotonic()
    subprocess.run([PROGRAM, "directory", "import", "--database", folder / "register.db"],
                   stdout=subprocess.DEVNULL, check=True)
    return time.monotonic() - begun


def p99(server, path, times=400, headers=None):
    """The 99th percentile of one connection's requests, in milliseconds, the wire included; `path` may be made of the
    number of the request."""
    line = http.client.HTTPConnection("127.0.0.1", server.port)
    durations = []
    for _ in range(times):
        begun = time.perf_counter()
        line.request("GET", path(len(durations)) if callable(path) else path, headers=headers or {})
        line.getresponse().read()
        durations.append((time.perf_counter() - begun) * 1000)
    return statistics.quantiles(durations, n=100)[98]


def supports(server, folder):
    """Durable supports each second by 64 clients: one for each contribution, then all of them taken back, and again."""
    cookies, form, opener = server.sign_in("operateur")
    tokens, page = [], 1
    while len(tokens) < 2000:
        text = opener.open(f"{server.base}{HOME}/contributions?page={page}").read().decode()
        found = re.findall(rf'href="{HOME}/contributions/([0-9a-z]{{10}})-', text)
        if not found:
            break
        tokens += dict.fromkeys(found)
        page += 1
    organisation = re.search(rb'name="organisme" value="(\d+)"', opener.open(server.base + "/habilitation").read())
    script = folder / "support.lua"
    script.write_text(f"""
      local tokens = {{ {", ".join(f'"{item}"' for item in tokens)} }}
      local half = math.floor(#tokens / 2)
      local threads, counter = 0, -1
      function setup(thread)
        thread:set("part", threads)
        threads = threads + 1
      end
      function request()
        counter = counter + 1
        local token = tokens[counter % half * 2 + part + 1]
        local gives = math.floor(counter / half) % 2 == 0
        local path = "{HOME}/contributions/" .. token .. (gives and "/soutien" or "/soutien/retrait")
        return wrk.format("POST", path, {{ ["Cookie"] = "{cookies}", ["Sec-Fetch-Site"] = "same-origin",
          ["Content-Type"] = "application/x-www-form-urlencoded" }},
          "_form={form}&organisme={organisation.group(1).decode()}")
      end
    """)
    # What is counted is what the journal has, not what was asked: a support given twice changes nothing.
    def written():
        with sqlite3.connect(f"file:{server.database}?mode=ro", uri=True) as database:
            kinds = "kind IN ('support.given', 'support.ended')"
            return database.execute(f"SELECT count(*) FROM journal WHERE {kinds}").fetchone()[0]

    best = 0.0
    for _ in range(3):
        before, begun = written(), time.monotonic()
        subprocess.run(["wrk", "-t2", "-c64", f"-d{SECONDS}s", "-s", script, server.base + "/"], capture_output=True,
                       check=True)
        best = max(best, (written() - before) / (time.monotonic() - begun))
    return best


def grouping(folder):
    """Durable writes each second, each fsync slowed by 10 ms: one after the other, then by 64 tasks at once."""
    shim = bench_vote.slow_fsync(folder)

    def rate(tasks, writes):
        command = [PROGRAM.with_name("storage-trial"), "write", folder / f"tasks-{tasks}.db",
                   "--tasks", str(tasks), "--writes", str(writes)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ | {"LD_PRELOAD": str(shim)}) as trial:
            trial.stdout.readline()
            begun = time.monotonic()
            answers = trial.stdout.read().splitlines()
            duration = time.monotonic() - begun
        if sum(answer.startswith(b"ack ") for answer in answers) != writes:
            raise SystemExit("The trial of grouped writes failed.")
        return writes / duration

    return rate(1, 300), rate(64, 15_000)


def indexed(server, begun):
    """Seconds from the start until a search says that every text was read."""
    while True:
        page = urllib.request.urlopen(f"{server.base}{HOME}/contributions?q=commune").read().decode()
        if PARTIAL not in page:
            return time.monotonic() - begun
        time.sleep(0.02)


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def scale(folder, rows, at_ten_thousand):
    """The list and the search with ten times as many contributions."""
    huge = Server(folder, free_port(), 100_000)
    rows.append(("demonstration of 100,000, filled and ready", f"{huge.start():.0f} s", ""))
    bench_furnish.furnish(huge)
    huge.start()
    rows.append(("every text of 100,000 searched, from then", f"{indexed(huge, time.monotonic()):.1f} s", ""))
    cookies, _, _ = huge.sign_in("agent")
    ours = wrk(huge.base + HOME + "/contributions", 32, f"Cookie: {cookies}")
    rows.append(("the same list out of 100,000, over that out of 10,000",
                 f"{ours / at_ten_thousand:.2f} ({ours:,.0f}/s)", "≥ 0.8"))
    for word, bar in [("commune", "0.025"), ("sauvegarde", "0.0025")]:
        rows.append((f"search « {word} » in 100,000, p99, wire and page included", f"{found(huge, word):.1f} ms", ""))
        rows.append((f"the same within {float(bar) * 1000:g} ms in the server", within(huge, word, bar), "≥ 99 %"))
    rows.append(("what resembles a title being typed, in 100,000, p99, wire and page included",
                 f"{suggestions(huge, cookies):.1f} ms", ""))
    rows.append(("memory with 100,000 served", f"{huge.memory():.0f} MB", ""))
    more, size = csv_memory(huge)
    rows.append((f"memory more while {size:.0f} MB of CSV are downloaded", f"{more:.1f} MB", ""))
    bench_desk.desk(huge, rows, 100_000, "")
    huge.stop()


class Table(list):
    """The rows, each told as soon as it is known."""

    def append(self, row):
        super().append(row)
        print(*row, file=sys.stderr, flush=True)


def main():
    rows = Table()
    bench_cores.tallies(PROGRAM, rows)
    bench_cores.likeness(PROGRAM, rows)
    with tempfile.TemporaryDirectory(prefix="coporter-bench-") as name:
        folder = pathlib.Path(name)
        # nginx drops its rights, and reads from here.
        folder.chmod(0o755)
        rows.append(("the official register imported, SQLite", f"{imported(folder):.1f} s", "≤ 5 s"))
        bench_proof.proofs(PROGRAM, folder, rows)
        small = Server(folder, free_port(), 476)
        rows.append(("demonstration of 476, filled and ready", f"{small.start():.1f} s", "≤ 5 s"))
        bench_furnish.furnish(small)
        small.start()
        page = urllib.request.urlopen(small.base + HOME + "/contributions").read()
        port = free_port()
        peer = nginx(folder, port, page)
        theirs = wrk(f"http://127.0.0.1:{port}/page.html", 32)
        peer.terminate()
        ours = wrk(small.base + HOME + "/contributions", 32)
        rows.append((f"cached page of {len(page) // 1000} kB, 32 connections, over nginx",
                     f"{ours / theirs:.2f} ({ours:,.0f}/s over {theirs:,.0f}/s)", "≥ 0.35"))
        cookies, _, _ = small.sign_in("agent")
        rows.append(("signed-in list of 20 out of 476",
                     f"{wrk(small.base + HOME + '/contributions', 32, f'Cookie: {cookies}'):,.0f}/s", ""))
        bench_desk.desk(small, rows, 476, "")
        small.stop()
        decided = Server(folder, free_port(), 476, "instruction")
        decided.start()
        bench_desk.publishing(decided, rows, 476)
        decided.stop()
        voting = Server(folder, free_port(), 476, "vote")
        voting.start()
        voting.stop()
        bench_vote.measure(voting, rows, folder, PROGRAM,
                           lambda address: Server(folder, free_port(), 476, "vote", address))
        large = Server(folder, free_port(), 10_000)
        rows.append(("demonstration of 10,000, filled and ready", f"{large.start():.1f} s", ""))
        bench_furnish.furnish(large)
        begun = time.monotonic()
        rows.append(("start with an existing database of 10,000", f"{large.start():.2f} s", "≤ 0.5 s"))
        rows.append(("every text searched, from that start", f"{indexed(large, begun):.2f} s", "≤ 3 s"))
        cookies, _, _ = large.sign_in("agent")
        listed = wrk(large.base + HOME + "/contributions", 32, f"Cookie: {cookies}")
        rows.append(("signed-in list of 20 out of 10,000", f"{listed:,.0f}/s", "≥ 5,000/s"))
        for word, bar in [("commune", "0.005"), ("sauvegarde", "0.001")]:
            rows.append((f"search « {word} » in 10,000, p99, wire and page included",
                         f"{found(large, word):.1f} ms", ""))
            rows.append((f"the same within {float(bar) * 1000:g} ms in the server", within(large, word, bar), "≥ 99 %"))
        names = as_one_types(large)
        rows.append(("find a body as one types, 1,000 drawn from the register, p99, wire included",
                     f"{p99(large, names.__getitem__, len(names)):.1f} ms", "≤ 5 ms"))
        rows.append(("what resembles a title being typed, in 10,000, p99, wire and page included",
                     f"{suggestions(large, cookies):.1f} ms", "≤ 15 ms"))
        rows.append(("memory with 10,000 served", f"{large.memory():.0f} MB", "≤ 150 MB"))
        rows.append(("durable supports, 64 clients, SQLite FULL", f"{supports(large, folder):,.0f}/s", "≥ 5,000/s"))
        bench_desk.desk(large, rows, 10_000, "≥ 99 %")
        large.stop()
        treated = Server(folder, free_port(), 10_000, "regrouped")
        rows.append(("demonstration of 10,000, all decided, filled and ready", f"{treated.start():.0f} s", ""))
        bench_desk.treated(treated, rows, 10_000, "≥ 99 %")
        treated.stop()
        scale(folder, rows, listed)
        alone, together = grouping(folder)
        rows.append(("durable writes by 64 tasks over one by one, fsync + 10 ms",
                     f"{together / alone:.0f} ({together:,.0f}/s over {alone:,.0f}/s)", "≥ 10"))
    width = max(len(row[0]) for row in rows)
    for work, figure, bar in rows:
        print(f"{work:<{width}}  {figure:<32}  {bar}")


if __name__ == "__main__":
    main()
