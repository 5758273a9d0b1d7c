# Lazy Labels: segmentation of micrographs learned from rough marks
# SPDX-License-Identifier: GPL-3.0-or-later

"""The paper's tables: which networks they compare, and how they are printed and drawn."""

import statistics

from experiments.runs import mean, means_of_seeds, show

TITLES = {
    "weak": "U-net on weak labels",
    "masks": "U-net on masks",
    "plain": "pseudo labels, plain GrabCut",
    "pseudo": "pseudo labels",
    "multi": "multi-task U-net",
    "certain": "multi-task, certain labels",
    "grown": "multi-task, pseudo labels",
    "mdu": "MDU-Net on masks",
}
COLOURS = {
    "weak": "#0072b2",
    "masks": "#d55e00",
    "plain": "#f0e442",
    "pseudo": "#e69f00",
    "multi": "#009e73",
    "certain": "#56b4e9",
    "grown": "#999999",
    "mdu": "#cc79a7",
}

LIGHT = ("plain", "pseudo", "certain", "mdu")

# What the paper reports, by (method, share of masks): tables 1 and 2 on its SEM images,
# air bubbles, ice crystals, overall; table 3 on glands, test parts A and B.
PAPER = {
    "table1": {
        ("weak", 10): (0.725, 0.706, 0.716),
        ("masks", 10): (0.837, 0.794, 0.818),
        ("pseudo", 10): (0.938, 0.909, 0.924),
        ("multi", 10): (0.953, 0.931, 0.944),
    },
    "table2": {
        ("multi", 10): (0.944,),
        ("masks", 20): (0.882,),
        ("multi", 20): (0.948,),
        ("masks", 30): (0.913,),
        ("multi", 50): (0.949,),
        ("masks", 75): (0.940,),
    },
    "table3": {
        ("multi", 2.4): (0.866, 0.751),
        ("multi", 4.7): (0.889, 0.872),
        ("multi", 9.4): (0.915, 0.904),
        ("multi", 100): (0.921, 0.910),
        ("masks", 2.4): (0.700, 0.658),
        ("masks", 4.7): (0.749, 0.766),
        ("masks", 9.4): (0.840, 0.824),
        ("masks", 100): (0.915, 0.898),
        ("mdu", 100): (0.920, 0.871),
    },
}

# What the paper has not.
OURS = {
    "table1": [("plain", 10), ("certain", 10), ("grown", 10)],
    "table2": [("certain", 10)],
    "table3": [("certain", 9.4)],
}

# Of the images: with detection marks, with scribbles.
WEAK_SHARES = {"table1": (75, 100), "table2": (75, 100), "table3": (100, 100)}


def cells_of(table):
    """(method, share of masks) of each row."""
    cells = [*PAPER[table], *OURS[table]]
    if table == "table1":
        cells.sort(key=lambda cell: list(TITLES).index(cell[0]))
    return cells


def list_runs(table, n_train, seeds):
    marked, scribbled = WEAK_SHARES[table]
    runs = []
    for seed in range(1, seeds + 1):
        for method, share in cells_of(table):
            runs.append({
                "method": method,
                "title": TITLES[method],
                "share": share,
                "seed": seed,
                "marked": max(1, round(marked * n_train / 100)),
                "scribbled": max(1, round(scribbled * n_train / 100)),
                "masked": max(1, round(share * n_train / 100)),
            })
    return runs


def columns_of(table, rows, classes):
    """(heading, test part, column of the results) of what the table shows."""
    parts = sorted({row["part"] for row in rows})
    if table == "table3" or len(classes) == 1:
        return [(part, part, "dice") for part in parts]
    if table == "table2":
        return [("overall", None, "dice")]
    return [(name + "s", None, f"dice {name}") for name in classes] + [("overall", None, "dice")]


def select(rows, cell, part=None):
    return [row for row in rows if (row["method"], row["share"]) == cell
            and part in (None, row["part"])]


def print_table(table, rows, classes):
    columns = columns_of(table, rows, classes)
    paper = PAPER[table]
    heads = "".join(f"{heading:>16}" for heading, _, _ in columns)
    print(f"\n{'Dice':<30}{'masks':>7}{heads}    in the paper, on its images")
    for cell in cells_of(table):
        found = select(rows, cell)
        if not found:
            continue
        text = "".join(f"{show(means_of_seeds(select(rows, cell, part), column)):>16}"
                       for _, part, column in columns)
        theirs = " ".join(f"{value:.3f}" for value in paper.get(cell, ()))
        print(f"{TITLES[cell[0]]:<30}{found[0]['masked']:>7}{text}    {theirs}")

    for cell in cells_of(table):
        found = [row for row in select(rows, cell) if row["objects"]]
        if not found:
            continue
        counts = {key: sum(int(row[key]) for row in found)
                  for key in ("objects", "found", "missed", "merged", "split", "extra")}
        print(f"{TITLES[cell[0]]}, {found[0]['masked']} masks: separation precision "
              f"{mean(found, 'separation precision'):.2f}, recall "
              f"{mean(found, 'separation recall'):.2f} (paper 0.70, 0.82); of "
              f"{counts['objects']} objects {counts['found']} found, {counts['missed']} missed, "
              f"{counts['merged']} merged, {counts['split']} split; {counts['extra']} extra")


def plot_bars(axes, table, rows, classes):
    columns = columns_of(table, rows, classes)
    cells = [cell for cell in cells_of(table) if select(rows, cell)]
    width = 0.8 / len(cells)
    comparable = len(columns) == len(next(iter(PAPER[table].values())))
    for i, cell in enumerate(cells):
        scores = [means_of_seeds(select(rows, cell, part), column) for _, part, column in columns]
        places = [k + (i - (len(cells) - 1) / 2) * width for k in range(len(columns))]
        errors = [statistics.stdev(values) if len(values) > 1 else 0 for values in scores]
        label = TITLES[cell[0]] + ("" if table == "table1" else f", {cell[1]} % masks")
        lighter = sum(other[0] == cell[0] for other in cells[:i])
        bars = axes.bar(places, [statistics.fmean(values) for values in scores], 0.9 * width,
                        yerr=errors if any(errors) else None, capsize=3, label=label,
                        color=COLOURS[cell[0]], alpha=1 - 0.25 * lighter)
        axes.bar_label(bars, [f"{statistics.fmean(values):.3f}" for values in scores],
                       label_type="center", rotation=90, fontsize=8,
                       color="black" if cell[0] in LIGHT else "white")
        if comparable and cell in PAPER[table]:
            axes.plot(places, PAPER[table][cell], "D", color="black", markersize=4,
                      label="the paper, on its images" if i == 0 else None)
    axes.set_xticks(range(len(columns)), [heading for heading, _, _ in columns])
    axes.set_ylim(0, 1.08)
    axes.legend(fontsize=8, loc="upper left", bbox_to_anchor=(1.0, 1.0), frameon=False)


def plot_shares(axes, rows, part):
    """Dice over the share of masks (table 3)."""
    shares = sorted({cell[1] for cell in PAPER["table3"]})
    index = sorted({row["part"] for row in rows}).index(part)
    for method in ("multi", "certain", "masks", "mdu"):
        cells = [(method, share) for share in shares if select(rows, (method, share), part)]
        if not cells:
            continue
        places = [shares.index(share) for _, share in cells]
        scores = [means_of_seeds(select(rows, cell, part), "dice") for cell in cells]
        errors = [statistics.stdev(values) if len(values) > 1 else 0 for values in scores]
        axes.errorbar(places, [statistics.fmean(values) for values in scores], errors,
                      marker="o", capsize=3, color=COLOURS[method], label=TITLES[method])
        if cells[0] in PAPER["table3"]:
            axes.plot(places, [PAPER["table3"][cell][min(index, 1)] for cell in cells], "D:",
                      color=COLOURS[method], markersize=4, alpha=0.5,
                      label=f"{TITLES[method]}, the paper on glands")
    axes.set_xticks(range(len(shares)), [f"{share} %" for share in shares])
    axes.set_xlabel("share of images with masks")
    axes.set_title(part, fontsize=10)
    axes.set_ylim(0, 1.02)
    axes.legend(fontsize=8, loc="lower right", frameon=False)


def plot_images(axes, rows):
    """Dice of each test image (figure 8)."""
    pictures = sorted({row["picture"] for row in rows}, key=[row["picture"] for row in rows].index)
    for cell in cells_of("table1"):
        found = select(rows, cell)
        if found:
            scores = [mean([row for row in found if row["picture"] == picture], "dice")
                      for picture in pictures]
            axes.plot(range(1, len(pictures) + 1), scores, marker="o", markersize=4,
                      color=COLOURS[cell[0]], label=TITLES[cell[0]])
    axes.set_xlabel("test image")
    axes.set_ylim(0, 1.02)
    axes.set_title("Overall, image by image", fontsize=10)


def plot(table, rows, classes, path):
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    parts = sorted({row["part"] for row in rows})
    n = len(parts) if table == "table3" else 2 if table == "table1" else 1
    figure, axes = pyplot.subplots(n, 1, figsize=(9, 4 * n), squeeze=False)
    if table == "table3":
        for part, one in zip(parts, axes[:, 0]):
            plot_shares(one, rows, part)
    else:
        plot_bars(axes[0, 0], table, rows, classes)
    if table == "table1":
        plot_images(axes[1, 0], rows)
    for one in axes[:, 0]:
        one.set_ylabel("Dice")
        one.grid(axis="y", alpha=0.3)
        one.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    figure.savefig(path, dpi=110)
