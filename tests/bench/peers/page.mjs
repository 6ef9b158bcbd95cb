// What the measuring page does for beside-engine.mjs: the engine and its peers on one book, in turns.
import * as bigint from './points-bigint.mjs';
import * as decimal from './points-decimal.mjs';
import { lines, read, resolve } from './programme.mjs';

// A page counts the points of a book once or twice; peers that have been compiled well are measured all the same.
const WARM = 4;

window.besideTheEngine = async (size, rules, rounds, sweeping) => {
  const { LargeBook } = await window.program;
  const engine = new LargeBook(size.clients, size.sales, size.managed, size.deals);
  const text = engine.text();
  const json = JSON.parse(text);
  const versions = resolve(rules);
  const jobs = { Tierwise: () => engine.measure('points', 1) };
  const figures = { Tierwise: engine.points() };
  for (const [name, peer] of Object.entries({ 'decimal.js': decimal, BigInt: bigint })) {
    const book = read(json, peer.number);
    jobs[name] = () => peer.points(book, versions);
    figures[name] = lines(jobs[name](), peer.text);
  }

  const names = Object.keys(jobs);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = -WARM; round < rounds; round += 1) {
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(WARM + round + turn) % names.length]; // nobody is always the first
      window.gc();
      // It goes on for a while beside the page, and who comes next must not be slowed down by what the one before left behind.
      await new Promise((done) => setTimeout(done, sweeping));
      const before = performance.now();
      jobs[name]();
      const time = performance.now() - before;
      if (round >= 0) times[name].push(time);
    }
  }
  return { times, figures, bytes: text.length };
};
