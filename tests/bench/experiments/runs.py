# Lazy Labels: segmentation of micrographs learned from rough marks
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs of train-method: each trains one network and leaves one file."""

import csv
import hashlib
import pathlib
import statistics
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[3]


class Failure(Exception):
    """A sentence for the person at the terminal."""


def run(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        lines = "\n".join(done.stdout.strip().split("\n")[-15:])
        raise Failure(f"{lines}\n{command[0]} failed.")


def prepare_machine():
    """Installs and builds what is missing; returns the folder of the build."""
    script = (". tests/packages.sh && "
              'install_packages "${ENGINE_PACKAGES[@]}" "${EXPERIMENT_PACKAGES[@]}"')
    if subprocess.run(["bash", "-c", script], cwd=ROOT).returncode != 0:
        raise Failure("The packages above are needed.")
    build = ROOT / "build-bench"
    if not (build / "build.ninja").exists():
        run(["meson", "setup", str(build), str(ROOT), "-Dgimp=none"])
    run(["ninja", "-C", str(build), "tests/bench/train-method", "tests/synth/synth-micrograph"])
    return build


def execute(cell, pictures, classes, options, arguments):
    """The rows of one cell, from its file or by a training."""
    options = dict(options)
    for key in ("method", "seed", "marked", "scribbled", "masked"):
        options[key] = cell[key]
    options["judge"] = arguments.judge
    command = [str(arguments.build / "tests/bench/train-method"), f"--pictures={pictures}",
               "--classes=" + ",".join(classes)]
    command += [f"--{key}" if value is True else f"--{key}={value}"
                for key, value in options.items()]
    settings = " ".join([pictures.name] + command[2:]).replace(f"{ROOT}/", "")
    digest = hashlib.sha256(settings.encode()).hexdigest()[:12]
    path = arguments.out / "runs" / f"{cell['method']}-{cell['masked']}-{cell['seed']}-{digest}.csv"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        print(f"{cell['title']}, {cell['masked']} with masks, seed {cell['seed']} ...",
              end=" ", flush=True)
        run(command + [f"--out={path}"])
        path.with_suffix(".txt").write_text(settings + "\n")
        rows = read_rows(path)
        print("Dice {:.3f}, {:.1f} minutes".format(mean(rows, "dice"),
                                                    float(rows[0]["minutes"])), flush=True)
    return [{**{key: cell[key] for key in ("method", "share", "masked", "seed")}, **row}
            for row in read_rows(path)]


def read_rows(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def mean(rows, column):
    values = [float(row[column]) for row in rows if row.get(column)]
    return statistics.fmean(values) if values else float("nan")


def means_of_seeds(rows, column):
    """The mean over the test images, of each seed."""
    seeds = sorted({row["seed"] for row in rows})
    return [mean([row for row in rows if row["seed"] == seed], column) for seed in seeds]


def show(values):
    """Their mean and deviation; nothing where they are no numbers, as of what was not measured."""
    values = [value for value in values if value == value]
    if not values:
        return ""
    text = f"{statistics.fmean(values):.3f}"
    return text + (f" ±{statistics.stdev(values):.3f}" if len(values) > 1 else "")


def write_results(rows, path):
    with open(path, "w", newline="") as file:
        fields = dict.fromkeys(field for row in rows for field in row)
        writer = csv.DictWriter(file, list(fields), restval="")
        writer.writeheader()
        writer.writerows(rows)
