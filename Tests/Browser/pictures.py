"""Takes pictures of pages, at three widths and in both themes, from a demonstration that runs.

Usage: .venv/bin/python Tests/Browser/pictures.py http://127.0.0.1:8080 FOLDER PATH…
"""

import pathlib
import re
import sys

from playwright.sync_api import sync_playwright

from watched_page import chromium_program


def main(base: str, folder: pathlib.Path, paths: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_program(), args=["--no-sandbox"])
        for theme in ("light", "dark"):
            for width in (360, 768, 1440):
                context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)
                page = context.new_page()
                for path in paths:
                    page.goto(base + path, wait_until="load")
                    name = re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-") or "home"
                    picture = folder / f"{name}-{theme}-{width}.png"
                    page.screenshot(path=picture, full_page=True)
                    print(picture)
                context.close()
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(sys.argv[1].rstrip("/"), pathlib.Path(sys.argv[2]), sys.argv[3:])
