// Planted mistake: it takes a proxy's 502 for a request that never arrived, and sends it again.

import { setTimeout as sleep } from 'node:timers/promises';
import { Client, PAUSE, run } from './right.mjs';

class Repeats502 extends Client {
  async exchange(method, path, body) {
    const answer = await super.exchange(method, path, body);
    if (answer.status !== 502) return answer;
    await sleep(PAUSE);
    return super.exchange(method, path, body);
  }
}

const client = new Repeats502();
await run(async () => client.stop(await client.launch()));
