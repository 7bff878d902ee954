#!/usr/bin/env node
// Runs a pod for a moment, and survives what can go wrong: lost answers, outages, refusals, somebody else. It exits 0
// when the work is done and nothing is left, and 1 with a sentence when it gives up, after cleaning up.

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const { GPUOUTLET_API_URL: API, GPUOUTLET_SESSION: SESSION } = process.env;
const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHNqJY0y0Z/cDnhZDLwPZwSg6f0uWmJDalIMpr4cgHAE explorer';
const POD = { familyId: 'rtx-4090', gpuCount: 1 };
const PASSING = ['internal_error', 'provider_error', 'provider_pool_empty', 'rate_limited', 'maintenance'];
const GONE = ['already_stopped', 'rental_not_found', 'key_not_found'];
export const TRIES = 4;
// In milliseconds, for a world 60 times as fast as ours: a whole answer, the first pause, between two looks, a start.
export const [PATIENCE, PAUSE, PACE, LONGEST] = [1000, 100, 150, 10_000];

export class Failure extends Error {
  constructor(message, code) { super(message); this.code = code; }
}

/** The API said no, and would say so again. */
export class Refused extends Failure {}

/** It may be granted later, or nobody knows whether it was: no answer, none that can be read, or a passing error. */
export class Unsettled extends Failure {}

export class Client {
  name = `job-${randomUUID()}`; // by which it knows its own pod and key again
  notBefore = 0;

  /** Makes a call, no sooner than the API said. */
  async send(method, path, body) {
    await sleep(Math.max(0, this.notBefore - performance.now()));
    const call = `${method} ${path}`;
    const { status, headers, text } = await this.exchange(method, path, body).catch((error) => {
      throw new Unsettled(`${call}: ${error.cause ?? error}`);
    });
    if (headers.has('Retry-After')) this.notBefore = performance.now() + (1000 * headers.get('Retry-After') || 0);
    let answer;
    try {
      answer = JSON.parse(text);
    } catch {
      // It is not the API's.
    }
    if (answer && status === 200) return answer;
    if (!answer?.error) throw new Unsettled(`${call}: ${status} with an answer that is not the API's`);
    throw new (PASSING.includes(answer.error) ? Unsettled : Refused)(`${call}: ${answer.message}`, answer.error);
  }

  /** Gets the whole answer while patience lasts. */
  async exchange(method, path, body) {
    const headers = { 'Content-Type': 'application/json', Cookie: `sid=${SESSION}` };
    const signal = AbortSignal.timeout(PATIENCE);
    const answer = await fetch(API + path, { method, headers, signal, body: body && JSON.stringify(body) });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  }

  /** Makes a call until it is settled. Before what must not be done twice is repeated, `happened` looks for it. */
  async call(method, path, body, happened) {
    let last;
    for (let attempt = 0; attempt < TRIES; attempt++) {
      try {
        return await this.send(method, path, body);
      } catch (failure) {
        if (!(failure instanceof Unsettled)) throw failure;
        last = failure;
      }
      await sleep(PAUSE * 2 ** attempt);
      const found = await happened?.();
      if (found) return found;
    }
    throw last;
  }

  /** Ends something. It may be repeated as it is, and who finds it gone has what he wanted. */
  async end(method, path) {
    try {
      await this.call(method, path);
    } catch (failure) {
      if (GONE.includes(failure.code)) return;
      console.error(`still there: ${path}`);
      throw failure;
    }
  }

  launch() {
    return this.call('POST', '/rentals', { ...POD, name: this.name }, () => this.launched());
  }

  /** The pod of this job. The newest come first, so that it stands on the first page. */
  async launched() {
    return (await this.call('GET', '/rentals')).rentals.find((pod) => pod.name === this.name);
  }

  async wait(pod, wanted) {
    for (let waited = 0; waited < LONGEST; waited += PACE) {
      const { status } = await this.call('GET', `/rentals/${pod.id}`);
      if (status === wanted) return;
      if (status === 'stopped' || status === 'failed') throw new Refused(`pod ${pod.id} has ${status}`);
      await sleep(PACE);
    }
    throw new Refused(`pod ${pod.id} is still not ${wanted}`);
  }

  stop(pod) {
    return this.end('POST', `/rentals/${pod.id}/stop`);
  }

  addKey() {
    const added = async () => (await this.call('GET', '/ssh-keys')).keys.find((key) => key.name === this.name);
    return this.call('POST', '/ssh-keys', { name: this.name, publicKey: KEY }, added);
  }

  removeKey(key) {
    return this.end('DELETE', `/ssh-keys/${key.id}`);
  }

  async look() {
    await this.call('GET', '/catalog/listings?model=RTX_4090');
    await this.call('GET', '/billing/balance');
    await this.call('POST', '/rentals/preview', POD);
  }

  async usePod() {
    const pod = await this.launch();
    try {
      await this.wait(pod, 'running');
      await this.call('GET', `/rentals/${pod.id}/meter`);
    } finally {
      await this.stop(pod);
    }
    await this.wait(pod, 'stopped');
  }

  async job() {
    await this.look();
    const key = await this.addKey();
    try {
      await this.usePod();
    } finally {
      await this.removeKey(key);
    }
  }
}

export async function run(job) {
  try {
    await job();
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    console.error(`gave up: ${failure.message}`);
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await run(() => new Client().job());
