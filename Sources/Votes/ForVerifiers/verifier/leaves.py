"""The lines of a log, in their only spelling: what fields each kind has."""

import base64
import hashlib
import json
import re

GREATEST = (1 << 53) - 1
LONGEST_LEAF = 65_535
IDENTIFIER = re.compile(r"[0-9A-Za-z._-]{1,64}")


def canonical(value):
    """The one spelling of a line: no space, fields in their order, UTF-8, strings escaped as RFC 8785 does."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def of32(text):
    """The bytes of a base64 of 32 bytes, or None for anything else."""
    try:
        raw = base64.b64decode(text, validate=True)
    except ValueError:
        return None
    return raw if len(raw) == 32 and base64.b64encode(raw).decode() == text else None


def seal(nonce, value):
    """The commitment to a value, as the leaves write it."""
    return base64.b64encode(hashlib.sha256(of32(nonce) + canonical(value)).digest()).decode()


CHECKS = {
    "number": lambda v: type(v) is int and 0 <= v <= GREATEST,
    "flag": lambda v: type(v) is bool,
    "identifier": lambda v: type(v) is str and IDENTIFIER.fullmatch(v) is not None,
    "octets": lambda v: type(v) is str and of32(v) is not None,
    "name": lambda v: type(v) is str and len(v.encode()) <= 400,
    "note": lambda v: type(v) is str and len(v.encode()) <= 4000,
    "text": lambda v: type(v) is str,
}


def is_valid(value, kind):
    if isinstance(kind, tuple):
        return value in kind and type(value) is str
    if kind.endswith("?"):
        return value is None or CHECKS[kind[:-1]](value)
    if kind.endswith("*"):
        return type(value) is list and all(map(CHECKS[kind[:-1]], value))
    if kind == "identifiers":
        return type(value) is list and all(map(CHECKS["identifier"], value))
    return CHECKS[kind](value)


def read_fields(line, fields):
    """The object of a line that has exactly these fields, in this order and spelling; None for any other line."""
    try:
        value = json.loads(line)
        if type(value) is not dict or list(value) != [name for name, _ in fields] or canonical(value) != line:
            return None
        return value if all(is_valid(value[name], kind) for name, kind in fields) else None
    except (ValueError, RecursionError):
        return None


METHODS = ("official-mailbox", "two-instructors", "letter", "named-by-head")
TWO = ("by", "octets*")
KINDS = {kind: [("kind", (kind,)), ("at", "number")] + fields for kind, fields in {
    "log": [("format", "identifier"), ("origin", "name"), ("key", "name")],
    "rules": [("version", "number"), ("document", "octets"), ("draw", "name"), ("numbers", "number")],
    "form": [("ballot", ("approval", "budget")), ("most", "number"), ("budget", "number"),
             ("rule", ("approval", "greedy", "mes-greedy")), ("utility", ("cost", "cardinality", "none")),
             ("ties", ("identifier", "lots")), ("minimum", "number"), ("opens", "number"), ("closes", "number")],
    "proposition": [("proposition", "identifier"), ("cost", "number"), ("text", "octets")],
    "roll": [("organisation", "identifier"), ("name", "name"), ("type", "identifier"), ("region", "name"),
             ("stratum", "name"), ("added", "name?")],
    "absence": [("organisation", "identifier"), ("name", "name"), ("type", "identifier"), ("reason", "name")],
    "grant": [("organisation", "identifier"), ("person", "octets"), ("function", ("head", "elected", "agent")),
              ("method", METHODS), ("by", "number?"), ("until", "number?")],
    "end": [("right", "number"), ("reason", ("withdrawn", "office-ended", "contested"))],
    "opening": [("frozen", "octets")],
    "attendance": [("organisation", "identifier"), ("right", "number"), ("method", METHODS), ("from_preparer", "flag")],
    "ballot": [("organisation", "identifier"), ("right", "number"), ("number", "number"), ("choices", "octets")],
    "contest": [("organisation", "identifier"), ("ballot", "number")],
    "outcome": [("contest", "number"), ("outcome", ("restored", "set-aside")), TWO],
    "incident": [("text", "octets"), ("closes", "number?"), TWO],
    "closing": [("attendances", "number")],
    "disclosure": [("ballot", "number"), ("nonce", "octets"), ("choices", "identifiers")],
    "draw": [("held", "number"), ("text", "name"), ("source", "name"), TWO],
    "tally": [("voters", "number"), ("blank", "number"), ("contested", "number"), ("supports", "number*"),
              ("selected", "identifiers"), ("cost", "number"), ("seed", "name?")],
    "selection": [("proposition", "identifier"), ("list", ("develop", "scale-up", "none")), ("amount", "number"),
                  ("reason", "octets?")],
    "minutes": [("document", "octets")],
    "redaction": [("leaf", "number"), ("ground", ("author", "instructors"))],
    "succession": [("note", "note")],
}.items()}


def parse(line):
    """A leaf, or None for any other line."""
    match = re.match(rb'\{"kind":"([a-z]+)"', line)
    fields = KINDS.get(match.group(1).decode()) if match else None
    return read_fields(line, fields) if fields and len(line) <= LONGEST_LEAF else None
