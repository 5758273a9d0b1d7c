#!/usr/bin/python3
# Lazy Labels: segmentation of micrographs learned from rough marks
# SPDX-License-Identifier: GPL-3.0-or-later

"""Files of objects, as ogrinfo (GDAL) or ImageJ reads them.

    check_readers.py ogrinfo|imagej EXCHANGE_OBJECTS

The areas that they measure are those of the pixels, and, for ImageJ, all pixels within an ROI
have its number in the label image, which is calibrated.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

WIDTH, HEIGHT, DISCS = 220, 170, 150
IJ = "/usr/share/java/ij.jar"

MACRO = """
parts = split(getArgument(), "|");
open(parts[0]);
getPixelSize(unit, width, height);
print("image", bitDepth(), getWidth(), getHeight(), unit, width, height);
files = getFileList(parts[1]);
for (i = 0; i < files.length; i++) {
  open(parts[1] + files[i]);
  getRawStatistics(count, mean, least, most);
  getStatistics(area);
  print("roi", files[i], count, least, most, area);
  run("Select None");
}
"""

failed = 0


def check(condition, title):
    global failed
    failed += not condition
    print("ok" if condition else "not ok", "-", title)


def count_pixels(text):
    """Area of each object, by its number."""
    counts = {}
    for word in text.split("\n\n", 1)[1].split():
        counts[int(word)] = counts.get(int(word), 0) + 1
    counts.pop(0, None)
    return counts


def check_ogrinfo(folder, counts):
    path = os.path.join(folder, "objects.geojson")
    run = subprocess.run(["ogrinfo", "-q", "-al", "-so", path], capture_output=True, text=True,
                         check=False)
    layer = re.search(r"Layer name: (.+)", run.stdout)
    told = re.search(r"Feature Count: (\d+)", run.stdout)
    if run.returncode or not layer or not told:
        run = subprocess.run(["ogrinfo", "-al", "-so", path], capture_output=True, text=True,
                             check=False)
        layer = re.search(r"Layer name: (.+)", run.stdout)
        told = re.search(r"Feature Count: (\d+)", run.stdout)
    check(run.returncode == 0 and not run.stderr and told
          and int(told.group(1)) == len(counts),
          f"ogrinfo counts {told and told.group(1)} of {len(counts)} objects {run.stderr}")
    name = layer.group(1).strip() if layer else "objects"
    run = subprocess.run(["ogrinfo", "-q", path, "-sql",
                          f"SELECT name, OGR_GEOM_AREA FROM \"{name}\""],
                         capture_output=True, text=True, check=False)
    names = re.findall(r"name \(\w+(?:\([\d.]+\))?\) = (\S+)", run.stdout)
    areas = re.findall(r"OGR_GEOM_AREA \(Real\) = (\S+)", run.stdout)
    found = {int(number): float(area) for number, area in zip(names, areas)}
    wrong = [number for number in counts
             if abs(found.get(number, -1) - counts[number]) > 1e-6 * counts[number]]
    check(not wrong and len(found) == len(counts),
          f"the areas of their polygons are those of the pixels {wrong[:5]} {run.stderr}")


def check_imagej(folder, counts):
    rois = os.path.join(folder, "rois")
    with zipfile.ZipFile(os.path.join(folder, "objects.zip")) as archive:
        archive.extractall(rois)
    macro = os.path.join(folder, "read.ijm")
    with open(macro, "w", encoding="ascii") as file:
        file.write(MACRO)
    # What opens files wants a display, even in a batch.
    run = subprocess.run(
        ["xvfb-run", "-a", "java", f"-Duser.home={folder}", "-cp", IJ, "ij.ImageJ", "-batch",
         macro, f"{folder}/objects.tif|{rois}/"],
        capture_output=True, text=True, timeout=250, check=False)
    lines = [line.split() for line in run.stdout.splitlines()]
    image = next((line[1:] for line in lines if line[:1] == ["image"]), None)
    check(image is not None and image[:3] == ["16", str(WIDTH), str(HEIGHT)]
          and image[3] in ("micron", "microns", "um", "\u00b5m") and float(image[4]) == 0.4
          and float(image[5]) == 0.4,
          f"ImageJ reads the label image and its scale {image} {run.stderr[:300]}")
    wrong = []
    found = set()
    for line in lines:
        if line[:1] != ["roi"]:
            continue
        number = int(re.match(r"(\d+)", line[1]).group(1))
        found.add(number)
        count, least, most, area = map(float, line[-4:])
        if (count != counts[number] or least != number or most != number
                or abs(area - 0.16 * count) > 1e-3 * area):
            wrong.append(line)
    check(not wrong and found == set(counts),
          f"and {len(found)} of {len(counts)} ROIs lie on their objects' pixels {wrong[:5]}")


def main():
    reader, program = sys.argv[1:]
    if reader == "ogrinfo" and not shutil.which("ogrinfo"):
        print("skipped: ogrinfo (gdal-bin) is not installed")
        sys.exit(77)
    if reader == "imagej" and not (shutil.which("java") and shutil.which("xvfb-run")
                                   and os.path.exists(IJ)):
        print("skipped: ImageJ (imagej) or a display for it (xvfb, xauth) is not installed")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run([program, "write", folder, str(DISCS), str(WIDTH), str(HEIGHT), "1"],
                             capture_output=True, encoding="utf-8", check=True)
        counts = count_pixels(run.stdout)
        (check_ogrinfo if reader == "ogrinfo" else check_imagej)(folder, counts)
    sys.exit(1 if failed else 0)


main()
