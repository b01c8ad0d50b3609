"""Rules of the log that only a log written further shows: whose right is live, when a vote is over, what became of a
ballot. `coporter verify` and verifier/verify.py say the same of each."""

import json

import pytest

import exports
from exports import copy, enter, first_says, first_tells, generate, leaf, line, second_says, second_tells

ONE, TWO = (exports.base64.b64encode(bytes([number]) * 32).decode() for number in (1, 2))


@pytest.fixture(scope="module")
def amid(tmp_path_factory):
    """A vote that is still open."""
    return generate(tmp_path_factory.mktemp("proof") / "amid", "--until", "vote")


class Log:
    """The lines of an open vote, and what is added to them."""

    def __init__(self, folder):
        self.folder = folder
        self.lines = [text.rstrip(b"\n") for text in exports.lines_of(folder / "leaves.jsonl")]
        self.at = leaf(self.lines[-1])["at"]

    def add(self, kind, **fields):
        """The number of the new leaf."""
        self.at = fields.pop("at", self.at + 1000)
        self.lines.append(line({"kind": kind, "at": self.at, **fields}))
        return len(self.lines) - 1

    def cast(self, right, number, choices=(), nonce=ONE):
        organisation = self.read(right)["organisation"]
        sealed = exports.seal(nonce, {"organisation": organisation, "choices": list(choices)})
        return self.add("ballot", organisation=organisation, right=right, number=number, choices=sealed)

    def read(self, place):
        return leaf(self.lines[place])

    def of(self, kind):
        return [place for place, text in enumerate(self.lines) if leaf(text)["kind"] == kind]

    def come(self):
        """An organisation that had not come is granted its right: those of its head and of somebody named by it."""
        came = {self.read(place)["organisation"] for place in self.of("grant")}
        name = next(self.read(place)["organisation"] for place in self.of("roll")
                    if self.read(place)["organisation"] not in came)
        head = self.add("grant", organisation=name, person=ONE, function="head", method="letter", by=None, until=None)
        named = self.add("grant", organisation=name, person=TWO, function="agent", method="named-by-head", by=head,
                         until=self.at + 86_400_000)
        return name, head, named

    def attend(self, name, right):
        return self.add("attendance", organisation=name, right=right, method=self.read(right)["method"],
                        from_preparer=False)

    def says(self, tmp_path):
        """Where both find the fault."""
        folder = copy(self.folder, tmp_path / "other")
        place = None
        try:
            enter(folder, self.lines, derived=True)
        except exports.second.Broken:
            place = f"leaves.jsonl:{len(self.lines)}"
        ours, theirs = first_says(folder), second_says(folder)
        assert ours == theirs == place
        return ours


def test_whom_a_head_named_votes_no_longer_than_the_head(tmp_path, amid):
    log = Log(amid)
    name, head, named = log.come()
    log.attend(name, named)
    log.cast(named, 1)
    assert log.says(tmp_path) is None
    log.add("end", right=head, reason="office-ended")
    assert log.says(tmp_path) is None, "what was cast before stays"
    log.cast(named, 2)
    assert log.says(tmp_path) is not None
    log.lines.pop()
    log.add("end", right=named, reason="withdrawn")
    assert log.says(tmp_path) is not None, "it had ended with the head's"
    log.lines.pop()
    successor = log.add("grant", organisation=name, person=TWO, function="head", method="letter", by=None, until=None)
    log.cast(named, 2)
    assert log.says(tmp_path) is not None, "a new head does not give it back"
    log.lines.pop()
    again = log.add("grant", organisation=name, person=TWO, function="agent", method="named-by-head", by=successor,
                    until=log.at + 86_400_000)
    log.cast(again, 2)
    assert log.says(tmp_path) is None


def test_whom_a_head_named_votes_until_the_date_of_the_head_too(tmp_path, amid):
    log = Log(amid)
    name, head, named = log.come()
    until = log.read(head)["at"] + 10_000
    log.lines[head] = line({**log.read(head), "until": until})
    log.attend(name, named)
    log.cast(named, 1)
    assert log.says(tmp_path) is None
    log.at = until - 1001
    log.cast(named, 2)
    assert log.says(tmp_path) is None
    log.at = until - 1000
    log.cast(named, 3)
    assert log.says(tmp_path) is not None


def test_an_incident_moves_the_closing_later_even_once_it_is_past_and_never_after_its_line(tmp_path, amid):
    closes = max(leaf(text).get("closes") or 0 for text in Log(amid).lines)
    day = 86_400_000
    for at, later, is_closed, is_taken in [
        (closes - 1, closes + day, False, True), (closes - 1, closes, False, False),
        (closes + 1000, closes + day, False, True), (closes + 1000, closes + 1000, False, False),
        (closes + 1000, closes + day, True, False),
    ]:
        log = Log(amid)
        if is_closed:
            came = sum(leaf(text)["kind"] == "attendance" for text in log.lines)
            log.add("closing", at=closes, attendances=came)
        log.add("incident", at=at, text=ONE, closes=later, by=[ONE, TWO])
        if is_taken:
            folder = enter(copy(amid, tmp_path / "other"), log.lines)
            # Its text is what is missing, and not its line.
            assert first_says(folder) == second_says(folder)
            assert first_says(folder).startswith("texts.jsonl:")
        else:
            assert log.says(tmp_path) is not None
    log = Log(amid)
    log.add("incident", at=closes, text=ONE, closes=None, by=[ONE, TWO])
    folder = enter(copy(amid, tmp_path / "other"), log.lines)
    assert first_says(folder) == second_says(folder)
    assert first_says(folder).startswith("texts.jsonl:"), "it is told, and moves nothing"


def test_a_receipt_says_what_became_of_its_ballot(tmp_path, amid):
    log = Log(amid)
    name, head, _ = log.come()
    log.attend(name, head)
    ballot = log.cast(head, 1, ["P01", "P02"])
    title = next(leaf(text)["name"] for text in log.lines if leaf(text).get("organisation") == name)

    def told():
        folder = enter(copy(amid, tmp_path / "other"), log.lines, derived=True)
        receipt = tmp_path / "receipt"
        receipt.write_bytes(exports.receipt_of(folder, ballot, ONE, ["P01", "P02"]))
        ours, theirs = first_tells(folder, "--receipt", receipt), second_tells(folder, "--receipt", receipt)
        ours, theirs = ([text for text in tells.splitlines() if text.startswith("Receipt")] for tells in (ours, theirs))
        assert ours == theirs and len(ours) == 1
        before, _, state = ours[0].partition("; ")
        assert before == f"Receipt of {title}, ballot no. 1: P01, P02"
        return state

    assert told() == "it is the standing ballot, and counts."
    contest = log.add("contest", organisation=name, ballot=ballot)
    assert told() == "contested, out of the count until two persons decide."
    log.add("outcome", contest=contest, outcome="set-aside", by=[ONE, TWO])
    assert told() == "contested and set aside, out of the count."
    log.lines.pop()
    log.add("outcome", contest=contest, outcome="restored", by=[ONE, TWO])
    assert told() == "it is the standing ballot, and counts."
    log.cast(head, 2)
    assert told() == "replaced since by ballot no. 2."


def test_both_print_the_draw_and_its_source(tmp_path):
    folder = generate(tmp_path / "export")
    draw = next(leaf(text) for text in exports.lines_of(folder / "leaves.jsonl") if leaf(text)["kind"] == "draw")
    rules = next(leaf(text) for text in exports.lines_of(folder / "leaves.jsonl") if leaf(text)["kind"] == "rules")
    for told in [first_tells(folder), second_tells(folder)]:
        assert f"Public draw that the Rules named, of 6 numbers: {rules['draw']}\n" in told
        assert f"Its result: {draw['text']}; held 2026-11-2" in told and f"source: {draw['source']}. " in told


def members(value):
    """What can be done to one member of a leaf while its bytes stay JSON."""
    names = list(value)
    for place, name in enumerate(names):
        for other in [name.upper(), name + "s", name[:-1], "\u0430" + name[1:]]:
            yield f"{name} renamed {other}", line({other if n == name else n: v for n, v in value.items()})
        yield f"{name} dropped", line({n: v for n, v in value.items() if n != name})
        if place:
            swapped = names[:place - 1] + [name, names[place - 1]] + names[place + 1:]
            yield f"{name} moved", line({n: value[n] for n in swapped})
        twice = json.dumps({name: value[name]}, ensure_ascii=False, separators=(",", ":")).encode()
        yield f"{name} twice", line(value)[:-1] + b"," + twice[1:]


def test_a_member_of_a_leaf_has_its_name_its_place_and_stands_once(tmp_path):
    export = generate(tmp_path / "export")
    lines = [text.rstrip(b"\n") for text in exports.lines_of(export / "leaves.jsonl")]
    folder, seen = copy(export, tmp_path / "other"), set()
    for place, text in enumerate(lines):
        kind = leaf(text)["kind"]
        if kind in seen:
            continue
        seen.add(kind)
        for what, forged in members(leaf(text)):
            assert exports.parse(forged) is None, (kind, what)
        # By `coporter verify` one of each kind: its core's tests try them all.
        *_, (what, forged) = [other for other in members(leaf(text)) if "renamed" in other[0]]
        enter(folder, lines[:place] + [forged] + lines[place + 1:])
        assert first_says(folder) == second_says(folder) == f"leaves.jsonl:{place + 1}", (kind, what)
    assert len(seen) == 22
