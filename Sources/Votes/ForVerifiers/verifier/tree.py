"""The tree of RFC 6962, its tiles, and proofs that a leaf is in it."""

import hashlib


def sha256(data):
    return hashlib.sha256(data).digest()


def node(left, right):
    return sha256(b"\1" + left + right)


class Tree:
    """All levels of the tree: a node stands where both its children are whole."""

    def __init__(self, hashes):
        self.levels = [hashes]
        while len(self.levels[-1]) > 1:
            below = self.levels[-1]
            self.levels.append([node(below[i], below[i + 1]) for i in range(0, len(below) - 1, 2)])

    def root(self, size):
        """RFC 6962: the perfect subtrees from the smallest to the largest."""
        root, level = None, 0
        while size >> level:
            if size >> level & 1:
                peak = self.levels[level][(size >> level) - 1]
                root = peak if root is None else node(peak, root)
            level += 1
        return root or sha256(b"")

    def tiles(self):
        """C2SP tlog-tiles: path and bytes of each tile, lowest level first."""
        for level in range(0, len(self.levels), 8):
            hashes = self.levels[level]
            for start in range(0, len(hashes), 256):
                part = hashes[start:start + 256]
                yield tile_path(level // 8, start // 256, len(part)), b"".join(part)


def tile_path(level, index, width):
    groups = [f"{index % 1000:03}"]
    while index >= 1000:
        index //= 1000
        groups.insert(0, f"x{index % 1000:03}")
    return f"tile/{level}/{'/'.join(groups)}" + (f".p/{width}" if width < 256 else "")


def leads_to(root, leaf, place, size, proof):
    """Whether a proof of inclusion leads from a leaf to a root, as RFC 9162 section 2.1.3.2 climbs."""
    if place >= size:
        return False
    last, found = size - 1, leaf
    for other in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node(other, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = node(found, other)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root
