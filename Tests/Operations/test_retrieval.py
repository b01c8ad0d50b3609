"""Whether texts that people grouped are found from one another, on real questions kept outside the project.

The environment variable GROUPING names the folder of `cdtn-queries.jsonl.gz` (lines `text`, `group`); without it these
tests say that they did not run.
"""

import gzip
import json
import os
import pathlib
import random
import statistics

import pytest

from installation import coporter

FOLDER = pathlib.Path(os.environ.get("GROUPING", ""))
LABELLED = FOLDER / "cdtn-queries.jsonl.gz"


def sample(seed, file):
    """476 texts at most, of 67 groups drawn at random, from 1 to 20 of each."""
    if not os.environ.get("GROUPING") or not LABELLED.exists():
        pytest.skip("GROUPING names no folder with cdtn-queries.jsonl.gz: suggestions are not measured here")
    rows = {}
    with gzip.open(LABELLED, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            rows.setdefault(row["group"], []).append(row["text"])
    draw, drawn = random.Random(seed), []
    groups = sorted(rows)
    draw.shuffle(groups)
    for group in groups[:67]:
        texts = rows[group][:]
        draw.shuffle(texts)
        drawn += [(text, group) for text in texts[:min(len(texts), draw.choice([1, 2, 3, 4, 5, 8, 12, 20]))]]
    lines = (json.dumps({"text": text, "group": group}, ensure_ascii=False) for text, group in drawn[:476])
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def evaluate(file):
    return json.loads(coporter("retrieval", "evaluate", "--grouping", file))


def test_one_sample_is_found_again(tmp_path):
    result = evaluate(sample(1, tmp_path / "sample.jsonl"))
    assert set(result) == {"hit_at_1", "hit_at_5", "seconds", "b_cubed", "grouping_seconds", "one_more_seconds"}
    assert result["hit_at_5"] >= 0.95 and result["hit_at_1"] >= 0.8, result
    assert set(result["b_cubed"]) == {"precision", "recall", "f"} and result["b_cubed"]["f"] >= 0.65, result


@pytest.mark.soak
def test_ten_samples_and_thirty_others_are_found_again(tmp_path):
    results = [evaluate(sample(seed, tmp_path / f"{seed}.jsonl")) for seed in range(1, 41)]
    hits = [result["hit_at_5"] for result in results]
    assert statistics.mean(hits[:10]) >= 0.955, hits
    assert statistics.mean(hits[10:]) >= 0.95, hits
    # As people grouped them, at the usual fineness.
    groups = [result["b_cubed"]["f"] for result in results]
    assert statistics.mean(groups[:10]) >= 0.75 and statistics.mean(groups[10:]) >= 0.74, groups


@pytest.mark.parametrize("content, told", [
    ("", "Aucun texte"),
    ('{"text": "seul", "group": "a"}\n', "Aucun texte"),
    ('{"text": "a", "group": "b"}\n\n{"text": 3}\n', "ligne 3"),
    ("\xff\n", "ligne 1"),
])
def test_what_cannot_be_evaluated_is_told(tmp_path, content, told):
    file = tmp_path / "sample.jsonl"
    file.write_text(content, encoding="latin-1")
    assert told in coporter("retrieval", "evaluate", "--grouping", file, fails=True)
    assert "ne peut pas être lu" in coporter("retrieval", "evaluate", "--grouping", tmp_path / "absent", fails=True)
