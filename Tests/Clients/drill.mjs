// A small client for a chaos drill: launches a pod, watches it until it runs, stops it, and begins anew, as politely as
// the API's error page asks for, until a signal tells it to end or fifty errands are done. Says what it meets.
//   node drill.mjs URL [SPEED]     SPEED is the server's --speed: a second told is so much shorter here
//
// The rules it keeps: wait as Retry-After says, else twice as long each time; five repeats at most; nothing again that
// is refused for good; and after a launch whose answer was lost, look whether there is a pod before asking for another.

import { setTimeout as pause } from 'node:timers/promises';

const [url, speed = '60'] = process.argv.slice(2);
const passing = ['internal_error', 'provider_error', 'provider_pool_empty', 'rate_limited', 'maintenance'];
const met = {};

/** A pause in the world's seconds; a little longer than told, since timers may be early. */
const sleep = (seconds) => pause((seconds * 1050) / Number(speed) + 5);

/** One request; the answer was lost where it throws. */
async function send(method, path, body) {
  const res = await fetch(`${url}/v1${path}`, {
    method,
    headers: { Cookie: 'sid=dev', ...(body && { 'Content-Type': 'application/json' }) },
    body: body && JSON.stringify(body),
  });
  const json = await res.json();
  return { ok: res.ok, json, error: json.error, wait: res.headers.get('Retry-After') };
}

/** A request, repeated while that makes sense. `lost` is what to do instead where the answer of a change was lost. */
async function call(method, path, body, lost) {
  for (let repeat = 0; ; repeat++) {
    const answer = await send(method, path, body).catch(() => ({ error: 'lost' }));
    if (answer.ok) return answer.json;
    met[answer.error] = (met[answer.error] ?? 0) + 1;
    if (answer.error === 'lost' && lost) return lost();
    const isWorthIt = answer.error === 'lost' ? method === 'GET' : passing.includes(answer.error);
    // Who gives up waits as told all the same: the next errand would come too early.
    if (isWorthIt || answer.wait) await sleep(answer.wait ? Number(answer.wait) : 2 ** (repeat + 1));
    if (!isWorthIt || repeat === 5) throw new Error(`${method} ${path}: ${answer.error}`);
  }
}

/** The pod of a launch, if there is one after all. */
const find = async (name) => (await call('GET', '/rentals?pageSize=5')).rentals.find((pod) => pod.name === name);

async function errand(name) {
  await call('GET', '/catalog/listings?pageSize=5');
  const launch = { familyId: 'h100-80gb', gpuCount: 1, name };
  const pod = await call('POST', '/rentals', launch, () => find(name));
  if (!pod) return 'no pod this time';
  try {
    while ((await call('GET', `/rentals/${pod.id}`)).status === 'provisioning') await sleep(10);
    return 'a pod ran';
  } finally {
    await call('POST', `/rentals/${pod.id}/stop`);
  }
}

// An errand that has begun is finished: a pod left running costs money.
let isOver = false;
process.on('SIGTERM', () => { isOver = true; });
for (let n = 1; n <= 50 && !isOver; n++) {
  const outcome = await errand(`drill-${n}`).catch((error) => error.message);
  console.log(`errand ${n}: ${outcome}`);
  if (outcome.endsWith(': lost')) isOver = true; // five times no answer: nobody is there any more
}
console.log(`met ${JSON.stringify(met)}`);
