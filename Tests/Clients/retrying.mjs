// Two clients of the API for the same errand: one as the API's error page would have it, one as it should not be.

const TRANSIENT = ['internal_error', 'provider_error', 'provider_pool_empty'];
const WAITING = ['rate_limited', 'code_request_rate_limited', 'maintenance'];

/**
 * Waits as told, backs off where nothing is told, ends after five repeats, repeats nothing that is refused for good,
 * and looks before it repeats a change whose answer was lost.
 * @param {(path: string, init?: object) => Promise<Response>} send
 * @param {(seconds: number) => Promise<void>} sleep
 */
export async function polite(send, sleep, path, init = {}, list) {
  for (let attempt = 0; attempt <= 5; attempt++) {
    let res;
    try {
      res = await send(path, init);
    } catch {
      if (init.method && list) return (await send(list)).json();
      await sleep(2 ** attempt);
      continue;
    }
    if (res.ok) return res.json();
    const { error } = await res.json();
    if (!TRANSIENT.includes(error) && !WAITING.includes(error)) throw new Error(error);
    const told = res.headers.get('Retry-After');
    if (attempt < 5) await sleep(told === null ? 2 ** attempt : Number(told));
  }
  throw new Error('gave up');
}

/** Repeats whatever fails, after pauses of its own, as often as there are pauses. */
export async function rude(send, sleep, path, init, pauses) {
  for (const pause of [...pauses, null]) {
    try {
      const res = await send(path, init);
      if (res.ok) return;
    } catch {
      // A lost answer is only one more reason to try again.
    }
    if (pause) await sleep(pause);
  }
}
