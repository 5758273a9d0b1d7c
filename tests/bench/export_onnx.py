#!/usr/bin/python3
# Lazy Labels: segmentation of micrographs learned from rough marks
# SPDX-License-Identifier: GPL-3.0-or-later

"""Writes the PyTorch twin, softmax included, as an ONNX model for a fixed batch.

    export_onnx.py --width 16 --levels 6 --size 256 --batch 4 FILE

The weights are random and the running statistics the initial ones: speed does not
depend on them.
"""

import argparse
import pathlib
import sys

import torch
from torch.nn import functional

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "reference"))
from multitask_unet import TASKS, MultiTaskBlock, UNet, upsample


class SeparateBlock(MultiTaskBlock):
    """The same function in prediction, a task at a time.

    Joining the tasks to one batch and parting them again costs ONNX Runtime copies
    and changes of layout: this is its faster model.
    """

    def forward(self, x, y, z, skip):
        if x is z:
            x = z = self.shared(upsample(z), skip)
        else:
            x = self.shared(upsample(x), skip)
            z = self.shared(upsample(z), skip)
        z = z + self.residual(z)
        y = self.separation(upsample(y), z)
        return x, y, z


class Probabilities(torch.nn.Module):
    """The three tasks' probabilities, in the order of TASKS."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, image):
        logits = self.network(image)
        return tuple(functional.softmax(logits[task], dim=1) for task in TASKS)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--width", type=int, default=16)
    parser.add_argument("--levels", type=int, default=6)
    parser.add_argument("--blocks", type=int, default=4)
    parser.add_argument("--size", type=int, default=256)
    parser.add_argument("--batch", type=int, default=4)
    parser.add_argument("--joined", action="store_true", help="tasks in one batch")
    parser.add_argument("file", help="to write")
    options = parser.parse_args()

    torch.manual_seed(1)
    task_blocks = min(options.blocks, options.levels - 1)
    network = UNet(1, 3, options.width, options.levels, task_blocks)
    network.eval()
    if not options.joined:
        for block in network.multitask.values():
            block.__class__ = SeparateBlock
    torch.onnx.export(
        Probabilities(network).eval(),
        torch.zeros(options.batch, 1, options.size, options.size),
        options.file,
        input_names=["image"],
        output_names=list(TASKS),
        opset_version=13,
        do_constant_folding=True,
    )


if __name__ == "__main__":
    main()
