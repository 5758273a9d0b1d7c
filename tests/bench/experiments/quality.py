# Lazy Labels: segmentation of micrographs learned from rough marks
# SPDX-License-Identifier: GPL-3.0-or-later

"""Recipes of training against each other, on generated and on real micrographs.

"experiment quality" runs them.  Every recipe learns from all marks and scribbles of a set and
from the same few masks.  A row of the results is a test image, so that a run that was
interrupted goes on, and recipes can be added later.
"""

import statistics

from experiments.runs import ROOT, execute, read_rows, show, write_results

# A recipe: what it is called, the method of train-method, and its options.
RECIPES = {
    "plain": ("today's recipe", "multi", {}),
    "single": ("single-task U-net on the masks", "masks", {}),
    "pseudo": ("pseudo labels", "pseudo", {}),
    "certain": ("certain labels", "certain", {}),
    "averaged": ("averaged weights", "certain", {"averaging": 0.99}),
    "dice": ("soft Dice", "certain", {"dice-weight": 1}),
    "strong": ("strong augmentation", "certain", {"augmentation": 2}),
    "views": ("eight views", "certain", {"views": 8}),
    "decay": ("weight decay", "certain", {"decay": 0.05}),
    "limit": ("limited gradients", "certain", {"gradient-limit": 1}),
    "stretch": ("each image to its percentiles", "certain", {"stretch": True}),
    "together": ("averaged, soft Dice, strong", "certain",
                 {"averaging": 0.99, "dice-weight": 1, "augmentation": 2}),
    "slow": ("half the learning rate", "certain", {"rate": 0.002}),
    "new": ("a new network, as by default", "certain", {"width": 16, "scale": 0}),
    "start": ("from the starting network", "certain", {"start": True, "scale": 0}),
    "start-views": ("the same, eight views", "certain", {"start": True, "scale": 0, "views": 8}),
}
REFERENCES = ("forest", "otsu")
TITLES = {"forest": "random forest on filters", "otsu": "Otsu"}

# A set: where its images lie (None: they are generated), the side of the squares that they
# are cut into (None: they stay whole), and its classes.
SETS = {
    "generated": (None, None, ("air bubble", "ice crystal")),
    "stained": ("stained", None, ("object",)),
    "nuclei": ("nuclei", None, ("object",)),
    "brightfield": ("brightfield", 256, ("object",)),
    "powder": ("powder-sem", 256, ("object",)),
}


def list_nuclei(folder):
    """The set has no split: every second image by name is for testing."""
    images = sorted((folder / "images").glob("*.png"))
    return [("test" if i % 2 else "train", image.stem, image, folder / "labels" / image.name)
            for i, image in enumerate(images)]


def run_recipe(recipe, pictures, classes, options, arguments):
    """The rows of the test images, for each seed."""
    lines = (pictures / "pictures.txt").read_text().splitlines()
    n = sum(line.startswith("train\t") for line in lines)
    masked = max(1, round(arguments.masks * n / 100))
    rows = []
    for seed in range(1, (arguments.seeds or 3) + 1):
        if recipe in REFERENCES:
            rows += run_reference(recipe, pictures, len(classes) + 1, masked, seed, arguments)
            continue
        title, method, own = RECIPES[recipe]
        if own.get("start"):
            own = {**own, "start": find_starting(pictures, lines[0].split("\t")[1])}
        cell = {"method": method, "title": f"{pictures.name}, {title}", "seed": seed,
                "share": arguments.masks, "marked": n, "scribbled": n, "masked": masked}
        rows += execute(cell, pictures, classes, {**options, **own}, arguments)
    return rows


def find_starting(pictures, name):
    """The starting network for such pictures."""
    from PIL import Image

    with Image.open(pictures / f"{name}.png") as image:
        kind = "grey" if image.mode in ("L", "I;16") else "colour"
    return ROOT / f"plugin/networks/starting-{kind}.safetensors"


def run_reference(recipe, pictures, n_classes, masked, seed, arguments):
    path = arguments.out / "runs" / f"{recipe}-{pictures.name}-{masked}-{seed}.csv"
    if not path.exists():
        from experiments import classical

        print(f"{pictures.name}, {TITLES[recipe]}, seed {seed} ...", flush=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        scored = getattr(classical, f"run_{recipe}")(pictures, n_classes, masked, seed)
        write_results([{"seed": seed, "picture": name, "dice": f"{value:.6f}", "instances": ""}
                       for name, value in scored], path)
    return read_rows(path)


def precision(rows):
    """Average precision of instances at IoU 0.5, pooled over the images."""
    objects, found, matched = (sum(int(row[key]) for row in rows) for key in
                               ("instances", "instances found", "instances matched"))
    return matched / max(1, objects + found - matched)


def scores(rows):
    """(Dice, precision) of each seed."""
    seeds = sorted({row["seed"] for row in rows})
    result = []
    for seed in seeds:
        own = [row for row in rows if row["seed"] == seed]
        result.append((statistics.fmean(float(row["dice"]) for row in own if row["dice"]),
                       precision(own) if own[0]["instances"] else float("nan")))
    return result


def is_measured(values):
    """References have no instances, and so no precision."""
    return all(value == value for value in values)


def print_tables(results, recipes, sets):
    """@results: rows by (recipe, set)."""
    for index, heading in enumerate(("Dice", "AP at IoU 0.5")):
        print(f"\n{heading:<34}" + "".join(f"{name:>15}" for name in sets) + f"{'mean':>9}")
        for recipe in recipes:
            title = TITLES[recipe] if recipe in TITLES else RECIPES[recipe][0]
            cells = {name: [pair[index] for pair in scores(results[recipe, name])]
                     for name in sets if results.get((recipe, name))}
            text = "".join(f"{show(cells[name]) if name in cells else '':>15}" for name in sets)
            means = [statistics.fmean(values) for values in cells.values()]
            total = (f"{statistics.fmean(means):9.3f}"
                     if len(means) == len(sets) and is_measured(means) else "")
            print(f"{title:<34}{text}{total}")


def plot(results, recipes, sets, path):
    """Each recipe's gain over the first one: one panel for Dice, one for precision."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    colours = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9")
    figure, axes = pyplot.subplots(2, 1, figsize=(10, 8), sharex=True)
    for index, (one, heading) in enumerate(zip(axes, ("Dice", "AP at IoU 0.5"))):
        for k, name in enumerate(sets):
            points = [(i, [pair[index] for pair in scores(results[recipe, name])])
                      for i, recipe in enumerate(recipes) if results.get((recipe, name))]
            points = [(i, values) for i, values in points if is_measured(values)]
            places = [i + (k - (len(sets) - 1) / 2) * 0.12 for i, _ in points]
            means = [statistics.fmean(values) for _, values in points]
            spread = [statistics.stdev(values) if len(values) > 1 else 0 for _, values in points]
            one.errorbar(places, means, spread, fmt="o", markersize=5, capsize=2,
                         color=colours[k % len(colours)], label=name)
        one.set_ylabel(heading)
        one.grid(axis="y", alpha=0.3)
        one.spines[["top", "right"]].set_visible(False)
    axes[0].legend(fontsize=8, ncol=len(sets), frameon=False, loc="lower center",
                   bbox_to_anchor=(0.5, 1.0))
    axes[1].set_xticks(range(len(recipes)),
                       [TITLES[recipe] if recipe in TITLES else RECIPES[recipe][0]
                        for recipe in recipes], rotation=20, ha="right")
    figure.tight_layout()
    figure.savefig(path, dpi=110)
