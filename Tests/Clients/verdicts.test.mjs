// Each verdict, by a client that deserves it and by one that does not.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startMock, world } from './mock.mjs';
import { polite, rude } from './retrying.mjs';

const launch = (gpuCount = 1) => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ familyId: 'h100-80gb', gpuCount }),
});

/** What is broken, the errand, and the pauses that make a client rude. */
const stories = {
  'honours-retry-after': {
    fault: { on: 'listRentals', times: 2, error: 'rate_limited', retryAfter: 23 },
    path: 'rentals', init: {}, pauses: [10, 10],
  },
  'gives-up-on-final': { path: 'rentals', init: launch(3), pauses: [1] },
  'retries-transient': {
    fault: { on: 'createRental', times: 2, error: 'provider_error' }, path: 'rentals', init: launch(), pauses: [],
  },
  'backs-off': {
    fault: { on: 'createRental', times: 4, error: 'internal_error' }, path: 'rentals', init: launch(), pauses: [8, 4, 2, 1],
  },
  'bounded-retries': {
    fault: { on: 'facets', error: 'internal_error' }, path: 'catalog/facets', init: {}, pauses: [1, 2, 1, 2, 1, 2, 1],
  },
  'no-double-commit': {
    fault: { on: 'createRental', nth: 1, commit: true, connection: 'reset' },
    path: 'rentals', init: launch(), list: 'rentals', pauses: [1],
  },
};

describe('a verdict', () => {
  /** @type {Awaited<ReturnType<typeof startMock>>} */
  let mock;
  before(async () => { mock = await startMock(); });
  after(async () => { await mock.stop(); });

  /** A broken world, and how to talk and to pause in it. */
  async function enter(label, fault) {
    const here = world(mock.url, 'steady', label);
    if (fault) await here.admin('POST', 'faults', fault);
    const send = (path, init = {}) =>
      fetch(`${here.api}/${path}`, { ...init, headers: { ...init.headers, Cookie: 'sid=dev' } });
    const sleep = async (seconds) => { await here.admin('POST', 'clock/advance', { by: `${seconds}s` }); };
    const verdicts = async () => (await here.admin('GET', 'report')).verdicts;
    return { here, send, sleep, verdicts };
  }

  for (const [name, { fault, path, init, list, pauses }] of Object.entries(stories)) {
    test(`${name} is passed by a polite client, as are all others`, async () => {
      const { send, sleep, verdicts } = await enter(`polite-${name}`, fault);
      await polite(send, sleep, path, init, list).catch((error) => {
        assert.match(error.message, /^(invalid_count|gave up)$/);
      });
      const told = await verdicts();
      assert.equal(told.find((v) => v.verdict === name).result, 'pass');
      assert.deepEqual(told.filter((v) => v.result === 'fail'), []);
    });

    test(`${name} is failed by a rude client, with its requests for evidence`, async () => {
      const { here, send, sleep, verdicts } = await enter(`rude-${name}`, fault);
      await rude(send, sleep, path, init, pauses);
      const verdict = (await verdicts()).find((v) => v.verdict === name);
      assert.equal(verdict.result, 'fail', verdict.message);
      assert.ok(verdict.evidence.length > 0);
      for (const { request } of verdict.evidence) {
        const entry = await here.admin('GET', `requests/${request}`);
        assert.equal(entry.path, `/v1/${path}`);
        assert.ok(verdict.message.includes(`request ${request}`) || verdict.evidence.length > 2);
      }
    });
  }
});
