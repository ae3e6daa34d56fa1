import { parentPort } from 'node:worker_threads';
import { inspect } from './inspect.js';

/** The thread that takes files apart, so that a large one holds up no command. One question, one answer; an error ends it. */
parentPort?.on('message', (file: Uint8Array) => {
  void inspect(file).then((inspected) => parentPort?.postMessage(inspected));
});
