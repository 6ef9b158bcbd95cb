// Prints what failed and why, of the native tests (cargo's output) and of the browser's (Playwright's report):
//   node failures.mjs target/checks/native.log target/e2e/report.json
// For the summary of check.sh: a machine elsewhere may show the end of its output alone.
import { readFileSync } from 'node:fs';

const [native, browser] = process.argv.slice(2);
/** A file's text; none where its check did not run. */
const read = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};
const most = 15; // lines of a reason
const say = (name, reason) => {
  const lines = reason.replaceAll(/\u001b\[[\d;]*m/g, '').split('\n').filter((line) => line.trim());
  console.log([`  FAILED ${name}`, ...lines.slice(0, most).map((line) => `    ${line}`)].join('\n'));
};

const log = read(native);
for (const [, name] of log.matchAll(/^test (.*) \.\.\. FAILED$/gm)) {
  const start = log.indexOf(`---- ${name} stdout ----\n`);
  say(name, start === -1 ? '' : log.slice(start).split('\n').slice(1).join('\n').split(/^(?:---- |failures:$)/m)[0]);
}

const specs = ({ suites = [], specs: own = [] }) => [...own, ...suites.flatMap(specs)];
for (const { file, line, title, tests } of specs(JSON.parse(read(browser) || '{}'))) {
  for (const { status, results } of tests) {
    if (status !== 'unexpected') continue;
    const errors = results.flatMap((result) => result.errors);
    const places = errors.map(({ location }) => location && `at ${location.file.split('/').pop()}:${location.line}:${location.column}`);
    say(`${file}:${line} › ${title}`, errors.map(({ message }, at) => [places[at], message].filter(Boolean).join('\n')).join('\n'));
  }
}
