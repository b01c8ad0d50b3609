"""SIGKILL again and again under a load of ballots: each that was acknowledged is there, once, in the log, in the count
and in the second copy, and both verifiers find that log right."""

import contextlib
import http.client
import json
import random
import threading

import pytest

import exports
from installation import coporter
from trial import SECONDS
from voting import OpenVote, check_acknowledged, some

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
    for kill in range(kills):
        # As if it came a minute later: what the dead one did by itself is taken up.
        vote.ask("UPDATE job SET lease_holder = NULL, leased_until = NULL")
        # The last fifth also writes the second copy, which takes up what is behind it.
        copies = vote.copies if kill >= kills - kills // 5 else None
        node = vote.serve(copies)
        load = Load(node, voters, names)
        # Once one is acknowledged there, all that was before it is in the copy.
        load.wait_for(max(chance.randrange(MOST), 1 if copies else 0))
        node.kill()
        load.end()
        if copies:
            vote.check_copied(voters, before)
    export = vote.count()

    standing = check_acknowledged(vote, voters, before, export)
    for voter in voters:
        assert sum(is_acknowledged for _, is_acknowledged in voter.sent) >= kills / VOTERS
    told = json.loads(coporter("tally", "--rule", "mes-greedy", "--utility", "cost", export / "votes.pb"))
    tally = list(map(exports.leaf, exports.lines_of(export / "tally.jsonl")))
    supports = {name: 0 for name in names}
    for row in standing.values():
        for name in row["choices"] if row["state"] == "counted" else []:
            supports[name] += 1
    assert {row["proposition"]: row["supports"] for row in tally[1:]} == supports
    taken = [row["project"] for row in told["explanation"] if row["selected"] and supports[row["project"]]]
    assert taken == [row["proposition"] for row in sorted(tally[1:], key=lambda row: row["place"] or 0) if row["place"]]
