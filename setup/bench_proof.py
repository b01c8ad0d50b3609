"""What the public log of a vote costs: a log of a million leaves, and both verifiers on a national vote."""

import pathlib
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).parents[1]
VERIFIER = ROOT / "verifier" / "verify.py"
TESTED = ROOT / ".venv" / "bin" / "python"
# The environment of the tests has the library of signatures.
PYTHON = TESTED if TESTED.exists() else sys.executable
NATIONAL = 36_000


def seconds(command):
    begun = time.monotonic()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.monotonic() - begun, done.returncode


def proofs(program, folder, rows):
    """Adds its rows to the table."""
    told = subprocess.run([program, "proof", "measure"], stdout=subprocess.PIPE, text=True, check=True).stdout
    figures = {name: float(figure) for name, figure in (line.split() for line in told.splitlines())}
    for name, ours, raw in [("SHA-256 of leaves of 190 bytes", "hash_leaf", "hash_raw"),
                            ("Ed25519, heads signed", "sign_note", "sign_raw"),
                            ("Ed25519, heads verified", "verify_note", "verify_raw")]:
        ratio = figures[ours] / figures[raw]
        rows.append((f"{name}, over the library alone",
                     f"{ratio:.2f} ({figures[ours]:,.0f}/s over {figures[raw]:,.0f}/s)", ""))
    rows.append(("1,000,000 leaves appended, tiles and 100 heads", f"{figures['append_seconds']:.1f} s", "≤ 10 s"))
    export = folder / "export"
    made, _ = seconds([program, "proof", "generate", "--seed", "1", "--ballots", str(NATIONAL), export])
    rows.append((f"synthetic vote of {NATIONAL:,} ballots, made and exported", f"{made:.1f} s", ""))
    best = min(seconds([program, "verify", export]) for _ in range(3))
    rows.append((f"verify of {NATIONAL:,} ballots", f"{best[0]:.2f} s" if best[1] == 0 else "refused", "≤ 3 s"))
    rows.append((f"verifier/verify.py, {NATIONAL:,} ballots", second(export), ""))


def second(export):
    """The seconds of the second verifier, or why there are none: only what was looked for is told to be missing."""
    _, status = seconds([PYTHON, "-c", "import cryptography"])
    if status != 0:
        return "not measured: cryptography is not installed"
    theirs, status = seconds([PYTHON, VERIFIER, export])
    return f"{theirs:.1f} s" if status == 0 else f"failed, with status {status}"
