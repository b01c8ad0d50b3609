#!/usr/bin/env python3
"""Draws the map of departments once: setup/map.py DEPARTEMENTS.geojson.gz > Sources/Directory/Data/departements.svgpaths.json

The outlines of metropolitan France are projected by the conformal cone of Lambert-93 (on a sphere), those overseas in
boxes of their own. Borders are cut where three meet and simplified once (Douglas-Peucker), so that neighbours still fit.
"""

import gzip
import json
import math
import sys

SIDE = 560.0
MARGIN = 4.0
TOLERANCE = 1.1  # of the drawing's units, metropolitan France
SMALLEST = 0.5  # rings of a smaller area (square units) are left out, but the largest of a department
# Code and label, from the bottom left corner up.
INSETS = [
    ("971", "Guadeloupe"),
    ("972", "Martinique"),
    ("973", "Guyane"),
    ("974", "La Réunion"),
    ("976", "Mayotte"),
]
BOX = 51.0
GAP = 3.0
INSET_TOLERANCE = 0.6

# Lambert-93: parallels 44° and 49°, meridian 3°, origin 46.5°.
LONGITUDE, FIRST, SECOND = math.radians(3), math.radians(44), math.radians(49)


def tangent(latitude):
    return math.tan(math.pi / 4 + latitude / 2)


CONE = math.log(math.cos(FIRST) / math.cos(SECOND)) / math.log(tangent(SECOND) / tangent(FIRST))


def cone(longitude, latitude):
    """Longitude and latitude in degrees to the plane, y downwards, no unit."""
    radius = tangent(math.radians(latitude)) ** -CONE
    angle = CONE * (math.radians(longitude) - LONGITUDE)
    return radius * math.sin(angle), radius * math.cos(angle)


def rings(geometry):
    """The outer and inner rings of a polygon or of several, the closing point left out."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for polygon in polygons:
        for ring in polygon:
            points = [tuple(point[:2]) for point in ring]
            clean = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
            if clean[0] == clean[-1]:
                clean.pop()
            if len(clean) > 2:
                yield clean


def area(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1])) / 2


def centroid(ring):
    surface = area(ring)
    x = y = 0.0
    for a, b in zip(ring, ring[1:] + ring[:1]):
        cross = a[0] * b[1] - b[0] * a[1]
        x += (a[0] + b[0]) * cross
        y += (a[1] + b[1]) * cross
    return x / (6 * surface), y / (6 * surface)


def distance(point, start, end):
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = 0 if length == 0 else ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length
    along = min(1, max(0, along))
    return math.hypot(point[0] - start[0] - along * dx, point[1] - start[1] - along * dy)


def simplified(line, tolerance):
    """Douglas-Peucker: keeps the ends, and every point farther than the tolerance."""
    keep = {0, len(line) - 1}
    stack = [(0, len(line) - 1)]
    while stack:
        start, end = stack.pop()
        if end - start < 2:
            continue
        far = max(range(start + 1, end), key=lambda i: distance(line[i], line[start], line[end]))
        if distance(line[far], line[start], line[end]) > tolerance:
            keep.add(far)
            stack += [(start, far), (far, end)]
    return [line[i] for i in sorted(keep)]


def junctions(all_rings):
    """The points where more than two borders meet."""
    neighbours = {}
    for ring in all_rings:
        for a, b in zip(ring, ring[1:] + ring[:1]):
            neighbours.setdefault(a, set()).add(b)
            neighbours.setdefault(b, set()).add(a)
    return {point for point, others in neighbours.items() if len(others) > 2}


def arcs(ring, ends):
    """The ring's lines from one junction to the next; a ring without any is cut at its first point and the farthest."""
    cuts = [i for i, point in enumerate(ring) if point in ends]
    if len(cuts) < 2:
        first = cuts[0] if cuts else ring.index(min(ring))
        far = max(range(len(ring)), key=lambda i: math.dist(ring[i], ring[first]))
        cuts = sorted({first, far})
    for start, end in zip(cuts, cuts[1:] + [cuts[0] + len(ring)]):
        yield [ring[i % len(ring)] for i in range(start, end + 1)]


def outline(ring, ends, place, tolerance):
    """A ring simplified and placed on the drawing; the same line gives the same points in both directions."""
    result = []
    for arc in arcs(ring, ends):
        forward = arc[0] < arc[-1] or (arc[0] == arc[-1] and arc[1] <= arc[-2])
        line = [place(*point) for point in (arc if forward else arc[::-1])]
        line = simplified(line, tolerance)
        result += (line if forward else line[::-1])[:-1]
    return result


def number(tenths):
    """Tenths as the shortest SVG number: 0.5 is « .5 »."""
    sign, tenths = ("-", -tenths) if tenths < 0 else ("", tenths)
    whole, rest = divmod(tenths, 10)
    text = (str(whole) if whole or not rest else "") + (f".{rest}" if rest else "")
    return sign + text


def path(outlines):
    """SVG path data, relative lines, tenths."""
    text = ""
    for ring in outlines:
        tenths = [(round(x * 10), round(y * 10)) for x, y in ring]
        tenths = [p for i, p in enumerate(tenths) if i == 0 or p != tenths[i - 1]]
        if len(tenths) < 3:
            continue
        text += f"M{number(tenths[0][0])} {number(tenths[0][1])}l"
        steps = []
        for a, b in zip(tenths, tenths[1:]):
            steps += [number(b[0] - a[0]), number(b[1] - a[1])]
        for i, step in enumerate(steps):
            # A sign, or a point after a number that has one, separates by itself.
            glued = i == 0 or step[0] == "-" or (step[0] == "." and "." in steps[i - 1])
            text += step if glued else " " + step
        text += "z"
    return text


def fitted(project, all_rings, x, y, width, height):
    """The scale and shift that put a projection in the middle of a box."""
    points = [project(*point) for ring in all_rings for point in ring]
    left, right = min(p[0] for p in points), max(p[0] for p in points)
    top, bottom = min(p[1] for p in points), max(p[1] for p in points)
    scale = min(width / (right - left), height / (bottom - top))
    shift_x = x + width / 2 - scale * (left + right) / 2
    shift_y = y + height / 2 - scale * (top + bottom) / 2
    return scale, shift_x, shift_y


def department(code, name, all_rings, ends, place, tolerance):
    drawn = [outline(ring, ends, place, tolerance) for ring in all_rings]
    drawn.sort(key=lambda ring: -abs(area(ring)))
    drawn = drawn[:1] + [ring for ring in drawn[1:] if abs(area(ring)) >= SMALLEST]
    x, y = centroid(drawn[0])
    return {"code": code, "name": name, "x": round(x, 1), "y": round(y, 1), "path": path(drawn)}


def main(source):
    with gzip.open(source) as file:
        features = json.load(file)["features"]
    shapes = {f["properties"]["INSEE_GEO"]: (f["properties"]["NAME"], list(rings(f["geometry"]))) for f in features}
    overseas = {code for code, _ in INSETS}
    mainland = {code: shape for code, shape in shapes.items() if code not in overseas}
    ends = junctions([ring for _, all_rings in mainland.values() for ring in all_rings])
    everything = [ring for _, all_rings in mainland.values() for ring in all_rings]
    scale, shift_x, shift_y = fitted(cone, everything, MARGIN, MARGIN, SIDE - 2 * MARGIN, SIDE - 2 * MARGIN)

    def place(longitude, latitude):
        x, y = cone(longitude, latitude)
        return shift_x + scale * x, shift_y + scale * y

    departments = [department(code, *shape, ends, place, TOLERANCE) for code, shape in mainland.items()]
    insets = []
    for index, (code, label) in enumerate(INSETS):
        name, all_rings = shapes[code]
        # Two columns from the bottom left corner up, where the Atlantic leaves room.
        x = MARGIN + (index % 2) * (BOX + GAP)
        y = SIDE - MARGIN - BOX - (index // 2) * (BOX + GAP)
        middle = sum(latitude for ring in all_rings for _, latitude in ring) / sum(map(len, all_rings))
        narrowing = math.cos(math.radians(middle))

        def flat(longitude, latitude, narrowing=narrowing):
            return longitude * narrowing, -latitude

        box_scale, box_x, box_y = fitted(flat, all_rings, x + 4, y + 4, BOX - 8, BOX - 20)

        def inside(longitude, latitude):
            return box_x + box_scale * longitude * narrowing, box_y - box_scale * latitude

        departments.append(department(code, name, all_rings, junctions(all_rings), inside, INSET_TOLERANCE))
        insets.append({
            "code": code, "label": label, "x": x, "y": y, "width": BOX, "height": BOX,
            "scaleX": round(box_scale * narrowing, 4), "scaleY": round(box_scale, 4),
            "shiftX": round(box_x, 3), "shiftY": round(box_y, 3),
        })
    drawing = {
        "side": SIDE,
        "cone": {"exponent": round(CONE, 8), "meridian": 3, "scale": round(scale, 4),
                 "shiftX": round(shift_x, 3), "shiftY": round(shift_y, 3)},
        "insets": insets,
        "departments": sorted(departments, key=lambda shape: shape["code"]),
    }
    head = json.dumps({k: v for k, v in drawing.items() if k != "departments"}, ensure_ascii=False)
    rows = ",\n".join(json.dumps(d, ensure_ascii=False, separators=(",", ":")) for d in drawing["departments"])
    print(f"{head[:-1]}, \"departments\": [\n{rows}\n]}}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
