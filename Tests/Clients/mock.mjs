// The server under test, for the Node suites: started once, asked for a fresh world by every test. The same two
// variables as in mock.py: GPUOUTLET_MOCK_BINARY to start a program, GPUOUTLET_MOCK_URL to use one that runs.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const scenarios = fileURLToPath(new URL('scenarios', import.meta.url));
const defaultBinary = fileURLToPath(new URL('../../.build/debug/gpuoutlet-mock', import.meta.url));

/** Starts the server and hands back where it is and how to stop it. */
export async function startMock() {
  const running = process.env.GPUOUTLET_MOCK_URL;
  if (running) return { url: running.replace(/\/+$/, ''), stop: async () => {} };

  // The variables are ours, not the server's, which reads others of the same prefix.
  const env = Object.fromEntries(Object.entries(process.env).filter(([k]) => !k.startsWith('GPUOUTLET_MOCK_')));
  const server = spawn(
    process.env.GPUOUTLET_MOCK_BINARY ?? defaultBinary,
    ['serve', '--port', '0', '--log', 'off', scenarios],
    { env, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exited = once(server, 'exit');
  const [line] = await Promise.race([
    once(createInterface({ input: server.stdout }), 'line'),
    exited.then(([code]) => assert.fail(`the server ended with ${code} before it was ready`)),
  ]);
  const ready = /^gpuoutlet-mock listening on (http:\/\/\S+)$/.exec(line);
  assert.ok(ready, `expected the ready line, got ${JSON.stringify(line)}`);
  return {
    url: ready[1],
    async stop() {
      server.kill('SIGTERM');
      const [code] = await exited;
      assert.equal(code, 0);
    },
  };
}

/** One isolated double: `scenario~label`. */
export function world(url, scenario, label) {
  const root = `${url}/@${scenario}~${label}`;
  return {
    api: `${root}/v1`,
    async admin(method, path, body) {
      const answer = await fetch(`${root}/__admin/${path}`, {
        method,
        headers: { 'Content-Type': 'application/json' },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      assert.equal(answer.status, 200, await answer.clone().text());
      return answer.json();
    },
  };
}
