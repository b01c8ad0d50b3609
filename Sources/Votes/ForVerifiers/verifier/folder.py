"""The folder of an export, which may hold anything at all, and how what it holds is printed."""

import os
import re
import stat

# How many folders deep one looks.
DEEPEST = 16
WHOLE, UNFINISHED, TOO_LONG = range(3)
# Control characters, marks of direction, letters without width, and the backslash.
HIDDEN = re.compile(
    "[\x00-\x1f\\\\\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e0fff]")


class Fault(Exception):
    """The first thing that is wrong: a place, and why."""


def printable(text):
    """A text of the log as it goes to a terminal."""
    return HIDDEN.sub(lambda match: f"\\u{{{ord(match.group()):x}}}", text)


def printable_path(name):
    """The bytes of a file's name: all but printable ASCII, the space and the backslash apart, as two digits."""
    return "".join(chr(byte) if 0x21 <= byte <= 0x7E and byte != 0x5C else f"\\x{byte:02x}" for byte in name)


class Folder:
    """Plain files alone are read: no link, no pipe, no device."""

    def __init__(self, path):
        self.path = os.fsencode(path)

    def open(self, name):
        """None when there is no such plain file."""
        try:
            # A pipe that nobody writes into would wait for ever.
            flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
            descriptor = os.open(os.path.join(self.path, name.encode()), flags)
        except OSError:
            return None
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            return None
        return os.fdopen(descriptor, "rb")

    def read(self, name, most):
        """The bytes of a file, cut after `most` + 1; None when it is not there or cannot be read."""
        file = self.open(name)
        if file is None:
            return None
        with file:
            try:
                return file.read(most + 1)
            except OSError:
                return None

    def lines(self, name, longest):
        """The lines of a file, each with how it ends; never more of one than `longest` bytes is held."""
        file = self.open(name)
        if file is None:
            raise Fault(name, "this file is missing.")
        with file:
            while True:
                try:
                    line = file.readline(longest + 1)
                except OSError:
                    raise Fault(name, "cannot be read.")
                if not line:
                    return
                if line.endswith(b"\n"):
                    yield line[:-1], WHOLE
                elif len(line) <= longest:
                    yield line, UNFINISHED
                else:
                    yield None, TOO_LONG
                    return

    def paths(self):
        """In bytes: of files, of folders that hold nothing, of what is neither, of folders that are too deep."""
        waiting = [(b"", 0)]
        while waiting:
            folder, depth = waiting.pop()
            try:
                with os.scandir(os.path.join(self.path, folder)) as entries:
                    inside = [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries]
            except OSError:
                raise Fault(".", "cannot be read.")
            if not inside and folder:
                yield folder
            for name, is_folder in inside:
                path = folder + b"/" + name if folder else name
                if is_folder and depth < DEEPEST:
                    waiting.append((path, depth + 1))
                else:
                    yield path
