// A front end as small as a test needs: it lives on a port of its own and talks to the API across origins.
const api = new URLSearchParams(location.search).get('api') ?? sessionStorage.getItem('api');
sessionStorage.setItem('api', api);
const $ = (id) => document.getElementById(id);

async function call(method, path, body) {
  const answer = await fetch(api + path, {
    method,
    credentials: 'include',
    headers: body ? { 'Content-Type': 'application/json' } : {},
    body: body && JSON.stringify(body),
  });
  const json = await answer.json();
  if (answer.ok) return json;
  const wait = answer.headers.get('Retry-After');
  throw new Error(`${json.error}${wait ? `, wait ${wait} s` : ''} (${answer.headers.get('X-Request-Id')})`);
}

/** Runs what a button does, and shows what went wrong. */
function on(id, event, act) {
  $(id).addEventListener(event, async (happened) => {
    happened.preventDefault();
    $('problem').textContent = '';
    try {
      await act(new FormData(happened.target.closest('form') ?? undefined));
    } catch (error) {
      $('problem').textContent = error.message;
    }
  });
}

let email;
on('ask', 'submit', async (form) => {
  email = form.get('email');
  await call('POST', '/auth/request-code', { email });
  $('enter').hidden = false;
});
on('enter', 'submit', async (form) => {
  await call('POST', '/auth/verify-code', { email, code: form.get('code') });
  await show();
});
on('topup', 'click', async () => {
  const { checkoutUrl } = await call('POST', '/billing/checkout', { amountCents: 2500 });
  location.href = checkoutUrl;
});
on('launch', 'click', async () => {
  await call('POST', '/rentals', { familyId: 'h100-80gb', gpuCount: 1 });
  await show();
});
on('stop', 'click', async () => {
  const { rentals } = await call('GET', '/rentals?pageSize=1');
  await call('POST', `/rentals/${rentals[0].id}/stop`);
  await show();
});

async function show() {
  const { user } = await call('GET', '/auth/me');
  const { availableCents } = await call('GET', '/billing/balance');
  const { rentals } = await call('GET', '/rentals?pageSize=1');
  const pod = rentals[0];
  $('ask').hidden = $('enter').hidden = true;
  $('app').hidden = false;
  $('who').textContent = user.email;
  $('available').textContent = `$${(availableCents / 100).toFixed(2)}`;
  $('status').textContent = pod?.status ?? 'none';
  $('place').textContent = pod?.host ? `${pod.host}:${pod.port}` : '';
  $('stop').hidden = !['provisioning', 'running'].includes(pod?.status);
}

// The front end looks again whenever it is asked to; a test needs no clock for that.
window.refresh = () => show();
try {
  await show();
} catch {
  // Nobody is signed in yet: the form is there for that.
}
