# Lazy Labels: segmentation of micrographs learned from rough marks
# SPDX-License-Identifier: GPL-3.0-or-later

"""What people use without a network, as references for experiment quality.

A random forest on filters of several scales, as in ilastik and in Weka's segmentation (python3-
sklearn, python3-skimage): it learns from the marks, the scribbles and the masks.  Otsu's
thresholds: of the brightness, the side that fits the truth better.
"""

import random

import numpy
from PIL import Image
from scipy import ndimage

# Labelled pixels that a forest learns from, of each class.
MAX_PIXELS = 20000

# As an annotator's mark: pixels deeper in their object than this share of its depth.
MARK_DEPTH = 0.35


def read_picture(folder, stem):
    """(image [height, width, channels], ids, class of each pixel)."""
    image = numpy.asarray(Image.open(folder / f"{stem}.png"), dtype=float)
    ids = numpy.asarray(Image.open(folder / f"{stem}-ids.png")).astype(int)
    path = folder / f"{stem}-classes.png"
    classes = numpy.asarray(Image.open(path)).astype(int) if path.exists() else (ids > 0) * 1
    return image.reshape(*image.shape[:2], -1), ids, classes


def list_pictures(folder):
    lines = (folder / "pictures.txt").read_text().splitlines()
    pairs = [line.split("\t") for line in lines]
    return ([stem for part, stem in pairs if part == "train"],
            [stem for part, stem in pairs if part.startswith("test")])


def find_marks(ids, classes):
    """Class where an annotator marks, 0 on scribbles between objects, -1 elsewhere."""
    labels = numpy.full(ids.shape, -1)
    distances = numpy.zeros(ids.shape)
    near = numpy.zeros(ids.shape, int)
    for index, place in enumerate(ndimage.find_objects(ids), 1):
        if place is None:
            continue
        place = tuple(slice(max(0, part.start - 3), part.stop + 3) for part in place)
        inside = numpy.pad(ids[place] == index, 1)
        depth = ndimage.distance_transform_edt(inside)[1:-1, 1:-1]
        inside = inside[1:-1, 1:-1]
        distances[place][inside] = depth[inside] / depth.max()
        near[place] += ndimage.binary_dilation(inside, iterations=2)
    marks = distances > MARK_DEPTH
    labels[marks] = classes[marks]
    labels[(near > 1) & (ids == 0)] = 0
    return labels


def find_features(image):
    from skimage.feature import multiscale_basic_features

    return multiscale_basic_features(image / 255.0, channel_axis=-1, sigma_min=0.7, sigma_max=10,
                                     num_sigma=6)


def dice(found, truth, n_classes):
    """All classes but the rest, pooled."""
    both = sum(((found == c) & (truth == c)).sum() for c in range(1, n_classes))
    sizes = sum((found == c).sum() + (truth == c).sum() for c in range(1, n_classes))
    return 2 * both / sizes if sizes else 1.0


def run_forest(folder, n_classes, masked, seed):
    """[(stem, Dice)] of the test images."""
    from sklearn.ensemble import RandomForestClassifier

    learned, judged = list_pictures(folder)
    generator = random.Random(seed)
    generator.shuffle(learned)
    rows, labels = [], []
    for index, stem in enumerate(learned):
        image, ids, classes = read_picture(folder, stem)
        known = classes if index < masked else find_marks(ids, classes)
        features = find_features(image)
        for c in range(n_classes):
            places = numpy.flatnonzero(known == c)
            n = min(len(places), max(1, MAX_PIXELS // (masked if c == 0 else len(learned))))
            chosen = numpy.random.default_rng(seed + index).choice(places, n, replace=False)
            rows.append(features.reshape(-1, features.shape[-1])[chosen])
            labels.append(numpy.full(n, c))
    forest = RandomForestClassifier(100, n_jobs=-1, random_state=seed, max_features="sqrt",
                                    min_samples_leaf=2)
    forest.fit(numpy.concatenate(rows), numpy.concatenate(labels))
    result = []
    for stem in judged:
        image, _, classes = read_picture(folder, stem)
        features = find_features(image)
        found = forest.predict(features.reshape(-1, features.shape[-1]))
        result.append((stem, dice(found.reshape(classes.shape), classes, n_classes)))
    return result


def run_otsu(folder, n_classes, masked, seed):
    """[(stem, Dice)]: one threshold; the darker side or the brighter, whichever fits better."""
    from skimage.filters import threshold_otsu

    result = []
    for stem in list_pictures(folder)[1]:
        image, _, classes = read_picture(folder, stem)
        grey = image.mean(axis=2)
        bright = grey > threshold_otsu(grey)
        truth = (classes > 0).astype(int)
        result.append((stem, max(dice(side.astype(int), truth, 2) for side in (bright, ~bright))))
    return result
