"""What a vote takes: ballots by POST from hundreds of voters at once, each durable and in the public log, on each engine and
on a slow disk, and the page of who came meanwhile."""

import base64
import contextlib
import hashlib
import http.client
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Tests" / "Operations"))

import postgresql  # noqa: E402

VOTE = "/consultations/services-2021/vote"
VOTERS = 256
# Those who come while the others cast.
LATE = 12
SECONDS = 8
BROWSER = "coporter-browser"
SESSION = "coporter-session"


def enrol(server):
    """Adds voters to the open vote of a stopped demonstration, each for an authority that has none: person, mandate,
    right to cast, granted in the log, and session. Their sessions' secrets."""
    secrets = [f"{number:052d}" for number in range(VOTERS + LATE)]
    with sqlite3.connect(server.database) as database:
        vote, leaves, last = database.execute(
            "SELECT id, leaves, last_at FROM vote WHERE opened_at IS NOT NULL").fetchone()
        event, now = database.execute("SELECT id, at FROM journal ORDER BY id DESC LIMIT 1").fetchone()
        now = max(now, last)
        free = database.execute("""
          SELECT organisation_id, identifier FROM roll_entry WHERE vote_id = ? AND NOT EXISTS (SELECT 1 FROM casting_right
            WHERE casting_right.organisation_id = roll_entry.organisation_id) ORDER BY id LIMIT ?""",
                                [vote, len(secrets)]).fetchall()
        for number, (organisation, identifier) in enumerate(free):
            token = f"b{number:09d}"
            person = database.execute("INSERT INTO person (token, name, created_at) VALUES (?, ?, ?)",
                                      [token, f"Voix {number}", now]).lastrowid
            mail = f"voix-{number}@banc.example"
            database.execute("INSERT INTO person_address (person_id, mail, confirmed_at) VALUES (?, ?, ?)",
                             [person, mail, now])
            database.execute("""
              INSERT INTO mandate (person_id, organisation_id, kind, method, given_event_id)
              VALUES (?, ?, 'elected', 'demonstration', ?)""", [person, organisation, event])
            database.execute("""
              INSERT INTO casting_right (vote_id, organisation_id, person_id, function, method, leaf, granted_event_id,
                granted_at) VALUES (?, ?, ?, 'head', 'official-mailbox', ?, ?, ?)""",
                             [vote, organisation, person, leaves + number, event, now])
            nonce, line = grant(identifier, token, now)
            database.execute("INSERT INTO person_salt (vote_id, leaf, person_id, nonce) VALUES (?, ?, ?, ?)",
                             [vote, leaves + number, person, nonce])
            database.execute("INSERT INTO vote_leaf (vote_id, number, line) VALUES (?, ?, ?)",
                             [vote, leaves + number, line])
            kept = hashlib.sha256(b"session\0" + secrets[number].encode()).digest()
            database.execute("""
              INSERT INTO session (token_hash, person_id, mail, browser, organisation_id, started_at, expires_at)
              VALUES (?, ?, ?, 'Banc', ?, ?, ?)""", [kept, person, mail, organisation, now, now + 86_400_000])
        database.execute("UPDATE vote SET leaves = ?, last_at = ? WHERE id = ?", [leaves + len(free), now, vote])
    return secrets[:len(free)]


def grant(organisation, person, now):
    """The line of the log that gives the right to cast to a head, and what opens its commitment to her (docs/proof.md)."""
    nonce = os.urandom(32)
    value = json.dumps({"organisation": organisation, "person": person}, separators=(",", ":"), ensure_ascii=False)
    commitment = base64.b64encode(hashlib.sha256(nonce + value.encode()).digest()).decode()
    line = {"kind": "grant", "at": now, "organisation": organisation, "person": commitment, "function": "head",
            "method": "official-mailbox", "by": None, "until": None}
    return nonce, json.dumps(line, separators=(",", ":"), ensure_ascii=False)


def verified(program, address, folder):
    """How long it takes to verify the log of all these ballots, in seconds; whatever was measured of a log that does not
    verify would be worth nothing."""
    export = folder / "export-of-votes"
    subprocess.run([program, "export", "--proof", export, "--database", address], stdout=subprocess.DEVNULL, check=True)
    begun = time.monotonic()
    subprocess.run([program, "verify", export], stdout=subprocess.DEVNULL, check=True)
    lines = sum(1 for _ in open(export / "leaves.jsonl", "rb"))
    shutil.rmtree(export)
    return lines, time.monotonic() - begun


def opened(server, secrets):
    """Opens each ballot; what each voter posts with, and the names of what may be chosen."""
    line = http.client.HTTPConnection("127.0.0.1", server.port)
    voters, names = [], []
    for secret in secrets:
        cookies = open_one(line, secret)
        form, names = page(line, cookies)
        voters.append((cookies, form))
    return voters, names


def open_one(line, secret):
    """Opens the ballot of one; her cookies."""
    cookies = f"{BROWSER}={secret}; {SESSION}={secret}"
    form, _ = page(line, cookies)
    line.request("POST", VOTE + "/bulletin/ouverture", f"_form={form}", {
        "Cookie": cookies, "Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"})
    answer = line.getresponse()
    answer.read()
    if answer.status != 303:
        raise SystemExit(f"A ballot is not opened: {answer.status}")
    return cookies


def page(line, cookies):
    line.request("GET", VOTE + "/bulletin", headers={"Cookie": cookies})
    text = line.getresponse().read().decode()
    form = re.search(r'name="_form" value="([0-9a-f]+)"', text)
    if not form:
        raise SystemExit("The page of the ballot has no form.")
    return form.group(1), re.findall(r'type="checkbox"[^>]*name="choix"[^>]*value="([0-9a-z]+)"', text)


def script(file, voters, names, threads):
    """Each request is another voter's ballot of ten choices, never that which stands."""
    voters = ", ".join(f'{{"{cookies}", "{form}"}}' for cookies, form in voters)
    file.write_text(f"""
      local voters = {{ {voters} }}
      local names = {{ {", ".join(f'"{name}"' for name in names)} }}
      local threads, counter = 0, -1
      function setup(thread)
        thread:set("part", threads)
        threads = threads + 1
      end
      function request()
        counter = counter + 1
        local share = math.floor(#voters / {threads})
        local voter = voters[counter % share * {threads} + part + 1]
        local first = math.floor(counter / share)
        local body = "_form=" .. voter[2]
        for place = 0, 9 do body = body .. "&choix=" .. names[(first + place * 3) % #names + 1] end
        return wrk.format("POST", "{VOTE}/bulletin", {{ ["Cookie"] = voter[1], ["Sec-Fetch-Site"] = "same-origin",
          ["Content-Type"] = "application/x-www-form-urlencoded" }}, body)
      end
    """)
    return file


def load(bases, voters, names, folder, threads):
    """Starts the load on each server, the voters shared out; the processes that make it."""
    started = []
    for place, base in enumerate(bases):
        file = script(folder / f"ballots-{place}.lua", voters[place::len(bases)], names, threads)
        started.append(subprocess.Popen(
            ["wrk", f"-t{threads}", f"-c{VOTERS // len(bases)}", f"-d{SECONDS}s", "--latency", "-s", file, base + "/"],
            stdout=subprocess.PIPE, text=True))
    return started


def answered(told):
    """Ends the run where a load met anything but 2xx and 3xx."""
    if any("Non-2xx" in text for text in told):
        raise SystemExit(f"Requests were refused: {told}")


def ballots(bases, voters, names, folder, kept):
    """Durable ballots each second, and the slowest hundredth in milliseconds; `kept` counts those that are there."""
    before, begun = kept(), time.monotonic()
    told = [process.communicate()[0] for process in load(bases, voters, names, folder, 2 // len(bases))]
    durable = (kept() - before) / (time.monotonic() - begun)
    answered(told)
    found = [re.search(r"99%\s+([\d.]+)(us|ms|s)", text) for text in told]
    slowest = max(float(each[1]) * {"us": 0.001, "ms": 1, "s": 1000}[each[2]] for each in found)
    return durable, slowest


def count(server):
    with contextlib.closing(sqlite3.connect(f"file:{server.database}?mode=ro", uri=True)) as database:
        return database.execute("SELECT count(*) FROM ballot").fetchone()[0]


def came(server):
    """How many have come, as the page tells it."""
    line = http.client.HTTPConnection("127.0.0.1", server.port)
    with contextlib.closing(line):
        line.request("GET", VOTE + "/emargement")
        text = line.getresponse().read().decode()
    return int(re.sub(r"\D", "", re.search(r"([\d\s\u202f]+) collectivités ont voté", text)[1]))


def turnout(server, voters, names, folder, late):
    """Pages of who came each second during the load, and the longest that somebody who came was missing there."""
    ages = []

    def come():
        line = http.client.HTTPConnection("127.0.0.1", server.port)
        for secret in late:
            before = came(server)
            open_one(line, secret)
            begun = time.monotonic()
            while came(server) == before:
                time.sleep(0.01)
            ages.append(time.monotonic() - begun)

    before = count(server)
    casting = load([server.base], voters, names, folder, 1)
    coming = threading.Thread(target=come)
    coming.start()
    output = subprocess.run(["wrk", "-t1", "-c32", f"-d{SECONDS}s", server.base + VOTE + "/emargement"],
                            capture_output=True, text=True, check=True).stdout
    coming.join()
    answered([output, *(process.communicate()[0] for process in casting)])
    if len(ages) != LATE:
        raise SystemExit(f"Of {LATE} who come, {len(ages)} were seen.")
    # Beside those that these opened.
    if count(server) - before <= LATE:
        raise SystemExit("No ballot was cast meanwhile.")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1)), max(ages)


def slow_fsync(folder):
    """A library which, preloaded, makes each fsync take ten milliseconds more."""
    shim = folder / "slow_fsync.so"
    source = pathlib.Path(__file__).with_name("slow_fsync.c")
    subprocess.run(["gcc", "-shared", "-fPIC", "-O2", "-o", shim, source], check=True)
    return shim


@contextlib.contextmanager
def on_two_servers(server, program, folder, make):
    """Two servers on one PostgreSQL that waits for the disk, with all that a stopped demonstration holds; and it."""
    running = postgresql.PostgreSQL()
    try:
        address = running.database()
        subprocess.run([program, "database", "copy", "--from", server.database, "--to", address],
                       stdout=subprocess.DEVNULL, check=True)
        # The key of the log goes where a demonstration on a server looks for it.
        shutil.copy(f"{server.database}-key", folder / "coporter-demo-key")
        nodes = [make(address), make(address)]
        for node in nodes:
            node.start()
        yield nodes, lambda query: int(running.ask(query, address))
        for node in nodes:
            node.stop()
        verified(program, address, folder)
    finally:
        running.close()


def measure(server, rows, folder, program, make):
    """Adds the rows of the vote; `server` is a demonstration in phase `vote` that is stopped, and `make` another on an
    address."""
    secrets = enrol(server)
    late = secrets[VOTERS:]
    server.start()
    voters, names = opened(server, secrets[:VOTERS])
    durable, slowest = ballots([server.base], voters, names, folder, lambda: count(server))
    rows.append((f"ballots of 10 choices, {VOTERS} connections, SQLite FULL, log sealed each second",
                 f"{durable:,.0f}/s", "≥ 4,000/s"))
    rows.append(("the same, p99, wire included", f"{slowest:.0f} ms", "≤ 100 ms"))
    pages, oldest = turnout(server, voters, names, folder, late)
    rows.append(("page of who came, during that load", f"{pages:,.0f}/s", "≥ 5,000/s"))
    rows.append(("who came is there, at the latest", f"{oldest:.2f} s", "≤ 1 s"))
    server.stop()
    server.start({"LD_PRELOAD": str(slow_fsync(folder))})
    slow, _ = ballots([server.base], voters, names, folder, lambda: count(server))
    rows.append(("the same ballots, fsync + 10 ms, over those without",
                 f"{slow / durable:.2f} ({slow:,.0f}/s)", "≥ 2,000/s"))
    server.stop()
    lines, seconds = verified(program, server.database, folder)
    rows.append((f"verifying the log of all these ballots, {lines:,} lines", f"{seconds:.1f} s", ""))
    with on_two_servers(server, program, folder, make) as (nodes, ask):
        both, slowest = ballots([node.base for node in nodes], voters, names, folder,
                                lambda: ask("SELECT count(*) FROM ballot"))
        deadlocks = ask("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
    rows.append(("the same ballots, PostgreSQL, two servers, over SQLite",
                 f"{both / durable:.2f} ({both:,.0f}/s)", "≥ 2,000/s"))
    rows.append(("the same, p99, wire included", f"{slowest:.0f} ms", ""))
    rows.append(("the same, deadlocks", f"{deadlocks}", "0"))
