// The report of everything that is measured side by side: target/bench/report.json, and report.md made of it.
//
// Problem: milliseconds of one machine mean nothing on another, and on a busy one not even beside each other. Idea: ours and
// the peers take turns in every round, and what counts is the ratio of a round's own times; its median is held against the
// goal. Each job writes its own part with the versions that it ran with, so that one can be run alone.
//
// Example: `report('engine', { measures: [{ name, times: { Tierwise: [50], BigInt: [100] }, goals: { BigInt: 0.8 } }], … })`.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { buildSync } from 'esbuild';

export const OUT = 'target/bench';
export const OURS = 'Tierwise';
export const ROUNDS = Math.max(7, Number(process.argv[2] ?? 11));
/** Longer than the browser needs to sweep, beside the page and after `gc()`, what a job left behind; in milliseconds. */
export const SWEEPING = 150;
/** `gc()`: nobody pays for what another one left. */
export const launch = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-gpu', '--js-flags=--expose-gc'] });

/** One file of a module and of all that it imports. */
export const bundle = (entry, outfile) => buildSync({ entryPoints: [entry], bundle: true, minify: true, format: 'esm', outfile });


const sorted = (list) => [...list].sort((a, b) => a - b);
const median = (list) => sorted(list)[list.length >> 1];
const spread = (list) => ({ median: median(list), min: Math.min(...list), max: Math.max(...list) });

/** What a file weighs as a static host stores it, in bytes. */
export const packed = (path) => brotliCompressSync(readFileSync(path)).length;

/** What the program of a built page weighs: its WebAssembly and glue, without the parts that are loaded later. */
export const program = (dist) =>
  readdirSync(`${dist}/app`)
    .filter((name) => /^dashboard-[^-]*\.(js|wasm)$/.test(name))
    .reduce((sum, name) => sum + packed(`${dist}/app/${name}`), 0);

/** The version of a package that is installed. */
export const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;

/** The commit that is measured, marked where the folder has more than it. */
function commit() {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty', '--exclude=*'], { encoding: 'utf8' }).trim();
  } catch {
    return 'not in a repository';
  }
}

/** Adds a job's measures to the report. */
export function report(job, { title, about, notes = [], versions, sizes, measures }) {
  mkdirSync(OUT, { recursive: true });
  const file = `${OUT}/report.json`;
  const jobs = read(file);
  jobs[job] = { title, about, notes, rounds: ROUNDS, versions: { Tierwise: commit(), ...versions }, sizes, measures: measures.map(weigh) };
  writeFileSync(file, `${JSON.stringify(jobs, null, 2)}\n`);
  const text = Object.values(jobs).map(section).join('\n');
  writeFileSync(`${OUT}/report.md`, text);
  console.log(`\n${section(jobs[job])}\n» Kept in ${OUT}/report.md and ${file}`);
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file));
  } catch {
    return {}; // the first job
  }
}

/** Medians and ratios of a measure: `{ name, times: { who: [ms, …] }, goals: { peer: ratio } }`. */
function weigh({ name, times, goals }) {
  const ours = times[OURS];
  const entries = Object.entries(times).map(([who, list]) => {
    if (who === OURS) return [who, { ms: spread(list), times: list }];
    const ratio = spread(list.map((time, round) => ours[round] / time));
    return [who, { ms: spread(list), ratio, goal: goals[who], met: ratio.median <= goals[who], times: list }];
  });
  return { name, of: Object.fromEntries(entries) };
}

function section({ title, about, notes, rounds, versions, sizes, measures }) {
  const ms = (value) => value.toFixed(1);
  const row = ({ name, of }) =>
    Object.entries(of).map(([who, { ms: time, ratio, goal, met }]) => {
      const times = `| ${name} | ${who} | ${ms(time.median)} | ${ms(time.min)} | ${ms(time.max)} |`;
      if (!ratio) return `${times} | | |`;
      const between = `${ratio.min.toFixed(2)} to ${ratio.max.toFixed(2)}`;
      return `${times} ${ratio.median.toFixed(2)} | ${between} | ≤ ${goal}: ${met ? 'met' : '**missed**'} |`;
    });
  const named = Object.entries(versions).map(([what, which]) => `${what} ${which}`);
  const weights = Object.entries(sizes).map(([what, bytes]) => `${what} ${(bytes / 1000).toFixed(1)} KB`);
  return [
    `## ${title}`,
    '',
    `${about} ${rounds} rounds, in turns; milliseconds.`,
    ...notes,
    '',
    '| What | Who | median | min | max | ours ÷ theirs | spread | Goal |',
    '|---|---|--:|--:|--:|--:|--:|---|',
    ...measures.flatMap(row),
    '',
    `Versions: ${named.join(', ')}. Brotli: ${weights.join(', ')}.`,
    '',
  ].join('\n');
}
