// The file worker's script (src/platform/worker.rs): one question, some words on how far it is, one answer: parts of bytes. What fails
// here is an error of the worker, which the page hears of; a file that the browser cannot give is an answer too.
import init, { Files, xlsx } from './files.js';

const ready = init();

const read = async ({ files, today, mappings }) => {
  const all = files.reduce((sum, { size }) => sum + size, 0);
  const reader = new Files();
  postMessage({ done: 0, all });
  for (const file of files) {
    const bytes = file.content ?? (await file.arrayBuffer().catch(() => null));
    if (!bytes) return null;
    reader.add(file.name, new Uint8Array(bytes));
  }
  // More of them than a page draws frames would be work for nobody.
  let told = 0;
  return reader.read(today, mappings, (done, all) => {
    const now = performance.now();
    if (now - told < 16) return;
    told = now;
    postMessage({ done, all });
  });
};

onmessage = async ({ data }) => {
  try {
    await ready;
    const answer = data.files ? await read(data) : [xlsx(data)];
    postMessage(answer, answer ? answer.map(({ buffer }) => buffer) : []);
  } catch (error) {
    reportError(error);
  }
};
