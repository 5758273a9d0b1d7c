#!/usr/bin/python3
# Lazy Labels: segmentation of micrographs learned from rough marks
# SPDX-License-Identifier: GPL-3.0-or-later

"""Files of objects, as other programs read and write them.

    check_exchange.py EXCHANGE_OBJECTS

Label images go through tifffile and Pillow, and GeoJSON through Shapely.  COCO goes through
pycocotools where that is installed, which Debian does not have; otherwise, and for ROIs,
what the formats say is written down here once more.
"""

import json
import os
import pathlib
import struct
import subprocess
import sys
import tempfile
import zipfile

try:
    import numpy
    import PIL.Image
    import shapely.geometry
    import shapely.prepared
    import tifffile
except ImportError as missing:
    print(f"skipped: {missing.name} is not installed")
    sys.exit(77)

try:
    from pycocotools import mask as coco_mask
except ImportError:
    coco_mask = None

WIDTH, HEIGHT, DISCS = 220, 170, 150
NAMES = ["air bubble", "ice crystal ä"]

PROGRAM = sys.argv[1]
failed = 0


def check(condition, title):
    global failed
    failed += not condition
    print("ok" if condition else "not ok", "-", title)


def parse(text, height):
    """Names of the objects' classes, and the ids."""
    head, body = text.split("\n\n", 1)
    ids = numpy.array([row.split() for row in body.splitlines()], dtype=numpy.int64)
    assert ids.shape[0] == height
    return head.split("\n"), ids


def run(*words):
    return subprocess.run([PROGRAM, *map(str, words)], capture_output=True, encoding="utf-8",
                          check=False)


def read(path, ids, image="scene.tif"):
    """What the program makes of a file: names and ids, or its complaint."""
    height, width = ids.shape
    done = run("read", path, width, height, image)
    if done.returncode:
        return None, done.stderr.strip()
    return parse(done.stdout, height)


def rank(values):
    """Numbers of the values, from 1 on; 0 stays."""
    found = numpy.unique(values[values != 0])
    ranks = numpy.searchsorted(found, values) + 1
    return numpy.where(values == 0, 0, ranks)


def is_complaint(text, part):
    return text is not None and isinstance(text, str) and part in text and "\n" not in text


# What was written


def check_labels(folder, ids):
    with tifffile.TiffFile(folder / "objects.tif") as tiff:
        page = tiff.pages[0]
        check(page.dtype == numpy.uint16 and (page.asarray() == ids).all(),
              "tifffile reads the ids of the label image")
        told = tiff.imagej_metadata or {}
        resolution = page.tags["XResolution"].value
        check(tiff.is_imagej and told.get("unit") == "micron"
              and abs(resolution[0] / resolution[1] - 2.5) < 1e-6
              and page.tags["ResolutionUnit"].value == 1 and told.get("max") == ids.max(),
              "it has the scale and the largest id in ImageJ's description")


def fill_rings(rings, shape):
    """Pixels whose centres an odd number of the rings encloses."""
    inside = numpy.zeros(shape, dtype=bool)
    for ring in rings:
        for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1]):
            for y in range(shape[0]):
                centre = y + 0.5
                if (y0 <= centre) != (y1 <= centre):
                    x = x0 + (centre - y0) * (x1 - x0) / (y1 - y0)
                    inside[y] ^= numpy.arange(shape[1]) + 0.5 > x
    return inside


def check_geojson(folder, ids, classes):
    data = json.loads((folder / "objects.geojson").read_text(encoding="utf-8"))
    valid = same = right = True
    for feature in data["features"]:
        told = feature["properties"]
        number = int(told["name"])
        area = shapely.geometry.shape(feature["geometry"])
        valid &= area.is_valid
        near = shapely.prepared.prep(area)
        left, top, end, bottom = map(int, area.bounds)
        mask = numpy.zeros(ids.shape, dtype=bool)
        for y in range(top, bottom):
            for x in range(left, end):
                mask[y, x] = near.contains(shapely.geometry.Point(x + 0.5, y + 0.5))
        same &= (mask == (ids == number)).all()
        right &= (told["objectType"] == "detection"
                  and told["classification"]["name"] == classes[number - 1]
                  and len(told["classification"]["color"]) == 3
                  and abs(told["measurements"]["Area µm^2"] - mask.sum() / 6.25) < 1e-3)
    check(data["type"] == "FeatureCollection" and len(data["features"]) == ids.max(),
          "GeoJSON has a feature per object")
    check(valid, "Shapely takes the polygons for valid")
    check(same, "they have the pixels of the objects")
    check(right, "so have their properties, as QuPath names them")


def decode_segmentation(segmentation, shape):
    """Pixels of polygons or run lengths."""
    if coco_mask is not None:
        runs = (coco_mask.merge(coco_mask.frPyObjects(segmentation, *shape))
                if isinstance(segmentation, list)
                else coco_mask.frPyObjects(segmentation, *shape))
        return coco_mask.decode(runs) > 0
    if isinstance(segmentation, list):
        mask = numpy.zeros(shape, dtype=bool)
        for numbers in segmentation:
            mask |= fill_rings([list(zip(numbers[::2], numbers[1::2]))], shape)
        return mask
    assert segmentation["size"] == list(shape)
    counts = segmentation["counts"]
    return numpy.repeat(numpy.arange(len(counts)) % 2, counts).reshape(shape, order="F") > 0


def encode_runs(mask):
    """Compressed run lengths, as the C sources of COCO's API make them."""
    if coco_mask is not None:
        runs = coco_mask.encode(numpy.asfortranarray(mask, dtype=numpy.uint8))
        return runs["counts"].decode()
    flat = mask.flatten(order="F")
    ends = numpy.flatnonzero(numpy.diff(flat)) + 1
    counts = numpy.diff(numpy.concatenate(([0], ends, [flat.size]))).tolist()
    counts = [0] * int(flat[0]) + counts
    text = ""
    for i, count in enumerate(counts):
        rest = count - counts[i - 2] if i > 2 else count
        more = True
        while more:
            part = rest & 31
            rest >>= 5
            more = rest != (-1 if part & 16 else 0)
            text += chr(48 + part + 32 * more)
    return text


def check_coco(folder, ids, classes):
    data = json.loads((folder / "objects.json").read_text(encoding="utf-8"))
    categories = {category["id"]: category["name"] for category in data["categories"]}
    same = right = True
    for annotation in data["annotations"]:
        number = annotation["id"]
        mask = ids == number
        rows, columns = numpy.where(mask)
        same &= (decode_segmentation(annotation["segmentation"], ids.shape) == mask).all()
        right &= (annotation["area"] == mask.sum() and annotation["bbox"] ==
                  [columns.min(), rows.min(), numpy.ptp(columns) + 1, numpy.ptp(rows) + 1]
                  and annotation["image_id"] == 1 and annotation["iscrowd"] == 0
                  and categories[annotation["category_id"]] == classes[number - 1])
    check(len(data["annotations"]) == ids.max() and data["images"] == [
        {"id": 1, "width": ids.shape[1], "height": ids.shape[0], "file_name": "scene.tif"}],
          "COCO has an annotation per object")
    check(same, "they have the pixels of the objects")
    check(right, "and their areas, boxes and classes")


def decode_roi(data):
    """Name and rings of a ROI."""
    assert data[:4] == b"Iout"
    version, kind = struct.unpack(">HB", data[4:7])
    top, left, bottom, right = struct.unpack(">4h", data[8:16])
    n, = struct.unpack(">H", data[16:18])
    n_floats, = struct.unpack(">I", data[36:40])
    second, = struct.unpack(">I", data[60:64])
    at, length = struct.unpack(">2I", data[second + 16:second + 24])
    name = data[at:at + 2 * length].decode("utf-16-be")
    rings = []
    if n_floats:
        assert kind == 1
        values = list(struct.unpack(f">{n_floats}f", data[64:64 + 4 * n_floats]))
        while values:
            segment = values.pop(0)
            if segment == 0:
                rings.append([(values.pop(0), values.pop(0))])
            elif segment == 1:
                rings[-1].append((values.pop(0), values.pop(0)))
            else:
                assert segment == 4
    else:
        assert kind == 8
        places = struct.unpack(f">{2 * n}h", data[64:64 + 4 * n])
        rings.append([(left + x, top + y) for x, y in zip(places[:n], places[n:])])
    xs = [x for ring in rings for x, _ in ring]
    ys = [y for ring in rings for _, y in ring]
    assert (min(xs), max(xs), min(ys), max(ys)) == (left, right, top, bottom)
    return version, name, rings


def check_rois(folder, ids, classes):
    same = named = True
    with zipfile.ZipFile(folder / "objects.zip") as archive:
        entries = archive.namelist()
        check(archive.testzip() is None and len(entries) == ids.max(),
              "the ZIP has a ROI per object")
        for entry in entries:
            version, name, rings = decode_roi(archive.read(entry))
            number = int(name.split()[0])
            same &= (fill_rings(rings, ids.shape) == (ids == number)).all()
            named &= version >= 227 and name == f"{number:04d} {classes[number - 1]}"
            named &= entry.encode("utf-8", "replace").decode("ascii", "ignore")[:5] == name[:5]
    check(same, "the ROIs have the pixels of the objects")
    check(named, "and their numbers and classes as names")


# What is read


def check_label_images(folder, ids):
    sparse = ids * 3
    names = []
    for kind in ("uint8", "int16", "uint16", "int32", "uint32", "uint64", "float32"):
        for options in ({}, {"tile": (32, 48)}, {"compression": "zlib"}, {"byteorder": ">"},
                        {"bigtiff": True}, {"rowsperstrip": 7}):
            path = folder / "labels.tif"
            values = (sparse % 251 if kind == "uint8" else sparse).astype(kind)
            tifffile.imwrite(path, values, **options)
            found = read(path, ids)
            if found[0] is None or (found[1] != rank(values.astype(int))).any():
                names.append(f"{kind} {options} {found[1] if found[0] is None else ''}")
    colours = numpy.stack([ids] * 3 + [numpy.where(ids == 3, 0, 65535)], axis=-1)
    for options in ({"tile": (32, 48)}, {}):
        tifffile.imwrite(folder / "labels.tif", colours.astype(numpy.uint16),
                         photometric="rgb", extrasamples=["unassalpha"], **options)
        found = read(folder / "labels.tif", ids)
        if found[0] is None or (found[1] != rank(numpy.where(ids == 3, 0, ids))).any():
            names.append(f"grey as colours {options} {found[1] if found[0] is None else ''}")
    check(not names, f"TIFF of tifffile is read {names}")

    names = []
    small = (ids % 15).astype(numpy.uint8)
    palette = PIL.Image.fromarray(small, mode="L").convert("P")
    palette.putdata(small.flatten().tolist())
    for name, picture, values in (
            ("8 bits", PIL.Image.fromarray(small), small),
            ("16 bits", PIL.Image.fromarray((ids * 200).astype(numpy.uint16)), ids),
            ("palette", palette, small),
            ("grey as colours", PIL.Image.fromarray(small).convert("RGB"), small),
            ("grey and alpha", PIL.Image.merge("LA", (
                PIL.Image.fromarray(small),
                PIL.Image.fromarray(numpy.where(small == 3, 9, 255).astype(numpy.uint8)))),
             numpy.where(small == 3, 0, small))):
        path = folder / "labels.png"
        picture.save(path)
        found = read(path, ids)
        if found[0] is None or (found[1] != rank(values)).any():
            names.append(f"{name} {found[1] if found[0] is None else ''}")
    check(not names, f"PNG of Pillow is read {names}")

    tifffile.imwrite(folder / "far.tif", numpy.where(ids, ids + 2_000_000_000, 0).astype("uint32"))
    check((read(folder / "far.tif", ids)[1] == ids).all(), "ids may be large")
    PIL.Image.fromarray((ids == 5).astype(numpy.uint8) * 255).convert("1").save(folder / "m.png")
    check((read(folder / "m.png", ids)[1] > 0).tolist() == (ids == 5).tolist(), "a mask of 1 bit")


def check_complaints(folder, ids):
    pictures = {
        "several pages": numpy.stack([ids, ids]).astype(numpy.uint16),
        "colours": numpy.stack([ids, ids, 0 * ids], axis=-1).astype(numpy.uint8),
        "not the number": (ids - 1).astype(numpy.int16),
        "value nan": numpy.where(ids == 0, numpy.nan, ids).astype(numpy.float32),
        "value 0.5": numpy.full(ids.shape, 0.5, dtype=numpy.float32),
        "whole numbers": ids.astype(numpy.float16),
        "9 x 9": numpy.ones((9, 9), dtype=numpy.uint8),
        "are 0": numpy.zeros(ids.shape, dtype=numpy.uint8),
    }
    for part, values in pictures.items():
        path = folder / "wrong.tif"
        tifffile.imwrite(path, values)
        names, text = read(path, ids)
        check(names is None and is_complaint(text, part), f"TIFF: {text}")
    colours = PIL.Image.fromarray((ids % 250).astype(numpy.uint8)).convert("RGB")
    colours.putpixel((100, 100), (1, 2, 1))
    colours.save(folder / "w.png")
    names, text = read(folder / "w.png", ids)
    check(names is None and is_complaint(text, "colours"), f"PNG: {text}")

    # More than it says, by a factor of a thousand.
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0001.roi", b"Iout" + bytes(80 << 20))
    names, text = read(folder / "bomb.zip", ids)
    check(names is None and is_complaint(text, "damaged"), f"ROI: {text}")


def check_other_coco(folder, ids):
    annotations = []
    for number in range(1, ids.max() + 1):
        annotations.append({
            "id": 1000 - number, "image_id": "x", "category_id": 1 + number % 2,
            "iscrowd": int(number == 3),
            "segmentation": {"size": list(ids.shape), "counts": encode_runs(ids == number)}})
    path = folder / "runs.json"
    path.write_text(json.dumps({
        "images": [{"id": "x", "file_name": "pictures/scene.png", "width": ids.shape[1],
                    "height": ids.shape[0]}, {"id": "y", "file_name": "other.png"}],
        "categories": [{"id": 2, "name": "ä"}, {"id": 1, "name": "b"}],
        "annotations": annotations}), encoding="utf-8")
    names, found = read(path, ids, "scene.xcf")
    check(names is not None and (found == rank(numpy.where((ids == 3) | (ids == 0), 0,
                                                           1000 - ids))).all(),
          "compressed run lengths are read, but for the crowd")
    other = ids[::-1, ::-1]
    for number in range(1, ids.max() + 1):
        annotations.append({
            "id": 5000 + number, "image_id": "y", "category_id": 1, "iscrowd": 0,
            "segmentation": {"size": list(ids.shape), "counts": encode_runs(other == number)}})
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**data, "annotations": annotations}), encoding="utf-8")
    names, again = read(path, ids, "scene.xcf")
    check(names is not None and (again == found).all(), "the objects of one of two images")
    names, again = read(path, ids, "folder/other.tif")
    check(names is not None and (again == other).all(), "and those of the other")
    names, text = read(path, ids, "third.png")
    check(names is None and is_complaint(text, "no image that is called"), f"COCO: {text}")


def check_other_geojson(folder, ids):
    points = shapely.geometry.MultiPoint([(40, 30), (120.3, 100.7), (200, 20)])
    areas = list(points.buffer(17.3).geoms)
    areas[1] = areas[1].difference(areas[1].centroid.buffer(6))
    path = folder / "areas.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "geometry": shapely.geometry.mapping(area),
         "properties": {"objectType": "annotation"}} for area in areas]}))
    expected = numpy.zeros(ids.shape, dtype=int)
    for number, area in enumerate(areas, 1):
        near = shapely.prepared.prep(area)
        for y in range(ids.shape[0]):
            for x in range(ids.shape[1]):
                if near.contains(shapely.geometry.Point(x + 0.5, y + 0.5)):
                    expected[y, x] = number
    names, found = read(path, ids)
    check(names == ["-"] * 3 and (found == expected).all(), "polygons of Shapely are read")


def encode_roi(kind, box, corners=(), options=0, floats=(), path=()):
    left, top, right, bottom = (int(value) for value in box)
    head = bytearray(64)
    head[:7] = b"Iout" + struct.pack(">HB", 228, kind)
    head[8:18] = struct.pack(">4hH", top, left, bottom, right, len(corners) or len(floats))
    head[50:52] = struct.pack(">H", options)
    if kind in (1, 2) and options:
        head[18:34] = struct.pack(">4f", box[0], box[1], box[2] - box[0], box[3] - box[1])
    head[36:40] = struct.pack(">I", len(path))
    body = b""
    if corners or floats:
        whole = corners or [(int(x), int(y)) for x, y in floats]
        body = struct.pack(f">{len(whole)}h", *(x - left for x, _ in whole))
        body += struct.pack(f">{len(whole)}h", *(y - top for _, y in whole))
        for axis in (0, 1):
            body += struct.pack(f">{len(floats)}f", *(point[axis] for point in floats))
    return bytes(head) + body + struct.pack(f">{len(path)}f", *path)


def check_other_rois(folder, ids):
    triangle = [(100.25, 10.5), (140.75, 12.0), (120.5, 60.0)]
    curve = [0, 20.0, 120.0, 3, 20.0, 160.0, 80.0, 160.0, 80.0, 120.0, 4]
    rois = {
        "rectangle": encode_roi(1, (3, 4, 20, 15)),
        "oval": encode_roi(2, (30, 5, 61, 46)),
        "triangle": encode_roi(0, (100, 10, 141, 60), options=128, floats=triangle),
        "freehand": encode_roi(7, (150, 80, 190, 130),
                               corners=[(150, 80), (190, 90), (170, 130)]),
        "curve": encode_roi(1, (20, 120, 80, 160), path=curve),
        "line": encode_roi(3, (0, 0, 9, 9)),
    }
    with zipfile.ZipFile(folder / "RoiSet.zip", "w") as archive:
        for name, data in rois.items():
            archive.writestr(f"{name}.roi", data)
        archive.writestr("readme.txt", b"not a ROI")
    names, found = read(folder / "RoiSet.zip", ids)
    check(names == ["-"] * 5, f"ROIs of all kinds are read, but for a line {found if not names else ''}")
    if names is None:
        return
    box = numpy.zeros(ids.shape, dtype=bool)
    box[4:15, 3:20] = True
    check(((found == 1) == box).all(), "a rectangle")
    y, x = numpy.mgrid[:ids.shape[0], :ids.shape[1]] + 0.5
    oval = ((x - 45.5) / 15.5) ** 2 + ((y - 25.5) / 20.5) ** 2 <= 1
    check(((found == 2) != oval).sum() <= 8, "an oval, but for pixels on its border")
    check(((found == 3) == fill_rings([triangle], ids.shape)).all(), "fractions of pixels")
    check(((found == 4) == fill_rings([[(150, 80), (190, 90), (170, 130)]], ids.shape)).all(),
          "a freehand outline")
    # The curve bulges to three quarters of its handles; below it lies 3/5 h w.
    check(abs((found == 5).sum() - 0.6 * 40 * 60) < 40, "a curve")
    (folder / "one.roi").write_bytes(rois["rectangle"])
    check(((read(folder / "one.roi", ids)[1] == 1) == box).all(), "a single ROI")


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        done = run("write", folder, DISCS, WIDTH, HEIGHT, 1)
        if done.returncode:
            sys.exit(done.stderr)
        classes, ids = parse(done.stdout, HEIGHT)
        assert sorted(set(classes)) == NAMES
        check_labels(folder, ids)
        check_geojson(folder, ids, classes)
        check_coco(folder, ids, classes)
        check_rois(folder, ids, classes)
        for ending in ("zip", "geojson", "json"):
            names, found = read(folder / f"objects.{ending}", ids)
            check(names == classes and (found == ids).all(), f"{ending} comes back")
        check_label_images(folder, ids)
        check_complaints(folder, ids)
        check_other_coco(folder, ids)
        check_other_geojson(folder, ids)
        check_other_rois(folder, ids)
    sys.exit(1 if failed else 0)


main()
