#!/usr/bin/env node
/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* bench-unet once more, with ONNX Runtime doing the work: the same network, the same line
 * of JSON.
 *
 *   onnxruntime_unet.js predict --width 16 --levels 6 --size 256 --batch 4 --threads 2
 *   onnxruntime_unet.js image --image 4096 --width 16 --batch 4 --patches 128
 *
 * "image" times the patches that cover an image and overlap by half, without reading the
 * image or blending the results; with --patches, the first N of them, and the figure is
 * the mean over these.  The model comes from export_onnx.py; it and onnxruntime-node are
 * looked for in the folder that --folder names, which is where "compare" puts them.
 */

'use strict';

const { execFileSync } = require ('child_process');
const fs = require ('fs');
const { createRequire } = require ('module');
const os = require ('os');
const path = require ('path');
const { parseArgs } = require ('util');

const { values, positionals } = parseArgs ({
  allowPositionals: true,
  options: {
    width: { type: 'string', default: '16' },
    levels: { type: 'string', default: '6' },
    blocks: { type: 'string', default: '4' },
    size: { type: 'string', default: '256' },
    batch: { type: 'string', default: '4' },
    threads: { type: 'string', default: String (os.cpus ().length) },
    repeats: { type: 'string', default: '5' },
    image: { type: 'string', default: '4096' },
    patches: { type: 'string', default: '0' },
    folder: { type: 'string', default: path.join (__dirname, '../../build-bench/compare') },
  },
});

const task = positionals[0];
if (positionals.length !== 1 || !['predict', 'image'].includes (task))
  {
    console.error ('Say predict or image.');
    process.exit (1);
  }

const options = {};
for (const name of ['width', 'levels', 'blocks', 'size', 'batch', 'threads', 'repeats',
                    'image', 'patches'])
  options[name] = Number.parseInt (values[name], 10);

/* Multiplications and additions of the direct method a patch and forward pass. */
function
countOperations ({ width, levels, blocks, size })
{
  const taskBlocks = Math.min (blocks, levels - 1);
  let total = 0;
  const add = (nIn, nOut, kernel, level, times) => {
    total += 2 * nIn * nOut * kernel * kernel * (size >> level) ** 2 * times;
  };

  for (let level = 0; level < levels; level++)
    {
      const own = width << level;
      const below = own * 2;

      add (level > 0 ? own / 2 : 1, own, 3, level, 1);
      add (own, own, 3, level, 1);
      if (level === levels - 1)
        continue;

      /* Two tasks pass through the shared block, but for the first of these blocks. */
      const shared = level < taskBlocks - 1 ? 2 : 1;
      add (below + own, own, 3, level, shared);
      add (own, own, 3, level, shared);
      if (level < taskBlocks)
        {
          add (own, own, 3, level, 2);
          add (below + own, own, 3, level, 1);
          add (own, own, 3, level, 1);
        }
    }
  for (const classes of taskBlocks > 0 ? [3, 2, 3] : [3])
    add (width, classes, 1, 0, 1);
  return total;
}

function
modelFile ()
{
  const { width, levels, blocks, size, batch } = options;
  const file = path.join (values.folder,
                          `unet-${width}-${levels}-${blocks}-${size}-${batch}.onnx`);

  if (!fs.existsSync (file))
    {
      fs.mkdirSync (values.folder, { recursive: true });
      /* Its warnings are about constants, and of no interest here. */
      execFileSync ('/usr/bin/python3',
                    ['-W', 'ignore', path.join (__dirname, 'export_onnx.py'),
                     '--width', width, '--levels', levels, '--blocks', blocks,
                     '--size', size, '--batch', batch, `${file}.part`],
                    { stdio: ['ignore', 'ignore', 'pipe'] });
      fs.renameSync (`${file}.part`, file);
    }
  return file;
}

function
fill (pixels)
{
  for (let i = 0; i < pixels.length; i++)
    pixels[i] = Math.random () * 2 - 1;
}

/* Of this program alone. */
function
peakRssMib ()
{
  const status = fs.readFileSync ('/proc/self/status', 'utf8');

  return Math.floor (Number (/VmHWM:\s+(\d+)/.exec (status)[1]) / 1024);
}

function
median (times)
{
  const sorted = [...times].sort ((a, b) => a - b);

  return sorted[Math.floor (sorted.length / 2)];
}

async function
main ()
{
  const file = modelFile ();
  const folder = path.resolve (values.folder);
  const ort = createRequire (path.join (folder, 'package.json')) ('onnxruntime-node');
  const { size, batch, repeats } = options;
  const session = await ort.InferenceSession.create (file, {
    executionProviders: ['cpu'],
    graphOptimizationLevel: 'all',
    executionMode: 'sequential',
    intraOpNumThreads: options.threads,
    interOpNumThreads: 1,
  });
  const pixels = new Float32Array (batch * size * size);
  const run = async () => {
    fill (pixels);
    const image = new ort.Tensor ('float32', pixels, [batch, 1, size, size]);
    const start = process.hrtime.bigint ();
    await session.run ({ image });
    return Number (process.hrtime.bigint () - start) * 1e-9;
  };
  const extra = {};
  let seconds;

  /* The first run warms up. */
  await run ();
  if (task === 'predict')
    {
      const times = [];

      for (let i = 0; i < repeats; i++)
        times.push (await run ());
      seconds = median (times) / batch;
    }
  else
    {
      const along = Math.ceil (options.image / (size / 2));
      const all = along * along;
      const timed = options.patches > 0 ? Math.min (options.patches, all) : all;
      const runs = Math.ceil (timed / batch);
      let sum = 0;

      for (let i = 0; i < runs; i++)
        sum += await run ();
      seconds = sum / (runs * batch);
      Object.assign (extra, {
        image: options.image,
        patches: all,
        patches_timed: runs * batch,
        seconds: Number ((seconds * all).toFixed (2)),
      });
    }

  /* Between the keys' names and values stands a space, as in the other benches. */
  const line = {
    engine: `onnxruntime ${ort.env.versions.node}`,
    task,
    width: options.width,
    levels: options.levels,
    size,
    batch,
    threads: options.threads,
    seconds_per_patch: Number (seconds.toFixed (5)),
    gflops: Number ((countOperations (options) / seconds * 1e-9).toFixed (1)),
    peak_rss_mib: peakRssMib (),
    ...extra,
  };
  console.log (JSON.stringify (line, null, 1).replace (/\n */g, ' ').replace ('{ ', '{')
    .replace (' }', '}'));
}

main ().catch ((error) => {
  console.error (error.message);
  process.exit (1);
});
