// Planted mistake: it does not wait for as long as Retry-After says.

import { Client, run } from './right.mjs';

class IgnoresRetryAfter extends Client {
  send(method, path, body) {
    this.notBefore = 0;
    return super.send(method, path, body);
  }
}

await run(() => new IgnoresRetryAfter().call('GET', '/billing/balance'));
