"""What a vote takes: ballots by POST from hundreds of voters at once, each durable and in the public log, and the page of
who came meanwhile."""

import hashlib
import http.client
import re
import sqlite3
import subprocess
import time

VOTE = "/consultations/services-2021/vote"
VOTERS = 256
SECONDS = 8
BROWSER = "coporter-browser"
SESSION = "coporter-session"


def enrol(server):
    """Adds voters to the open vote of a stopped demonstration, each for an authority that has none: person, mandate,
    right to cast and session. Their sessions' secrets."""
    secrets = [f"{number:052d}" for number in range(VOTERS)]
    with sqlite3.connect(server.database) as database:
        vote, = database.execute("SELECT id FROM vote WHERE opened_at IS NOT NULL").fetchone()
        event, now = database.execute("SELECT id, at FROM journal ORDER BY id DESC LIMIT 1").fetchone()
        free = database.execute("""
          SELECT organisation_id FROM roll_entry WHERE vote_id = ? AND NOT EXISTS (SELECT 1 FROM casting_right
            WHERE casting_right.organisation_id = roll_entry.organisation_id) ORDER BY id LIMIT ?""",
                                [vote, VOTERS]).fetchall()
        for number, (organisation,) in enumerate(free):
            person = database.execute("INSERT INTO person (token, name, created_at) VALUES (?, ?, ?)",
                                      [f"b{number:09d}", f"Voix {number}", now]).lastrowid
            mail = f"voix-{number}@banc.example"
            database.execute("INSERT INTO person_address (person_id, mail, confirmed_at) VALUES (?, ?, ?)",
                             [person, mail, now])
            database.execute("""
              INSERT INTO mandate (person_id, organisation_id, kind, method, given_event_id)
              VALUES (?, ?, 'elected', 'demonstration', ?)""", [person, organisation, event])
            database.execute("""
              INSERT INTO casting_right (vote_id, organisation_id, person_id, function, method, leaf, granted_event_id,
                granted_at) VALUES (?, ?, ?, 'head', 'official-mailbox', 0, ?, ?)""",
                             [vote, organisation, person, event, now])
            kept = hashlib.sha256(b"session\0" + secrets[number].encode()).digest()
            database.execute("""
              INSERT INTO session (token_hash, person_id, mail, browser, organisation_id, started_at, expires_at)
              VALUES (?, ?, ?, 'Banc', ?, ?, ?)""", [kept, person, mail, organisation, now, now + 86_400_000])
    return secrets[:len(free)]


def opened(server, secrets):
    """Opens each ballot; what each voter posts with, and the names of what may be chosen."""
    line = http.client.HTTPConnection("127.0.0.1", server.port)
    voters, names = [], []
    for secret in secrets:
        cookies = f"{BROWSER}={secret}; {SESSION}={secret}"
        form, _ = page(line, cookies)
        line.request("POST", VOTE + "/bulletin/ouverture", f"_form={form}", {
            "Cookie": cookies, "Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"})
        answer = line.getresponse()
        answer.read()
        if answer.status != 303:
            raise SystemExit(f"A ballot is not opened: {answer.status}")
        form, names = page(line, cookies)
        voters.append((cookies, form))
    return voters, names


def page(line, cookies):
    line.request("GET", VOTE + "/bulletin", headers={"Cookie": cookies})
    text = line.getresponse().read().decode()
    form = re.search(r'name="_form" value="([0-9a-f]+)"', text)
    if not form:
        raise SystemExit("The page of the ballot has no form.")
    return form.group(1), re.findall(r'type="checkbox"[^>]*name="choix"[^>]*value="([0-9a-z]+)"', text)


def script(folder, voters, names):
    """Each request is another voter's ballot of ten choices, never that which stands."""
    voters = ", ".join(f'{{"{cookies}", "{form}"}}' for cookies, form in voters)
    file = folder / "ballots.lua"
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
        local half = math.floor(#voters / 2)
        local voter = voters[counter % half * 2 + part + 1]
        local first = math.floor(counter / half)
        local body = "_form=" .. voter[2]
        for place = 0, 9 do body = body .. "&choix=" .. names[(first + place * 3) % #names + 1] end
        return wrk.format("POST", "{VOTE}/bulletin", {{ ["Cookie"] = voter[1], ["Sec-Fetch-Site"] = "same-origin",
          ["Content-Type"] = "application/x-www-form-urlencoded" }}, body)
      end
    """)
    return file


def measure(server, rows, folder):
    """Adds the rows of the vote; `server` is a demonstration in phase `vote` that is stopped."""
    secrets = enrol(server)
    server.start()
    voters, names = opened(server, secrets)
    file = script(folder, voters, names)

    def kept():
        with sqlite3.connect(f"file:{server.database}?mode=ro", uri=True) as database:
            return database.execute("SELECT count(*) FROM ballot").fetchone()[0]

    before, begun = kept(), time.monotonic()
    with subprocess.Popen(["wrk", "-t2", f"-c{VOTERS}", f"-d{SECONDS}s", "--latency", "-s", file, server.base + "/"],
                          stdout=subprocess.PIPE, text=True) as load:
        told = load.stdout.read()
    durable = (kept() - before) / (time.monotonic() - begun)
    if "Non-2xx" in told:
        raise SystemExit(f"Ballots were refused: {told}")
    slowest = re.search(r"99%\s+([\d.]+)(ms|s)", told)
    milliseconds = float(slowest.group(1)) * (1000 if slowest.group(2) == "s" else 1)
    rows.append((f"ballots of 10 choices, {VOTERS} connections, SQLite FULL, log sealed each second",
                 f"{durable:,.0f}/s", "≥ 4,000/s"))
    rows.append(("the same, p99, wire included", f"{milliseconds:.0f} ms", "≤ 100 ms"))
    with subprocess.Popen(["wrk", "-t1", f"-c{VOTERS}", f"-d{SECONDS}s", "-s", file, server.base + "/"],
                          stdout=subprocess.DEVNULL):
        output = subprocess.run(["wrk", "-t1", "-c32", f"-d{SECONDS}s", server.base + VOTE + "/emargement"],
                                capture_output=True, text=True, check=True).stdout
    pages = float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1))
    rows.append(("page of who came, during that load", f"{pages:,.0f}/s", "≥ 5,000/s"))
    server.stop()
