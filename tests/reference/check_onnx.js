#!/usr/bin/env node
/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Exported networks in ONNX Runtime: probabilities are those of the engine.
 *
 *   check_onnx.js ONNX-CASES SOURCE-FOLDER
 *
 * ONNX-CASES is the program that writes them.  tests/onnxruntime gets ONNX Runtime.
 * environment: LAZY_LABELS_DATA, the folder of real images.
 */

'use strict';

const { execFileSync, spawnSync } = require ('child_process');
const fs = require ('fs');
const { createRequire } = require ('module');
const os = require ('os');
const path = require ('path');

const LIMIT = 1e-4;

const [program, source] = process.argv.slice (2);
const tasks = ['detection', 'separation', 'segmentation'];

function
skip (reason)
{
  console.log (`1..0 # SKIP ${reason}`);
  process.exit (0);
}

function
loadRuntime ()
{
  const found = spawnSync (path.join (source, 'tests/onnxruntime'), { encoding: 'utf8' });

  if (found.status !== 0)
    skip (`ONNX Runtime can't be had: ${(found.stderr || '').trim ().split ('\n').pop ()}`);
  return createRequire (path.join (found.stdout.trim (), 'package.json')) ('onnxruntime-node');
}

/* Floats of 32 bits. */
function
readNumbers (file)
{
  const bytes = fs.readFileSync (file);
  const start = 10 + bytes.readUInt16LE (8);
  const header = bytes.toString ('latin1', 10, start);
  const dims = /'shape': \(([^)]*)\)/.exec (header)[1].split (',').map ((text) => text.trim ())
    .filter ((text) => text).map (Number);
  const data = new Float32Array (bytes.buffer.slice (bytes.byteOffset + start,
                                                     bytes.byteOffset + bytes.length));

  if (!header.includes ("'<f4'") || data.length !== dims.reduce ((a, b) => a * b, 1))
    throw new Error (`${file} is not what it says`);
  return { dims, data };
}

function
compare (ours, theirs)
{
  let worst = 0;

  if (ours.dims.join () !== theirs.dims.join ())
    return Infinity;
  for (let i = 0; i < ours.data.length; i++)
    {
      const off = Math.abs (ours.data[i] - theirs.data[i]);

      if (!(off <= worst))
        worst = Number.isNaN (off) ? Infinity : off;
    }
  return worst;
}

/* Percentiles as NumPy has them, and the stretching of bioimage.io. */
function
stretch (image)
{
  const [, channels, height, width] = image.dims;
  const n = height * width;
  const data = new Float32Array (image.data);

  for (let c = 0; c < channels; c++)
    {
      const values = data.subarray (c * n, (c + 1) * n);
      const sorted = Float32Array.from (values).sort ();
      const find = (percentile) => {
        const place = percentile / 100 * (n - 1);
        const first = Math.floor (place);
        const second = Math.min (first + 1, n - 1);
        return sorted[first] + (place - first) * (sorted[second] - sorted[first]);
      };
      const low = find (0.5);
      const high = find (99.5);

      for (let i = 0; i < n; i++)
        values[i] = (values[i] - low) / (high - low + 1e-6);
    }
  return { dims: image.dims, data };
}

async function
main ()
{
  const ort = loadRuntime ();
  const folder = fs.mkdtempSync (path.join (os.tmpdir (), 'lazy-labels-onnx.'));
  let number = 0;
  let failed = 0;
  const check = (condition, title) => {
    number++;
    failed += condition ? 0 : 1;
    console.log (`${condition ? 'ok' : 'not ok'} ${number} - ${title}`);
  };
  const run = async (session, image) => session.run (
    { image: new ort.Tensor ('float32', image.data, image.dims) });

  try
    {
      const data = process.env.LAZY_LABELS_DATA || path.join (source, '../shared/data');

      execFileSync (program, [source, data, folder], { stdio: 'inherit' });
      console.log (`# ONNX Runtime ${ort.env.versions.node}, images: ` +
                   (fs.existsSync (data) ? 'real' : 'generated'));
      for (const file of fs.readdirSync (folder).filter ((name) => name.endsWith ('.onnx')).sort ())
        {
          const name = file.replace ('.onnx', '');
          const session = await ort.InferenceSession.create (path.join (folder, file));
          const outputs = session.outputNames;
          let worst = 0;

          check (session.inputNames.join () === 'image' &&
                 (name.startsWith ('multi') || name.startsWith ('starting')
                   ? outputs.join () === tasks.join () : outputs.join () === 'segmentation'),
                 `${name}: inputs and outputs`);
          for (let i = 0; fs.existsSync (path.join (folder, `${name}-${i}.image.npy`)); i++)
            {
              const image = readNumbers (path.join (folder, `${name}-${i}.image.npy`));
              const theirs = await run (session, image);

              for (const task of outputs)
                {
                  const off = compare (
                    readNumbers (path.join (folder, `${name}-${i}.${task}.npy`)), theirs[task]);

                  worst = Math.max (worst, off);
                  if (!(off <= LIMIT))
                    console.log (`# ${name}-${i}, ${image.dims}, ${task}: ${off}`);
                }
            }
          check (worst <= LIMIT, `${name}: probabilities differ by ${worst.toExponential (1)} at most`);

          /* The package: its model, as its description says. */
          const inside = path.join (folder, name);
          fs.mkdirSync (inside);
          execFileSync ('python3', ['-m', 'zipfile', '-e', path.join (folder, `${name}.zip`), inside]);
          check (fs.readFileSync (path.join (inside, 'weights.onnx'))
            .equals (fs.readFileSync (path.join (folder, file))), `${name}: the package has the model`);
          const image = readNumbers (path.join (inside, 'test_image.npy'));
          const rdf = fs.readFileSync (path.join (inside, 'rdf.yaml'), 'utf8');
          const theirs = await run (session, rdf.includes ('scale_range') ? stretch (image) : image);
          worst = Math.max (...outputs.map ((task) => compare (
            readNumbers (path.join (inside, `test_${task}.npy`)), theirs[task])));
          check (worst <= LIMIT, `${name}: test tensors differ by ${worst.toExponential (1)} at most`);
        }
      console.log (`1..${number}`);
    }
  finally
    {
      if (process.env.LL_KEEP)
        console.log (`# ${folder}`);
      else
        fs.rmSync (folder, { recursive: true });
    }
  process.exitCode = failed > 0 ? 1 : 0;
}

main ().catch ((error) => {
  console.log (`Bail out! ${error.message}`);
  process.exit (1);
});
