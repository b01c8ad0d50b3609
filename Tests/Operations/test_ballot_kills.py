"""SIGKILL again and again under a load of ballots: each that was acknowledged is there, once, in the log and in the
count, and both verifiers find that log right."""

import contextlib
import http.client
import json
import random
import threading

import pytest

import exports
from installation import coporter
from trial import SECONDS
from voting import OpenVote, some

VOTERS = 8
# Ballots that are acknowledged before the server is killed, at most.
MOST = 30


class Load:
    """Voters who cast without end until their server is gone; tells when so many ballots were acknowledged."""

    def __init__(self, node, voters, names):
        self.node, self.names = node, names
        self.acknowledged = threading.Semaphore(0)
        self.refused = []
        self.threads = [threading.Thread(target=self.vote, args=(voter,)) for voter in voters]
        for thread in self.threads:
            thread.start()

    def vote(self, voter):
        with self.node.line() as line, contextlib.suppress(OSError, http.client.HTTPException):
            while (status := voter.cast(line, some(self.names, len(voter.sent)))) == 303:
                self.acknowledged.release()
            self.refused.append(status)

    def wait_for(self, count):
        for _ in range(count):
            assert self.acknowledged.acquire(timeout=SECONDS), f"no ballot is taken: {self.refused}"

    def end(self):
        for thread in self.threads:
            thread.join(SECONDS)
        assert not self.refused


def is_in(sent, kept):
    """Whether what was kept is what was sent, in its order: each that was acknowledged, and of those without an answer
    some."""
    place = 0
    for choices, is_acknowledged in sent:
        if place < len(kept) and kept[place] == choices:
            place += 1
        elif is_acknowledged:
            return False
    return place == len(kept)


# Of each engine: fifty in make test, a thousand in make soak.
@pytest.mark.parametrize("kills", [25, pytest.param(500, marks=pytest.mark.soak)])
def test_what_was_acknowledged_is_there_once_in_the_log_and_in_the_count(address, tmp_path, request, kills):
    server = request.getfixturevalue("server") if address.startswith("postgres") else None
    vote = OpenVote(address, tmp_path, server)
    voters, names = vote.voters(VOTERS), vote.names()
    with vote.serve() as node, node.line() as line:
        for voter in voters:
            voter.begin(line)
    before = {voter: len(vote.history(voter)) for voter in voters}
    chance = random.Random(2021)
    for _ in range(kills):
        # As if it came a minute later: what the dead one did by itself is taken up.
        vote.ask("UPDATE job SET lease_holder = NULL, leased_until = NULL")
        node = vote.serve()
        load = Load(node, voters, names)
        load.wait_for(chance.randrange(MOST))
        node.kill()
        load.end()
    export = vote.count()

    assert exports.first_says(export) is None and exports.second_says(export) is None
    lines = list(map(exports.leaf, exports.lines_of(export / "leaves.jsonl")))
    in_log = [(line["organisation"], line["number"]) for line in lines if line["kind"] == "ballot"]
    assert len(set(in_log)) == len(in_log) == int(vote.ask("SELECT count(*) FROM ballot")[0][0])
    standing = {row["organisation"]: row for row in map(exports.leaf, exports.lines_of(export / "ballots.jsonl"))}
    for voter in voters:
        history = vote.history(voter)
        assert is_in(voter.sent, [choices for _, choices, _ in history[before[voter]:]]), voter.identifier
        assert sum(is_acknowledged for _, is_acknowledged in voter.sent) >= kills / VOTERS
        for number, _, place in history:
            assert (lines[place]["kind"], lines[place]["organisation"], lines[place]["number"]) == (
                "ballot", voter.identifier, number)
        row = standing[voter.identifier]
        assert (row["state"], row["leaf"], frozenset(row["choices"])) == ("counted", history[-1][2], history[-1][1])
    told = json.loads(coporter("tally", "--rule", "mes-greedy", "--utility", "cost", export / "votes.pb"))
    tally = list(map(exports.leaf, exports.lines_of(export / "tally.jsonl")))
    supports = {name: 0 for name in names}
    for row in standing.values():
        for name in row["choices"] if row["state"] == "counted" else []:
            supports[name] += 1
    assert {row["proposition"]: row["supports"] for row in tally[1:]} == supports
    taken = [row["project"] for row in told["explanation"] if row["selected"] and supports[row["project"]]]
    assert taken == [row["proposition"] for row in sorted(tally[1:], key=lambda row: row["place"] or 0) if row["place"]]
