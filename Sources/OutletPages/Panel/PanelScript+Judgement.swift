/// The parts of the panel's script about money, mail, judgement and downloads.
extension PanelScript {
    static let money = #"""

        // Wallets, rentals, payments and mail.
        const deed = (label, whose, method, path, body, tell) => make('button', { 'aria-label': `${label} ${whose}`, onclick: act(() => call(method, path, body), tell) }, label);
        const pageLink = (page, whose) => make('a', { href: prefix() + page, target: '_blank', rel: 'noopener', 'aria-label': `Open the page of ${whose} in a new tab` }, 'Open page');
        const deeds = (...all) => make('td', {}, make('span', { class: 'row' }, ...all));
        function showMoney(world) {
          fill('wallets', world.accounts.map((account) => make('tr', {}, cell(account.email), number(money(account.availableCents)), number(money(account.reservedCents)))));
          $('rentals-box').hidden = world.rentals.length === 0;
          fill('rentals', world.rentals.map((rental) => {
            const alive = rental.status === 'running' || rental.status === 'provisioning';
            const what = `${rental.gpuCount} × ${rental.familyId}`;
            return make('tr', { 'data-key': rental.id }, cell(what, { title: `${rental.id} of ${rental.user}` }), cell(rental.status, { class: rental.status === 'running' ? 'good' : rental.status === 'failed' ? 'bad' : 'soft' }),
              number(money(rental.totalChargedCents)), make('td', { class: 'number late' }, money(rental.pricePerHourCents)),
              alive ? deeds(deed('Stop', what, 'POST', `rentals/${rental.id}`, { outcome: 'stopped' }, 'The pod stops'), deed('Fail', what, 'POST', `rentals/${rental.id}`, { outcome: 'failed' }, 'The pod has failed')) : cell(''));
          }));
          const settlements = [...world.checkouts.map((row) => ({ ...row, call: 'checkout', good: ['Pay', 'paid'] })), ...world.setups.map((row) => ({ ...row, call: 'setup', good: ['Save card', 'succeeded'] }))];
          $('checkouts-box').hidden = settlements.length === 0;
          fill('checkouts', settlements.map((row) => make('tr', { 'data-key': row.id }, cell(broken(row.user), { title: row.id }), cell(row.status, { class: row.status === 'open' ? 'warn' : 'soft' }), number(row.amountCents == null ? 'card' : money(row.amountCents)),
            row.status === 'open' ? deeds(deed(row.good[0], `for ${row.user}`, 'POST', `${row.call}/${row.id}`, { outcome: row.good[1] }, 'Settled'), deed('Decline', `for ${row.user}`, 'POST', `${row.call}/${row.id}`, { outcome: 'declined' }, 'The card is declined'),
              deed('Cancel', `for ${row.user}`, 'POST', `${row.call}/${row.id}`, { outcome: 'cancelled' }, 'Cancelled'), pageLink(row.page, row.user)) : deeds(pageLink(row.page, row.user)))));
          $('invoices-box').hidden = world.invoices.length === 0;
          fill('invoices', world.invoices.map((row) => make('tr', { 'data-key': row.id }, cell(broken(`${row.user}, ${row.reason.replaceAll('_', ' ')}`), { title: row.id }), cell(row.status, { class: row.status === 'paid' ? 'good' : row.status === 'open' ? 'warn' : 'soft' }), number(money(row.amountCents)),
            deeds(...(row.status === 'open' || row.status === 'uncollectible' ? [deed('Pay', `invoice of ${row.user}`, 'POST', `invoices/${row.id}`, { outcome: 'paid' }, 'The invoice is paid')] : []),
              ...(row.status === 'open' ? [deed('Void', `invoice of ${row.user}`, 'POST', `invoices/${row.id}`, { outcome: 'voided' }, 'The invoice is void'), deed('Give up', `invoice of ${row.user}`, 'POST', `invoices/${row.id}`, { outcome: 'uncollectible' }, 'The invoice is given up')] : []), pageLink(row.page, row.user)))));
        }
        function showMail({ messages }) {
          $('no-mail').hidden = messages.length > 0;
          const newest = messages.find((message) => message.code);
          $('code').hidden = !newest;
          if (newest) {
            $('code').querySelector('.big').textContent = newest.code;
            $('code').querySelector('.soft').textContent = 'for ' + newest.to;
            $('code').querySelector('button').onclick = act(() => copy(newest.code, 'The code'));
          }
          fill('outbox', messages.map((message) => make('tr', {}, cell(message.to), cell(message.subject), make('td', {}, message.page ? pageLink(message.page, message.subject) : null), make('td', { class: 'number soft' }, message.sentAt.slice(11, 19)))));
        }
        """#

    static let judgement = #"""

        // Judgement: verdicts, expectations, leaks and coverage.
        const results = { pass: ['✓ pass', 'good'], fail: ['✗ fail', 'bad'], 'not-exercised': ['– not exercised', 'soft'], inconclusive: ['? inconclusive', 'warn'] };
        const evidence = ({ world, request }) => make('button', { 'aria-label': `Open exchange ${request}, the evidence`, onclick: act(() => (world === state.world ? openExchange(request) : go(world))) }, `#${request}`);
        function showVerdicts({ verdicts, leaks }) {
          fill('verdicts', verdicts.map((verdict) => make('li', { 'data-key': verdict.verdict }, make('div', { class: 'row' }, make('b', {}, verdict.verdict), make('span', { class: 'grow ' + results[verdict.result][1] }, results[verdict.result][0])),
            make('div', { class: 'row' }, make('span', { class: 'soft' }, verdict.message), ...verdict.evidence.map(evidence)))));
          $('leak-sum').textContent = leaks.count ? `${plural(leaks.count, 'thing')} left behind, ${money(leaks.centsPerHour)} an hour` : 'Nothing is left behind.';
          fill('leaks', leaks.leaks.map((leak) => make('tr', {}, cell(leak.kind), cell(leak.user), cell(leak.id, { class: 'code' }), number(leak.centsPerHour ? `${money(leak.centsPerHour)}/h` : ''))));
        }
        $('judge').addEventListener('click', act(async () => {
          let told;
          try { told = await call('POST', 'verify'); } catch (refused) { if (refused.status !== 409) throw refused; told = refused.json; }
          const [mark, tone] = results[told.ok ? 'pass' : told.result ?? 'fail'];
          $('judged').replaceChildren(make('p', { class: tone }, make('b', {}, mark), told.ok ? ' All that the scenario expects is so.' : ''),
            ...(told.failures ?? []).map((failure) => make('p', {}, `Expected ${failure.expected}; it was ${failure.actual}.`)), ...(told.ok || told.failures?.length ? [] : [make('p', {}, told.message)]));
        }));

        const coverage = { cells: new Map(), changed: new Set() };
        async function lookAtCoverage() {
          const [report, reached] = await Promise.all([call('GET', 'report'), call('GET', 'report/scenarios')]);
          const leads = new Map(reached.cells.map((known) => [`${known.operation} ${known.error}`, known.scenario]));
          coverage.cells = new Map(report.coverage.cells.map((known) => [`${known.operation} ${known.error}`, { ...known, scenario: leads.get(`${known.operation} ${known.error}`) }]));
          drawCoverage();
        }
        /** One exchange more: its operation's own cell, or the one that all operations share. */
        function countCoverage(entry) {
          if (!entry.error || entry.delivery === 'pending') return;
          const found = coverage.cells.get(`${entry.operation} ${entry.error}`) ?? coverage.cells.get(`* ${entry.error}`);
          if (!found) return;
          found[entry.origin] += 1;
          coverage.changed.add(found);
          drawLater('coverage', drawChangedCells, 250);
        }
        function drawChangedCells() {
          for (const known of coverage.changed) {
            const old = $('coverage').querySelector(`[data-cell="${known.operation} ${known.error}"]`);
            if (old) morph(old, coverageCell(known));
          }
          coverage.changed.clear();
          drawPercent();
        }
        function drawPercent() {
          const cells = [...coverage.cells.values()];
          const met = cells.filter((known) => known.natural || known.injected).length;
          $('percent').textContent = cells.length ? `${Math.floor((met * 100) / cells.length)} % (${met} of ${cells.length})` : '';
        }
        function drawCoverage() {
          const cells = [...coverage.cells.values()];
          drawPercent();
          const groups = Map.groupBy ? Map.groupBy(cells, (known) => known.operation) : cells.reduce((map, known) => map.set(known.operation, [...(map.get(known.operation) ?? []), known]), new Map());
          fill('coverage', [...groups].map(([operation, known]) => make('tr', { 'data-key': operation }, make('th', { scope: 'row' }, operation === '*' ? 'any operation' : operation), make('td', {}, make('div', { class: 'cells' }, ...known.map(coverageCell))))));
        }
        function coverageCell({ operation, error, natural, injected, scenario }) {
          const [word, mark] = natural && injected ? ['both', '✓⚡'] : natural ? ['met', '✓'] : injected ? ['met', '⚡'] : ['open', '○'];
          if (word !== 'open') {
            return make('button', { class: `cell ${word}`, 'data-cell': `${operation} ${error}`, title: `${natural} by the world itself, ${injected} by a fault`, onclick: () => search(`${operation === '*' ? '' : `operation:${operation} `}error:${error}`) }, `${mark} ${error} ${natural + injected}`);
          }
          return make('button', { class: 'cell open', 'data-cell': `${operation} ${error}`, 'data-scenario': scenario ?? '', title: scenario ? `Not met. The scenario ${scenario} leads there: ${whys.get(scenario) ?? ''}` : 'Not met, and no shipped scenario leads there',
            onclick: act(() => (scenario ? runScenario(scenario) : openBuilder({ on: operation, error }))) }, `${mark} ${error}${scenario && scenario !== error.replaceAll('_', '-') ? ` → ${scenario}` : ''}`);
        }
        """#

    static let keep = #"""

        // What is kept.
        async function text(path, accept) {
          const answer = await fetch(root() + path, { headers: { ...(state.token && { Authorization: 'Bearer ' + state.token }), ...(accept && { Accept: accept }) } });
          if (!answer.ok) throw new Error((await answer.json()).message);
          return [await answer.text(), answer.headers.get('Content-Disposition')?.match(/filename="([^"]+)"/)?.[1]];
        }
        $('export').addEventListener('click', act(async () => {
          const [file, name] = await text('export');
          download(name ?? 'scenario.json', 'application/json', file);
        }, 'The scenario is downloaded'));
        $('report-html').addEventListener('click', act(async () => {
          const [file] = await text('report?format=html', 'text/html');
          download(`report-${state.world}.html`, 'text/html', file);
        }, 'The report is downloaded'));
        $('state').addEventListener('click', act(async () => {
          const [file] = await text('state');
          download(`state-${state.world}.json`, 'application/json', file);
        }, 'The state is downloaded'));
        """#
}
