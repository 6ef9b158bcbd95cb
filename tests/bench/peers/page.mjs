// What the measuring page does: the engine and its peers on one book, one after the other in every round.
import * as bigint from './points-bigint.mjs';
import * as decimal from './points-decimal.mjs';
import { lines, read, resolve } from './programme.mjs';

window.besideTheEngine = async (size, rules, rounds) => {
  const { LargeBook } = await window.program;
  const engine = new LargeBook(size.clients, size.sales, size.managed, size.deals);
  const text = engine.text();
  const json = JSON.parse(text);
  const versions = resolve(rules);
  const jobs = { engine: () => engine.measure('points', 1) };
  const figures = { engine: engine.points() };
  for (const [name, peer] of Object.entries({ 'decimal.js': decimal, BigInt: bigint })) {
    const book = read(json, peer.number);
    jobs[name] = () => peer.points(book, versions);
    figures[name] = lines(jobs[name](), peer.text);
  }
  for (const job of Object.values(jobs)) job(); // compiled before it is measured

  const times = Object.fromEntries(Object.keys(jobs).map((name) => [name, []]));
  const names = Object.keys(jobs);
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(round + turn) % names.length];
      window.gc(); // nobody pays for what another one left
      const before = performance.now();
      jobs[name]();
      times[name].push(performance.now() - before);
    }
  }
  return { times, figures, bytes: text.length };
};
