"""Exports made to mislead whoever checks them: odd names, letters that a terminal obeys, notes at the edge of the format.
`coporter verify` and verifier/verify.py say the same of each."""

import base64
import os
import resource

import pytest

import exports
from exports import copy, enter, first_says, first_tells, generate, leaf, line, second_says, second_tells

NAMES = [b"a b", b"a: b", b"a\\b", b"a\nb", b"\x1b[2J", "é".encode(), "e\u0301".encode(), "a\u202eb".encode(),
         b"\xff\xfe", b"\xc3(", b"votes.pb\n", "votes.p\u0062\u0301".encode()]


@pytest.fixture(scope="module")
def export(tmp_path_factory):
    return generate(tmp_path_factory.mktemp("proof") / "export")


def honest(folder):
    return [text.rstrip(b"\n") for text in exports.lines_of(folder / "leaves.jsonl")]


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_both_reports_of_a_hostile_file_name_are_the_same_bytes(tmp_path, export, name):
    folder = copy(export, tmp_path / "other")
    (folder / "tile" / "odd").mkdir()
    with open(os.path.join(os.fsencode(folder), b"tile/odd", name), "wb"):
        pass
    printed = "".join(chr(byte) if 0x20 < byte < 0x7F and byte != 0x5C else f"\\x{byte:02x}" for byte in name)
    told = first_tells(folder)
    assert told == second_tells(folder) == f"tile/odd/{printed}: nothing of the kind is part of an export.\n"


def test_both_name_the_first_of_several_by_its_bytes(tmp_path, export):
    folder = copy(export, tmp_path / "other")
    for name in [b"\xff", "\uffff".encode(), "\U0001f5f3".encode(), b"~~"]:
        with open(os.path.join(os.fsencode(folder), name), "wb"):
            pass
    for expected in [b"~~", "\uffff".encode(), "\U0001f5f3".encode(), b"\xff"]:
        assert first_says(folder) == second_says(folder) == exports.second.printable_path(expected)
        os.unlink(os.path.join(os.fsencode(folder), expected))
    assert first_says(folder) is None and second_says(folder) is None


def test_both_look_as_deep(tmp_path, export):
    for depth in [15, 16, 17, 40]:
        folder = copy(export, tmp_path / "other")
        (folder / "/".join("a" * depth)).mkdir(parents=True)
        expected = "/".join("a" * min(depth, 17))
        assert first_says(folder) == second_says(folder) == expected


def test_what_a_terminal_obeys_is_escaped(tmp_path):
    folder = generate(tmp_path / "export", "--until", "preparation")
    lines = honest(folder)
    lines[0] = line({**leaf(lines[0]), "origin": "vote\x9b31m\u202e\u200b\x7f\\é"})
    enter(folder, lines, origin="vote\x9b31m\u202e\u200b\x7f\\é")
    first, second = first_tells(folder), second_tells(folder)
    for told in [first, second]:
        assert told.startswith("Log vote\\u{9b}31m\\u{202e}\\u{200b}\\u{7f}\\u{5c}é: "), told
        assert not set(told) & set("\x9b\u202e\u200b\x7f")
    # A terminal that knows no é is no fault.
    ascii_only = second_tells(folder, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert "\\xe9: " in ascii_only and "All is right." in ascii_only


def note(text, lines):
    return "".join(f"{part}\n" for part in [text, *lines])


def test_heads_at_the_edge_of_their_form_are_refused_first(tmp_path, export):
    lines = honest(export)
    key, name = exports.keys(7)[1], "vote.exemple.fr/synthese"
    tree = exports.second.Tree([exports.second.sha256(b"\0" + text) for text in lines])
    text = exports.head_text(tree, len(lines), name)
    signed = exports.signature_line(key, name, text)
    raw = base64.b64decode(signed.split(" ")[2])
    far = text.replace(f"\n{len(lines)}\n", f"\n{1 << 53}\n")
    wrong = {
        "too large": note(far, [exports.signature_line(key, name, far)]),
        "short": note(text, [f"— {name} {base64.b64encode(raw[:-1]).decode()}"]),
        "long": note(text, [f"— {name} {base64.b64encode(raw + b'0').decode()}"]),
        "of a witness": note(text, [f"— {name} {base64.b64encode(raw[:4] + bytes(8) + raw[4:]).decode()}"]),
        "twice": note(text, [signed, signed]),
    }
    for odd in ["a\u00a0b", "a\u0085b", "a\u2028b", "e\u0301", "\u0301a", "é", "a\x7f", "a+b"]:
        wrong[f"by {odd!r}"] = note(text, [signed.replace(name, odd)])
    wrong["with an accent after the space"] = note(text, [signed.replace(" vote", " \u0301vote")])
    wrong["with an accent after the dash"] = note(text, [signed.replace("— ", "—\u0301 ")])
    for what, head in wrong.items():
        folder = copy(export, tmp_path / "other")
        # Whatever else is wrong, the head's form is looked at first.
        (folder / "leaves.jsonl").write_bytes(b"\n")
        (folder / "checkpoint").write_text(head)
        assert first_says(folder) == second_says(folder) == "checkpoint", what
        (tmp_path / "kept").write_text(head)
        assert first_says(export, "--since", tmp_path / "kept") == "--since", what
        assert second_says(export, since=head.encode()) == "--since", what
    folder = copy(export, tmp_path / "other")
    (folder / "checkpoint").write_text(note(text, [signed]))
    assert first_says(folder) is None and second_says(folder) is None


def test_a_succession_is_signed_by_both_keys_once_and_by_nobody_else(tmp_path, export):
    lines = honest(export)
    place = next(number for number, text in enumerate(lines) if leaf(text)["kind"] == "succession")
    kept = leaf(lines[place])["note"]
    text, gap, signatures = kept.rpartition("\n\n")
    old, new = signatures.splitlines()
    # The log up to that leaf alone, so that nothing later tells the difference.
    lines = lines[:place + 1]
    wrong = [[new, old], [old], [new], [old, old], [old, new, new], [old, new, "— b AAAAAAAA"],
             [old, new, "— e\u0301 AAAAAAAA"], [old, new.replace("synthese ", "synthese\u00a0 ")],
             [old, new] + ["— b AAAAAAAA"] * 98, [old, new] + ["— b AAAAAAAA"] * 99]
    for others in wrong:
        forged = line({**leaf(lines[place]), "note": f"{text}{gap}" + "".join(f"{other}\n" for other in others)})
        folder = enter(copy(export, tmp_path / "other"), lines[:place] + [forged])
        assert first_says(folder) == second_says(folder) == f"leaves.jsonl:{place + 1}", others
    folder = enter(copy(export, tmp_path / "other"), lines)
    assert first_says(folder) == second_says(folder) != f"leaves.jsonl:{place + 1}"


def bounded():
    """A tenth of the file that is read."""
    resource.setrlimit(resource.RLIMIT_DATA, (100 << 20, 100 << 20))


@pytest.mark.parametrize("name", ["leaves.jsonl", "checkpoint", "texts.jsonl", "roll.jsonl", "votes.pb", "tile/1/000"])
def test_a_line_of_a_gigabyte_fills_no_memory(tmp_path, export, name):
    folder = copy(export, tmp_path / "other")
    (folder / name).parent.mkdir(exist_ok=True)
    with (folder / name).open("ab") as file:
        # A hole: it takes no room on the disk, and reads as zeros.
        file.truncate(1 << 30)
    told = second_tells(folder, preexec_fn=bounded)
    assert told.split(": ")[0] == first_says(folder) and told.startswith(name)


def test_what_cannot_be_read_is_a_fault(tmp_path, export, monkeypatch):
    for flag in ["--since", "--receipt"]:
        for path in [tmp_path / "none", tmp_path]:
            told = first_tells(export, flag, path)
            assert told == second_tells(export, flag, path) == f"{flag}: cannot be read.\n"
    assert first_says(tmp_path / "none") == second_says(tmp_path / "none") == "checkpoint"

    class Broken:
        def __init__(self, file):
            self.file = file

        def __enter__(self):
            return self

        def __exit__(self, *_):
            self.file.close()

        def read(self, *_):
            raise OSError

        readline = read

    fdopen = os.fdopen
    for number, place in enumerate(["checkpoint", "leaves.jsonl"]):
        opened = []

        def broken(descriptor, mode):
            opened.append(descriptor)
            file = fdopen(descriptor, mode)
            return Broken(file) if len(opened) == number + 1 else file

        monkeypatch.setattr(os, "fdopen", broken)
        assert second_says(export) == place
    monkeypatch.undo()

    def refuse(*_):
        raise OSError

    monkeypatch.setattr(os, "scandir", refuse)
    assert second_says(export) == "."
