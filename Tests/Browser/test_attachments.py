"""Files beside a contribution: nine megabytes on a slow line that is cut, then after a reload; without a script; and
how the pages look that show them."""

import pytest

from test_first_deposit import HOME, Player

NINE_MEGABYTES = 9_000_000


def pdf(size: int) -> bytes:
    """What begins and ends as a PDF, of `size` bytes, no two pieces of which are alike."""
    head, end = b"%PDF-1.4\n%", b"\n%%EOF\n"
    filling = b"".join(b"%09d\n" % number for number in range(size // 10 + 1))
    return head + filling[: size - len(head) - len(end)] + end


def begin(player: Player, title: str) -> str:
    """A draft with a title, led to the page of its files; where that is."""
    player.go(f"{HOME}/deposer/besoin")
    player.page.fill("#titre", title)
    player.page.fill("#aujourdhui", "Trois cahiers, et deux réservations le même soir.")
    player.press("button[value=pieces]")
    assert player.page.url.endswith("/pieces-jointes")
    return player.page.url


def progress_beyond(page, percent: int) -> None:
    page.wait_for_function("least => document.querySelector('progress').value > least", arg=percent, timeout=60_000)


def test_nine_megabytes_on_a_slow_line_go_on_after_a_cut_and_after_a_reload(open_page, tmp_path):
    player = Player(open_page, {"width": 1440}, "")
    page = player.page
    # Leaving while a file is on its way is asked about.
    page.on("dialog", lambda dialog: dialog.accept())
    player.play("agent")
    place = begin(player, "Un plan de neuf mégaoctets")
    file = tmp_path / "plan.pdf"
    file.write_bytes(pdf(NINE_MEGABYTES))
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")

    def set_line(offline: bool) -> None:
        line.send("Network.emulateNetworkConditions", {
            "offline": offline, "latency": 50, "downloadThroughput": 1_500_000, "uploadThroughput": 1_500_000})

    sent = []
    page.on("request", lambda request: sent.append(request.url) if "?depuis=" in request.url else None)
    set_line(False)
    page.set_input_files("#fichier", file)
    page.fill("#description", "Le plan de la salle")
    page.locator("main form[data-attach] [type=submit]").click()
    progress_beyond(page, 20)
    player.look()
    set_line(True)
    page.wait_for_function("() => document.querySelector('[data-sending-said]').textContent.startsWith('Ligne coupée')")
    set_line(False)
    progress_beyond(page, 45)
    # The window is closed and opened again: the page says what is there, and the same file goes on from it.
    page.goto(place)
    player.watched.troubles.clear()
    player.look()
    unfinished = page.locator("[data-unfinished]")
    assert "Le plan de la salle" in unfinished.inner_text() and "sur 9\u00a0Mo" in unfinished.inner_text()
    received = int(unfinished.get_attribute("data-received"))
    assert received > NINE_MEGABYTES * 0.4
    sent.clear()
    page.set_input_files("#fichier", file)
    assert page.input_value("#description") == "Le plan de la salle"
    assert "déjà là" in page.locator("[data-sending-said]").inner_text()
    with page.expect_navigation(url="**?fait=ajoutee", timeout=60_000):
        page.locator("main form[data-attach] [type=submit]").click()
    player.look()
    assert sent[0].endswith(f"?depuis={received}"), sent[0]
    entry = page.locator("main .entry", has_text="Le plan de la salle")
    assert "9\u00a0Mo" in entry.inner_text() and not page.locator("[data-unfinished]").count()
    answer = page.request.get(page.url.split("/consultations")[0] + entry.locator("a").get_attribute("href"))
    assert answer.body() == file.read_bytes()
    assert answer.headers["content-disposition"].endswith("le-plan-de-la-salle.pdf")
    player.watched.troubles.clear()


def test_a_sending_is_stopped_by_hand_and_what_is_no_such_file_is_told_at_once(open_page, tmp_path):
    player = Player(open_page, {"width": 360}, "")
    page = player.page
    player.watched.expecting(422)
    player.play("maire")
    begin(player, "Un envoi interrompu")
    page.fill("#description", "Une page")
    wrong = tmp_path / "page.pdf"
    wrong.write_text("<script>alert(1)</script>")
    page.set_input_files("#fichier", wrong)
    page.locator("main form[data-attach] [type=submit]").click()
    said = page.locator("[data-sending-said]")
    page.wait_for_selector("[data-sending-said].error")
    assert "ni PDF" in said.inner_text() and said.get_attribute("role") == "alert"
    large = tmp_path / "grand.pdf"
    large.write_bytes(pdf(10_000_001))
    page.set_input_files("#fichier", large)
    assert "10\u00a0Mo" in said.inner_text()
    player.look()
    file = tmp_path / "plan.pdf"
    file.write_bytes(pdf(3_000_000))
    page.set_input_files("#fichier", file)
    page.route("**/pieces-jointes/*?depuis=*", lambda route: None)
    page.locator("main form[data-attach] [type=submit]").click()
    page.locator("[data-stop]").click()
    page.wait_for_function("() => document.querySelector('[data-sending-said]').textContent.startsWith('Envoi interrompu')")
    assert page.locator("main form[data-attach] [type=submit]").is_enabled()
    player.look()


def test_a_file_is_joined_without_a_script_and_read_by_everyone(open_page, tmp_path):
    player = Player(open_page, {"width": 360, "javascript": False}, "")
    page = player.page
    player.watched.expecting(422)
    player.play("agent")
    begin(player, "Une photo sans script")
    picture = tmp_path / "photo.jpg"
    picture.write_bytes(b"\xff\xd8\xff\xe0" + bytes(400_000))
    page.set_input_files("#fichier", picture)
    player.press("main form[enctype] [type=submit]")
    assert "ce que contient ce fichier" in page.locator(".error-summary").inner_text()
    page.fill("#description", "La salle vue de l’entrée")
    page.check("#public-tous")
    page.set_input_files("#fichier", picture)
    player.press("main form[enctype] [type=submit]")
    assert page.locator("main .entry", has_text="La salle vue de l’entrée").count() == 1
    player.press("main .actions a.button-primary")
    player.press("#publier")
    published = page.url.split("?")[0]
    anonymous = open_page(width=360)
    anonymous.go(published[len(anonymous.base):])
    link = anonymous.page.locator("main a", has_text="La salle vue de l’entrée")
    answer = anonymous.page.request.get(anonymous.base + link.get_attribute("href"))
    assert answer.body() == picture.read_bytes() and answer.headers["content-type"] == "image/jpeg"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width, prefix", [(360, ""), (768, "/en"), (1440, "")])
def test_the_pages_that_show_files_are_accessible_and_fit(open_page, tmp_path, width, prefix, dark):
    player = Player(open_page, {"width": width, "dark": dark, "language": "en" if prefix else "fr"}, prefix)
    page = player.page
    # Not all by one person, who may not write that much in a minute.
    player.play("maire" if dark else "agent")
    place = begin(player, "Des pièces à regarder")
    for number, audience in enumerate(["instructeurs", "tous"]):
        picture = tmp_path / f"{number}.png"
        picture.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(300_000))
        page.fill("#description", f"Une photo, la {number + 1}e, dont la description est assez longue")
        page.check(f"#public-{audience}")
        page.set_input_files("#fichier", picture)
        with page.expect_navigation(url="**?fait=ajoutee"):
            page.locator("main form[data-attach] [type=submit]").click()
        player.look()
    page.goto(place.replace("/pieces-jointes", ""))
    player.look()
    player.press("button[value=relire]")
    player.press("#publier")
    assert page.locator("main a[href*='/pieces-jointes/']").count() == 2
    player.press("main form[action$='/correction'] button")
    player.press("button[value=pieces]")
    player.press("main .entry form button")
    player.look()
    anonymous = open_page(width=width, dark=dark)
    anonymous.go(prefix + HOME + "/contributions?q=Relevé des demandes")
    anonymous.follow(anonymous.page.locator("main .entry h3 a").first)
    assert anonymous.page.locator("main a[href*='/pieces-jointes/']").count() == 2
    anonymous.look()
