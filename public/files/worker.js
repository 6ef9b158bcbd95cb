// The file worker's script (src/platform/worker.rs): one workbook in, one XLSX file out. What fails here is an error of the
// worker, which the page hears of.
import init, { xlsx } from './files.js';

const ready = init();
onmessage = async ({ data }) => {
  try {
    await ready;
    const file = xlsx(data);
    postMessage(file, [file.buffer]);
  } catch (error) {
    reportError(error);
  }
};
