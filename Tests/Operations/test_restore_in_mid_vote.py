"""A server is killed in mid-vote and its disk lost: the backup, the second copy of the log and the newest head that was
published give back each ballot that was acknowledged; where the copy was cut too, nobody is left untold."""

import pathlib

from installation import Browser, coporter, eventually
from voting import COPY, HOME, OpenVote, check_acknowledged, some

VOTERS = 4
LOG = HOME + "/vote/journal/"


def cast(node, voters, names, times):
    """Each casts in her turn, and is told that her ballot is kept."""
    with node.line() as line:
        for _ in range(times):
            for voter in voters:
                assert voter.cast(line, some(names, len(voter.sent))) == 303


def keep_published(vote, node, folder):
    """What anybody may have kept: the head that covers all that is written, and the lines that it covers."""
    leaves, anybody = vote.ask("SELECT leaves FROM vote")[0][0], Browser()

    def head():
        text = anybody.read(node.base, LOG + "tete")
        return text if text.split("\n")[1] == leaves else None

    folder.mkdir()
    (folder / "checkpoint").write_bytes(eventually(head, node.process).encode())
    (folder / "leaves.jsonl").write_bytes(anybody.read(node.base, LOG + "lignes").encode())


def restore(vote, backup, leaves, kept, fails=False):
    """What the command says, and the files that it put aside."""
    told = coporter(
        "restore", backup, "--replace", "--database", vote.address, "--leaves", leaves,
        "--checkpoint", kept / "checkpoint", "--published", kept / "leaves.jsonl", fails=fails)
    start = "Rangé à côté : "
    return told, [pathlib.Path(line[len(start):]) for line in told.splitlines() if line.startswith(start)]


def check_suspended(vote, voters, names, told):
    """The authorities whose lines are lost are named; no ballot is taken, and the page of the vote says why."""
    assert f"{VOTERS} lignes publiées manquent" in told and "est suspendu" in told
    named = vote.ask(f"""SELECT name FROM organisation
                         WHERE id IN ({", ".join(str(voter.organisation) for voter in voters)})""")
    assert sorted(line[2:] for line in told.splitlines() if line.startswith("- ")) == sorted(name for name, in named)
    histories = [vote.history(voter) for voter in voters]
    with vote.serve() as node, node.line() as line:
        for voter in voters:
            assert voter.cast(line, some(names, len(voter.sent))) == 422
        assert "Le vote est suspendu" in Browser().read(node.base, HOME + "/vote")
    assert [vote.history(voter) for voter in voters] == histories
    assert vote.ask("SELECT count(*) FROM vote WHERE suspended_event_id IS NOT NULL") == [("1",)]


def test_a_vote_whose_server_and_disk_are_lost_comes_back_whole(tmp_path):
    file, backup, kept = tmp_path / "trial.db", tmp_path / "backup.db", tmp_path / "kept"
    vote = OpenVote(file, tmp_path)
    voters, names = vote.voters(VOTERS), vote.names()
    with vote.serve(vote.copies) as node:
        with node.line() as line:
            for voter in voters:
                voter.begin(line)
        before = {voter: len(vote.history(voter)) for voter in voters}
        cast(node, voters, names, 3)
        coporter("backup", backup, "--database", vote.address)
        cast(node, voters, names, 3)
        keep_published(vote, node, kept)
        cast(node, voters, names, 2)
        node.kill()
    broken = file.read_bytes()[:10_000]
    file.write_bytes(broken)

    # Of each, the last ballot that was published and the two after it are cut from the copy.
    short, lines = tmp_path / "short", (vote.copies / COPY).read_bytes().splitlines(keepends=True)
    short.mkdir()
    (short / COPY).write_bytes(b"".join(lines[:-3 * VOTERS]))
    told, aside = restore(vote, backup, short, kept, fails=True)
    assert aside[0].read_bytes() == broken
    check_suspended(vote, voters, names, told)

    told, aside = restore(vote, backup, vote.copies, kept)
    assert aside[0].exists() and f"Lignes reprises de la seconde copie : {5 * VOTERS}." in told
    assert "Conforme à la tête publiée" in told and "suspendu" not in told
    with vote.serve(vote.copies) as node:
        cast(node, voters, names, 2)
    vote.check_copied(voters, before)
    check_acknowledged(vote, voters, before, vote.count())
