#!/usr/bin/env python3
# Lazy Labels: segmentation of micrographs learned from rough marks
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares files, which it reads by their definitions, without any library.

    compare.py weights A B            the same tensors, bit by bit
    compare.py losses A B TOLERANCE   the same losses in two logs of JSON lines
    compare.py planes TIFF TEXT MOST  pages of floating-point numbers against lines of name, x, y
                                      and value, within MOST
    compare.py labels A B             the same values in two label images (TIFF)
    compare.py tables A B COLUMN...   the same cells in these columns of two tables; in all but
                                      those that -COLUMN names
    compare.py json FILE              each line is an object of JSON; prints how many
"""

import csv
import json
import struct
import sys
import zlib


def read_weights(path):
    """{name: bytes}"""
    with open(path, 'rb') as file:
        data = file.read()
    length = struct.unpack('<Q', data[:8])[0]
    header = json.loads(data[8:8 + length])
    header.pop('__metadata__', None)
    start = 8 + length
    return {name: data[start + tensor['data_offsets'][0]:start + tensor['data_offsets'][1]]
            for name, tensor in header.items()}


def read_tiff(path):
    """[(name, width, height, bits, bytes)], of strips that are plain or deflated."""
    with open(path, 'rb') as file:
        data = file.read()
    order = {b'II': '<', b'MM': '>'}[data[:2]]
    sizes = {1: 'B', 2: 'B', 3: 'H', 4: 'I', 5: 'II', 16: 'Q'}
    pages = []
    assert struct.unpack(order + 'H', data[2:4])[0] == 42
    at = struct.unpack(order + 'I', data[4:8])[0]
    while at:
        tags = {}
        n = struct.unpack(order + 'H', data[at:at + 2])[0]
        for i in range(n):
            tag, kind, count = struct.unpack(order + 'HHI', data[at + 2 + 12 * i:at + 10 + 12 * i])
            form = order + sizes.get(kind, 'B') * count
            size = struct.calcsize(form)
            place = at + 10 + 12 * i
            if size > 4:
                place = struct.unpack(order + 'I', data[place:place + 4])[0]
            tags[tag] = struct.unpack(form, data[place:place + size])
        raw = b''
        for offset, count in zip(tags[273], tags[279]):
            piece = data[offset:offset + count]
            raw += zlib.decompress(piece) if tags.get(259, (1,))[0] in (8, 32946) else piece
        name = bytes(tags.get(285, ())).rstrip(b'\0').decode()
        pages.append((name, tags[256][0], tags[257][0], tags[258][0], raw))
        at = struct.unpack(order + 'I', data[at + 2 + 12 * n:at + 6 + 12 * n])[0]
    return pages, order


def compare_weights(first, second):
    a, b = read_weights(first), read_weights(second)
    assert a.keys() == b.keys(), 'they have other tensors'
    other = [name for name in a if a[name] != b[name]]
    assert a and not other, f'{len(other)} of {len(a)} tensors differ, such as {other[:3]}'


def compare_losses(first, second, tolerance):
    def read(path):
        with open(path, encoding='utf-8') as file:
            lines = [json.loads(line) for line in file]
        return {line['iteration']: line['loss'] for line in lines if 'iteration' in line}
    a, b = read(first), read(second)
    assert a and a.keys() == b.keys(), 'they have other iterations'
    worst = max(abs(a[k] - b[k]) for k in a)
    print(f'# largest difference of {len(a)} losses: {worst:.2e}')
    assert worst <= tolerance, f'losses differ by {worst}'


def compare_planes(tiff, text, most):
    pages, order = read_tiff(tiff)
    planes = {}
    for name, width, height, bits, raw in pages:
        assert bits == 32
        planes[name.lower()] = (width, struct.unpack(f'{order}{width * height}f', raw))
    n, worst = 0, 0.0
    with open(text, encoding='utf-8') as file:
        for line in file:
            name, x, y, value = line.rstrip('\n').split('\t')
            width, values = planes[name.lower()]
            worst = max(worst, abs(values[int(y) * width + int(x)] - float(value)))
            n += 1
    print(f'# largest difference of {n} probabilities: {worst:.2e}')
    assert n > 100 and worst <= most, f'probabilities differ by {worst}'


def compare_labels(first, second):
    values = []
    for path in first, second:
        pages, order = read_tiff(path)
        _, width, height, bits, raw = pages[0]
        values.append(struct.unpack(f'{order}{width * height}{"H" if bits == 16 else "I"}', raw))
    other = sum(a != b for a, b in zip(*values))
    print(f'# {max(values[0])} objects')
    assert len(values[0]) == len(values[1]) and max(values[0]) > 0 and other == 0, \
        f'{other} pixels differ'


def compare_tables(first, second, columns):
    rows = []
    wanted = [name for name in columns if not name.startswith('-')]
    for path in first, second:
        with open(path, encoding='utf-8', newline='') as file:
            rows.append(list(csv.DictReader(file)))
    assert rows[0] and len(rows[0]) == len(rows[1]), \
        f'{len(rows[0])} and {len(rows[1])} rows'
    for a, b in zip(*rows):
        for column in wanted or [name for name in a if '-' + name not in columns]:
            assert a[column] == b[column], f'{column}: {a[column]} and {b[column]}'
    print(f'# {len(rows[0])} rows')


def check_json(path):
    with open(path, encoding='utf-8') as file:
        lines = [json.loads(line) for line in file]
    assert all(isinstance(line, dict) for line in lines)
    print(len(lines))


def main():
    kind, arguments = sys.argv[1], sys.argv[2:]
    try:
        if kind == 'weights':
            compare_weights(*arguments)
        elif kind == 'losses':
            compare_losses(arguments[0], arguments[1], float(arguments[2]))
        elif kind == 'planes':
            compare_planes(arguments[0], arguments[1], float(arguments[2]))
        elif kind == 'labels':
            compare_labels(*arguments)
        elif kind == 'tables':
            compare_tables(arguments[0], arguments[1], arguments[2:])
        elif kind == 'json':
            check_json(*arguments)
        else:
            sys.exit(f'There is nothing to compare by "{kind}".')
    except AssertionError as problem:
        print(f'# {" ".join(arguments)}: {problem}')
        sys.exit(1)


if __name__ == '__main__':
    main()
