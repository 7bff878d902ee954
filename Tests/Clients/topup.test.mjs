// Every branch of the top-up client, met on purpose.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startMock, world } from './mock.mjs';
import { topUp } from './topup.mjs';

describe('topping up', () => {
  /** @type {Awaited<ReturnType<typeof startMock>>} */
  let mock;
  before(async () => { mock = await startMock(); });
  after(async () => { await mock.stop(); });

  // Node keeps no cookies, so what `credentials: 'include'` does in a browser is done here.
  const signedIn = (url, init) => {
    assert.equal(init.credentials, 'include');
    return fetch(url, { ...init, headers: { ...init.headers, Cookie: 'sid=dev' } });
  };
  const visit = (scenario, label, amountCents = 2500, via = signedIn) =>
    topUp(amountCents, { api: world(mock.url, scenario, label).api, fetch: via });

  test('in health leads to the checkout, and the money arrives once it is paid', async () => {
    const here = world(mock.url, 'healthy', 'topup-paid');
    const outcome = await topUp(2500, { api: here.api, fetch: signedIn });
    assert.equal(outcome.next, 'pay');
    assert.match(outcome.sessionId, /^cs_test_/);

    const page = await fetch(outcome.checkoutUrl);
    assert.equal(page.status, 200);
    assert.match(page.headers.get('Content-Type'), /^text\/html/);
    assert.match(await page.text(), /\$25\.00/);

    await here.admin('POST', `checkout/${outcome.sessionId}`, { outcome: 'paid' });
    const balance = await signedIn(`${here.api}/billing/balance`, { credentials: 'include' });
    assert.equal((await balance.json()).totalCents, 12500);
  });

  test('without a session asks to sign in', async () => {
    assert.deepEqual(await visit('healthy', 'topup-nobody', 2500, fetch), { next: 'sign-in' });
  });

  for (const amount of [0, 99, 500001, -2500]) {
    test(`of ${amount} cents asks for another amount`, async () => {
      const outcome = await visit('healthy', 'topup-amount', amount);
      assert.equal(outcome.next, 'correct-amount');
      assert.ok(outcome.hint.length > 10);
    });
  }

  for (const amount of [100, 500000]) {
    test(`of ${amount} cents is just allowed`, async () => {
      assert.equal((await visit('healthy', 'topup-limits', amount)).next, 'pay');
    });
  }

  test('too often waits as long as Retry-After says', async () => {
    assert.deepEqual(await visit('rate-limited', 'topup'), { next: 'wait', seconds: 23 });
  });

  test('too often without Retry-After waits a minute', async () => {
    assert.deepEqual(await visit('rate-limited-without-retry-after', 'topup'), { next: 'wait', seconds: 60 });
  });

  test('the eleventh time within the hour is too often without any fault', async () => {
    for (let n = 0; n < 10; n++) assert.equal((await visit('steady', 'topup-eleven')).next, 'pay');
    assert.deepEqual(await visit('steady', 'topup-eleven'), { next: 'wait', seconds: 3600 });
  });

  test('while billing is disabled shows the error', async () => {
    const outcome = await visit('billing-disabled', 'topup');
    assert.equal(outcome.next, 'show-error');
    assert.equal(outcome.code, 'billing_disabled');
  });

  test('answered with a page that is no JSON shows the status', async () => {
    assert.deepEqual(
      await visit('not-json', 'topup'), { next: 'show-error', code: 'parse_error', message: 'HTTP 502' });
  });

  test('over a connection that breaks rejects, as fetch does', async () => {
    await assert.rejects(visit('lost-checkout', 'topup'), { name: 'TypeError', message: 'fetch failed' });
  });

  test('with a word for the amount shows what is wrong with the field', async () => {
    const { api } = world(mock.url, 'healthy', 'topup-word');
    const res = await signedIn(`${api}/billing/checkout`, {
      method: 'POST', credentials: 'include', headers: { 'Content-Type': 'application/json' },
      body: '{"amountCents":"2500"}',
    });
    const err = await res.json();
    assert.equal(err.error, 'validation_failed');
    assert.deepEqual(Object.keys(err.details), ['amountCents']);
  });
});

describe('a page on another origin', () => {
  let mock;
  before(async () => { mock = await startMock(); });
  after(async () => { await mock.stop(); });

  const origin = 'http://localhost:5173';

  test('is let through by the preflight, cookies and all', async () => {
    const { api } = world(mock.url, 'healthy', 'cors');
    const res = await fetch(`${api}/billing/checkout`, {
      method: 'OPTIONS',
      headers: {
        Origin: origin, 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'content-type',
      },
    });
    assert.equal(res.status, 204);
    assert.equal(res.headers.get('Access-Control-Allow-Origin'), origin);
    assert.equal(res.headers.get('Access-Control-Allow-Credentials'), 'true');
    assert.match(res.headers.get('Access-Control-Allow-Methods'), /\bPOST\b/);
    assert.match(res.headers.get('Access-Control-Allow-Headers').toLowerCase(), /\bcontent-type\b/);
    assert.match(res.headers.get('Vary'), /\bOrigin\b/i);
  });

  test('can read a refusal and its Retry-After', async () => {
    const { api } = world(mock.url, 'rate-limited', 'cors');
    const res = await fetch(`${api}/billing/checkout`, {
      method: 'POST', headers: { Origin: origin, Cookie: 'sid=dev', 'Content-Type': 'application/json' },
      body: '{"amountCents":2500}',
    });
    assert.equal(res.status, 429);
    assert.equal(res.headers.get('Access-Control-Allow-Origin'), origin);
    assert.match(res.headers.get('Access-Control-Expose-Headers'), /\bRetry-After\b/i);
  });

  test('from elsewhere is refused', async () => {
    const { api } = world(mock.url, 'healthy', 'cors-elsewhere');
    const res = await fetch(`${api}/billing/checkout`, {
      method: 'POST',
      headers: { Origin: 'https://evil.example', Cookie: 'sid=dev', 'Content-Type': 'application/json' },
      body: '{"amountCents":2500}',
    });
    assert.equal(res.status, 403);
    assert.equal((await res.json()).error, 'forbidden');
    assert.equal(res.headers.get('Access-Control-Allow-Origin'), null);
  });
});
