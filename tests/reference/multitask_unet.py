# Lazy Labels: segmentation of micrographs learned from rough marks
# SPDX-License-Identifier: GPL-3.0-or-later

"""The networks and the loss once more, in PyTorch.

Written for reading, not for speed: the engine is compared with it, number by
number.  The state dict has the names and the order of a weights file, apart from
PyTorch's own `num_batches_tracked`.
"""

import torch
from torch import nn
from torch.nn import functional

TASKS = ("detection", "separation", "segmentation")
SLOPE = 0.01
IGNORE = 255


def upsample(x):
    """Twice the height and width: bilinear, half-pixel centres, clamped edges."""
    return functional.interpolate(
        x, scale_factor=2, mode="bilinear", align_corners=False
    )


class Block(nn.Module):
    """Two grey blocks (convolution, batch normalisation, leaky ReLU)."""

    def __init__(self, n_in, n_out):
        super().__init__()
        self.conv1 = nn.Conv2d(n_in, n_out, 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(n_out)
        self.conv2 = nn.Conv2d(n_out, n_out, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(n_out)
        for conv in (self.conv1, self.conv2):
            nn.init.kaiming_normal_(conv.weight, a=SLOPE, nonlinearity="leaky_relu")

    def forward(self, *inputs):
        x = torch.cat(inputs, dim=1)
        x = functional.leaky_relu(self.bn1(self.conv1(x)), SLOPE)
        return functional.leaky_relu(self.bn2(self.conv2(x)), SLOPE)


class MultiTaskBlock(nn.Module):
    """One level of the three decoders: x of task 1, y of task 2, z of task 3.

    `skip` has `width` channels; x, y and z come in with `below` channels at half
    the size and leave with `width`.
    """

    def __init__(self, below, width):
        super().__init__()
        self.shared = Block(below + width, width)  # F
        self.residual = Block(width, width)  # R
        self.separation = Block(below + width, width)  # G

    def forward(self, x, y, z, skip):
        if x is z:
            # The deepest block: tasks 1 and 3 still share their features.
            x = z = self.shared(upsample(z), skip)
        else:
            # One batch, so that one set of statistics serves both tasks.
            both = upsample(torch.cat((x, z)))
            both = self.shared(both, torch.cat((skip, skip)))
            x, z = both.chunk(2)
        z = z + self.residual(z)
        y = self.separation(upsample(y), z)
        return x, y, z


class Network(nn.Module):
    """What all networks share.

    Called on [N][channels][H][W], one gives {task: logits [N][classes][H][W]}.
    """

    def add_heads(self, tasks, width, classes):
        self.head = nn.ModuleDict()
        for task in tasks:
            planes = 2 if task == "separation" else classes
            self.head[task] = nn.Conv2d(width, planes, 1)
            nn.init.kaiming_normal_(
                self.head[task].weight, a=SLOPE, nonlinearity="leaky_relu"
            )
            nn.init.zeros_(self.head[task].bias)

    def tensors(self):
        """What a weights file holds, by name and in its order."""
        return {
            name: value
            for name, value in self.state_dict().items()
            if not name.endswith("num_batches_tracked")
        }


class UNet(Network):
    """The multi-task U-net, or with task_blocks=0 the single-task one."""

    def __init__(self, channels, classes, width=16, levels=6, task_blocks=4):
        super().__init__()
        widths = [width << level for level in range(levels)]
        self.encoder = nn.ModuleDict()
        self.decoder = nn.ModuleDict()
        self.multitask = nn.ModuleDict()
        for level in range(levels):
            n_in = widths[level - 1] if level > 0 else channels
            self.encoder[str(level)] = Block(n_in, widths[level])
        for level in reversed(range(task_blocks, levels - 1)):
            self.decoder[str(level)] = Block(
                widths[level + 1] + widths[level], widths[level]
            )
        for level in reversed(range(task_blocks)):
            self.multitask[str(level)] = MultiTaskBlock(
                widths[level + 1], widths[level]
            )
        self.add_heads(TASKS if task_blocks > 0 else TASKS[2:], width, classes)

    def forward(self, image):
        skips = {}
        x = image
        for level, block in self.encoder.items():
            x = block(functional.max_pool2d(x, 2) if skips else x)
            skips[level] = x
        for level, block in self.decoder.items():
            x = block(upsample(x), skips[level])
        y = z = x
        for level, block in self.multitask.items():
            x, y, z = block(x, y, z, skips[level])
        features = dict(zip(TASKS, (x, y, z)))
        return {task: head(features[task]) for task, head in self.head.items()}


class MDUNet(Network):
    """MDU-Net: Zhang et al. 2018, arXiv:1812.00352, as engine/net/mdunet.c settles it.

    Level i has (i + 1) * width channels.
    """

    def __init__(self, channels, classes, width=16, levels=6):
        super().__init__()
        widths = [(level + 1) * width for level in range(levels)]
        self.encoder = nn.ModuleDict()
        self.decoder = nn.ModuleDict()
        for level in range(levels):
            n_in = sum(widths[max(level - 2, 0) : level]) if level > 0 else channels
            self.encoder[str(level)] = Block(n_in, widths[level])
        for level in reversed(range(levels - 1)):
            n_in = sum(widths[level + 1 : level + 3])  # decoder
            if level + 2 < levels:
                n_in += widths[level + 1]  # the encoder's coarser level
            n_in += sum(widths[max(level - 1, 0) : level + 1])
            self.decoder[str(level)] = Block(n_in, widths[level])
        self.add_heads(TASKS[2:], width, classes)

    def forward(self, image):
        levels = len(self.encoder)
        encoded = []
        for level, block in enumerate(self.encoder.values()):
            inputs = [image] if level == 0 else [functional.max_pool2d(encoded[-1], 2)]
            if level > 1:
                inputs.append(functional.max_pool2d(encoded[-2], 4))
            encoded.append(block(*inputs))
        decoded = {levels - 1: encoded[-1]}
        for level in reversed(range(levels - 1)):
            inputs = [upsample(decoded[level + 1])]
            if level + 2 < levels:
                inputs.append(upsample(upsample(decoded[level + 2])))
                inputs.append(upsample(encoded[level + 1]))
            inputs.append(encoded[level])
            if level > 0:
                inputs.append(functional.max_pool2d(encoded[level - 1], 2))
            decoded[level] = self.decoder[str(level)](*inputs)
        return {task: head(decoded[0]) for task, head in self.head.items()}


def task_loss(logits, labels, class_weights=None):
    """Equation 5 for one task, with alpha = 1.

    labels: [N][H][W], integers, IGNORE where nothing is known.  The mean over the
    patches of each patch's (weighted) mean over its labelled pixels; a patch
    without labels counts as zero.
    """
    total = logits.new_zeros(())
    for patch, truth in zip(logits, labels):
        if (truth != IGNORE).any():
            total = total + functional.cross_entropy(
                patch[None], truth[None], weight=class_weights, ignore_index=IGNORE
            )
    return total / len(labels)


def losses(logits, labels, class_weights=None):
    """The loss of each task that has labels; the network's loss is their sum times alpha."""
    weights = class_weights or {}
    return {
        task: task_loss(logits[task], labels[task], weights.get(task))
        for task in labels
    }


def soft_dice(logits, labels, smooth=1.0):
    """The soft Dice loss of V-Net over a whole batch, as nnU-Net takes it.

    logits: [N][C][H][W]; labels: [N][H][W], integers, IGNORE where nothing is known.  The
    mean over those classes but the first that the labels show.
    """
    known = labels != IGNORE
    expected = logits.softmax(dim=1).movedim(1, -1)[known]
    truth = functional.one_hot(labels[known], logits.shape[1]).to(expected)
    both = (expected * truth).sum(0)
    size = expected.sum(0) + truth.sum(0)
    ratio = (2.0 * both + smooth) / (size + smooth)
    shown = truth.sum(0)[1:] > 0
    return (1.0 - ratio[1:][shown]).mean()
