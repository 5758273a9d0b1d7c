#!/usr/bin/python3
# Lazy Labels: segmentation of micrographs learned from rough marks
# SPDX-License-Identifier: GPL-3.0-or-later

"""bench-unet once more, with PyTorch doing the work: the same network, the same line of JSON.

    pytorch_unet.py train|predict --width 16 --levels 6 --size 256 --batch 4 --threads 2

PyTorch has several ways to do the same thing, and which is the fastest depends on the
network and the machine.  Each gets a process of its own, so that no one's memory counts
for another, and the line is that of the fastest, with the least memory of any of them
beside its own.  --all prints the others' lines before it.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

FORMATS = ("contiguous", "channels_last")

# As most users would call the network, and traced with batch norm folded into the
# convolutions.  optimize_for_inference() on top was never faster.
GRAPHS = {"train": ("eager",), "predict": ("eager", "frozen")}

# The C library gives the memory of large tensors back to the system when they go and
# gets it anew for the next, page by page, which can take a third of the time.  "kept"
# tells it not to.
ALLOCATORS = {
    "stock": {},
    "kept": {
        "MALLOC_MMAP_THRESHOLD_": str(1 << 32),
        "MALLOC_TRIM_THRESHOLD_": str(1 << 34),
    },
}

# Runs one convolution, about which oneDNN reports what it is made with.
ONE_CONVOLUTION = """
import torch
torch.conv2d(torch.zeros(1, 16, 64, 64), torch.zeros(16, 16, 3, 3))
"""


def variants(task):
    return [
        f"{memory},{graph},{allocator}"
        for memory in FORMATS
        for graph in GRAPHS[task]
        for allocator in ALLOCATORS
    ]


def has_avx512():
    flags = pathlib.Path("/proc/cpuinfo").read_text().split()
    return {"avx512f", "avx512vl", "avx512bw", "avx512dq"} <= set(flags)


def environment(isa, threads):
    """For a process that uses no more than an instruction set, and all of it."""
    result = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("OPENBLAS_")
    }
    result["OMP_NUM_THREADS"] = str(threads)
    if isa == "avx2":
        # oneDNN's variable has changed its name.
        result["ONEDNN_MAX_CPU_ISA"] = result["DNNL_MAX_CPU_ISA"] = "AVX2"
        result["ATEN_CPU_CAPABILITY"] = "avx2"
    elif has_avx512():
        # oneDNN's convolutions use AVX-512 anyway, PyTorch's own loops when asked.
        result["ATEN_CPU_CAPABILITY"] = "avx512"
    return result


def convolution_in_use(env):
    """The name that oneDNN has for it: jit:avx2, jit:avx512_core ..."""
    report = subprocess.run(
        [sys.executable, "-c", ONE_CONVOLUTION],
        env={**env, "DNNL_VERBOSE": "1", "ONEDNN_VERBOSE": "1"},
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    ).stdout
    for line in report.splitlines():
        fields = line.split(",")
        if "convolution" in fields:
            return fields[fields.index("convolution") + 1]
    return "unknown"


def peak_rss_mib():
    """Of this program alone: getrusage() begins with what the caller had in use."""
    status = pathlib.Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


def count_operations(network, size, task_blocks):
    """Multiplications and additions of the direct method a patch and forward pass."""
    total = 0
    for name, value in network.tensors().items():
        if value.dim() != 4:
            continue
        level = 0 if name.startswith("head.") else int(name.split(".")[1])
        side = size >> level
        # Two tasks pass through the shared block, but for the first of these blocks.
        times = 2 if ".shared." in name and level < task_blocks - 1 else 1
        total += 2 * value.numel() * side * side * times
    return total


def capability_in_use(torch):
    """Of PyTorch's own loops, as it says itself."""
    return torch.__config__.show().split("CPU capability usage: ")[1].split()[0]


def training_step(torch, functional, network, options, memory):
    """A function that makes one step on new random patches."""
    from multitask_unet import TASKS

    network.train()
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3, foreach=True)
    shape = (options.batch, 1, options.size, options.size)

    def make_input():
        image = torch.randn(shape).contiguous(memory_format=memory)
        labels = {
            task: torch.randint(2, (options.batch, options.size, options.size))
            for task in TASKS
        }
        return image, labels

    def step(image, labels):
        logits = network(image)
        # All pixels of all patches have labels, so that the mean over the batch is
        # the mean of the patches' means.
        loss = sum(functional.cross_entropy(logits[task], labels[task]) for task in labels)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)

    return make_input, step


def prediction(torch, functional, network, options, memory, graph):
    class Probabilities(torch.nn.Module):
        """Without the dictionary, which a traced module can't return."""

        def __init__(self, network):
            super().__init__()
            self.network = network

        def forward(self, image):
            return tuple(
                functional.softmax(logits, dim=1)
                for logits in self.network(image).values()
            )

    shape = (options.batch, 1, options.size, options.size)
    module = Probabilities(network).eval()

    def make_input():
        return (torch.randn(shape).contiguous(memory_format=memory),)

    if graph != "eager":
        with torch.no_grad():
            module = torch.jit.freeze(torch.jit.trace(module, make_input()))

    def step(image):
        with torch.inference_mode():
            module(image)

    return make_input, step


def measure(options):
    """One variant, in this process."""
    import torch
    from torch.nn import functional

    sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "reference"))
    from multitask_unet import UNet

    memory_name, graph, _ = options.variant.split(",")
    memory = {
        "contiguous": torch.contiguous_format,
        "channels_last": torch.channels_last,
    }[memory_name]
    torch.manual_seed(1)
    torch.set_num_threads(options.threads)
    task_blocks = min(options.blocks, options.levels - 1)
    network = UNet(1, 3, options.width, options.levels, task_blocks)
    network = network.to(memory_format=memory)
    operations = count_operations(network, options.size, task_blocks)
    if options.task == "train":
        operations *= 3
        make_input, step = training_step(torch, functional, network, options, memory)
    else:
        make_input, step = prediction(
            torch, functional, network, options, memory, graph
        )

    # The first run warms up; a traced module is compiled in its first two.
    warm_up = 1 if graph == "eager" else 3
    times = []
    for i in range(-warm_up, options.repeats):
        batch = make_input()
        start = time.monotonic()
        step(*batch)
        if i >= 0:
            times.append(time.monotonic() - start)
    seconds = statistics.median(times) / options.batch

    return {
        "engine": "pytorch " + torch.__version__,
        "task": options.task,
        "width": options.width,
        "levels": options.levels,
        "size": options.size,
        "batch": options.batch,
        "threads": torch.get_num_threads(),
        "seconds_per_patch": round(seconds, 5),
        "gflops": round(operations / seconds * 1e-9, 1),
        "peak_rss_mib": peak_rss_mib(),
        "variant": options.variant,
        "capability": capability_in_use(torch),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("task", choices=("train", "predict"))
    parser.add_argument("--width", type=int, default=16)
    parser.add_argument("--levels", type=int, default=6)
    parser.add_argument("--blocks", type=int, default=4)
    parser.add_argument("--size", type=int, default=256)
    parser.add_argument("--batch", type=int, default=4)
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--isa", choices=("best", "avx2"), default="best")
    parser.add_argument("--variant", help="this one alone, as a line of JSON names it")
    parser.add_argument("--all", action="store_true", help="print all variants' lines")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()

    if options.here:
        print(json.dumps(measure(options)))
        return

    env = environment(options.isa, options.threads)
    convolution = convolution_in_use(env)
    results = []
    for variant in [options.variant] if options.variant else variants(options.task):
        line = subprocess.run(
            [sys.executable, *sys.argv, "--here", "--variant", variant],
            env={**env, **ALLOCATORS[variant.split(",")[2]]},
            stdout=subprocess.PIPE,
            check=True,
            text=True,
        ).stdout
        results.append({**json.loads(line), "convolution": convolution})
        if options.all:
            print(json.dumps(results[-1]), flush=True)

    best = min(results, key=lambda result: result["seconds_per_patch"])
    best["least_peak_rss_mib"] = min(result["peak_rss_mib"] for result in results)
    print(json.dumps(best))


if __name__ == "__main__":
    main()
