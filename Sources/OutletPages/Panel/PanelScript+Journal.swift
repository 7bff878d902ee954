/// The parts of the panel's script that show the journal and open an exchange.
extension PanelScript {
    static let journal = #"""

        // The journal: as many rows as it has, of which those in sight are drawn.
        const log = { ring: [], numbers: null, total: 0, first: 1, text: '', paused: false, missed: 0, marks: new Map(), at: null, asked: new Set() };
        const rowHeight = () => (drawnHeight ||= Math.max(20, parseFloat(getComputedStyle(document.documentElement).fontSize) * 2));
        let drawnHeight = 0;
        const rows = () => (log.numbers ? log.numbers.length : Math.max(0, log.total - log.first + 1));
        const numberAt = (row) => (log.numbers ? log.numbers[row] : log.total - row);
        const rowOf = (number) => (log.numbers ? log.numbers.indexOf(number) : log.total - number);
        const query = (more) => 'requests/search?' + new URLSearchParams({ ...(log.text && { text: log.text }), ...more });
        const ringSize = 12_000;
        const lineOf = (number) => (log.ring[number % ringSize]?.number === number ? log.ring[number % ringSize] : undefined);
        function keepLine(entry) { log.ring[entry.number % ringSize] = entry; }
        function keepMark(mark) { log.marks.set(mark.after, [...(log.marks.get(mark.after) ?? []).filter((known) => known.mark !== mark.mark), mark]); }
        const markWords = (mark) => (mark.cause === 'timeline' ? `timeline: ${mark.text}` : mark.text);

        /** From the newest on; with a filter, all that is found in the whole journal. */
        async function lookAtJournal() {
          const mine = (log.count = (log.count ?? 0) + 1);
          const found = await call('GET', query({ limit: 200 }));
          if (mine !== log.count) return;
          Object.assign(log, { total: found.total, first: found.evicted + 1, numbers: log.text ? found.numbers : null, missed: 0 });
          if (!log.text) log.first = found.numbers.length ? found.numbers.at(-1) : found.total + 1;
          if (!log.text) log.ring = [];
          log.asked.clear();
          found.requests.forEach(keepLine);
          log.marks.clear();
          found.marks.forEach(keepMark);
          log.mark = Math.max(0, ...found.marks.map(({ mark }) => mark));
          log.found = found.found;
          $('journal-box').scrollTop = 0;
          drawJournal();
        }
        function showTotal() {
          const kept = log.numbers ? `${log.found} found` : `${log.total} so far`;
          $('total').textContent = kept + (log.paused && log.missed ? `, ${log.missed} new` : '') + (!log.numbers && log.first > 1 && rows() ? `, kept from #${log.first}` : '');
          $('silence').hidden = rows() > 0 || log.text !== '';
        }
        const statusWords = (entry) => (entry.delivery === 'pending' ? '…' : entry.status ?? 'lost');
        const tone = (entry) => (entry.delivery === 'pending' ? 'soft' : entry.status == null ? 'bad' : entry.status < 400 ? 'good' : entry.status < 500 ? 'warn' : 'bad');
        const put = (element, name, value) => { if (element.getAttribute(name) !== value) element.setAttribute(name, value); };
        const write = (text, words) => { if (text.data !== words) text.data = words; };
        /** A row is made once, and written anew for whichever exchange it shows. */
        function journalRow() {
          const texts = Array.from({ length: 7 }, () => document.createTextNode(''));
          const [number, at, line, marks, status, why, user] = texts;
          const [open, badge] = [make('button', {}, number), make('span', { class: 'mark badge', hidden: true }, marks)];
          const cells = [make('td', {}, open), make('td', { class: 't' }, at), make('td', {}, line, badge), make('td', {}, status), make('td', {}, why), make('td', { class: 'u' }, user)];
          return Object.assign(make('tr', {}, ...cells), { texts, open, badge });
        }
        function writeRow(row, index) {
          const n = numberAt(index);
          const entry = lineOf(n);
          const line = entry ? `${entry.method} ${entry.path}${entry.query ? '?' + entry.query : ''}` : '…';
          const why = entry ? (entry.error ?? (entry.status == null ? entry.connection ?? (entry.delivery === 'lost' ? 'client left' : 'on its way') : '')) + (entry.fired.length ? ` ⚡ ${entry.fired.join(', ')}` : '') : '';
          const marks = (log.marks.get(n) ?? []).map(markWords).join('; ');
          const { open, badge } = row;
          put(row, 'aria-rowindex', String(index + 2));
          put(open, 'tabindex', n === log.at ? '0' : '-1');
          put(open, 'data-number', String(n));
          put(open, 'aria-label', `Open exchange ${n}`);
          badge.hidden = !marks;
          put(badge, 'title', marks);
          const user = entry?.user ?? '';
          for (const [place, title] of [[2, line], [4, why], [5, user]]) put(row.cells[place], 'title', title);
          put(row.cells[3], 'class', entry ? 'number ' + tone(entry) : '');
          [String(n), entry ? time(entry.at) : '', line, marks && `then ${marks}`, entry ? String(statusWords(entry)) : '', why, user].forEach((words, place) => write(row.texts[place], words));
        }
        function drawJournal() {
          showTotal();
          const box = $('journal-box'), body = $('journal').tBodies[0];
          const height = rowHeight(), count = rows();
          const from = Math.max(0, Math.floor(box.scrollTop / height) - 8);
          const to = Math.min(count, Math.ceil((box.scrollTop + box.clientHeight) / height) + 8);
          const held = body.contains(document.activeElement) ? Number(document.activeElement.dataset.number) : null;
          if (log.at == null || rowOf(log.at) < from || rowOf(log.at) >= to) log.at = count ? numberAt(Math.min(count - 1, Math.max(0, Math.ceil(box.scrollTop / height)))) : null;
          $('journal').setAttribute('aria-rowcount', String(count + 1));
          if (!body.firstChild) body.append(...[0, 1].map(() => make('tr', { class: 'gap', 'aria-hidden': 'true' }, make('td', { colspan: '3' }))));
          const [above, below] = [body.firstChild, body.lastChild];
          above.firstChild.style.height = `${from * height}px`;
          below.firstChild.style.height = `${(count - to) * height}px`;
          const old = [...body.children].slice(1, -1);
          for (let index = from; index < to; index += 1) writeRow(old[index - from] ?? body.insertBefore(journalRow(), below), index);
          for (const row of old.slice(Math.max(0, to - from))) row.remove();
          if (held != null && document.activeElement.dataset.number !== String(held)) body.querySelector(`[data-number="${held}"]`)?.focus({ preventScroll: true });
          const missing = [];
          for (let index = from; index < to; index += 1) if (!lineOf(numberAt(index))) missing.push(numberAt(index));
          if (missing.length && !log.asked.has(missing[0])) { log.asked.add(missing[0]); fetchLines(missing[0]); }
        }
        async function fetchLines(until) {
          try {
            const found = await call('GET', query({ until, limit: 200 }));
            found.requests.forEach(keepLine);
            // What it did not find is gone, and not asked for again.
            if (lineOf(until)) log.asked.delete(until);
            if (!log.numbers && found.numbers.length) log.first = found.numbers.at(-1);
            drawSoon('journal', drawJournal);
          } catch (error) { problem(error.message); }
        }
        /** An exchange has come, or it is known how its answer ended. */
        function takeLine(entry, isNew) {
          keepLine(entry);
          if (isNew) {
            if (log.paused || log.text) log.missed += 1;
            if (log.text && !log.paused) { searchLater(); return; }
            if (!log.paused && entry.number > log.total) {
              const box = $('journal-box');
              const added = entry.number - log.total;
              log.total = entry.number;
              // Who reads further down, or stands on a row, keeps the place.
              if (box.scrollTop > 4) box.scrollTop += added * rowHeight();
            }
          }
          drawLater('journal', drawJournal, 150);
        }
        let searchTimer;
        const searchLater = () => { searchTimer ??= setTimeout(() => { searchTimer = null; if (log.text && !log.paused) lookAtJournal().catch((error) => problem(error.message)); }, 1000); };
        let filterTimer;
        $('filter').addEventListener('input', () => { clearTimeout(filterTimer); filterTimer = setTimeout(act(() => { log.text = $('filter').value.trim(); return lookAtJournal(); }), 150); });
        function search(text) {
          $('filter').value = log.text = text;
          $('detail').close();
          $('journal-title').scrollIntoView();
          $('filter').focus({ preventScroll: true });
          lookAtJournal().catch((error) => problem(error.message));
        }
        $('pause').addEventListener('click', act(async () => {
          log.paused = !log.paused;
          $('pause').setAttribute('aria-pressed', String(log.paused));
          if (!log.paused) await lookAtJournal();
        }));
        $('clear').addEventListener('click', act(async () => {
          if (!(await ask('Empty the journal? What the verdicts go by is lost with it; accounts and clock stay.'))) return false;
          await call('DELETE', 'requests');
          await lookAtJournal();
          await look();
        }, 'The journal is empty'));
        $('journal-box').addEventListener('scroll', () => drawSoon('journal', drawJournal));
        new ResizeObserver(() => { drawnHeight = 0; drawSoon('journal', drawJournal); }).observe($('journal-box'));
        const numberOf = (event) => event.target.closest('tr')?.querySelector('[data-number]')?.dataset.number;
        // Rows move on while others come: what was pressed counts, not what has come there since.
        let pressed;
        $('journal').addEventListener('pointerdown', (event) => { pressed = numberOf(event); });
        $('journal').addEventListener('click', (event) => {
          const n = event.pointerType ? pressed : numberOf(event);
          if (n) { log.at = Number(n); act(() => openExchange(Number(n)))(event); }
        });
        $('journal').addEventListener('keydown', (event) => {
          const n = Number(event.target.dataset?.number);
          if (!n) return;
          const page = Math.max(1, Math.floor($('journal-box').clientHeight / rowHeight()) - 2);
          const row = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -rows(), End: rows() }[event.key];
          if (row == null) return;
          event.preventDefault();
          const next = Math.max(0, Math.min(rows() - 1, rowOf(n) + row));
          const box = $('journal-box'), height = rowHeight(), room = box.clientHeight - 2 * height;
          if (next * height < box.scrollTop) box.scrollTop = next * height;
          else if (next * height > box.scrollTop + room) box.scrollTop = next * height - room;
          log.at = numberAt(next);
          drawJournal();
          $('journal').querySelector(`[data-number="${log.at}"]`)?.focus({ preventScroll: true });
        });
        """#

    static let exchange = #"""

        // One exchange, opened.
        let opened, openedBy = null;
        async function openExchange(n) {
          const [entry, why, talk] = await Promise.all([call('GET', `requests/${n}`), call('GET', `requests/${n}/explain`), call('GET', `requests/${n}/conversation`)]);
          opened = entry;
          const line = `${entry.method} ${entry.path}${entry.query ? '?' + entry.query : ''}`;
          $('detail-title').textContent = `#${n} ${line}`;
          $('reason').textContent = why.why[0].toUpperCase() + why.why.slice(1) + '.';
          $('way').textContent = [`${entry.at.replace('T', ' ')}`, entry.user ?? 'nobody signed in', `phase ${why.phase ?? entry.phase ?? 'start'}`, entry.delivery,
            entry.delayMilliseconds ? `held back ${entry.delayMilliseconds} ms` : '', entry.bodyDelayMilliseconds ? `body ${entry.bodyDelayMilliseconds} ms behind` : '', entry.bytesPerSecond ? `${entry.bytesPerSecond} bytes a second` : '',
            entry.connection ? `connection: ${entry.connection}` : '', entry.leftAfterMilliseconds != null ? `the client left after ${entry.leftAfterMilliseconds} ms` : '', entry.committed ? 'took effect all the same' : ''].filter(Boolean).join(' · ');
          const head = (headers) => Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}`).join('\n');
          const body = (side) => (side == null ? '(nothing was sent)' : side.body == null ? '(no body)' : (typeof side.body === 'string' ? side.body : JSON.stringify(side.body, null, 2)) + (side.bodyBytes > 4096 ? `\n… ${side.bodyBytes} bytes in all` : ''));
          $('asked-head').textContent = `${line}\n${head(entry.request.headers)}`;
          $('asked-body').textContent = body(entry.request);
          $('said-head').textContent = `${entry.status ?? 'no whole answer'}${entry.error ? ' ' + entry.error : ''}\n${head(entry.response?.headers)}`;
          $('said-body').textContent = body(entry.response);
          fill('trace', why.faults.length ? why.faults.map((fault) => make('tr', {}, cell(fault.fault, { class: 'code' }), cell(fault.result), cell(fault.reason))) : [make('tr', {}, cell('No fault was asked.', { colspan: '3', class: 'soft' }))]);
          fill('talk', talk.requests.map((other) => make('tr', { 'data-key': String(other.number), 'aria-current': other.number === n ? 'true' : null },
            make('td', {}, make('button', { 'aria-label': `Open exchange ${other.number}`, onclick: act(() => openExchange(other.number)) }, `#${other.number}`)), cell(time(other.at)),
            cell(`${other.method} ${other.path}${other.query ? '?' + other.query : ''}`, { class: 'code' }), cell(String(statusWords(other)), { class: 'number ' + tone(other) }), cell(other.error ?? other.connection ?? ''))));
          $('talk-title').textContent = `What ${talk.client} did around it`;
          const row = rowOf(n);
          $('newer').disabled = row <= 0;
          $('older').disabled = row < 0 || row >= rows() - 1;
          if (!$('detail').open) { openedBy = n; $('detail').showModal(); }
        }
        const step = (by) => act(() => { const row = rowOf(opened.number) + by; return row >= 0 && row < rows() ? openExchange(numberAt(row)) : false; });
        $('newer').addEventListener('click', step(-1));
        $('older').addEventListener('click', step(1));
        $('close').addEventListener('click', () => $('detail').close());
        $('detail').addEventListener('close', () => { drawJournal(); ($('journal').querySelector(`[data-number="${openedBy}"]`) ?? $('journal-box')).focus({ preventScroll: true }); });

        const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
        const left = new Set(['host', 'content-length', 'connection', 'accept-encoding', 'transfer-encoding']);
        const raw = (body) => (body == null ? null : typeof body === 'string' ? body : JSON.stringify(body));
        const target = (entry) => `${entry.path}${entry.query ? '?' + entry.query : ''}`;
        function asCurl(entry) {
          const parts = ['curl', '-i', '-X', entry.method, quoted(`${location.origin}${state.world === 'default' ? '' : prefix()}${target(entry)}`)];
          for (const [name, value] of Object.entries(entry.request.headers)) if (!left.has(name)) parts.push('-H', quoted(`${name}: ${value}`));
          if (entry.request.body != null) parts.push('--data-raw', quoted(raw(entry.request.body)));
          return parts.join(' ');
        }
        function asStep(entry) {
          const answers = entry.status == null ? { connection: entry.connection ?? 'reset' } : { status: entry.status, ...(entry.error && { error: entry.error }) };
          return { send: `${entry.method} ${target(entry)}`, ...(entry.user && { as: entry.user }), ...(entry.request.body != null && { body: entry.request.body }), answers };
        }
        /** A fault that gives every such call this very answer, in this very way. */
        function asFault(entry) {
          const fault = { on: entry.operation ?? '*' };
          const wait = Number(entry.response?.headers?.['retry-after']);
          if (entry.status == null && entry.connection) Object.assign(fault, entry.committed && { commit: true }, { connection: entry.connection });
          else if (entry.status == null) Object.assign(fault, { connection: 'hang' });
          else if (entry.error) Object.assign(fault, { error: entry.error }, wait && { retryAfter: wait });
          else fault.respond = { status: entry.status, ...(typeof entry.response?.body === 'string' ? { text: entry.response.body } : entry.response?.body != null ? { body: entry.response.body } : {}) };
          if (entry.delayMilliseconds) fault.delay = `${entry.delayMilliseconds}ms`;
          if (entry.bytesPerSecond) fault.drip = { bytesPerSecond: entry.bytesPerSecond };
          return fault;
        }
        for (const button of document.querySelectorAll('[data-take]')) {
          button.addEventListener('click', act(async () => {
            // What is to be done again needs the session's real value; the page itself does not show it.
            const entry = await call('GET', `requests/${opened.number}?secrets=true`);
            switch (button.dataset.take) {
              case 'curl': return copy(asCurl(entry), 'The curl command');
              case 'step': return copy(JSON.stringify(asStep(entry), null, 2), 'The example step');
              case 'fault': return copy(JSON.stringify(asFault(entry), null, 2), 'The fault');
              default: return openBuilder(asFault(entry));
            }
          }));
        }
        """#
}
