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
from ledger import of32, seal  # noqa: E402, F401

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


def enter(folder, lines, seed=7):
    """Writes leaves, tiles and the head as a server that holds the key can: signed, and in the tree."""
    (folder / "leaves.jsonl").write_bytes(b"".join(line + b"\n" for line in lines))
    shutil.rmtree(folder / "tile")
    tree = second.Tree([hashlib.sha256(b"\0" + line).digest() for line in lines])
    for path, tile in tree.tiles():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(tile)
    origin = (folder / "checkpoint").read_text().split("\n")[0]
    text = f"{origin}\n{len(lines)}\n{base64.b64encode(tree.root(len(lines))).decode()}\n"
    key = keys(seed)[any(b'"kind":"succession"' in line for line in lines)]
    raw = b"\1" + key.public_key().public_bytes_raw()
    identifier = hashlib.sha256(origin.encode() + b"\n" + raw).digest()[:4]
    signature = base64.b64encode(identifier + key.sign(text.encode())).decode()
    (folder / "checkpoint").write_text(f"{text}\n— {origin} {signature}\n")
    return folder


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
