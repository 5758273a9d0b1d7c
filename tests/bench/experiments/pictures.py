# Lazy Labels: segmentation of micrographs learned from rough marks
# SPDX-License-Identifier: GPL-3.0-or-later

"""Sets of pictures.  In the end each is a folder with pictures.txt, see pictures.h."""

import re

from experiments.runs import Failure, run


def list_generated(build, folder, size):
    """Generates the micrographs that are missing; 38 in the paper's three parts."""
    parts = ["train"] * 20 + ["validation"] * 6 + ["test"] * 12
    program = build / "tests/synth/synth-micrograph"
    listed = []
    for seed, part in enumerate(parts, 1):
        stem = folder / f"micrograph-{seed}"
        if not stem.with_name(stem.name + "-segmentation.png").exists():
            run([str(program), "--seed", str(seed), "--width", str(size[0]),
                 "--height", str(size[1]), "--out", str(stem)])
        listed.append((part, stem.name, stem.with_suffix(".png"),
                       stem.with_name(stem.name + "-ids.png"),
                       stem.with_name(stem.name + "-classes.png")))
    return listed


def find_pairs(folder):
    """Images with their ids, as (part, image, ids)."""
    split = folder / "split.txt"
    if split.exists():
        rows = [line.split("\t") for line in split.read_text().splitlines() if line.strip()]
        if any(len(row) != 3 for row in rows):
            raise Failure(f"A line of {split} must hold part, image and ids, separated by tabs.")
        return [(part, folder / image, folder / ids) for part, image, ids in rows]

    pairs = []
    for image in sorted(folder.iterdir(), key=lambda path: [
            int(text) if text.isdigit() else text for text in re.split(r"(\d+)", path.name)]):
        for suffix in ("_anno", "_ids", "-ids", "_particles", "_masks"):
            ids = image.with_name(image.stem + suffix + image.suffix)
            if image.is_file() and ids.exists():
                pairs.append((image, ids))
                break
    if not pairs:
        raise Failure(f"{folder} has no images with instance ids: name them NAME.png and "
                      "NAME_ids.png, or list them in split.txt.")

    if any(image.name.startswith("train_") for image, _ in pairs):
        named = {"train": "train", "testA": "test A", "testB": "test B"}
        return [(named[image.name.split("_")[0]], image, ids) for image, ids in pairs
                if image.name.split("_")[0] in named]
    n = max(1, len(pairs) // 4)
    return [("test" if i >= len(pairs) - n else "train", *pair) for i, pair in enumerate(pairs)]


def cut(listed, folder, tile):
    """Writes pictures.txt and what it names; each picture a square of @tile, or whole."""
    import numpy
    from PIL import Image

    lines = []
    for part, name, *paths in listed:
        with Image.open(paths[0]) as image:
            grey = image.mode in ("L", "1", "I", "I;16")
            arrays = [numpy.array(image.convert("L" if grey else "RGB"))]
            if not grey and (arrays[0].max(axis=2) == arrays[0].min(axis=2)).all():
                arrays[0] = arrays[0][:, :, 0]
        for path in paths[1:]:
            with Image.open(path) as image:
                arrays.append(numpy.array(image))
        arrays[1] = arrays[1].astype(numpy.uint16)
        height, width = arrays[0].shape[:2]
        for y in range(0, height - tile + 1, tile) if tile else [0]:
            for x in range(0, width - tile + 1, tile) if tile else [0]:
                stem = f"{name}-{x}-{y}" if tile else name
                for array, ending in zip(arrays, ("", "-ids", "-classes")):
                    piece = array[y:y + tile, x:x + tile] if tile else array
                    target = folder / f"{stem}{ending}.png"
                    Image.fromarray(numpy.ascontiguousarray(piece)).save(target)
                lines.append(f"{part}\t{stem}\n")
    (folder / "pictures.txt").write_text("".join(lines))
