"""Heads of the log: signed notes, the keys that sign them, and how one key succeeds another."""

import base64
import re

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from folder import Fault
from leaves import GREATEST, of32
from tree import sha256

# Printable ASCII but the space and `+`.
NAME = re.compile("[!-*,-~]+")
MOST_SIGNATURES = 100
LONGEST_HEAD = 1 << 16


def strict_base64(text):
    raw = base64.b64decode(text, validate=True)
    if base64.b64encode(raw).decode() != text:
        raise ValueError
    return raw


class Key:
    """A public key of C2SP signed-note: name+identifier+base64(1 || 32 bytes)."""

    def __init__(self, text):
        self.text = text
        self.name, identifier, encoded = text.split("+", 2)
        raw = strict_base64(encoded)
        self.identifier = sha256(self.name.encode() + b"\n" + raw)[:4]
        if not NAME.fullmatch(self.name) or len(raw) != 33 or raw[0] != 1 or self.identifier.hex() != identifier:
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


class Note:
    """A signed note: a text that ends in a line feed, an empty line, signatures."""

    def __init__(self, data):
        if len(data) > 1 << 20 or any(byte < 32 and byte != 10 for byte in data):
            raise ValueError
        text, gap, rest = data.decode().rpartition("\n\n")
        if not gap or not rest.endswith("\n") or rest.count("\n") > MOST_SIGNATURES:
            raise ValueError
        self.text = text + "\n"
        self.signatures = []
        for line in rest[:-1].split("\n"):
            dash, name, encoded = line.split(" ")
            if dash != "—" or not NAME.fullmatch(name) or len(strict_base64(encoded)) <= 4:
                raise ValueError
            self.signatures.append((name, strict_base64(encoded)))


class Head:
    """A checkpoint in its only spelling: origin, size, root; one signature."""

    def __init__(self, data, lines=slice(None)):
        self.note = Note(data)
        parts = self.note.text.split("\n")[lines]
        self.origin, size, root = parts[:3]
        self.size, self.root = int(size), of32(root)
        if str(self.size) != size or not 0 <= self.size <= GREATEST or not self.origin or self.root is None:
            raise ValueError
        if self.size == 0 and self.root != sha256(b""):
            raise ValueError

    @classmethod
    def alone(cls, data, place):
        try:
            head = cls(data)
            (_, signature), = head.note.signatures
            if len(signature) == 4 + 64 and head.note.text.count("\n") == 3:
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
        first, second = note.signatures
        if not old.signed(note.text, *first) or not new.signed(note.text, *second):
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
