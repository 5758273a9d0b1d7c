#!/usr/bin/env python3
# Lazy Labels: segmentation of micrographs learned from rough marks
# SPDX-License-Identifier: GPL-3.0-or-later

"""Writes the files golden-*.safetensors beside itself.

They hold small networks, one batch, and all that PyTorch makes of it: logits,
losses, every gradient, running statistics, probabilities and ten steps of Adam.
The files are in the tree; run this again only when the network changes.
golden-losses.safetensors holds the losses and the steps of the optimiser by themselves.
"""

import json
import pathlib
import struct

import numpy
import torch

from multitask_unet import IGNORE, MDUNet, UNet, losses, soft_dice, task_loss

HERE = pathlib.Path(__file__).resolve().parent
STEPS = 10
RATE = 1e-3
DECAY = 0.3
LIMIT = 1.0


def write_safetensors(path, tensors, metadata):
    """Eight bytes of header length, a JSON header padded to 8, the float32 data."""
    header = {"__metadata__": {key: str(value) for key, value in metadata.items()}}
    blobs = []
    end = 0
    for name, value in tensors.items():
        blob = numpy.ascontiguousarray(value.detach().numpy(), dtype="<f4").tobytes()
        header[name] = {
            "dtype": "F32",
            "shape": list(value.shape),
            "data_offsets": [end, end + len(blob)],
        }
        end += len(blob)
        blobs.append(blob)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(blobs))


def shake(network):
    """No parameter and no statistic at a value that would hide a mistake."""
    for name, value in network.tensors().items():
        if ".bn" in name and name.endswith(".weight"):
            value.uniform_(0.5, 1.5)
        elif name.endswith("running_var"):
            value.uniform_(0.5, 2.0)
        elif name.endswith(("bias", "running_mean")):
            value.normal_(0.0, 0.3)


def blobs(n, size, classes):
    """Label maps of squares on class 0, all classes present."""
    labels = torch.zeros(n, size, size, dtype=torch.long)
    for patch in labels:
        for index in range(3 * classes):
            top, left = torch.randint(0, size - 6, (2,)).tolist()
            side = int(torch.randint(2, 7, ()))
            patch[top : top + side, left : left + side] = index % classes
    return labels


def make_labels(network, n, size, classes, missing):
    """Maps for every head but those of the tasks in `missing`; some pixels ignored,
    the last patch of a multi-task batch without a segmentation map."""
    labels = {}
    for task in network.head:
        if task in missing:
            continue
        labels[task] = blobs(n, size, 2 if task == "separation" else classes)
        labels[task][torch.rand(n, size, size) < 0.1] = IGNORE
    if len(labels) == 3:
        labels["segmentation"][-1] = IGNORE
    return labels


def make_golden(path, seed, n, size, kind=UNet, missing=(), **settings):
    torch.manual_seed(seed)
    network = kind(**settings)
    shake(network)
    network.train()
    image = torch.randn(n, settings["channels"], size, size)
    labels = make_labels(network, n, size, settings["classes"], missing)
    golden = {f"initial.{k}": v.clone() for k, v in network.tensors().items()}
    golden["input"] = image
    golden.update({f"labels.{task}": value.float() for task, value in labels.items()})

    # One forward and backward pass, no step yet.
    logits = network(image)
    parts = losses(logits, labels)
    loss = sum(parts.values())
    loss.backward()
    golden.update({f"logits.{task}": value for task, value in logits.items()})
    golden.update({f"loss.{task}": value for task, value in parts.items()})
    golden["loss"] = loss
    for name, parameter in network.named_parameters():
        # A head without labels has no part in the loss.
        none = parameter.grad is None
        gradient = torch.zeros_like(parameter) if none else parameter.grad.clone()
        golden[f"gradient.{name}"] = gradient
    for name, value in network.tensors().items():
        if "running" in name:
            golden[f"after.{name}"] = value.clone()

    # A prediction with the same weights and the statistics as they are now.
    network.eval()
    with torch.no_grad():
        for task, value in network(image).items():
            golden[f"probabilities.{task}"] = value.softmax(dim=1)

    # Ten steps; the first loss is the one above.
    network.train()
    adam = torch.optim.Adam(network.parameters(), lr=RATE)
    history = []
    for _ in range(STEPS):
        adam.zero_grad()
        loss = sum(losses(network(image), labels).values())
        loss.backward()
        adam.step()
        history.append(loss.item())
    golden["losses"] = torch.tensor(history)

    write_safetensors(path, golden, dict(settings, batch=n, patch=size, rate=RATE))
    print(f"{path.name}: {path.stat().st_size} bytes, losses", *history)


def make_golden_losses(path, seed, n, height, width, classes):
    """Each loss and its gradient at the logits.  A class that no label shows, a patch without
    labels, and logits that are sure of something wrong are among them."""
    torch.manual_seed(seed)
    labels = torch.randint(0, classes - 1, (n, height, width))
    labels[torch.rand(n, height, width) < 0.2] = IGNORE
    labels[-1] = IGNORE
    values = 4.0 * torch.randn(n, classes, height, width)
    weights = torch.linspace(0.5, 8.0, classes)
    golden = {"logits": values, "labels": labels.float(), "weights": weights}
    for name, loss_of in (
        ("cross-entropy", task_loss),
        ("weighted", lambda logits, truth: task_loss(logits, truth, weights)),
        ("soft-dice", soft_dice),
    ):
        logits = values.clone().requires_grad_()
        loss = loss_of(logits, labels)
        loss.backward()
        golden[f"loss.{name}"] = loss
        golden[f"gradient.{name}"] = logits.grad
    golden.update(make_steps())
    write_safetensors(path, golden, {"rate": RATE, "decay": DECAY, "limit": LIMIT})
    print(f"{path.name}: {path.stat().st_size} bytes")


def make_steps(n=37):
    """Steps of Adam with decoupled weight decay along gradients of limited length, of which
    some are longer than the limit and some are not."""
    parameter = torch.nn.Parameter(torch.randn(n))
    gradients = torch.randn(STEPS, n) * torch.logspace(-2, 1, STEPS)[:, None]
    steps = {"steps.initial": parameter.detach().clone(), "steps.gradients": gradients}
    adam = torch.optim.AdamW([parameter], lr=RATE, weight_decay=DECAY)
    path, lengths = [], []
    for gradient in gradients:
        parameter.grad = gradient.clone()
        lengths.append(torch.nn.utils.clip_grad_norm_([parameter], LIMIT))
        adam.step()
        path.append(parameter.detach().clone())
    steps["steps.parameters"] = torch.stack(path)
    steps["steps.lengths"] = torch.stack(lengths)
    return steps


def main():
    # One thread: the same sums in the same order on every machine with this CPU.
    torch.set_num_threads(1)
    make_golden(
        HERE / "golden-multi-task.safetensors",
        seed=1,
        n=2,
        size=32,
        channels=1,
        classes=3,
        width=4,
        levels=4,
        task_blocks=2,
    )
    make_golden(
        HERE / "golden-single-task.safetensors",
        seed=2,
        n=3,
        size=16,
        channels=3,
        classes=3,
        width=4,
        levels=3,
        task_blocks=0,
    )
    # Multi-task blocks from the bottom up, and no segmentation map anywhere.
    make_golden(
        HERE / "golden-weak-only.safetensors",
        seed=3,
        n=3,
        size=16,
        missing=("segmentation",),
        channels=3,
        classes=3,
        width=3,
        levels=3,
        task_blocks=2,
    )
    # Channels that do not fill blocks and levels with all connections, or few.
    make_golden(
        HERE / "golden-mdu-net.safetensors",
        seed=4,
        n=3,
        size=24,
        kind=MDUNet,
        channels=3,
        classes=3,
        width=3,
        levels=4,
    )
    make_golden_losses(
        HERE / "golden-losses.safetensors", seed=5, n=3, height=7, width=9, classes=4
    )


if __name__ == "__main__":
    main()
