#!/usr/bin/python3
# Lazy Labels: segmentation of micrographs learned from rough marks
# SPDX-License-Identifier: GPL-3.0-or-later

"""Exported networks, as ONNX and bioimage.io specify them.

    check_onnx.py model ONNX_CASES SOURCE-FOLDER
    check_onnx.py package ONNX_CASES SOURCE-FOLDER

Models go through the checker and the shape inference of ONNX.  The description of packages is
read as YAML, and its fields are compared with the specification of models, version 0.5, as far
as that matters here; tensors are read by NumPy.
"""

import hashlib
import io
import keyword
import os
import pathlib
import re
import struct
import subprocess
import sys
import tempfile
import zipfile

MODE, PROGRAM, SOURCE = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])

try:
    if MODE == "model":
        import onnx
        import onnx.numpy_helper
        import onnx.shape_inference
    else:
        import numpy
        import yaml
except ImportError as missing:
    print(f"skipped: {missing.name} is not installed")
    sys.exit(77)

TASKS = ["detection", "separation", "segmentation"]

failed = 0


def check(condition, title):
    global failed
    failed += not condition
    print("ok" if condition else "not ok", "-", title)


# Models


def get_shape(value):
    return [dim.dim_param or dim.dim_value for dim in value.type.tensor_type.shape.dim]


def check_model(path):
    model = onnx.load(path)
    try:
        onnx.checker.check_model(model, full_check=True)
        complaint = None
    except Exception as error:  # of several kinds
        complaint = error
    check(complaint is None, f"{path.stem}: the checker has no complaint {complaint or ''}")
    check([(entry.domain, entry.version) for entry in model.opset_import] == [("", 17)]
          and model.ir_version == 8 and model.producer_name == "Lazy Labels",
          f"{path.stem}: opset and IR version")

    graph = model.graph
    image = get_shape(graph.input[0])
    shapes = {value.name: get_shape(value) for value in graph.output}
    check(len(graph.input) == 1 and graph.input[0].name == "image"
          and image[0] == "batch" and image[1] in (1, 3) and image[2:] == ["height", "width"]
          and all(shape[0] == "batch" and shape[2:] == image[2:] for shape in shapes.values())
          and list(shapes) in (TASKS, TASKS[2:]), f"{path.stem}: names and axes {shapes}")

    types = {node.op_type for node in graph.node}
    names = [node.name for node in graph.node]
    check("BatchNormalization" not in types and len(set(names)) == len(names),
          f"{path.stem}: batch normalisation is folded")
    check(all(len(tensor.raw_data) > 0 for tensor in graph.initializer)
          and all(onnx.numpy_helper.to_array(tensor).size for tensor in graph.initializer),
          f"{path.stem}: weights are there")
    properties = {entry.key for entry in model.metadata_props}
    check({"lazy_labels.classes", "lazy_labels.input", "lazy_labels.scale"} <= properties
          and model.doc_string and graph.input[0].doc_string, f"{path.stem}: it says what it is")


# Packages

TOP = {"format_version", "type", "name", "description", "authors", "license", "documentation",
       "covers", "tags", "cite", "inputs", "outputs", "weights", "config"}


def is_identifier(text):
    return text.isidentifier() and not keyword.iskeyword(text)


def check_axes(axes, stem, title, channels):
    kinds = [(axis["type"], axis["id"]) for axis in axes]
    check(kinds == [("batch", "batch"), ("channel", "channel"), ("space", "y"), ("space", "x")],
          f"{stem}: axes of {title}")
    names = axes[1]["channel_names"]
    check(len(names) == channels == len(set(names)) and all(map(is_identifier, names)),
          f"{stem}: channels of {title}: {', '.join(names)}")


def read_tensor(files, tensor):
    assert set(tensor) == {"source"}
    return numpy.load(io.BytesIO(files[tensor["source"]]), allow_pickle=False)


def check_input(rdf, files, stem):
    image, = rdf["inputs"]
    check(all(len(tensor["description"]) <= 128 for tensor in rdf["inputs"] + rdf["outputs"]),
          f"{stem}: descriptions are short")
    test = read_tensor(files, image["test_tensor"])
    check_axes(image["axes"], stem, "the image", test.shape[1])
    sizes = [axis["size"] for axis in image["axes"][2:]]
    check(all(set(size) == {"min", "step"} and size["min"] > 0 and size["step"] > 0
              and side >= size["min"] and (side - size["min"]) % size["step"] == 0
              for size, side in zip(sizes, test.shape[2:])),
          f"{stem}: the test image {test.shape} has a size that is allowed {sizes[0]}")
    steps = image.get("preprocessing", [])
    check(steps == [] or (steps[0]["id"] == "scale_range" and len(steps) == 1
                          and steps[0]["kwargs"] == {"axes": ["y", "x"], "min_percentile": 0.5,
                                                     "max_percentile": 99.5, "eps": 1e-6}),
          f"{stem}: preprocessing {[step['id'] for step in steps]}")
    check(image["id"] == "image" and test.dtype == numpy.dtype("<f4")
          and numpy.isfinite(test).all() and image["data"]["type"] == "float32"
          and (steps or (test.min() >= 0 and test.max() <= image["data"]["range"][1])),
          f"{stem}: the test image is as described, {test.min():g} to {test.max():g}")
    return test, sizes


def check_outputs(rdf, files, stem, test, sizes):
    ids = [output["id"] for output in rdf["outputs"]]
    check(ids in (TASKS, TASKS[2:]), f"{stem}: outputs {ids}")
    for output in rdf["outputs"]:
        values = read_tensor(files, output["test_tensor"])
        check_axes(output["axes"], stem, output["id"], values.shape[1])
        check(all(axis["size"] == {"tensor_id": "image", "axis_id": axis["id"]}
                  and 1 <= axis["halo"] and 2 * axis["halo"] < size["min"]
                  for axis, size in zip(output["axes"][2:], sizes))
              and output["data"] == {"type": "float32", "range": [0.0, 1.0]},
              f"{stem}: sizes of {output['id']}")
        check(values.dtype == numpy.dtype("<f4")
              and values.shape[::2] == test.shape[::2] and values.shape[3] == test.shape[3]
              and values.min() >= 0 and values.max() <= 1
              and abs(values.sum(axis=1) - 1).max() < 1e-4,
              f"{stem}: {output['id']} are probabilities {values.shape}")


def check_package(path):
    stem = path.stem
    with zipfile.ZipFile(path) as archive:
        check(archive.testzip() is None, f"{stem}: the ZIP is whole")
        files = {name: archive.read(name) for name in archive.namelist()}
    rdf = yaml.safe_load(files["rdf.yaml"].decode("utf-8"))

    check(set(rdf) == TOP and str(rdf["format_version"]).startswith("0.5.")
          and rdf["type"] == "model", f"{stem}: fields of a model")
    check(re.fullmatch(r"[\w+\- ()]{5,64}", rdf["name"], re.ASCII) is not None
          and 0 < len(rdf["description"]) <= 1024, f"{stem}: called {rdf['name']}")
    check([author["name"] for author in rdf["authors"]] == ['A. "Author"', "Bé-ta: [x] #1"]
          and all(set(author) == {"name"} for author in rdf["authors"])
          and rdf["license"] == "CC-BY-4.0", f"{stem}: authors and license")
    check(all(entry["text"] and entry["doi"].startswith("10.") for entry in rdf["cite"])
          and all(isinstance(tag, str) for tag in rdf["tags"]), f"{stem}: citation and tags")
    check(files[rdf["documentation"]].decode("utf-8").startswith("# ")
          and rdf["documentation"].endswith(".md"), f"{stem}: documentation")

    cover, = rdf["covers"]
    width, height = struct.unpack(">II", files[cover][16:24])
    check(files[cover][:8] == b"\x89PNG\r\n\x1a\n" and width == 2 * height
          and len(files[cover]) < 500_000, f"{stem}: a cover of {width} x {height}")

    weights = rdf["weights"]["onnx"]
    check(set(rdf["weights"]) == {"onnx"} and weights["opset_version"] == 17
          and weights["sha256"] == hashlib.sha256(files[weights["source"]]).hexdigest(),
          f"{stem}: weights and their checksum")

    test, sizes = check_input(rdf, files, stem)
    check_outputs(rdf, files, stem, test, sizes)
    told = {weights["source"], cover, rdf["documentation"], "rdf.yaml"} | {
        tensor["test_tensor"]["source"] for tensor in rdf["inputs"] + rdf["outputs"]}
    check(told == set(files), f"{stem}: no file that is not described")
    own = rdf["config"]["lazy_labels"]
    check(own["classes"][0]["name"] == "rest" and own["scale"] > 0
          and "trained" in own["training"] or "iterations" in own["training"],
          f"{stem}: {own['training']}")


def main():
    data = os.environ.get("LAZY_LABELS_DATA", SOURCE.parent / "shared" / "data")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([PROGRAM, SOURCE, data, folder], check=True)
        for path in sorted(pathlib.Path(folder).glob("*.onnx" if MODE == "model" else "*.zip")):
            (check_model if MODE == "model" else check_package)(path)
    print(f"{failed} failed")
    return 1 if failed else 0


sys.exit(main())
