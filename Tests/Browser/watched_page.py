"""A page of the browser that notes what goes wrong in it, and is looked at by axe-core."""

import os
import shutil
import time

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Page, Request, Response

# WCAG 2.2 AA, what it builds on, and axe-core's best practices.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": RULES}}


# How long a fact that another process brings about may take.
FACT_SECONDS = 30


def chromium_program() -> str | None:
    """Debian's Chromium: the one without a window where it is, which draws the same pages and nothing around them."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")


def eventually(look, what: str, seconds: float = FACT_SECONDS):
    """What `look` returns once it is something; fails, saying `what` was waited for, after `seconds`.

    It looks again at once: what paces it is the answer of the server that each look asks for.
    """
    deadline = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        assert time.monotonic() < deadline, f"waited in vain for {what}"


class WatchedPage:
    """Wraps Playwright's page (`page`), collecting in `troubles` one sentence for each thing that went wrong.

    An answer that a test expects to be an error is declared: `expecting(422)`.
    """

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base
        self.troubles: list[str] = []
        self._expected: set[int] = set()
        page.on("console", self._note_console)
        page.on("pageerror", lambda error: self._note(f"uncaught error: {error}"))
        page.on("requestfailed", self._note_failure)
        page.on("response", self._note_response)
        page.on("request", self._note_stranger)

    def expecting(self, *statuses: int) -> "WatchedPage":
        """Answers with one of `statuses` are no trouble from now on."""
        self._expected.update(statuses)
        return self

    def allows(self, status: int) -> bool:
        """Whether an answer with this status is no trouble."""
        return status < 400 or status in self._expected

    def go(self, path: str) -> Response:
        """Opens `path` (which begins with a slash), waits for its load, and returns the answer."""
        response = self.page.goto(self.base + path, wait_until="load")
        assert response is not None, f"{path}: no answer"
        if response.status not in self._expected:
            assert response.ok, f"{path}: answered {response.status}"
        return response

    def check_accessibility(self) -> None:
        """Fails, in sentences, on any violation that axe-core finds in the page as it is now."""
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(AXE_SCRIPT)
        violations = self.page.evaluate(
            "options => axe.run(document, options).then(found => found.violations)", OPTIONS)
        assert not violations, "\n".join([self._here(), *map(describe, violations)])

    def check_width(self) -> None:
        """Fails if the page scrolls sideways: nothing may be wider than the window."""
        inside, outside = self.page.evaluate(
            "[document.documentElement.clientWidth, document.documentElement.scrollWidth]"
        )
        assert outside <= inside, f"{self._here()}: {outside} px wide in a window of {inside} px"

    def look(self) -> None:
        """What every page owes, in this window."""
        self.check_accessibility()
        self.check_width()

    def mail(self, recipient: str, about: str = "", prefix: str = "") -> str:
        """The text of the newest mail to `recipient` that says `about`; the outbox looks once a second."""
        def look():
            self.go(prefix + "/demonstration/courriels")
            mail = self.page.locator("main article", has_text=recipient).filter(has_text=about).first
            return mail.count() and mail.inner_text()

        return eventually(look, f"a mail to {recipient} about « {about} »")

    def enter(self, character: str) -> None:
        """Signs in as one of the demonstration's persons."""
        self.go(f"/demonstration/entrer/{character}")
        with self.page.expect_navigation(wait_until="load"):
            self.page.locator("main form button").first.click()

    def follow(self, link) -> None:
        """Clicks a link, and waits for the page that it leads to."""
        with self.page.expect_navigation(wait_until="load"):
            link.click()

    def _here(self) -> str:
        size = self.page.viewport_size or {"width": 0}
        return f"{self.page.url} at {size['width']} px"

    def _note(self, trouble: str) -> None:
        self.troubles.append(f"{self._here()}: {trouble}")

    def _note_console(self, message: ConsoleMessage) -> None:
        # A refused answer is written to the console too: the listener of answers has it, with its status.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self._note(f"console: {message.text}")
        elif message.type == "warning" and "Content Security Policy" in message.text:
            self._note(f"console: {message.text}")

    def _note_failure(self, request: Request) -> None:
        # A request that the page itself left behind by going elsewhere is no failure.
        if request.failure != "net::ERR_ABORTED":
            self._note(f"{request.method} {request.url}: {request.failure}")

    def _note_response(self, response: Response) -> None:
        if not self.allows(response.status):
            self._note(f"{response.request.method} {response.url}: answered {response.status}")

    def _note_stranger(self, request: Request) -> None:
        if not request.url.startswith((self.base + "/", "data:", "blob:")):
            self._note(f"asks a third party: {request.url}")


def describe(violation: dict) -> str:
    """One violation in sentences: the rule, then each element with what axe-core says of it."""
    lines = [f"{violation['id']} ({violation['impact']}): {violation['help']}"]
    for node in violation["nodes"]:
        lines.append(f"  {', '.join(map(str, node['target']))}  {' '.join(node['html'].split())[:160]}")
        checks = [*node.get("any", []), *node.get("all", []), *node.get("none", [])]
        lines.extend(f"    {check['message']}" for check in checks)
    return "\n".join(lines)
