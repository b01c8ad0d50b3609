"""Exports of votes as whoever checks a result meets them: `coporter verify` and verifier/verify.py name the same place."""

import json
import os
import pathlib
import random
import shutil
import subprocess
import sys

import pytest

import exports
from exports import copy, enter, first_says, generate, leaf, line, second_says
from installation import COPORTER, coporter

CORRUPTIONS = ["changed-byte", "dropped-line", "swapped-lines", "second-ballot", "wrong-tally"]


@pytest.fixture(scope="module")
def export(tmp_path_factory):
    return generate(tmp_path_factory.mktemp("proof") / "export")


@pytest.mark.parametrize("stage", ["preparation", "vote", "closing", "count", "selection"])
def test_both_find_an_honest_export_right_at_each_stage(tmp_path, stage):
    folder = generate(tmp_path / stage, "--until", stage)
    assert first_says(folder) is None and second_says(folder) is None


@pytest.mark.parametrize("rule, utility", [("approval", "none"), ("greedy", "cost"), ("greedy", "cardinality"),
                                           ("mes-greedy", "cost"), ("mes-greedy", "cardinality")])
def test_both_count_alike(tmp_path, rule, utility):
    compared = 0
    for seed in range(6):
        folder = generate(tmp_path / str(seed), "--rule", rule, "--utility", utility, seed=seed, ballots=5 + 9 * seed)
        assert first_says(folder) is None and second_says(folder) is None
        # Another program counts the same file; it knows neither lots nor those that nobody supports.
        tally = next(leaf(text) for text in exports.lines_of(folder / "leaves.jsonl") if leaf(text)["kind"] == "tally")
        if tally["seed"] is None:
            told = json.loads(coporter("tally", "--rule", rule, "--utility", utility, folder / "votes.pb"))
            supports = {row["proposition"]: row["supports"] for row in map(
                leaf, exports.lines_of(folder / "tally.jsonl")[1:])}
            taken = [row["project"] for row in told["explanation"] if row["selected"] and supports[row["project"]]]
            assert taken == tally["selected"] != []
            compared += 1
    assert compared, "no vote of these seeds is counted without lots"


def test_both_name_the_same_place_whatever_is_done_to_the_files(tmp_path, export):
    tried = 0
    for what, name, data in exports.mutations(export):
        folder = copy(export, tmp_path / "other")
        if data is None:
            (folder / name).unlink()
        else:
            (folder / name).write_bytes(data)
        if data == (export / name).read_bytes():
            continue
        ours, theirs = first_says(folder), second_says(folder)
        assert ours is not None and ours == theirs, (what, ours, theirs)
        tried += 1
    assert tried > 200


def test_both_refuse_what_is_one_too_many(tmp_path, export):
    for name in ["a", ".hidden", "tile/0/001", "tile/7/000", "checkpoints/1", "tile/x/é", "votes.pb~", "deep/er/still"]:
        folder = copy(export, tmp_path / "other")
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"1")
        printed = exports.second.printable_path(name.encode())
        assert first_says(folder) == second_says(folder) == printed
    for make in [lambda path: path.mkdir(), lambda path: os.mkfifo(path), lambda path: path.symlink_to("/dev/zero")]:
        folder = copy(export, tmp_path / "other")
        make(folder / "odd")
        assert first_says(folder) == second_says(folder) == "odd"
        # In the place of a file that is read.
        folder = copy(export, tmp_path / "other")
        (folder / "roll.jsonl").unlink()
        make(folder / "roll.jsonl")
        assert first_says(folder) == second_says(folder) == "roll.jsonl"


def altered(lines, kind, change, which=0):
    """The lines with one leaf of a kind changed, and its number."""
    places = [place for place, text in enumerate(lines) if leaf(text)["kind"] == kind]
    place = places[which]
    value = leaf(lines[place])
    change(value)
    return lines[:place] + [line(value)] + lines[place + 1:], place + 1


SEAL = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="


@pytest.mark.parametrize("kind, change", [
    ("log", {"format": "coporter-proof-2"}), ("rules", {"version": 0}), ("form", {"minimum": 0}),
    ("form", {"utility": "none"}), ("proposition", {"cost": 0}), ("roll", {"organisation": "a b"}),
    ("grant", {"method": "named-by-head"}), ("grant", {"until": 0}), ("end", {"right": 0}),
    ("opening", {"frozen": SEAL}), ("attendance", {"method": "letter-"}), ("attendance", {"right": 1}),
    ("ballot", {"number": 2}), ("ballot", {"at": 1}), ("contest", {"ballot": 3}), ("outcome", {"by": [SEAL, SEAL]}),
    ("incident", {"closes": 1}), ("closing", {"attendances": 0}), ("disclosure", {"choices": []}),
    ("disclosure", {"nonce": SEAL}), ("draw", {"text": "3  14 15 26 35 8"}), ("draw", {"text": "3 14 15 26 35 08"}),
    ("draw", {"text": "3 14 15 26 35"}), ("draw", {"text": "3 14 15 26 35 １"}), ("draw", {"text": ""}),
    ("draw", {"held": 0}), ("draw", {"held": (1 << 53) - 1}), ("rules", {"numbers": 0}), ("rules", {"numbers": 21}),
    ("rules", {"draw": ""}), ("proposition", {"proposition": "P" * 33}), ("log", {"key": "é+00000000+AQ=="}),
    ("tally", {"cost": 1}), ("tally", {"seed": None}),
    ("tally", {"selected": []}), ("selection", {"reason": SEAL}), ("selection", {"amount": 1 << 53}),
    ("redaction", {"leaf": 1}), ("succession", {"note": "x"}), ("ballot", {"more": 1}), ("ballot", {"number": True}),
    ("ballot", {"number": 1.0}), ("minutes", {"document": "A"}),
])
def test_both_name_the_line_that_a_server_with_the_key_forged(tmp_path, export, kind, change):
    lines, number = altered([text.rstrip(b"\n") for text in exports.lines_of(export / "leaves.jsonl")], kind,
                            lambda value: value.update(change))
    folder = enter(copy(export, tmp_path / "other"), lines)
    assert first_says(folder) == second_says(folder) == f"leaves.jsonl:{number}"


def test_an_honest_log_entered_by_the_tests_is_right(tmp_path, export):
    lines = [text.rstrip(b"\n") for text in exports.lines_of(export / "leaves.jsonl")]
    folder = enter(copy(export, tmp_path / "other"), lines)
    assert first_says(folder) is None and second_says(folder) is None


def test_hostile_lines_end_neither(tmp_path, export):
    honest = [text.rstrip(b"\n") for text in exports.lines_of(export / "leaves.jsonl")]
    for hostile in [b"", b"[" * 60_000, b'{"kind":' * 8_000, b"9" * 65_535, b"\xff" * 100, b'{"kind":"ballot"}',
                    b'{"kind":"roll","at":' + b"1" * 6_000 + b"}", b"\0", b'{"kind":"log","at":NaN}']:
        folder = enter(copy(export, tmp_path / "other"), honest[:40] + [hostile] + honest[41:])
        assert first_says(folder) == second_says(folder) == "leaves.jsonl:41", hostile[:20]
    folder = copy(export, tmp_path / "other")
    with (folder / "leaves.jsonl").open("r+b") as file:
        # A hole: it takes no room on the disk, and reads as zeros.
        file.truncate(1 << 30)
    assert first_says(folder) == f"leaves.jsonl:{len(honest) + 1}"


PUBLISHED = exports.ROOT / "docs" / "proof"


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_both_find_the_first_wrong_line_of_the_published_exports(name):
    row = next(row for row in (PUBLISHED / "README.md").read_text().splitlines() if row.startswith(f"| `{name}`"))
    stated = row.split("`")[-2]
    assert first_says(PUBLISHED / name) == second_says(PUBLISHED / name) == stated


def is_key(text):
    try:
        return exports.Key(text).text == text
    except ValueError:
        return False


def test_both_take_the_published_vectors():
    told = subprocess.run([COPORTER, "proof", "vectors"], capture_output=True, check=True).stdout
    assert told == (PUBLISHED / "vectors.txt").read_bytes()
    tried = {}
    for vector in map(leaf, exports.lines_of(PUBLISHED / "vectors.txt")):
        match vector["of"]:
            case "commitment":
                assert exports.line(leaf(vector["value"])) == vector["value"].encode()
                assert exports.seal(vector["nonce"], leaf(vector["value"])) == vector["commitment"]
            case "leaf":
                assert exports.parse(vector["line"].encode())
                assert exports.of32(vector["hash"]) == exports.second.sha256(b"\0" + vector["line"].encode())
            case "seed":
                drawn = exports.of32(vector["root"]) + vector["draw"].encode()
                assert exports.second.sha256(drawn).hex() == vector["seed"]
            case "lot":
                drawn = f"{vector['seed']}\n{vector['proposition']}".encode()
                assert exports.second.sha256(drawn).hex() == vector["lot"]
            case "key":
                assert is_key(vector["text"]) == vector["taken"]
            case "draw":
                assert exports.is_draw(vector["text"], 3) == vector["taken"]
            case "place":
                assert exports.second.printable_path(exports.base64.b64decode(vector["name"])) == vector["printed"]
        tried[vector["of"]] = tried.get(vector["of"], 0) + 1
    assert tried == {"commitment": 5, "leaf": 2, "seed": 1, "lot": 2, "key": 10, "draw": 16, "place": 2}
    assert first_says(PUBLISHED / "honest", "--receipt", PUBLISHED / "receipt") is None
    assert second_says(PUBLISHED / "honest", receipt=(PUBLISHED / "receipt").read_bytes()) is None


def test_receipts_and_earlier_heads(tmp_path, export):
    receipt = tmp_path / "receipt"
    amid = generate(tmp_path / "amid", "--until", "vote", "--receipt", str(receipt))
    told = coporter("verify", export, "--receipt", receipt, "--since", amid / "checkpoint")
    assert "c’est le bulletin en vigueur" in told and "Rien n’a changé" in told
    told = coporter("verify", export, "--receipt", receipt, "--language", "en")
    assert "it is the standing ballot" in told and "All is right" in told
    assert second_says(export, receipt=receipt.read_bytes(), since=(amid / "checkpoint").read_bytes()) is None
    receipt.write_bytes(receipt.read_bytes().replace(b'"choices":[', b'"choices":["P00",'))
    assert first_says(export, "--receipt", receipt) == second_says(export, receipt=receipt.read_bytes()) == "--receipt"
    other = generate(tmp_path / "other", "--until", "vote", propositions=9)
    head = other / "checkpoint"
    assert first_says(export, "--since", head) == second_says(export, since=head.read_bytes()) == "--since"
    known = exports.public_text(exports.keys(7)[0], "vote.exemple.fr/synthese")
    foreign = exports.public_text(exports.keys(8)[0], "vote.exemple.fr/synthese")
    for key, expected in [(known, "Log "), (foreign, "leaves.jsonl:1: the key of the log is not the one that you gave.\n"),
                          ("nonsense", "--key: this is not a public key.\n"), ("", "--key: this is not a public key.\n"),
                          (known + "=", "--key: this is not a public key.\n")]:
        told = exports.first_tells(export, "--key", key), exports.second_tells(export, "--key", key)
        assert all(text.startswith(expected) for text in told), (key, told)


def test_the_second_verifier_is_a_program(export):
    program = pathlib.Path(exports.second.__file__)
    done = subprocess.run([sys.executable, program, export], capture_output=True, text=True)
    assert done.returncode == 0 and "All is right." in done.stdout, done.stderr
    done = subprocess.run([sys.executable, program, export.parent], capture_output=True, text=True)
    assert done.returncode == 1 and done.stdout.startswith("checkpoint: ")


def test_an_export_is_made_in_a_new_folder_alone(tmp_path, export):
    told = coporter("proof", "generate", "--seed", "1", "--ballots", "1", export, fails=True)
    assert "un export se fait dans un dossier neuf" in told
    assert coporter("proof", "generate", "--seed", "1", "--ballots", "0", tmp_path / "none", fails=True)
    again = generate(tmp_path / "again")
    assert not list(shutil.which("diff") and subprocess.run(["diff", "-r", export, again], capture_output=True).stdout)


def test_a_key_is_made_and_succeeded(tmp_path, export):
    old, new = tmp_path / "old", tmp_path / "new"
    public = coporter("key", "new", "vote.exemple.fr/synthese", "--file", old).strip()
    assert coporter("key", "public", "--file", old).strip() == public and old.stat().st_mode & 0o777 == 0o600
    assert "une clé ne s’écrase pas" in coporter("key", "new", "vote.exemple.fr/x", "--file", old, fails=True)
    coporter("key", "new", "vote.exemple.fr/synthese", "--file", new)
    refused = coporter("key", "succeed", export / "checkpoint", "--old", old, "--new", new, fails=True)
    assert "n’est pas une tête signée de l’ancienne clé" in refused
    text = (export / "checkpoint").read_text().rpartition("\n\n")[0] + "\n"
    head = tmp_path / "head"
    secret = exports.base64.b64decode(old.read_text().strip().split("+", 4)[4])[1:]
    signature = exports.Ed25519PrivateKey.from_private_bytes(secret).sign(text.encode())
    encoded = exports.base64.b64encode(bytes.fromhex(public.split("+")[1]) + signature).decode()
    head.write_text(f"{text}\n— vote.exemple.fr/synthese {encoded}\n")
    note = coporter("key", "succeed", head, "--old", old, "--new", new)
    keys = exports.second.Keys("vote.exemple.fr/synthese", public)
    keys.succeed(note, 1000)
    assert keys.successions[0][2].text == coporter("key", "public", "--file", new).strip()
    with pytest.raises(ValueError):
        keys.succeed(note, 1000)


def alternatives(value, others):
    """Other values that a field could have: of its own kind, of another, of another leaf."""
    yield from others
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield from [0, 1, value - 1, value + 1, value + 86_400_000, (1 << 53) - 1, -1]
    elif isinstance(value, str):
        yield from ["", value + "a", value[:-1], value.upper(), "é", "a b", SEAL]
    elif isinstance(value, list):
        yield from [[], value[1:], value[::-1], value + value[:1], value * 2]
    yield from [None, {}, [value]]


@pytest.mark.soak
def test_both_agree_on_every_field_that_a_server_with_the_key_changes(tmp_path, export):
    lines = [text.rstrip(b"\n") for text in exports.lines_of(export / "leaves.jsonl")]
    chance, refused = random.Random(1), 0
    for place, text in enumerate(lines):
        for name, value in leaf(text).items():
            pool = [leaf(other)[name] for other in lines if name in leaf(other) and leaf(other)[name] != value]
            others = list(alternatives(value, chance.sample(pool, min(2, len(pool)))))
            for other in chance.sample(others, 2):
                changed = lines[:place] + [line({**leaf(text), name: other})] + lines[place + 1:]
                folder = enter(copy(export, tmp_path / "other"), changed)
                ours, theirs = first_says(folder), second_says(folder)
                assert ours == theirs, (place + 1, name, value, other, ours, theirs)
                refused += ours is not None
    assert refused > 500
