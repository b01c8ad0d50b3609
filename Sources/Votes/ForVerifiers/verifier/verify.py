#!/usr/bin/env python3
"""Checks the export of a vote, as docs/proof.md writes it down. Usage: verify.py FOLDER [--receipt FILE] [--since FILE]

It shares no line with `coporter verify`, but both are made by the same project: write your own too. Python's library
does all but Ed25519, which is that of the package `cryptography`.
"""

import argparse
import base64
import pathlib
import sys

from folder import TOO_LONG, UNFINISHED, Fault, Folder, printable, printable_path
from leaves import LONGEST_LEAF, of32, parse, read_fields, seal
from ledger import Broken, Ledger
from notes import LONGEST_HEAD, Head, Key, Keys
from tree import Tree, leads_to, sha256, tile_path

LONGEST_RECEIPT = 1 << 17
# Each byte of a text may take six in JSON.
LONGEST_TEXT = 6 * (1000 + 100_000) + 200
LONGEST_DERIVED = 1 << 17


def read_leaves(folder, head):
    """The tree of the lines; a fault where they are not those of the head."""
    hashes, different, tile = [], None, b""
    for line, end in folder.lines("leaves.jsonl", LONGEST_LEAF):
        number = len(hashes)
        place = f"leaves.jsonl:{number + 1}"
        if number == head.size:
            raise different or Fault(place, "this line is one too many.")
        if end == TOO_LONG:
            raise different or Fault(place, "this line is too long.")
        hashes.append(sha256(b"\0" + line))
        if number % 256 == 0:
            tile = folder.read(tile_path(0, number // 256, min(256, head.size - number)), 8192) or b""
            tile = tile if len(tile) <= 8192 else b""
        held = tile[number % 256 * 32:number % 256 * 32 + 32]
        if different is None and len(held) == 32 and held != hashes[-1]:
            different = Fault(place, "this line is not the one that was entered in the log.")
    if len(hashes) < head.size:
        raise different or Fault(f"leaves.jsonl:{len(hashes) + 1}", "a line is missing here.")
    tree = Tree(hashes)
    if tree.root(head.size) != head.root:
        raise different or Fault("checkpoint", "this head is not the one of these lines.")
    return tree


def follow(folder, tree):
    """The state of the vote after all its lines, which are read again, and the keys of its log."""
    ledger, keys = Ledger(), None
    for number, (line, end) in enumerate(folder.lines("leaves.jsonl", LONGEST_LEAF)):
        place = f"leaves.jsonl:{number + 1}"
        if line is None or number == len(tree.levels[0]) or sha256(b"\0" + line) != tree.levels[0][number]:
            raise Fault(place, "this line changed while the file was read.")
        try:
            leaf = ledger.take(line, lambda: tree.root(number))
            if leaf["kind"] == "log":
                keys = Keys(leaf["origin"], leaf["key"])
            if leaf["kind"] == "succession":
                keys.succeed(leaf["note"], number)
        except Broken as broken:
            raise Fault(place, str(broken))
        except ValueError:
            raise Fault(place, "the key cannot be read, or this is not a valid succession of keys.")
        if end == UNFINISHED:
            raise Fault(place, "this line does not end in a line feed.")
    if keys is None:
        raise Fault("leaves.jsonl:1", "a line is missing here.")
    return ledger, keys


def compare(folder, path, expected, longest=LONGEST_DERIVED, matches=lambda found, wanted: found == wanted):
    """Compares a file with its lines, the first that differs being the fault."""
    lines = folder.lines(path, longest)
    for number, wanted in enumerate(expected):
        place = f"{path}:{number + 1}"
        line, end = next(lines, (None, None))
        if end is None:
            raise Fault(place, "a line is missing here.")
        if end == UNFINISHED:
            raise Fault(place, "this line does not end in a line feed.")
        if line is None or not matches(line, wanted):
            raise Fault(place, "this is not what the lines of the log give.")
    if next(lines, None) is not None:
        raise Fault(f"{path}:{len(expected) + 1}", "this line is one too many.")


TEXT = [("leaf", "number"), ("nonce", "octets"), ("title", "text"), ("text", "text")]


def opens(line, wanted):
    """Whether a line of texts opens the commitment of a leaf."""
    leaf, commitment = wanted
    text = read_fields(line, TEXT)
    if text is None or text["leaf"] != leaf:
        return False
    if len(text["title"].encode()) > 1000 or len(text["text"].encode()) > 100_000:
        return False
    return seal(text["nonce"], {"title": text["title"], "text": text["text"]}) == commitment


RECEIPT = [("format", "identifier"), ("leaf", "number"), ("line", "text"), ("nonce", "octets"),
           ("choices", "identifiers"), ("proof", "octets*"), ("checkpoint", "note")]


def check_receipt(data, ledger, keys, tree):
    """The receipt by itself, then by the log."""
    receipt = read_fields(data[:-1], RECEIPT) if data.endswith(b"\n") and len(data) <= LONGEST_RECEIPT else None
    leaf = parse(receipt["line"].encode()) if receipt else None
    if not leaf or receipt["format"] != "coporter-receipt-1" or leaf["kind"] != "ballot":
        raise Fault("--receipt", "this is not a receipt.")
    head = Head.alone(receipt["checkpoint"].encode(), "--receipt")
    keys.check(head, "--receipt")
    proof = [of32(hash) for hash in receipt["proof"]]
    if not leads_to(head.root, sha256(b"\0" + receipt["line"].encode()), receipt["leaf"], head.size, proof):
        raise Fault("--receipt", "the proof of the receipt does not lead to the log.")
    choices = {"organisation": leaf["organisation"], "choices": receipt["choices"]}
    if seal(receipt["nonce"], choices) != leaf["choices"]:
        raise Fault("--receipt", "the choices of the receipt are not those of the sealed ballot.")
    if head.size > len(tree.levels[0]) or tree.root(head.size) != head.root:
        raise Fault("--receipt", "this head covers other lines: the log was rewritten.")
    member = ledger.roll[leaf["organisation"]]
    return (f"Receipt of {printable(member['entry']['name'])}, ballot no. {leaf['number']}: "
            f"{', '.join(receipt['choices']) or 'a blank ballot'}; {state(member, receipt['leaf'])}.")


def state(member, place):
    """What became of a ballot."""
    if member["place"] != place:
        return f"replaced since by ballot no. {member['ballot']['number']}"
    if member["contest"] in (None, "restored"):
        return "it is the standing ballot, and counts"
    if member["contest"] == "set-aside":
        return "contested and set aside, out of the count"
    return "contested, out of the count until two persons decide"


def verify(folder, key, since, receipt):
    """What was found right, as lines; raises the first fault, in the order that docs/proof.md gives."""
    head = read_head(folder, "checkpoint")
    tree = read_leaves(folder, head)
    expected = {"leaves.jsonl", "checkpoint", "texts.jsonl"}
    for path, tile in tree.tiles():
        found = folder.read(path, len(tile))
        if found != tile:
            raise Fault(path, "this file is missing." if found is None else "not what the lines of the log give.")
        expected.add(path)
    ledger, keys = follow(folder, tree)
    keys.check(head, "checkpoint")
    if key is not None and keys.first.text != key:
        raise Fault("leaves.jsonl:1", "the key of the log is not the one that you gave.")
    if since is not None:
        earlier = Head.alone(since, "--since")
        keys.check(earlier, "--since")
        if earlier.size > head.size or tree.root(earlier.size) != earlier.root:
            raise Fault("--since", "this head covers other lines: the log was rewritten.")
    sizes = {at + 1 for at in (ledger.opening, ledger.closing) if at is not None}
    for size in sorted(sizes | {at.size for _, at, _ in keys.successions}):
        path = f"checkpoints/{size}"
        other = read_head(folder, path)
        keys.check(other, path)
        if other.size != size or tree.root(size) != other.root:
            raise Fault(path, "this head is not the one of these lines.")
        expected.add(path)
    for leaf, at, _ in keys.successions:
        if tree.root(at.size) != at.root:
            raise Fault(f"leaves.jsonl:{leaf + 1}", "this is not a valid succession of keys.")
    texts = [(leaf, commitment) for leaf, commitment in ledger.texts.items() if leaf not in ledger.withdrawn]
    compare(folder, "texts.jsonl", texts, LONGEST_TEXT, opens)
    derived = ledger.files()
    for path, lines in derived.items():
        compare(folder, path, lines)
    known = {path.encode() for path in [*expected, *derived]}
    unknown = min((path for path in folder.paths() if path not in known), default=None)
    if unknown is not None:
        raise Fault(printable_path(unknown), "nothing of the kind is part of an export.")
    told = [f"Log {printable(head.origin)}: {head.size} lines, root {base64.b64encode(head.root).decode()}, "
            f"key {keys.first.text}", *map(printable, ledger.told())]
    if receipt is not None:
        told.append(check_receipt(receipt, ledger, keys, tree))
    return told + ["All is right."]


def read_head(folder, path):
    data = folder.read(path, LONGEST_HEAD)
    if data is None:
        raise Fault(path, "this file is missing.")
    return Head.alone(data if len(data) <= LONGEST_HEAD else b"", path)


def check_key(text):
    try:
        Key(text)
    except ValueError:
        raise Fault("--key", "this is not a public key.")


def given_file(path, most, place):
    """What is longer is cut: it is refused as malformed."""
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError:
        raise Fault(place, "cannot be read.")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--receipt", type=pathlib.Path)
    parser.add_argument("--since", type=pathlib.Path)
    parser.add_argument("--key")
    given = parser.parse_args()
    # A terminal may know fewer letters than the log.
    sys.stdout.reconfigure(errors="backslashreplace")
    try:
        if given.key is not None:
            check_key(given.key)
        since = given_file(given.since, LONGEST_HEAD, "--since") if given.since else None
        receipt = given_file(given.receipt, LONGEST_RECEIPT, "--receipt") if given.receipt else None
        print(*verify(Folder(given.folder), given.key, since, receipt), sep="\n")
    except Fault as fault:
        print(f"{fault.args[0]}: {fault.args[1]}")
        sys.exit(1)


if __name__ == "__main__":
    main()
