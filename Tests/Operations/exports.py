"""Exports of synthetic votes, both verifiers, and what can be done to an export."""

import base64
import hashlib
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from installation import COPORTER

ROOT = pathlib.Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "verifier"))

import verify as second  # noqa: E402
from leaves import of32, parse, seal  # noqa: E402, F401
from ledger import is_draw  # noqa: E402, F401
from notes import Key  # noqa: E402, F401

PLACE = re.compile(r"(\S+): .+")


def generate(folder, *flags, seed=7, ballots=12, propositions=8):
    """A small vote that has a leaf of every kind."""
    subprocess.run([COPORTER, "proof", "generate", "--seed", str(seed), "--ballots", str(ballots), "--propositions",
                    str(propositions), *flags, folder], check=True)
    return folder


def first_says(folder, *flags):
    """Where `coporter verify` finds a fault; None where all is right."""
    done = subprocess.run([COPORTER, "verify", folder, *flags], capture_output=True, text=True)
    if done.returncode == 0:
        return None
    assert done.returncode == 1, (done.returncode, done.stderr)
    return PLACE.fullmatch(done.stdout.splitlines()[0]).group(1)


def second_says(folder, key=None, since=None, receipt=None):
    """Where verifier/verify.py finds a fault; None where all is right."""
    try:
        second.verify(second.Folder(pathlib.Path(folder)), key, since, receipt)
        return None
    except second.Fault as fault:
        return fault.args[0]


def copy(export, folder):
    """Another export of the same bytes."""
    shutil.rmtree(folder, ignore_errors=True)
    return pathlib.Path(shutil.copytree(export, folder))


def lines_of(path):
    return path.read_bytes().splitlines(keepends=True)


def keys(seed):
    """The two keys of a synthetic vote: bytes of SplitMix64, which the seed begins."""
    state, octets = seed, b""
    mask = (1 << 64) - 1
    for _ in range(8):
        state = (state + 0x9E3779B97F4A7C15) & mask
        mixed = state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & mask
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & mask
        octets += (mixed ^ (mixed >> 31)).to_bytes(8, "little")
    return [Ed25519PrivateKey.from_private_bytes(octets[:32]), Ed25519PrivateKey.from_private_bytes(octets[32:])]


def enter(folder, lines, seed=7, origin=None, derived=False):
    """Writes leaves, tiles and the head as a server that holds the key can: signed, and in the tree; the derived files
    too where they must be right."""
    (folder / "leaves.jsonl").write_bytes(b"".join(line + b"\n" for line in lines))
    shutil.rmtree(folder / "tile")
    tree = second.Tree([hashlib.sha256(b"\0" + line).digest() for line in lines])
    for path, tile in tree.tiles():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(tile)
    name = (folder / "checkpoint").read_text().split("\n")[0]
    text = head_text(tree, len(lines), origin or name)
    key = keys(seed)[any(b'"kind":"succession"' in line for line in lines)]
    (folder / "checkpoint").write_text(f"{text}\n{signature_line(key, name, text)}\n")
    if derived:
        ledger = second.Ledger()
        for number, line in enumerate(lines):
            ledger.take(line, lambda: tree.root(number))
        for path, written in ledger.files().items():
            (folder / path).write_bytes(b"".join(line + b"\n" for line in written))
    return folder


def head_text(tree, size, origin):
    return f"{origin}\n{size}\n{base64.b64encode(tree.root(size)).decode()}\n"


def identifier(key, name):
    """The four bytes by which a note tells a key."""
    return hashlib.sha256(name.encode() + b"\n\1" + key.public_key().public_bytes_raw()).digest()[:4]


def signature_line(key, name, text):
    return f"— {name} {base64.b64encode(identifier(key, name) + key.sign(text.encode())).decode()}"


def public_text(key, name):
    raw = base64.b64encode(b"\1" + key.public_key().public_bytes_raw()).decode()
    return f"{name}+{identifier(key, name).hex()}+{raw}"


def proof_of(tree, place, size):
    """RFC 6962 section 2.1.1, as it is written there."""
    def root(start, end):
        if end - start == 1:
            return tree.levels[0][start]
        middle = start + (1 << (end - start - 1).bit_length() - 1)
        return second.sha256(b"\1" + root(start, middle) + root(middle, end))

    def path(place, start, end):
        if end - start == 1:
            return []
        middle = start + (1 << (end - start - 1).bit_length() - 1)
        if place < middle:
            return path(place, start, middle) + [root(middle, end)]
        return path(place, middle, end) + [root(start, middle)]
    return path(place, 0, size)


def receipt_of(folder, place, nonce, choices):
    """The receipt of a ballot of the export as it is."""
    lines = [text.rstrip(b"\n") for text in lines_of(folder / "leaves.jsonl")]
    tree = second.Tree([hashlib.sha256(b"\0" + text).digest() for text in lines])
    proof = [base64.b64encode(hash).decode() for hash in proof_of(tree, place, len(lines))]
    return line({"format": "coporter-receipt-1", "leaf": place, "line": lines[place].decode(), "nonce": nonce,
                 "choices": choices, "proof": proof, "checkpoint": (folder / "checkpoint").read_text()}) + b"\n"


def first_tells(folder, *flags):
    """What `coporter verify` prints, in English."""
    done = subprocess.run([COPORTER, "verify", folder, "--language", "en", *flags], capture_output=True, text=True)
    assert done.returncode in (0, 1), (done.returncode, done.stderr)
    return done.stdout


def second_tells(folder, *flags, **options):
    """What verifier/verify.py prints, as a program of its own."""
    done = subprocess.run([sys.executable, second.__file__, folder, *flags], capture_output=True, text=True, **options)
    assert done.returncode in (0, 1) and not done.stderr, (done.returncode, done.stderr)
    return done.stdout


def mutations(export, seed=1, bytes_each=12):
    """Ways to touch the files of an export: (what it is, a function that does it to a copy)."""
    chance = random.Random(seed)
    for path in sorted(path for path in export.rglob("*") if path.is_file()):
        name = path.relative_to(export)
        data, lines = path.read_bytes(), lines_of(path)
        if path.suffix in (".jsonl", ".pb"):
            for place in sorted(chance.sample(range(len(lines)), min(5, len(lines)))):
                other = (place + 1) % len(lines)
                swapped = list(lines)
                swapped[place], swapped[other] = lines[other], lines[place]
                yield f"{name}: {place} swapped", name, b"".join(swapped)
                yield f"{name}: {place} dropped", name, b"".join(lines[:place] + lines[place + 1:])
                yield f"{name}: {place} added", name, b"".join(lines[:place] + [lines[place]] + lines[place:])
                yield f"{name}: {place} cut", name, b"".join(lines[:place] + [lines[place][:9] + b"\n"])
        for place in sorted(chance.sample(range(len(data)), min(bytes_each, len(data)))):
            changed = bytearray(data)
            changed[place] ^= 1 << chance.randrange(8)
            yield f"{name}: byte {place}", name, bytes(changed)
        for what, other in [("empty", b""), ("cut", data[:-1]), ("longer", data + b"\n"), ("twice", data * 2),
                            ("binary", chance.randbytes(300)), ("missing", None)]:
            yield f"{name}: {what}", name, other


def leaf(line):
    return json.loads(line)


def line(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
