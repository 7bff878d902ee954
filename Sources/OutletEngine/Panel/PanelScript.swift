/// What the control panel does, over the calls that everybody has: it looks, follows the journal's stream, and turns
/// dials. It builds every element from text, so that nothing that a client sent can become markup.
enum PanelScript {
    static let javaScript = #"""
        const $ = (id) => document.getElementById(id);
        const shown = 250;
        const state = { world: '', token: sessionStorage.getItem('token') ?? '', entries: [], stream: null, stale: false };
        const fromPath = location.pathname.match(/^\/@([^/]+)\//)?.[1];
        state.world = decodeURIComponent(fromPath ?? 'default');
        const root = () => `/@${state.world}/__admin/`;

        /** One element with its text, attributes and children. */
        function make(tag, attributes = {}, ...children) {
          const element = document.createElement(tag);
          for (const [name, value] of Object.entries(attributes)) {
            if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
            else if (value !== false && value != null) element.setAttribute(name, value === true ? '' : value);
          }
          element.append(...children.filter((child) => child != null));
          return element;
        }
        const money = (cents) => '$' + (cents / 100).toFixed(2);
        const tone = (status) => (status == null ? 'bad' : status < 400 ? 'good' : status < 500 ? 'warn' : 'bad');
        /** Puts new rows in the place of the old ones; who works by keyboard stays where they were. */
        const fill = (table, rows) => {
          const body = $(table).tBodies[0] ?? $(table);
          const held = body.contains(document.activeElement) ? document.activeElement : null;
          const key = held?.closest('tr').dataset.key;
          body.replaceChildren(...rows);
          if (key) {
            const row = rows.find((row) => row.dataset.key === key);
            (held.tagName === 'TR' ? row : row?.querySelector(held.tagName))?.focus();
          }
          const empty = $(table).nextElementSibling;
          if (empty?.classList.contains('empty')) empty.hidden = rows.length > 0;
        };

        function send(method, path, body, signal) {
          const headers = { ...(state.token && { Authorization: 'Bearer ' + state.token }), ...(body && { 'Content-Type': 'application/json' }) };
          return fetch(root() + path, { method, headers, body: body && JSON.stringify(body), signal });
        }
        async function call(method, path, body) {
          const answer = await send(method, path, body);
          const json = await answer.json();
          $('token').hidden = answer.status !== 401;
          if (!answer.ok) throw new Error(json.message);
          return json;
        }
        /** Runs an action of the user, shows what went wrong, and looks again. */
        const act = (action) => async (event) => {
          event?.preventDefault();
          try { await action(event); $('problem').textContent = ''; } catch (error) { $('problem').textContent = error.message; }
          await look();
        };

        // What the world looks like now.
        let looking = false;
        async function look() {
          if (looking) { state.stale = true; return; }
          looking = true;
          try {
            const [worlds, faults, clock, outbox, overview, report, timeline] = await Promise.all(
              ['worlds', 'faults', 'clock', 'outbox', 'overview', 'report', 'timeline'].map((path) => call('GET', path)));
            showWorlds(worlds.worlds); showFaults(faults); showClock(clock); showOutbox(outbox.messages); showMoney(overview); showReport(report); showTimeline(timeline.steps);
          } catch (error) { $('problem').textContent = error.message; }
          looking = false;
          if (state.stale) { state.stale = false; await look(); }
        }
        let timer;
        const lookSoon = () => { clearTimeout(timer); timer = setTimeout(look, 150); };

        function showWorlds(worlds) {
          $('worlds').replaceChildren(...worlds.map((world) => make('option', { value: world.name })));
        }
        function showClock(clock) {
          $('now').textContent = clock.now.replace('T', ' ').replace(/\.\d+Z/, ' UTC');
          $('mode').textContent = clock.mode === 'live' && clock.speed !== 1 ? `live ×${clock.speed}` : clock.mode;
        }
        function showFaults({ phase, faults }) {
          $('phase').textContent = phase;
          fill('faults', faults.map((fault) => make('tr', { 'data-key': fault.id },
            make('td', {}, make('input', { type: 'checkbox', checked: fault.enabled, 'aria-label': `${fault.id} can fire`,
              onchange: act((event) => call('PUT', 'faults/' + encodeURIComponent(fault.id), { enabled: event.target.checked })) })),
            make('td', { class: 'code', title: JSON.stringify(fault.fault) }, fault.id),
            make('td', { class: 'number' }, String(fault.matched)), make('td', { class: 'number' }, String(fault.fired)),
            make('td', {}, make('button', { 'aria-label': `Remove ${fault.id}`,
              onclick: act(() => call('DELETE', 'faults/' + encodeURIComponent(fault.id))) }, '✕')))));
        }
        function showTimeline(steps) {
          $('timeline-box').hidden = steps.length === 0;
          const due = ({ due }) => (due ? due.slice(0, 19).replace('T', ' ') : '');
          fill('timeline', steps.map((step) => make('tr', {},
            make('td', { class: 'number' }, step.at), make('td', {}, step.does, step.again ? make('span', { class: 'soft' }, `, again every ${step.again}`) : null),
            make('td', { class: 'number' }, String(step.done)), make('td', { class: 'number soft' }, due(step)))));
        }
        function showOutbox(messages) {
          const newest = messages.slice(-5).reverse();
          const code = newest.find((message) => message.code);
          $('code').hidden = !code;
          if (code) {
            $('code').querySelector('.big').textContent = code.code;
            $('code').querySelector('.soft').textContent = 'for ' + code.to;
            $('code').querySelector('button').onclick = async (event) => {
              await navigator.clipboard.writeText(code.code);
              event.target.textContent = 'Copied';
              setTimeout(() => { event.target.textContent = 'Copy'; }, 1500);
            };
          }
          fill('outbox', newest.map((message) => make('tr', {}, make('td', {}, message.to), make('td', {}, message.subject),
            make('td', { class: 'number soft' }, message.sentAt.slice(11, 19)))));
        }
        function showMoney({ scenario, accounts, rentals }) {
          $('scenario').textContent = scenario;
          fill('wallets', accounts.map((account) => make('tr', {}, make('td', {}, account.email),
            make('td', { class: 'number' }, money(account.availableCents)), make('td', { class: 'number' }, money(account.reservedCents)))));
          fill('rentals', rentals.map((rental) => make('tr', {}, make('td', { title: rental.id }, `${rental.gpuCount} × ${rental.familyId}`),
            make('td', { class: rental.status === 'running' ? 'good' : rental.status === 'failed' ? 'bad' : 'soft' }, rental.status),
            make('td', { class: 'number' }, money(rental.totalChargedCents)), make('td', { class: 'number' }, money(rental.pricePerHourCents)))));
          $('rentals').hidden = rentals.length === 0;
        }
        function showReport({ verdicts, coverage }) {
          /** Who did it, where that is more than one client. */
          const wrong = ({ clients }) => { const all = clients.filter((client) => client.result === 'fail'); return all.length > 1 ? all : []; };
          const marks = { pass: ['✓', 'good'], fail: ['✗', 'bad'], 'not-exercised': ['–', 'soft'] };
          fill('verdicts', verdicts.map((verdict) => make('tr', {}, make('td', { class: marks[verdict.result][1] }, marks[verdict.result][0]),
            make('td', { class: 'name' }, verdict.verdict, ' ', make('span', { class: marks[verdict.result][1] }, verdict.result)), make('td', { class: 'soft' }, verdict.message,
              ...wrong(verdict).map((client) => make('div', {}, `${client.client}: ${client.violations}`))))));
          $('percent').textContent = `${coverage.percent} % (${coverage.met} of ${coverage.total})`;
          const codes = [...new Set(coverage.cells.map((cell) => cell.error))];
          const operations = [...new Set(coverage.cells.map((cell) => cell.operation))];
          const cells = new Map(coverage.cells.map((cell) => [cell.operation + ' ' + cell.error, cell]));
          $('coverage').replaceChildren(
            make('thead', {}, make('tr', {}, make('td', { class: 'none' }), ...codes.map((code) => make('th', { class: 'code-name', scope: 'col' }, code)))),
            make('tbody', {}, ...operations.map((operation) => make('tr', {}, make('th', { class: 'operation', scope: 'row' }, operation ?? 'any operation'),
              ...codes.map((code) => coverageCell(operation, code, cells.get(operation + ' ' + code)))))));
        }
        function coverageCell(operation, code, cell) {
          if (!cell) return make('td', { class: 'none' });
          const kind = cell.natural && cell.injected ? 'both' : cell.natural ? 'natural' : cell.injected ? 'injected' : 'open';
          const met = kind === 'open' ? 'not met' : `${cell.natural} natural, ${cell.injected} injected`;
          return make('td', { class: kind, title: `${operation ?? 'any operation'} × ${code}: ${met}`, 'aria-label': `${code}: ${met}` },
            kind === 'open' ? '' : String(cell.natural + cell.injected));
        }

        // The journal: the newest entries first, then whatever the stream brings.
        function showJournal() {
          const words = $('filter').value.toLowerCase().split(/\s+/).filter(Boolean);
          const said = (entry) => [entry.operation, entry.path, entry.status, entry.error, entry.fault, entry.delivery, entry.connection, entry.user].join(' ').toLowerCase();
          const fate = (entry) => (entry.delivery === 'pending' ? 'pending' : entry.connection ?? entry.delivery);
          const rows = state.entries.filter((entry) => words.every((word) => said(entry).includes(word)));
          fill('journal', rows.slice(0, shown).map((entry) => make('tr', { 'data-key': entry.number, tabindex: 0, onclick: () => explain(entry),
            onkeydown: (event) => { if (event.key === 'Enter') explain(entry); } },
            make('td', { class: 'number soft' }, String(entry.number)), make('td', { class: 'soft time' }, entry.at.slice(11, 19)),
            make('td', {}, entry.operation ? `${entry.operation} ` : '', make('span', { class: 'soft' }, `${entry.method} ${entry.path}`)),
            make('td', { class: 'number ' + tone(entry.status) }, entry.status == null ? fate(entry) : String(entry.status)),
            make('td', {}, entry.error ?? ''), make('td', { class: 'late soft' }, entry.fired.join(', ')))));
          $('silence').hidden = state.entries.length > 0;
        }
        let drawing = false;
        function draw() {
          if (drawing) return;
          drawing = true;
          requestAnimationFrame(() => { drawing = false; showJournal(); });
        }
        async function explain(entry) {
          const [whole, why] = await Promise.all([call('GET', `requests/${entry.number}`), call('GET', `requests/${entry.number}/explain`)]);
          $('detail-title').textContent = `#${entry.number} ${entry.method} ${entry.path}`;
          $('why').textContent = why.why;
          fill('trace', why.faults.map((fault) => make('tr', {}, make('td', { class: 'code' }, fault.fault),
            make('td', { class: fault.result === 'fired' ? 'warn' : 'soft' }, fault.result), make('td', {}, fault.reason))));
          $('trace').hidden = why.faults.length === 0;
          $('entry').textContent = JSON.stringify({ request: whole.request, response: whole.response }, null, 2);
          $('detail').showModal();
        }
        async function follow() {
          state.stream?.abort();
          const stream = state.stream = new AbortController();
          const last = await call('GET', 'requests?limit=1');
          const since = Math.max(0, last.total - shown);
          state.entries = (await call('GET', `requests?since=${since}&limit=1000`)).requests.reverse();
          $('total').textContent = `${last.total} so far`;
          draw();
          try {
            const answer = await send('GET', 'requests/stream', undefined, stream.signal);
            const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
            let rest = '';
            for (;;) {
              const { value, done } = await reader.read();
              if (done) break;
              const events = (rest + value).split('\n\n');
              rest = events.pop();
              for (const event of events) take(event);
            }
          } catch { /* the server ended it, or another world was chosen */ }
          if (!stream.signal.aborted) setTimeout(start, 2000);
        }
        function take(event) {
          // A step of the timeline was done, or somebody turned a dial.
          if (/^event: mark$/m.test(event)) return lookSoon();
          // The world has begun anew, or the journal has gone on without us.
          if (/^event: gap$/m.test(event)) return follow();
          const data = event.match(/^data: (.*)$/m);
          const name = event.match(/^event: (exchange|delivery)$/m)?.[1];
          if (!data || !name) return;
          const entry = JSON.parse(data[1]);
          if (name === 'delivery') {  // an answer that was on its way has arrived, or is lost
            state.entries = state.entries.map((known) => (known.number === entry.number ? entry : known));
            draw();
            lookSoon();
            return;
          }
          if (state.entries[0]?.number >= entry.number) return;
          state.entries.unshift(entry);
          state.entries.length = Math.min(state.entries.length, shown);
          $('total').textContent = `${entry.number} so far`;
          draw();
          lookSoon();
        }

        async function start() {
          $('world').value = state.world;
          $('base').textContent = location.origin + (state.world === 'default' ? '' : '/@' + state.world) + '/v1';
          try {
            const [scenario, errors, operations] = await Promise.all(['scenario', 'errors', 'operations'].map((path) => call('GET', path)));
            $('scenario').title = scenario.why ?? '';
            const chosen = [$('add').error.value, $('add').on.value];
            $('add').error.replaceChildren(...errors.errors.map((error) => make('option', { value: error.code }, `${error.code} (${error.status})`)));
            $('add').on.replaceChildren(make('option', { value: '*' }, 'every operation that can send it'),
              ...operations.operations.map((operation) => make('option', { value: operation.operation }, operation.operation)));
            if (chosen[0]) [$('add').error.value, $('add').on.value] = chosen;
            await Promise.all([look(), follow()]);
          } catch (error) { $('problem').textContent = error.message; }
        }
        $('add').addEventListener('submit', act(async () => {
          const fault = { id: `panel-${Date.now().toString(36)}`, on: $('add').on.value, error: $('add').error.value };
          await call('POST', 'faults', fault.on === '*' ? fault : { ...fault, force: true });
        }));
        $('happen').addEventListener('submit', act(() => call('POST', 'events', $('happen').event.value)));
        for (const button of document.querySelectorAll('[data-by]')) {
          button.addEventListener('click', act(() => call('POST', 'clock/advance', { by: button.dataset.by })));
        }
        $('reset').addEventListener('click', act(async () => { await call('POST', 'reset'); start(); }));
        $('filter').addEventListener('input', draw);
        $('world').addEventListener('change', () => {
          state.world = $('world').value.trim() || 'default';
          history.replaceState(null, '', root());
          $('problem').textContent = '';
          start();
        });
        $('token').addEventListener('submit', (event) => {
          event.preventDefault();
          state.token = $('token').querySelector('input').value;
          sessionStorage.setItem('token', state.token);
          $('problem').textContent = '';
          start();
        });
        start();
        """#
}
