#!/usr/bin/python3
# Lazy Labels: segmentation of micrographs learned from rough marks
# SPDX-License-Identifier: GPL-3.0-or-later

"""GrabCut of the engine beside that of OpenCV, on the same generated micrograph.

    compare_grabcut.py BENCH_GROW SYNTH_MICROGRAPH

Both get the same marks, and the same pixels in question around each of them, and no
smoothing.  OpenCV's starts from colours by k-means with random numbers of its own, so that
the two never agree everywhere; where objects are told from their surroundings by their
colour at all, they must.
"""

import pathlib
import subprocess
import sys
import tempfile

try:
    import cv2
    import numpy
except ImportError as missing:
    print(f"1..0 # SKIP {missing.name} is not installed")
    sys.exit(0)

SIZE = (640, 480)
SETTINGS = {"smoothing": 0, "contrast": 50, "colours": 5, "rounds": 5, "reach": 0.8}
LEAST_REACH = 2.0


def find_owners(marks):
    """The number of the mark that may grow to a pixel, the nearest in depths of marks."""
    n, numbers = cv2.connectedComponents(marks, connectivity=8)
    nearest = numpy.full(marks.shape, numpy.inf)
    owners = numpy.zeros(marks.shape, int)
    for mark in range(1, n):
        own = (numbers == mark).astype(numpy.uint8)
        padded = cv2.copyMakeBorder(own, 1, 1, 1, 1, cv2.BORDER_REPLICATE)
        depth = cv2.distanceTransform(padded, cv2.DIST_L2, cv2.DIST_MASK_PRECISE).max()
        away = cv2.distanceTransform(1 - own, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
        wins = (away <= SETTINGS["reach"] * depth + LEAST_REACH) & (away / depth < nearest)
        nearest[wins] = (away / depth)[wins]
        owners[wins] = mark
    return n, numbers, owners


def cut_by_opencv(image, numbers, owners, mark):
    """A box around the mark, with the seeds that the engine has."""
    ys, xs = numpy.nonzero(owners == mark)
    y0, y1 = max(ys.min() - 8, 0), ys.max() + 9
    x0, x1 = max(xs.min() - 8, 0), xs.max() + 9
    mask = numpy.full(owners[y0:y1, x0:x1].shape, cv2.GC_BGD, numpy.uint8)
    mask[owners[y0:y1, x0:x1] == mark] = cv2.GC_PR_FGD
    mask[numbers[y0:y1, x0:x1] == mark] = cv2.GC_FGD
    models = numpy.zeros((1, 65)), numpy.zeros((1, 65))
    colour = cv2.cvtColor(numpy.ascontiguousarray(image[y0:y1, x0:x1]), cv2.COLOR_GRAY2BGR)
    cv2.grabCut(colour, mask, None, *models, SETTINGS["rounds"], cv2.GC_INIT_WITH_MASK)
    return (y0, y1, x0, x1), (mask == cv2.GC_FGD) | (mask == cv2.GC_PR_FGD)


def main():
    cv2.setRNGSeed(1)
    with tempfile.TemporaryDirectory() as folder:
        stem = pathlib.Path(folder) / "m"
        subprocess.run([sys.argv[2], "--seed", "3", "--width", str(SIZE[0]), "--height",
                        str(SIZE[1]), "--out", stem], check=True)
        options = [f"--{key}={value}" for key, value in SETTINGS.items()]
        subprocess.run([sys.argv[1], "--seed", "3", "--pictures", "1", "--methods", "grabcut",
                        "--image-width", str(SIZE[0]), "--image-height", str(SIZE[1]),
                        "--out", stem, *options], check=True, stdout=subprocess.DEVNULL)
        image, marks, ours, truth = (
            cv2.imread(f"{stem}{ending}.png", cv2.IMREAD_UNCHANGED)
            for ending in ("", "-detection", "-grabcut-0", "-segmentation"))

    n, numbers, owners = find_owners(marks)
    theirs = numpy.zeros(marks.shape, bool)
    ratios = []
    for mark in range(1, n):
        (y0, y1, x0, x1), cut = cut_by_opencv(image, numbers, owners, mark)
        cut &= owners[y0:y1, x0:x1] == mark
        own = (ours[y0:y1, x0:x1] > 0) & (owners[y0:y1, x0:x1] == mark)
        theirs[y0:y1, x0:x1] |= cut
        ratios.append((own & cut).sum() / max((own | cut).sum(), 1))

    dice = [2 * (result & (truth > 0)).sum() / (result.sum() + (truth > 0).sum())
            for result in (ours > 0, theirs)]
    median = float(numpy.median(ratios))
    print(f"# {n - 1} objects: median overlap {median:.3f}, mean {numpy.mean(ratios):.3f}; Dice "
          f"of the engine {dice[0]:.3f}, of OpenCV {dice[1]:.3f}")
    print("ok" if median > 0.85 else "not ok", "1 - half of the objects are the same")
    print("ok" if dice[0] > dice[1] - 0.02 else "not ok", "2 - and not worse")
    print("1..2")


main()
