"""Hostile text in every column of the database, then every page in every role in Chromium: no dialog, no report of the
content security policy, no error, nothing wider than the window. A slice by default; the whole crawl with SOAK=1."""

import os
import re
import signal
import sqlite3
import subprocess

import pytest

from conftest import PAGE_SECONDS, PROGRAM, STOP_SECONDS, Server, free_port, wait_until_healthy
from watched_page import WatchedPage

WHOLE = os.environ.get("SOAK") == "1"
EACH_SHAPE = 10 if WHOLE else 1
PAGES = 500 if WHOLE else 45
CHARACTERS = [None, "maire", "operateur", "instructeur", "administrateur"] if WHOLE else [None, "maire", "instructeur"]

TEXTS = [
    "\"'></textarea></title></script><script>alert(1)</script><img src=x onerror=alert(1)>",
    "javascript:alert(document.domain)//",
    "\u202egnp.exe\u2066\u200b&lt;b&gt;&amp;",
    "W" * 95,
]
# What the server alone writes; as in HostileColumnsTests.
SHAPED = {"consultation.slug", "theme.slug", "draft.themes", "contribution_version.themes", "journal.kind",
          "journal.subject_type", "journal.details", "kept_form.path", "kept_form.fields", "outgoing_mail.fact",
          "outgoing_mail.state", "organisation.intercommunality_siren", "sign_in.return_to", "rules_article.article_key"}


def stop(process):
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def start(command, database, log, *more):
    port = free_port()
    with log.open("wb") as output:
        process = subprocess.Popen(
            [PROGRAM, command, "--port", str(port), "--database", str(database), *more],
            stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, cwd=log.parent)
    running = Server(f"http://127.0.0.1:{port}", log)
    wait_until_healthy(running, process)
    return running, process


def text_columns(database):
    tables = [name for (name,) in database.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'migration'")]
    for table in tables:
        for row in database.execute(f"PRAGMA table_info({table})").fetchall():
            if row[2] == "TEXT" and row[1] != "token" and f"{table}.{row[1]}" not in SHAPED:
                yield table, row[1]


def fill(path):
    """Each row takes one of the texts in each column, by its number; the database refuses those of closed lists."""
    database = sqlite3.connect(path)
    filled = 0
    choice = "CASE rowid % 4 WHEN 0 THEN ?1 WHEN 1 THEN ?2 WHEN 2 THEN ?3 ELSE ?4 END || ' ' || rowid"
    for table, column in list(text_columns(database)):
        try:
            with database:
                filled += database.execute(f"UPDATE {table} SET {column} = {choice}", TEXTS).rowcount > 0
        except sqlite3.IntegrityError:
            pass
    # The demonstration's clock shows 2021, the server's today: the sessions live on.
    with database:
        database.execute("UPDATE session SET expires_at = 4102444800000")
    database.close()
    assert filled > 20, "nearly nothing was filled"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory, browser):
    """A server over a filled demonstration, and the cookies of each character."""
    folder = tmp_path_factory.mktemp("hostile")
    database = folder / "demo.db"
    running, process = start("demo", database, folder / "demo.txt", "--size", "40")
    cookies = {}
    try:
        for character in filter(None, CHARACTERS):
            context = browser.new_context(base_url=running.base)
            page = context.new_page()
            page.goto(f"/demonstration/entrer/{character}")
            page.locator("main form button").first.click()
            page.wait_for_load_state("load")
            cookies[character] = context.cookies()
            context.close()
    finally:
        stop(process)
    fill(database)
    running, process = start("serve", database, folder / "serve.txt")
    yield running, cookies
    stop(process)


# What is no page: files to keep, feeds, answers of the API; the tests of each read them.
FILE = re.compile(r"(\.(csv|json|atom|yml)|/texte|/export|/compte/donnees)$|^(/en)?/api/v1/|/contributions/[^/]+/pieces-jointes/")


def shape(path):
    address, _, query = path.partition("?")
    segments = [re.sub(r"^([0-9a-z]{10}(-.*)?|\d+)$", "{}", segment) for segment in address.split("/")]
    names = sorted({pair.split("=")[0] for pair in query.split("&")})
    return "/".join(segments) + "?" + "&".join(names)


@pytest.mark.parametrize("character", CHARACTERS, ids=[character or "anonymous" for character in CHARACTERS])
def test_hostile_text_is_shown_and_does_nothing(browser, hostile, character):
    running, cookies = hostile
    context = browser.new_context(base_url=running.base, viewport={"width": 360, "height": 800})
    context.set_default_timeout(PAGE_SECONDS * 1000)
    context.add_cookies(cookies.get(character, []))
    watched = WatchedPage(context.new_page(), running.base).expecting(404)
    page = watched.page
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(f"{page.url}: {dialog.message}"), dialog.dismiss()))
    waiting = ["/", "/en", "/organismes?q=alert", "/contributions", "/compte", "/habilitation", "/mes-depots",
               "/organismes/demande", "/instruction/habilitations", "/instruction/organismes"]
    known, shapes, wide, shown = set(), {}, [], 0
    while waiting and len(known) < PAGES:
        path = waiting.pop(0)
        key = shape(path)
        if path in known or shapes.get(key, 0) >= EACH_SHAPE:
            continue
        known.add(path)
        shapes[key] = shapes.get(key, 0) + 1
        watched.go(path)
        assert page.locator("main").count() == 1, f"{path} is no page"
        text = page.locator("main").inner_text()
        shown += "onerror=alert(1)" in text or "WWWWWWWW" in text
        inside, outside = page.evaluate("[document.documentElement.clientWidth, document.documentElement.scrollWidth]")
        if outside > inside:
            wide.append(f"{path}: {outside} px in {inside} px")
        for link in page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))"):
            if link.startswith("/") and not link.startswith(("//", "/static/")) and not FILE.search(link.partition("?")[0]):
                waiting.append(link.partition("#")[0])
    context.close()
    assert not dialogs, "\n".join(dialogs)
    assert not watched.troubles, "\n".join(watched.troubles)
    assert not wide, "\n".join(wide)
    assert shown > 3, "the hostile text was hardly shown"
