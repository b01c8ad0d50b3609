"""`coporter tally` as whoever checks a result runs it."""

import gzip
import json
import subprocess

import pytest

from installation import COPORTER, coporter

HEAD = "META\nkey;value\nbudget;10\nvote_type;approval\nnum_votes;2\n"
PROJECTS = "PROJECTS\nproject_id;cost;name\nA;4;Un\nB;7;Deux\n"
VOTES = "VOTES\nvoter_id;vote\n1;A,B\n2;A\n"


def put(folder, text, name="votes.pb"):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_count_is_json_or_a_table(tmp_path):
    file = put(tmp_path, HEAD + PROJECTS + VOTES)
    answer = json.loads(coporter("tally", "--rule", "greedy", "--utility", "cost", file))
    assert answer["selected"] == ["A"] and answer["cost"] == 4 and answer["ties"] == []
    packed = put(tmp_path, gzip.compress(file.read_bytes()), "votes.pb.gz")
    assert json.loads(coporter("tally", "--rule", "greedy", packed)) == answer
    table = coporter("tally", "--rule", "greedy", "--format", "text", file)
    assert "A Un" in table and "il manquait 1 au budget" in table


@pytest.mark.parametrize("text, said", [
    (HEAD + PROJECTS, ":10: la partie VOTES manque"),
    (HEAD + PROJECTS + VOTES.replace("2;A", "2;C"), ":13: un bulletin porte « C »"),
    (HEAD + PROJECTS.replace("B;7", "B;-7") + VOTES, ":9: cost : « -7 » est négatif"),
    ((HEAD + PROJECTS + VOTES).replace("Deux", "D\xe9").encode("latin-1"), ":9: cette ligne n’est pas en UTF-8"),
])
def test_a_malformed_file_tells_its_line(tmp_path, text, said):
    assert said in coporter("tally", "--rule", "mes", put(tmp_path, text), fails=True)


def test_what_is_odd_is_told_and_refused_where_asked(tmp_path):
    file = put(tmp_path, HEAD + PROJECTS + VOTES + "2;B\n")
    told = coporter("tally", "--rule", "mes", file)
    assert ":13: " not in told and ":14: le votant « 2 » a déjà un bulletin" in told and '"selected"' in told
    assert '"selected"' not in coporter("tally", "--rule", "mes", "--strict", file, fails=True)


def test_a_gigabyte_is_refused_without_being_held(tmp_path):
    file = tmp_path / "endless.pb"
    with file.open("wb") as out:
        out.write((HEAD + PROJECTS + VOTES).encode())
        # A hole: it takes no room on the disk, and reads as zeros.
        out.truncate(200 << 20)
    assert ":14: la ligne dépasse 4 Mo" in coporter("tally", "--rule", "mes", file, fails=True)
    with file.open("r+b") as out:
        out.truncate(1 << 30)
    assert f"{file}:1: " in coporter("tally", "--rule", "mes", file, fails=True)
    assert "illisible" in coporter("tally", "--rule", "mes", tmp_path / "absent.pb", fails=True)
    assert "gzip est abîmée" in coporter("tally", "--rule", "mes", put(tmp_path, b"\x1f\x8b", "cut.pb.gz"), fails=True)


def test_a_bomb_is_refused_in_bounded_memory(tmp_path):
    file = tmp_path / "bomb.pb.gz"
    row = b"3;A,B" + b" " * 60_000 + b"\n"
    with gzip.open(file, "wb", compresslevel=1) as out:
        out.write((HEAD + PROJECTS + VOTES).encode())
        for _ in range((300 << 20) // len(row)):
            out.write(row)
    assert file.stat().st_size < 4 << 20
    limited = ["bash", "-c", 'ulimit -v 600000; exec "$@"', "-", COPORTER, "tally", "--rule", "mes", file]
    done = subprocess.run(limited, capture_output=True, text=True)
    assert done.returncode == 1 and "dépasse 256 Mo" in done.stderr.replace("\u00a0", " "), done.stderr[-300:]


def test_what_is_odd_on_each_line_is_told_by_its_first_lines(tmp_path):
    file = put(tmp_path, HEAD + PROJECTS + VOTES + "1;A\n" * 400_000)
    limited = ["bash", "-c", 'ulimit -v 600000; exec "$@"', "-", COPORTER, "tally", "--rule", "mes", file]
    done = subprocess.run(limited, capture_output=True, text=True)
    told = done.stderr.splitlines()
    assert done.returncode == 0 and len(told) == 21, done.stderr[:300]
    assert told[-1].endswith("de plus, qui ne sont pas montrés.")
