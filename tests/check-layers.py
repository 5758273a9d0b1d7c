#!/usr/bin/env python3
# Lazy Labels: segmentation of micrographs learned from rough marks
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the includes of the sources and says whether the house stands.

    tests/check-layers.py SOURCE-FOLDER [--list]

An include goes to a lower floor, or stays within its folder; folders of one floor do
not see each other.  No header leads back to itself.  The engine knows nothing of GIMP,
the plug-in nothing of the engine but its public headers, and each library is included
only where its use belongs.  --list prints the folder graph.
"""

import os
import re
import sys

# From the lowest floor up.
ENGINE = [
    ['core'],
    ['kernels'],
    ['ops'],
    ['net', 'data'],
    ['grow', 'objects', 'score', 'measure', 'io'],
    ['images'],
    ['predict', 'train', 'exchange'],
    ['command'],
]
PLUGIN = [
    ['procedure', 'draw', 'host', 'microscope'],
    ['pixels', 'files', 'widgets'],
    ['layers'],
    ['scale'],
    ['image'],
    ['form', 'network'],
    ['annotate', 'batch', 'train', 'live', 'segment', 'measure', 'figure', 'evaluate', 'exchange'],
    ['correct'],
    ['panel', 'operation'],
    ['.'],
    ['gimp2', 'gimp3'],
]

# Folders of the plug-in that the engine's command reads as well: they know no GIMP.
SHARED = ['procedure', 'microscope']

# Headers of other libraries, and the only folders that may include them.
RESTRICTED = {
    r'libgimp/': ['plugin/gimp2', 'plugin/gimp3', 'plugin/host'],
    r'gtk/|gdk/': ['plugin/host', 'plugin/widgets', 'plugin/form', 'plugin/panel',
                   'plugin/train', 'plugin/segment', 'plugin/gimp2', 'plugin/gimp3'],
    r'gegl|babl': ['plugin'],
    r'cairo': ['plugin'],
    r'json-glib/': ['engine'],
    r'tiffio': ['engine/exchange', 'engine/images', 'plugin/microscope'],
    r'jpeglib|jerror': ['engine/images'],
    r'mpi\.h': ['engine/command'],
    r'protobuf-c|io/onnx\.pb-c': ['engine/io'],
}

INCLUDE = re.compile(r'^\s*#\s*include\s+["<]([^">]+)[">]', re.MULTILINE)


def find_sources(root, part):
    for folder, _, names in os.walk(os.path.join(root, part)):
        for name in sorted(names):
            if name.endswith(('.c', '.h')):
                yield os.path.relpath(os.path.join(folder, name), os.path.join(root, part))


def folder_of(path):
    """The first folder of a path below engine/ or plugin/; "." for the root."""
    return path.split('/')[0] if '/' in path else '.'


def read_includes(root, part):
    """{file: [what it includes, as written]}, for what is below engine/ or plugin/."""
    includes = {}
    for path in find_sources(root, part):
        with open(os.path.join(root, part, path), encoding='utf-8') as file:
            includes[path] = INCLUDE.findall(file.read())
    return includes


def check_floors(part, floors, includes):
    faults = []
    floor_of = {folder: i for i, floor in enumerate(floors) for folder in floor}
    for path, headers in includes.items():
        folder = folder_of(path)
        if folder not in floor_of:
            faults.append(f'{part}/{path}: the folder {folder}/ has no floor in '
                          'tests/check-layers.py')
            continue
        for header in headers:
            if header not in includes:
                continue
            other = folder_of(header)
            if other != folder and floor_of[other] >= floor_of[folder]:
                faults.append(f'{part}/{path} includes {header}: {other}/ is not below '
                              f'{folder}/')
    return faults


def check_circles(part, includes):
    """Depth first; a header that is met again on the way down closes a circle."""
    faults = []
    done = set()

    def visit(path, way):
        if path in way:
            circle = ' -> '.join(way[way.index(path):] + [path])
            faults.append(f'{part}: a circle of includes: {circle}')
        elif path not in done:
            done.add(path)
            for header in includes[path]:
                if header in includes:
                    visit(header, way + [path])

    for path in includes:
        visit(path, [])
    return faults


def check_libraries(part, includes):
    faults = []
    for path, headers in includes.items():
        place = f'{part}/{path}'
        for header in headers:
            for pattern, folders in RESTRICTED.items():
                if re.match(pattern, header) and not any(
                        place.startswith(folder + '/') for folder in folders):
                    faults.append(f'{place} includes <{header}>, which belongs to '
                                  + ', '.join(folders))
    return faults


def check_public(root, plugin_includes):
    """The plug-in sees <lazylabels/...> alone; every quoted include is a file of its own."""
    faults = []
    public = set(os.listdir(os.path.join(root, 'include/lazylabels')))
    for path in plugin_includes:
        with open(os.path.join(root, 'plugin', path), encoding='utf-8') as file:
            text = file.read()
        for header in re.findall(r'#include "([^"]+)"', text):
            if header not in plugin_includes:
                faults.append(f'plugin/{path} includes "{header}", which is not a file of '
                              'the plug-in')
        for header in re.findall(r'#include <lazylabels/([^>]+)>', text):
            if header not in public:
                faults.append(f'plugin/{path} includes <lazylabels/{header}>, which is not '
                              'public')
    return faults


def check_command(engine_includes, plugin_includes):
    """The command sees <lazylabels/...>, its own files, and what the plug-in has without GIMP."""
    faults = []
    for path, headers in engine_includes.items():
        if folder_of(path) != 'command':
            faults += [f'engine/{path} includes {header}, a file of the plug-in'
                       for header in headers if header in plugin_includes
                       and header not in engine_includes]
            continue
        for header in headers:
            own = f'command/{header}' in engine_includes
            shared = header in plugin_includes and folder_of(header) in SHARED
            if '/' in header and header.endswith('.h') and not shared and (
                    header in engine_includes or header in plugin_includes):
                faults.append(f'engine/{path} includes {header}, which is neither public nor '
                              'shared with the plug-in')
            elif '/' not in header and header in plugin_includes and not own:
                faults.append(f'engine/{path} includes {header}, a file of the plug-in')
    return faults


def list_graph(part, includes):
    edges = {}
    for path, headers in includes.items():
        for header in headers:
            if header in includes and folder_of(header) != folder_of(path):
                edges.setdefault(folder_of(path), set()).add(folder_of(header))
    for folder in sorted(edges):
        print(f'{part}/{folder} -> ' + ', '.join(sorted(edges[folder])))


def main():
    root = sys.argv[1]
    engine = read_includes(root, 'engine')
    plugin = read_includes(root, 'plugin')
    if len(engine) < 50 or len(plugin) < 50:
        sys.exit(f'{root} does not hold the sources.')

    if '--list' in sys.argv[2:]:
        list_graph('engine', engine)
        list_graph('plugin', plugin)
        return

    faults = (check_floors('engine', ENGINE, engine) + check_floors('plugin', PLUGIN, plugin)
              + check_circles('engine', engine) + check_circles('plugin', plugin)
              + check_libraries('engine', engine) + check_libraries('plugin', plugin)
              + check_public(root, plugin) + check_command(engine, plugin))
    for fault in faults:
        print(fault)
    if faults:
        sys.exit(1)


if __name__ == '__main__':
    main()
