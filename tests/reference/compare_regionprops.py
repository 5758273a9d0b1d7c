#!/usr/bin/python3
# Lazy Labels: segmentation of micrographs learned from rough marks
# SPDX-License-Identifier: GPL-3.0-or-later

"""The engine's measurements beside those of scikit-image, on real masks.

    compare_regionprops.py MEASURE_IDS

What both define alike has to be equal but for the digits of the table.  Axes are compared
without the 1/12 that the engine adds to variances; the convex area is that of the hull of
the pixels' centres, for which the number of pixels is counted here, too; perimeters are
estimated otherwise, and only reported.
"""

import csv
import io
import math
import os
import pathlib
import subprocess
import sys

try:
    import numpy
    from skimage.io import imread
    from skimage.measure import regionprops
    from scipy.spatial import ConvexHull, QhullError
except ImportError as missing:
    print(f"skipped: {missing.name} is not installed")
    sys.exit(77)

# Six digits are in the table.
TOLERANCE = 5e-6


def find_masks():
    here = pathlib.Path(__file__).resolve().parent
    data = pathlib.Path(os.environ.get("LAZY_LABELS_DATA", here / "../../../shared/data"))
    return sorted(data.glob("nuclei/labels/*.png")) + sorted(
        data.glob("powder-sem/*_particles.png"))


def count_in_hull(coords):
    """Pixels whose centre lies in the hull of the centres, or on its border."""
    try:
        hull = ConvexHull(coords)
    except QhullError:
        return None
    low, high = coords.min(axis=0), coords.max(axis=0) + 1
    grid = numpy.stack(numpy.meshgrid(*map(numpy.arange, low, high), indexing="ij"), -1)
    sides = grid.reshape(-1, 2) @ hull.equations[:, :2].T + hull.equations[:, 2]
    return int((sides < 1e-7).all(axis=1).sum())


def remove_pixel(axis):
    """An axis of the engine as it would be if pixels were points."""
    return math.sqrt(max(axis ** 2 - 16 / 12, 0))


def is_close(ours, theirs):
    return abs(ours - theirs) <= TOLERANCE * max(abs(theirs), 1)


def compare(row, region, shape):
    """The names of what differs."""
    ours = {name: float(value) for name, value in row.items() if name != "class"}
    top, left, bottom, right = region.bbox
    on_edge = top == 0 or left == 0 or bottom == shape[0] or right == shape[1]
    weight = 0 if on_edge else (shape[0] * shape[1] / (shape[0] - (bottom - top) - 1)
                                / (shape[1] - (right - left) - 1))
    convex = count_in_hull(region.coords)
    pairs = {
        "area": (ours["area_px2"], region.area),
        "diameter": (ours["diameter_px"], region.equivalent_diameter_area),
        "x": (ours["x_px"], region.centroid[1] + 0.5),
        "y": (ours["y_px"], region.centroid[0] + 0.5),
        # The difference of nearly equal squares has fewer digits.
        "major axis": (remove_pixel(ours["major_axis_px"]), region.axis_major_length),
        "edge": (ours["on_edge"], on_edge),
        "weight": (ours["weight"], weight),
    }
    if region.axis_minor_length > 1:
        pairs["minor axis"] = (remove_pixel(ours["minor_axis_px"]), region.axis_minor_length)
    if convex:
        pairs["solidity"] = (ours["solidity"], region.area / convex)
    return [name for name, pair in pairs.items() if not is_close(*pair)]


def main():
    masks = find_masks()
    if not masks:
        print("skipped: no real images")
        sys.exit(77)

    objects, wrong, ratios, solidities, ferets = 0, [], [], [], []
    for path in masks:
        labels = imread(path)
        text = subprocess.run([sys.argv[1], path], check=True, capture_output=True,
                              text=True).stdout
        rows = {int(row["id"]): row for row in csv.DictReader(io.StringIO(text))}
        regions = regionprops(labels)
        if sorted(rows) != [region.label for region in regions]:
            wrong.append(f"{path.name}: other objects")
            continue
        for region in regions:
            row = rows[region.label]
            objects += 1
            wrong += [f"{path.name} {region.label}: {name}"
                      for name in compare(row, region, labels.shape)]
            if region.area >= 300:
                ratios.append(float(row["perimeter_px"]) / region.perimeter_crofton)
                solidities.append(float(row["solidity"]) - region.solidity)
                ferets.append(float(row["feret_max_px"]) - region.feret_diameter_max)

    print(f"# {objects} objects in {len(masks)} pictures")
    print(f"# of 300 pixels or more: perimeter / Crofton's {numpy.mean(ratios):.3f} +- "
          f"{numpy.std(ratios):.3f}, solidity {numpy.mean(solidities):+.3f} (scikit-image's hull "
          f"goes around pixels), largest Feret diameter {numpy.mean(ferets):+.2f} pixels")
    for line in wrong[:20]:
        print(f"# {line}")
    print("not ok" if wrong else "ok", "1 - areas, centres, axes, edges, hulls are equal")
    print("1..1")
    sys.exit(1 if wrong else 0)


main()
