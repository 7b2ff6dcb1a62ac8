// One warm execution environment: loads a built bundle and runs its handler, one invocation at a time. Plain JavaScript,
// because worker threads start without the loader that runs the rest of local/.
import { parentPort, workerData } from 'node:worker_threads';

const { bundle, exportName } = workerData;
const module = await import(bundle);
const handler = module[exportName];
if (typeof handler !== 'function') throw new TypeError(`The bundle exports no function ${exportName}.`);
parentPort.postMessage({ ready: true });

parentPort.on('message', async ({ event, context, deadline }) => {
  try {
    const result = await handler(event, {
      ...context,
      getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    });
    // As through Lambda: what is not JSON does not leave the function.
    parentPort.postMessage({ result: result === undefined ? 'null' : JSON.stringify(result) });
  } catch (err) {
    const { name = 'Error', message = '', code, stack } = err instanceof Error ? err : { message: String(err) };
    parentPort.postMessage({ error: { name, message, code, stack } });
  }
});
