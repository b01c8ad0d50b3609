"""What strace wrote down, read as calls in the order of time."""

import re
from dataclasses import dataclass

# "1234  fdatasync(12</tmp/trial.db-wal>) = 0", or its two halves with lines of others between.
WHOLE = re.compile(r"(\d+) +(\w+)\((.*)\) += (-?\d+|\?)")
BEGUN = re.compile(r"(\d+) +(\w+)\((.*) <unfinished \.\.\.>$")
RESUMED = re.compile(r"(\d+) +<\.\.\. \w+ resumed>(.*)\) += (-?\d+|\?)")


@dataclass
class Call:
    name: str
    arguments: str
    result: str
    # Numbers of lines.
    begun: int
    ended: int


def calls(text):
    """Every call that came to its end."""
    found, open_calls = [], {}
    for number, line in enumerate(text.splitlines()):
        if match := BEGUN.match(line):
            open_calls[match[1]] = (match[2], match[3], number)
        elif match := RESUMED.match(line):
            if match[1] in open_calls:
                name, arguments, begun = open_calls.pop(match[1])
                found.append(Call(name, arguments + match[2], match[3], begun, number))
        elif match := WHOLE.match(line):
            found.append(Call(match[2], match[3], match[4], number, number))
    return found


def unproved(found, numbers, log):
    """The rows whose acknowledgement does not follow an fsync of `log` that began after the row was written to it."""
    written, said, syncs = {}, {}, []
    for call in found:
        if call.name in ("fsync", "fdatasync") and call.result == "0" and log in call.arguments:
            syncs.append(call)
        elif call.name == "pwrite64" and log in call.arguments:
            for number in re.findall(r"row-(\d+);", call.arguments):
                written.setdefault(int(number), call.ended)
        elif call.name == "write" and (match := re.search(r'"ack (\d+)\\n"', call.arguments)):
            said[int(match[1])] = call.begun

    def is_proved(number):
        begin, end = written.get(number), said.get(number)
        return begin is not None and end is not None and any(begin < s.begun and s.ended < end for s in syncs)

    return [number for number in numbers if not is_proved(number)]
