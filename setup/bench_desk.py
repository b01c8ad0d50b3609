"""What the desk of the instructors costs: its list, its next item, decisions published together."""

import re
import sqlite3
import time
import urllib.parse
import urllib.request

DESK = "/consultations/services-2021/instruction"
# Pages that are looked at of each.
LOOKED = 100
BUCKET = re.compile(r'coporter_request_duration_seconds_(sum|count|bucket)\{route="[^"]*(/instruction(?:/contributions/'
                    r'\{contribution\})?)"(?:,le="([^"]+)")?\} ([\d.e+-]+)')


def told(server):
    """What /metrics says of the two pages of the desk."""
    page = urllib.request.urlopen(server.base + "/metrics").read().decode()
    return {(route, what, bound): float(figure) for what, route, bound, figure in BUCKET.findall(page)}


def within(before, after, route):
    """The mean of the server's own time, and the share of what it answered within 50 ms."""
    def grown(what, bound=""):
        return after.get((route, what, bound), 0) - before.get((route, what, bound), 0)

    count = grown("count")
    if not count:
        raise SystemExit(f"{route} was not asked for.")
    return grown("sum") / count * 1000, grown("bucket", "0.05") / count


def passed(server, opener, rows, what, bar):
    """A hundred items to do one after the other, each by the link of the one before; the first page of their list."""
    page = opener.open(f"{server.base}{DESK}?onglet=a-faire").read().decode()
    item = re.search(rf'href="({DESK}/contributions/[0-9a-z]{{10}}\?onglet=a-faire)"', page).group(1)
    before = told(server)
    for _ in range(LOOKED):
        page = opener.open(server.base + item).read().decode()
        item = re.search(r'href="([^"]+)"[^>]*data-key="suivante"', page).group(1).replace("&amp;", "&")
    mean, share = within(before, told(server), "/instruction/contributions/{contribution}")
    rows.append((f"desk, the next item out of {what}, the server's time", f"{mean:.1f} ms", ""))
    rows.append(("the same within 50 ms", f"{share:.1%}", bar))


def desk(server, rows, count, bar):
    """The list, page after page; items where nothing is decided; the groups."""
    _, _, opener = server.sign_in("instructeur")
    before = told(server)
    for number in range(min(LOOKED, count // 20)):
        opener.open(f"{server.base}{DESK}?onglet=a-faire&page={number + 1}").read()
    mean, _ = within(before, told(server), "/instruction")
    rows.append((f"desk, a page of its list out of {count:,}, the server's time", f"{mean:.1f} ms", ""))
    passed(server, opener, rows, f"{count:,}", bar)
    if count > 10_000:
        return
    begun = time.monotonic()
    opener.open(f"{server.base}{DESK}/groupes").read()
    rows.append((f"groups proposed among {count:,} contributions, asked for first, page included",
                 f"{time.monotonic() - begun:.2f} s", "≤ 0.3 s" if count < 1_000 else "≤ 20 s"))
    rows.append(("memory of the server after that", f"{server.memory():.0f} MB", "≤ 1,000 MB"))


def treated(server, rows, count, bar):
    """What is left to do where all is decided and published but one contribution out of a hundred, here and there.

    Those decisions are ended while the program is stopped."""
    server.stop()
    with sqlite3.connect(server.database) as database:
        database.execute("""
          UPDATE decision SET ended_event_id = event_id WHERE ended_event_id IS NULL
            AND contribution_id IN (SELECT id FROM contribution WHERE number % 100 = 0)""")
        decided = database.execute(
            "SELECT count(DISTINCT contribution_id) FROM decision WHERE ended_event_id IS NULL").fetchone()[0]
    server.start()
    _, _, opener = server.sign_in("instructeur")
    passed(server, opener, rows, f"{count:,} of which {decided:,} are decided", bar)


def publishing(server, rows, count):
    """All contributions in one proposition, then published: the authors' mails queued."""
    # Nobody re-reads a draft here: what is timed is the publication.
    _, form, opener = server.sign_in("administrateur")
    rule = urllib.parse.urlencode({"_form": form, "lecture": "deux", "jours": "0"}).encode()
    opener.open(f"{server.base}{DESK}/reglages", rule).read()
    _, form, opener = server.sign_in("instructeur")

    def post(path, **fields):
        data = urllib.parse.urlencode({"_form": form, **fields}).encode()
        return opener.open(server.base + DESK + path, data).read().decode()

    post("/selection", geste="toutes", suite="")
    fields = {"decision": "regroupee", "nouvelle": "Toutes ensemble", "raison": "Elle rejoint {choix}."}
    seen = re.search(r'name="vu" value="([^"]+)"', post("/selection/decision", **fields)).group(1)
    begun = time.monotonic()
    post("/selection/decision", **fields, vu=seen)
    rows.append((f"{count:,} decisions made at once", f"{time.monotonic() - begun:.2f} s", ""))
    listed = opener.open(f"{server.base}{DESK}/propositions").read().decode()
    proposition = re.search(r"/propositions/([0-9a-z]{10})[\"?]", listed).group(1)
    page = opener.open(f"{server.base}{DESK}/propositions/{proposition}").read().decode()
    read = re.search(r'name="lu" value="([^"]+)"', page).group(1)
    post(f"/propositions/{proposition}", titre="Toutes ensemble", texte="Tout, ensemble.", genre="develop", lu=read)
    page = opener.open(f"{server.base}{DESK}/publication").read().decode()
    seen = {name: re.search(rf'name="{name}" value="([^"]+)"', page).group(1) for name in ("vu", "derniere")}
    begun = time.monotonic()
    post("/publication", **seen)
    taken = time.monotonic() - begun
    with sqlite3.connect(f"file:{server.database}?mode=ro", uri=True) as database:
        mails = database.execute("SELECT count(*) FROM outgoing_mail WHERE fact LIKE 'decision/%'").fetchone()[0]
    rows.append((f"{count:,} decisions published, {mails:,} mails queued", f"{taken:.2f} s", "≤ 2 s"))
