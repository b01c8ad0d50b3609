"""Sixty-four clients cast for one authority at once, through two servers on one PostgreSQL: one ballot stands, all that
was cast is behind it, and what came last counts, on both servers and in the log."""

import threading

import pytest

import exports
from trial import SECONDS
from voting import OpenVote, some

CLIENTS = 64


def race(nodes, voter, names, rounds):
    """Has each client cast once in each round, choices that nobody else casts then; what each node shows after each."""
    start, end = threading.Barrier(CLIENTS + 1), threading.Barrier(CLIENTS + 1)
    answers = [[] for _ in range(CLIENTS)]
    shown = []

    def cast(client):
        with nodes[client % len(nodes)].line() as line:
            for number in range(rounds):
                start.wait(SECONDS)
                answers[client].append(voter.cast(line, some(names, number * CLIENTS + client)))
                end.wait(SECONDS)

    threads = [threading.Thread(target=cast, args=(client,), daemon=True) for client in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for _ in range(rounds):
        start.wait(SECONDS)
        end.wait(SECONDS)
        for node in nodes:
            with node.line() as line:
                shown.append(voter.look(line))
    for thread in threads:
        thread.join(SECONDS)
    assert answers == [[303] * rounds] * CLIENTS
    return shown


@pytest.mark.parametrize("rounds", [4, pytest.param(1000, marks=pytest.mark.soak)])
def test_one_ballot_stands_with_its_whole_history_and_the_last_act_counts(server, tmp_path, rounds):
    vote = OpenVote(server.database(), tmp_path, server)
    [voter], names = vote.voters(1), vote.names()
    with vote.serve() as one, vote.serve() as other:
        with one.line() as line:
            voter.begin(line)
        before = len(vote.history(voter))
        shown = race([one, other], voter, names, rounds)
    history = vote.history(voter)
    assert [number for number, _, _ in history] == list(range(1, before + CLIENTS * rounds + 1))
    for number in range(rounds):
        of_round = [choices for _, choices, _ in history[before + number * CLIENTS:][:CLIENTS]]
        sent = {frozenset(some(names, number * CLIENTS + client)) for client in range(CLIENTS)}
        assert len(of_round) == CLIENTS and set(of_round) == sent
        assert shown[2 * number:][:2] == [of_round[-1]] * 2, "both show what came last"
    of = f"FROM ballot WHERE organisation_id = {voter.organisation}"
    assert vote.ask(f"SELECT number {of} AND replaced_event_id IS NULL") == [(str(len(history)),)]
    events = f"FROM journal WHERE kind = 'ballot.replaced' AND organisation_id = {voter.organisation}"
    assert vote.ask(f"SELECT count(*) {events}") == [(str(len(history) - 1),)]
    deadlocks = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
    assert vote.ask(deadlocks) == [("0",)]

    export = vote.count()
    assert exports.first_says(export) is None and exports.second_says(export) is None
    [row] = [row for row in map(exports.leaf, exports.lines_of(export / "ballots.jsonl"))
             if row["organisation"] == voter.identifier]
    assert (row["state"], row["number"], frozenset(row["choices"])) == ("counted", len(history), history[-1][1])
