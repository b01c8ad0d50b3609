"""What the pure cores cost: exact counts of real votes, groups proposed for real texts."""

import gzip
import json
import os
import pathlib
import random
import subprocess
import tempfile
import time


def tallies(program, rows):
    """Exact counts of the largest elections of the reference, reading included; none where they are not."""
    folder = pathlib.Path(os.environ.get("PABULIB", ""))
    for name, rule, bar in [("Poland_Lodz_2022", "mes", "≤ 0.4 s"), ("Poland_Lodz_2022", "mes-add1-greedy", "≤ 6 s"),
                            ("Poland_Lodz_2022", "greedy", "≤ 0.3 s"), ("Poland_Lodz_2022", "phragmen", "≤ 0.3 s"),
                            ("Hungary_Budapest_2024", "mes-add1-greedy", "≤ 30 s"),
                            ("Hungary_Budapest_2024", "greedy", "≤ 0.3 s"),
                            ("Hungary_Budapest_2024", "phragmen", "≤ 0.3 s")]:
        file = folder / f"{name}.pb.gz"
        if not file.is_file():
            rows.append((f"tally of {name}, {rule}", "not measured: PABULIB names no such file", bar))
            continue
        begun = time.monotonic()
        subprocess.run([program, "tally", "--rule", rule, file], stdout=subprocess.DEVNULL, check=True)
        rows.append((f"tally of {name}, {rule}", f"{time.monotonic() - begun:.2f} s", bar))


def likeness(program, rows):
    """Groups proposed for real questions that people have grouped: what they are worth, and how long they take."""
    source = pathlib.Path(os.environ.get("GROUPING", "")) / "cdtn-queries.jsonl.gz"
    if not source.is_file():
        rows.append(("groups proposed for 476 and 10,000 texts", "not measured: GROUPING names no such folder", ""))
        return
    lines = [json.loads(line) for line in gzip.open(source, "rt", encoding="utf-8")]
    for count, bar in [(476, "≤ 0.3 s"), (10_000, "≤ 20 s")]:
        draw = random.Random(count)
        # Beyond what there is, a few words of another question make a new one.
        some = [dict(line) for line in draw.sample(lines, min(count, len(lines)))]
        while len(some) < count:
            line = draw.choice(lines)
            more = draw.sample(draw.choice(lines)["text"].split(), 1)
            some.append({"text": " ".join([line["text"], *more, str(len(some))]), "group": line["group"]})
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
            file.writelines(json.dumps(line) + "\n" for line in some)
            file.flush()
            told, memory = measured([program, "retrieval", "evaluate", "--grouping", file.name])
        result = json.loads(told)
        rows.append((f"groups proposed for {count:,} texts", f"{result['grouping_seconds']:.2f} s", bar))
        if count == 10_000:
            rows.append(("memory of that, at most", f"{memory:.0f} MB", "≤ 1,000 MB"))
        rows.append((f"one more text beside {count:,}, and its five nearest",
                     f"{result['one_more_seconds'] * 1000:.1f} ms", "≤ 10 ms"))


def measured(command):
    """What a program prints, and the most megabytes that it held."""
    program = subprocess.Popen(command, stdout=subprocess.PIPE)
    told = program.stdout.read()
    _, status, used = os.wait4(program.pid, 0)
    program.returncode = status
    if status:
        raise SystemExit(f"{command} ended with status {status}.")
    return told, used.ru_maxrss / 1024
