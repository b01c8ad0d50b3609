"""The API against its own document, asked by a program that nobody here wrote (schemathesis).

It asks what the document allows and what it forbids, and compares each answer with what the document promises.
"""

import json
import os
import pathlib
import subprocess
import sys
import time
import urllib.request

import pytest

from conftest import answers
from watched_page import eventually

IS_SOAK = os.environ.get("SOAK") == "1"
EXAMPLES = 300 if IS_SOAK else 10
SECONDS = 900


def read(address):
    with urllib.request.urlopen(address, timeout=30) as answer:
        return json.load(answer)


@pytest.fixture(scope="module")
def settings(server, tmp_path_factory):
    """Things that exist, so that each address is reached."""
    root = server.base + "/api/v1"
    best = read(root + "/consultations/services-2021/contributions?tri=soutenues&limite=1")["elements"][0]
    # Searches are refused until every text was read, behind the start.
    eventually(lambda: answers(root + "/consultations/services-2021/contributions?q=mairie&limite=1"), "the searches")
    service = read(root + "/services?limite=1")["elements"][0]
    file = tmp_path_factory.mktemp("schemathesis") / "schemathesis.toml"
    file.write_text(
        f"""[parameters]
"path.consultation" = "services-2021"
"path.contribution" = "{best['identifiant']}"
"path.organisation" = "{best['organisme']['identifiant']}"
"path.service" = "{service['identifiant']}"
""")
    return file


def schemathesis(settings, *arguments):
    program = pathlib.Path(sys.executable).with_name("schemathesis")
    draw = ["--seed", str(time.time_ns() % 1_000_000)] if IS_SOAK else ["--seed", "2021", "--generation-deterministic"]
    done = subprocess.run(
        [program, "--config-file", settings, "run", *arguments, "--max-examples", str(EXAMPLES), *draw, "--no-color"],
        cwd=settings.parent, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=SECONDS)
    return done.returncode, done.stdout


def test_the_api_does_what_its_document_says(server, settings):
    status, said = schemathesis(settings, server.base + "/api/v1/openapi.json")
    assert status == 0, said
    paths = len(read(server.base + "/api/v1/openapi.json")["paths"])
    assert f"Tested: {paths}" in said, said


@pytest.mark.parametrize("lie", ["a limit that is refused", "a member that is missing", "a word that is not told"])
def test_a_document_that_lied_would_be_seen(server, settings, tmp_path, lie):
    document = read(server.base + "/api/v1/openapi.json")
    path = "/api/v1/consultations/{consultation}/contributions"
    operation = document["paths"][path]["get"]
    schema = document["components"]["schemas"]["Contribution"]
    match lie:
        case "a limit that is refused":
            limit = next(parameter for parameter in operation["parameters"] if parameter["name"] == "limite")
            limit["schema"]["maximum"] = 1000
        case "a member that is missing":
            schema["required"].append("auteur")
        case "a word that is not told":
            schema["properties"]["rubrique"]["enum"] = ["idee"]
    file = tmp_path / "openapi.json"
    file.write_text(json.dumps(document))
    status, said = schemathesis(settings, file, "--url", server.base, "--include-path", path, "--no-shrink")
    assert status == 1, said
