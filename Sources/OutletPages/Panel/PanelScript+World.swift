/// The parts of the panel's script that choose a world and a scenario.
extension PanelScript {
    static let worlds = #"""

        // Worlds.
        let known = [];
        async function lookAtWorlds() {
          known = (await call('GET', 'worlds')).worlds;
          drawWorlds();
          return known.some((world) => world.name === state.world);
        }
        /** Of its own world the panel knows more than the list did. */
        function drawWorlds() {
          const { seen } = state;
          const own = seen && { scenario: seen.scenario, phase: seen.phase, requests: seen.requests, problems: seen.verdicts.filter(({ result }) => result === 'fail').map(({ verdict }) => verdict) };
          fill('worlds', known.map((world) => (world.name === state.world ? { ...world, ...own } : world)).map((world) => make('tr', { 'data-key': world.name },
            make('td', {}, make('button', { 'aria-current': world.name === state.world ? 'true' : null, onclick: () => go(world.name) }, broken(world.name))),
            cell(`${world.scenario}, ${world.phase}`), cell(String(world.requests), { class: 'number late' }),
            cell(world.problems.length ? `✗ ${world.problems.length}` : '–', { class: world.problems.length ? 'bad' : 'soft', title: world.problems.join(', ') }))));
        }
        /** Says that a world is not there, instead of showing one that nobody has made. */
        function showMissing(text, canBeMade) {
          state.seen = null;
          $('missing').hidden = false;
          $('missing-text').textContent = text;
          $('make').hidden = !canBeMade;
          $('scenario').textContent = $('phase').textContent = $('scenario-name').textContent = 'unknown';
          document.title = `${state.world} (unknown) · gpuoutlet-mock`;
        }
        function go(name) {
          state.world = name;
          state.seen = null;
          $('text').value = '';
          $('edit').open = false;
          history.replaceState(null, '', root());
          problem('');
          start();
        }
        const addresses = {
          prefix: () => `${location.origin}${state.world === 'default' ? '' : prefix()}/v1`,
          host: () => (state.world === 'default' ? `${location.origin}/v1` : `${location.protocol}//${state.world}.localhost:${location.port}/v1`),
          header: () => `X-Mock-World: ${state.world}`,
        };
        for (const button of document.querySelectorAll('[data-copy]')) {
          button.addEventListener('click', act(() => copy(addresses[button.dataset.copy](), addresses[button.dataset.copy]())));
        }
        $('worlds-again').addEventListener('click', act(lookAtWorlds));
        $('make').addEventListener('click', act(async () => { await call('POST', 'reset'); await start(); }, 'The world is there'));
        $('reset').addEventListener('click', act(async () => {
          if (!(await ask(`Reset the world ${state.world}? Its journal, accounts and clock begin anew.`))) return false;
          await call('POST', 'reset');
        }, 'The world begins anew'));
        $('drop').addEventListener('click', act(async () => {
          if (!(await ask(`Drop the world ${state.world}? All that is known of it but its counts is lost.`))) return false;
          await call('DELETE', `worlds/${encodeURIComponent(state.world)}`);
          await start();
        }, 'The world is gone'));
        $('new-world').addEventListener('submit', act(async () => {
          const { name, scenario } = $('new-world');
          const label = name.value.trim();
          go(label.includes('~') || !scenario.value ? label : `${scenario.value}~${label}`);
          await call('POST', 'reset');
          await start();
        }, 'The world is there'));
        """#

    static let scenario = #"""

        // Scenario, phases and timeline.
        let whys = new Map();
        async function lookAtScenarios() {
          const { scenarios } = await call('GET', 'scenarios');
          whys = new Map(scenarios.map(({ name, why }) => [name, why]));
          offer($('choose').name, scenarios.map(({ name }) => [name]));
          offer($('new-world').scenario, scenarios.map(({ name }) => [name]), 'the default scenario');
          showChoice();
        }
        const showChoice = () => { $('choice-why').textContent = whys.get($('choose').elements.name.value) ?? ''; };
        $('choose').elements.name.addEventListener('change', showChoice);
        async function runScenario(name) {
          if (!(await ask(`Run the scenario ${name} in the world ${state.world}? The world begins anew.`))) return false;
          await call('PUT', 'scenario', { name });
          await start();
        }
        $('choose').addEventListener('submit', act(() => runScenario($('choose').elements.name.value), 'The scenario is in force'));
        function showScenario(world) {
          $('scenario').textContent = $('scenario-name').textContent = world.scenario;
          $('phase').textContent = world.phase;
          $('why').textContent = world.why;
          document.title = `${state.world} · ${world.scenario} · gpuoutlet-mock`;
          fill('phases', world.phases.map((phase) => make('button', { type: 'button', 'data-key': phase, 'aria-pressed': String(phase === world.phase), onclick: act(() => call('PUT', 'phase', { phase })) }, phase)));
          $('timeline-box').hidden = world.timeline.length === 0;
          fill('timeline', world.timeline.map((step) => make('tr', {}, number(step.at), cell(step.does + (step.again ? `, again every ${step.again}` : '')),
            cell((step.done ? (step.done > 1 ? `✓ done ${step.done} times` : '✓ done') : '') + (step.done && step.due ? ', ' : '') + (step.due ? `due ${step.due.slice(0, 19).replace('T', ' ')}` : ''), { class: step.done ? 'good' : 'soft' }))));
        }
        $('other-phase').addEventListener('submit', act(() => call('PUT', 'phase', { phase: $('other-phase').phase.value }), 'The phase is entered'));

        let checkTimer, checkCount = 0;
        async function loadText() {
          $('text').value = JSON.stringify(await call('GET', 'scenario'), null, 2);
          await checkText();
        }
        async function checkText() {
          const mine = ++checkCount;
          const { ok, problems, says } = await call('POST', 'check', $('text').value || ' ');
          if (mine !== checkCount) return;
          const lines = new Map(problems.map((problem) => [problem.line, problem]));
          const count = $('text').value.split('\n').length;
          $('gutter').replaceChildren(...Array.from({ length: count }, (_, index) => index + 1).flatMap((line) => [lines.has(line) ? make('b', {}, `● ${line}`) : String(line), '\n']));
          $('gutter').scrollTop = $('text').scrollTop;
          $('text').setAttribute('aria-invalid', String(!ok));
          $('text-state').textContent = ok ? '✓ This is a scenario' : `✗ ${plural(problems.length, 'problem')}`;
          $('text-state').className = ok ? 'good' : 'bad';
          $('text-use').disabled = !ok;
          $('text-says').textContent = says ?? '';
          fill('text-problems', problems.slice(0, 50).map((found) => make('li', {}, make('button', { type: 'button', onclick: () => showProblem(found) },
            `${found.line}:${found.column} ${found.path ? found.path + ': ' : ''}${found.message}${found.suggestion ? `; did you mean ${found.suggestion}?` : ''}`))));
        }
        /** Puts the caret where the problem stands. Columns count characters, the caret code units. */
        function showProblem({ line, column }) {
          const lines = $('text').value.split('\n');
          const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + [...(lines[line - 1] ?? '')].slice(0, column - 1).join('').length;
          $('text').focus();
          $('text').setSelectionRange(start, start + 1);
          $('text').scrollTop = Math.max(0, (line - 5) * 18.2);
        }
        $('text').addEventListener('input', () => { clearTimeout(checkTimer); checkTimer = setTimeout(act(checkText), 200); });
        $('text').addEventListener('scroll', () => { $('gutter').scrollTop = $('text').scrollTop; });
        $('edit').addEventListener('toggle', act(async () => { if ($('edit').open && !$('text').value) await loadText(); }));
        $('text-again').addEventListener('click', act(loadText));
        $('text-use').addEventListener('click', act(async () => {
          if (!(await ask('Put this scenario in force? The world begins anew.'))) return false;
          // The call takes strict JSON, and the text may have comments: the server has just said that it is a scenario.
          await call('PUT', 'scenario', $('text').value);
          await start();
        }, 'The scenario is in force'));
        """#

    static let drive = #"""

        // Clock, dials and events.
        for (const button of document.querySelectorAll('[data-by]')) {
          button.addEventListener('click', act(() => call('POST', 'clock/advance', { by: button.dataset.by })));
        }
        $('advance').addEventListener('submit', act(() => call('POST', 'clock/advance', { by: $('advance').by.value.trim() }), 'The clock has moved'));
        $('run').addEventListener('submit', act(() => {
          const { mode, speed } = $('run');
          return call('PUT', 'clock', { mode: mode.value, ...(mode.value === 'live' && speed.value && { speed: Number(speed.value) }) });
        }, 'The clock is set'));
        let clock;
        function showClock(told) {
          clock = { ...told, from: performance.now(), base: Date.parse(told.now) };
          const { mode, speed } = $('run');
          if (!$('run').contains(document.activeElement)) { mode.value = told.mode; speed.value = told.speed; }
          $('mode').textContent = told.mode === 'live' && told.speed !== 1 ? `live ×${told.speed}` : told.mode;
          tick();
        }
        /** The clock goes on by itself between two messages. */
        function tick() {
          if (!clock || !state.seen) return;
          const passed = clock.mode === 'live' && state.stream ? (performance.now() - clock.from) * clock.speed : 0;
          $('now').textContent = new Date(Math.min(clock.base + passed, 8.64e15)).toISOString().slice(0, 19).replace('T', ' ') + ' UTC';
        }
        setInterval(() => { if (!document.hidden) tick(); }, 1000);

        const dialOf = (path, value, attributes, label) => {
          const select = attributes.of && make('select', { 'data-dial': path }, ...attributes.of.map((word) => make('option', {}, word)));
          const input = select ?? make('input', { 'data-dial': path, 'data-kind': typeof value === 'number' ? 'number' : 'text', ...attributes });
          return make('label', {}, label, input);
        };
        function buildDials({ given, accounts }) {
          const group = (name, ...labels) => make('fieldset', {}, make('legend', {}, name), make('div', { class: name.startsWith('Balance') ? 'dials one' : 'dials' }, ...labels));
          const whole = { type: 'number', min: 0, step: 1 };
          $('dial-fields').replaceChildren(
            group('GPUs in stock', ...Object.keys(given.stock).map((family) => dialOf(`stock ${family}`, 0, whole, family))),
            group('Service', dialOf('billing', '', { of: ['enabled', 'disabled'] }, 'Billing'), dialOf('maintenance', '', { of: ['off', 'on'] }, 'Maintenance'), dialOf('retryAfter', '', { ...whole, 'data-kind': 'text' }, 'Retry-After, s')),
            group('Limits', ...Object.keys(given.limits).map((name) => dialOf(`limits ${name}`, given.limits[name], typeof given.limits[name] === 'number' ? { type: 'number', min: 1 } : { class: 'short' }, name.replace(/[A-Z]/g, (letter) => ' ' + letter.toLowerCase())))),
            group('New pods', dialOf('provisioning takes', '', { class: 'short' }, 'take'), dialOf('provisioning then', '', { of: ['running', 'failed', 'crash', 'stuck'] }, 'and then'), dialOf('provisioning error', '', {}, 'error')),
            group('Balance in dollars', ...accounts.slice(0, 20).map(({ email }) => dialOf(`balance ${email}`, '', { type: 'number', min: 0, step: 0.01, 'data-kind': 'text' }, email))));
          for (const dial of document.querySelectorAll('[data-dial]')) dial.addEventListener('input', () => { dial.dataset.changed = 'yes'; });
        }
        const dialled = ({ given, accounts }, path) => {
          const [group, ...rest] = path.split(' ');
          if (group === 'maintenance') return given.maintenance === false ? 'off' : 'on';
          if (group === 'retryAfter') return given.maintenance?.retryAfter ?? '';
          if (group === 'billing') return given.billing;
          if (group === 'balance') return ((accounts.find(({ email }) => email === rest[0])?.totalCents ?? 0) / 100).toFixed(2);
          return given[group][rest[0]] ?? '';
        };
        let dialShape = '';
        function showDials(world) {
          const shape = Object.keys(world.given.stock).join() + world.accounts.slice(0, 20).map(({ email }) => email).join();
          if (shape !== dialShape && !$('dials').contains(document.activeElement)) { dialShape = shape; buildDials(world); }
          for (const dial of document.querySelectorAll('[data-dial]')) {
            if (!dial.dataset.changed) dial.value = dialled(world, dial.dataset.dial);
          }
          offer($('event-user'), world.accounts.slice(0, 20).map(({ email }) => [email]), 'everybody');
          offer($('event-family'), Object.keys(world.given.stock).map((family) => [family]), 'every family');
        }
        const forgetDials = () => { for (const dial of document.querySelectorAll('[data-dial]')) delete dial.dataset.changed; };
        $('dials').addEventListener('reset', (event) => { event.preventDefault(); forgetDials(); if (state.seen) showDials(state.seen); });
        $('dials').addEventListener('submit', act(async () => {
          const change = {};
          const put = (group, name, value) => { change[group] = { ...change[group], [name]: value }; };
          const value = (dial) => (dial.dataset.kind === 'number' ? Number(dial.value) : dial.value);
          for (const dial of document.querySelectorAll('[data-dial][data-changed]')) {
            const [group, name] = dial.dataset.dial.split(' ');
            if (group === 'balance') put('balanceCents', name, Math.round(Number(dial.value) * 100));
            else if (group === 'billing') change.billing = dial.value;
            else if (group === 'maintenance' || group === 'retryAfter') {
              const [onOff, seconds] = ['maintenance', 'retryAfter'].map((path) => document.querySelector(`[data-dial=${path}]`).value);
              change.maintenance = onOff === 'on' ? (seconds ? { retryAfter: Number(seconds) } : true) : false;
            } else put(group, name, value(dial));
          }
          if (Object.keys(change).length === 0) { done('Nothing is changed'); return false; }
          await call('PATCH', 'given', change);
          forgetDials();
        }, 'The dials are turned'));
        function showEvents(schema) {
          fill('events', schema.$defs.event.properties.name.enum.map((name) => make('button', { type: 'button', 'data-key': name, onclick: act(() => {
            const [user, family] = [$('event-user').value, $('event-family').value];
            return call('POST', 'events', { name, ...(user && { user }), ...(family && { family }) });
          }, `Done: ${name}`) }, name.replaceAll('-', ' '))));
        }
        """#
}
