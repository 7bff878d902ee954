// A front end's client for one call, in the shape that the API's error page recommends: look at `res.ok`, read the
// error's code, branch on it. Plain JavaScript with JSDoc types, so that Node runs it as it stands and an editor still
// checks it.

/**
 * What the page does next.
 * @typedef {{ next: 'pay', checkoutUrl: string | null, sessionId: string }
 *   | { next: 'sign-in' }
 *   | { next: 'correct-amount', hint: string }
 *   | { next: 'wait', seconds: number }
 *   | { next: 'show-error', code: string, message: string }} Outcome
 */

/**
 * Opens a checkout.
 * @param {number} amountCents
 * @param {{ api?: string, fetch?: typeof globalThis.fetch }} [options]
 * @returns {Promise<Outcome>}
 */
export async function topUp(amountCents, { api = 'https://gpuoutlet.ai/v1', fetch = globalThis.fetch } = {}) {
  const res = await fetch(`${api}/billing/checkout`, {
    method: 'POST',
    credentials: 'include',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ amountCents }),
  });
  if (res.ok) {
    const { checkoutUrl, sessionId } = await res.json();
    return { next: 'pay', checkoutUrl, sessionId };
  }

  /** @type {{ error: string, message: string, details?: Record<string, string> }} */
  const err = await res.json().catch(() => ({ error: 'parse_error', message: `HTTP ${res.status}` }));
  switch (err.error) {
    case 'unauthorized':
      return { next: 'sign-in' };
    case 'invalid_amount':
      return { next: 'correct-amount', hint: err.message };
    case 'rate_limited':
      return { next: 'wait', seconds: parseInt(res.headers.get('Retry-After') ?? '60', 10) };
    default:
      return { next: 'show-error', code: err.error, message: err.message };
  }
}
