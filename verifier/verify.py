#!/usr/bin/env python3
"""Checks the export of a vote, as docs/proof.md writes it down. Usage: verify.py FOLDER [--receipt FILE] [--since FILE]

It shares no line with `coporter verify`, but both are made by the same project: write your own too. Python's library
does all but Ed25519, which is that of the package `cryptography`.
"""

import argparse
import base64
import hashlib
import pathlib
import stat
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ledger import Broken, Ledger, of32, read_fields, seal

LONGEST_LEAF = 65_535


class Fault(Exception):
    """The first thing that is wrong: a place, and why."""


def sha256(data):
    return hashlib.sha256(data).digest()


def node(left, right):
    return sha256(b"\1" + left + right)


class Folder:
    """Plain files alone are read: no link, no pipe, no device."""

    def __init__(self, path):
        self.path = path

    def read(self, name, most=None):
        """The bytes of a file, cut after `most` + 1; None when it is not there."""
        try:
            path = self.path / name
            if not stat.S_ISREG(path.lstat().st_mode):
                return None
            with path.open("rb") as file:
                return file.read() if most is None else file.read(most + 1)
        except (OSError, ValueError):
            return None

    def paths(self):
        """Of files, of folders that hold nothing, of what is neither."""
        waiting = [self.path]
        while waiting:
            folder = waiting.pop()
            inside = list(folder.iterdir())
            if not inside and folder != self.path:
                yield folder.relative_to(self.path).as_posix()
            for path in inside:
                if stat.S_ISDIR(path.lstat().st_mode):
                    waiting.append(path)
                else:
                    yield path.relative_to(self.path).as_posix()


class Key:
    """A public key of C2SP signed-note: name+identifier+base64(1 || 32 bytes)."""

    def __init__(self, text):
        self.text = text
        self.name, identifier, encoded = text.split("+", 2)
        raw = strict_base64(encoded)
        named = self.name and all(c >= " " and not c.isspace() for c in self.name)
        self.identifier = sha256(self.name.encode() + b"\n" + raw)[:4]
        if not named or len(raw) != 33 or raw[0] != 1 or self.identifier.hex() != identifier:
            raise ValueError
        self.raw = raw[1:]

    def signed(self, text, name, signature):
        """Whether this is the key of a signature, and the signature is right."""
        if name != self.name or signature[:4] != self.identifier:
            return False
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature[4:], text.encode())
            return True
        except (InvalidSignature, ValueError):
            return False


def strict_base64(text):
    raw = base64.b64decode(text, validate=True)
    if base64.b64encode(raw).decode() != text:
        raise ValueError
    return raw


class Note:
    """A signed note: a text that ends in a line feed, an empty line, signatures."""

    def __init__(self, data):
        if len(data) > 1 << 20 or any(byte < 32 and byte != 10 for byte in data):
            raise ValueError
        text, gap, rest = data.decode().rpartition("\n\n")
        if not gap or not rest.endswith("\n"):
            raise ValueError
        self.text = text + "\n"
        self.signatures = []
        for line in rest[:-1].split("\n"):
            dash, name, encoded = line.split(" ")
            if dash != "—" or not name or "+" in name or len(strict_base64(encoded)) <= 4:
                raise ValueError
            self.signatures.append((name, strict_base64(encoded)))


class Head:
    """A checkpoint in its only spelling: origin, size, root; one signature."""

    def __init__(self, data, lines=slice(None)):
        self.note = Note(data)
        parts = self.note.text.split("\n")[lines]
        self.origin, size, root = parts[:3]
        self.size, self.root = int(size), of32(root)
        if str(self.size) != size or self.size >= 1 << 63 or not self.origin or self.root is None:
            raise ValueError
        if self.size == 0 and self.root != sha256(b""):
            raise ValueError

    @classmethod
    def alone(cls, data, place):
        try:
            head = cls(data)
            if len(head.note.signatures) == 1 and head.note.text.count("\n") == 3:
                return head
        except ValueError:
            pass
        raise Fault(place, "this is not the signed head of a log.")


class Keys:
    """The first key of a log, and its successions."""

    def __init__(self, origin, first):
        self.origin, self.first, self.successions = origin, Key(first), []
        if not origin or any(c < " " for c in origin):
            raise ValueError

    def succeed(self, text, leaf):
        """Takes the note of a succession, signed by the key of today and the next; ValueError when it is not one."""
        data = text.encode()
        head, note = Head(data, slice(1, None)), Note(data)
        lines = note.text.split("\n")
        if len(lines) != 7 or lines[0] != "coporter key succession 1" or head.origin != self.origin:
            raise ValueError
        old, new = Key(lines[4]), Key(lines[5])
        current = self.successions[-1][2] if self.successions else self.first
        known = [self.first.text] + [key.text for _, _, key in self.successions]
        earlier = self.successions[-1][1].size if self.successions else 0
        if old.text != current.text or new.text in known or not earlier <= head.size <= leaf:
            raise ValueError
        for key in (old, new):
            mine = [s for s in note.signatures if s[0] == key.name and s[1][:4] == key.identifier]
            if not mine or not all(key.signed(note.text, *signature) for signature in mine):
                raise ValueError
        self.successions.append((leaf, head, new))

    def check(self, head, place):
        if head.origin != self.origin:
            raise Fault(place, "this head is that of another log.")
        before = [key for _, at, key in self.successions if at.size < head.size]
        keys = [before[-1] if before else self.first]
        keys += [key for _, at, key in self.successions if at.size == head.size]
        if not any(key.signed(head.note.text, *head.note.signatures[0]) for key in keys):
            raise Fault(place, "the signature is not by the key of the log.")


class Tree:
    """All levels of the tree: a node stands where both its children are whole."""

    def __init__(self, hashes):
        self.levels = [hashes]
        while len(self.levels[-1]) > 1:
            below = self.levels[-1]
            self.levels.append([node(below[i], below[i + 1]) for i in range(0, len(below) - 1, 2)])

    def root(self, size):
        """RFC 6962: the perfect subtrees from the smallest to the largest."""
        root, level = None, 0
        while size >> level:
            if size >> level & 1:
                peak = self.levels[level][(size >> level) - 1]
                root = peak if root is None else node(peak, root)
            level += 1
        return root or sha256(b"")

    def tiles(self):
        """C2SP tlog-tiles: path and bytes of each tile, lowest level first."""
        for level in range(0, len(self.levels), 8):
            hashes = self.levels[level]
            for start in range(0, len(hashes), 256):
                part = hashes[start:start + 256]
                yield tile_path(level // 8, start // 256, len(part)), b"".join(part)


def tile_path(level, index, width):
    groups = [f"{index % 1000:03}"]
    while index >= 1000:
        index //= 1000
        groups.insert(0, f"x{index % 1000:03}")
    return f"tile/{level}/{'/'.join(groups)}" + (f".p/{width}" if width < 256 else "")


def read_leaves(folder, head):
    """The lines, each hashed; a fault where they are not those of the head."""
    data = folder.read("leaves.jsonl")
    if data is None:
        raise Fault("leaves.jsonl", "this file is missing.")
    lines = data.split(b"\n")
    unfinished = len(lines) if lines[-1] else None
    if not lines[-1]:
        lines.pop()
    hashes, different = [], None
    for number, line in enumerate(lines[:head.size]):
        if len(line) > LONGEST_LEAF:
            raise different or Fault(f"leaves.jsonl:{number + 1}", "this line is too long.")
        hashes.append(sha256(b"\0" + line))
        if number % 256 == 0:
            path = tile_path(0, number // 256, min(256, head.size - number))
            tile = folder.read(path, 8192) or b""
            tile = tile if len(tile) <= 8192 else b""
        held = tile[number % 256 * 32:number % 256 * 32 + 32]
        if different is None and len(held) == 32 and held != hashes[-1]:
            different = Fault(f"leaves.jsonl:{number + 1}", "this line is not the one that was entered in the log.")
    if len(lines) != head.size:
        reason = "this line is one too many." if len(lines) > head.size else "a line is missing here."
        raise different or Fault(f"leaves.jsonl:{len(hashes) + 1}", reason)
    tree = Tree(hashes)
    if tree.root(head.size) != head.root:
        raise different or Fault("checkpoint", "this head is not the one of these lines.")
    return lines, tree, unfinished


def follow(lines, tree, unfinished):
    """The state of the vote after all its lines, and the keys of its log."""
    ledger, keys = Ledger(), None
    for number, line in enumerate(lines):
        place = f"leaves.jsonl:{number + 1}"
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
        if unfinished == number + 1:
            raise Fault(place, "this line does not end in a line feed.")
    if keys is None:
        raise Fault("leaves.jsonl:1", "a line is missing here.")
    return ledger, keys


def compare(folder, path, expected, matches=lambda found, wanted: found == wanted):
    """Compares a file with its lines, the first that differs being the fault."""
    data = folder.read(path)
    if data is None:
        raise Fault(path, "this file is missing.")
    lines = data.split(b"\n")
    for number, wanted in enumerate(expected):
        place = f"{path}:{number + 1}"
        if number >= len(lines) or (number == len(lines) - 1 and not lines[number]):
            raise Fault(place, "a line is missing here.")
        if number == len(lines) - 1:
            raise Fault(place, "this line does not end in a line feed.")
        if not matches(lines[number], wanted):
            raise Fault(place, "this is not what the lines of the log give.")
    if lines[len(expected):] != [b""]:
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
           ("choices", "identifiers"), ("proof", "octets*"), ("checkpoint", "text")]


def check_receipt(data, ledger, keys, tree):
    """The receipt by itself, then by the log."""
    receipt = read_fields(data[:-1], RECEIPT) if data.endswith(b"\n") and len(data) <= 1 << 17 else None
    leaf = Ledger.parse(receipt["line"].encode()) if receipt else None
    if not leaf or receipt["format"] != "coporter-receipt-1" or leaf["kind"] != "ballot":
        raise Fault("--receipt", "this is not a receipt.")
    head = Head.alone(receipt["checkpoint"].encode(), "--receipt")
    keys.check(head, "--receipt")
    place, last, found = receipt["leaf"], head.size - 1, sha256(b"\0" + receipt["line"].encode())
    proof, is_right = [of32(hash) for hash in receipt["proof"]], receipt["leaf"] < head.size
    for other in proof:
        is_right = is_right and last > 0
        if place & 1 or place == last:
            found = node(other, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = node(found, other)
        place, last = place >> 1, last >> 1
    if not is_right or last != 0 or found != head.root:
        raise Fault("--receipt", "the proof of the receipt does not lead to the log.")
    choices = {"organisation": leaf["organisation"], "choices": receipt["choices"]}
    if seal(receipt["nonce"], choices) != leaf["choices"]:
        raise Fault("--receipt", "the choices of the receipt are not those of the sealed ballot.")
    if head.size > len(tree.levels[0]) or tree.root(head.size) != head.root:
        raise Fault("--receipt", "this head covers other lines: the log was rewritten.")
    standing = ledger.roll[leaf["organisation"]]["place"]
    print(f"Receipt of {leaf['organisation']}: {receipt['choices']}; "
          f"{'it is the standing ballot' if standing == receipt['leaf'] else 'replaced since'}.")


def verify(folder, key, since, receipt):
    """Raises the first fault, in the order that docs/proof.md gives."""
    data = folder.read("checkpoint", 1 << 16)
    if data is None:
        raise Fault("checkpoint", "this file is missing.")
    head = Head.alone(data if len(data) <= 1 << 16 else b"", "checkpoint")
    lines, tree, unfinished = read_leaves(folder, head)
    tiles = dict(tree.tiles())
    for path, tile in tiles.items():
        found = folder.read(path, len(tile))
        if found != tile:
            raise Fault(path, "this file is missing." if found is None else "not what the lines of the log give.")
    ledger, keys = follow(lines, tree, unfinished)
    keys.check(head, "checkpoint")
    if key and keys.first.text != key:
        raise Fault("leaves.jsonl:1", "the key of the log is not the one that you gave.")
    if since is not None:
        earlier = Head.alone(since, "--since")
        keys.check(earlier, "--since")
        if earlier.size > head.size or tree.root(earlier.size) != earlier.root:
            raise Fault("--since", "this head covers other lines: the log was rewritten.")
    sizes = {at + 1 for at in (ledger.opening, ledger.closing) if at is not None}
    for size in sorted(sizes | {at.size for _, at, _ in keys.successions}):
        path = f"checkpoints/{size}"
        found = folder.read(path, 1 << 16)
        if found is None:
            raise Fault(path, "this file is missing.")
        other = Head.alone(found if len(found) <= 1 << 16 else b"", path)
        keys.check(other, path)
        if other.size != size or tree.root(size) != other.root:
            raise Fault(path, "this head is not the one of these lines.")
        tiles[path] = found
    for leaf, at, _ in keys.successions:
        if tree.root(at.size) != at.root:
            raise Fault(f"leaves.jsonl:{leaf + 1}", "this is not a valid succession of keys.")
    texts = [(leaf, commitment) for leaf, commitment in ledger.texts.items() if leaf not in ledger.withdrawn]
    compare(folder, "texts.jsonl", texts, opens)
    derived = ledger.files()
    for path, expected in derived.items():
        compare(folder, path, expected)
    known = {"leaves.jsonl", "checkpoint", "texts.jsonl", *derived, *tiles}
    unknown = sorted((path for path in folder.paths() if path not in known), key=lambda p: p.encode(errors="replace"))
    if unknown:
        raise Fault(unknown[0].encode("ascii", "backslashreplace").decode(), "nothing of the kind is part of an export.")
    print(f"Log {head.origin}: {head.size} lines, root {base64.b64encode(head.root).decode()}, key {keys.first.text}")
    print(ledger.told())
    if receipt is not None:
        check_receipt(receipt, ledger, keys, tree)
    print("All is right.")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--receipt", type=pathlib.Path)
    parser.add_argument("--since", type=pathlib.Path)
    parser.add_argument("--key")
    given = parser.parse_args()
    since = given.since.read_bytes() if given.since else None
    receipt = given.receipt.read_bytes() if given.receipt else None
    try:
        verify(Folder(given.folder), given.key, since, receipt)
    except Fault as fault:
        print(f"{fault.args[0]}: {fault.args[1]}")
        sys.exit(1)


if __name__ == "__main__":
    main()
