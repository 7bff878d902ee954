/// The control panel's script. It uses only the ordinary control calls: it looks, follows the stream, and changes
/// dials. It builds every element from text, so that nothing a client sent can become markup.
enum PanelScript {
    static let javaScript = [
        base, worlds, scenario, drive, faults, builder, plot, journal, exchange, money, judgement, keep, live,
    ].joined(separator: "\n")

    static let base = #"""
        const $ = (id) => document.getElementById(id);
        const state = { token: sessionStorage.getItem('token') ?? '', world: decodeURIComponent(location.pathname.match(/^\/@([^/]+)\//)?.[1] ?? 'default'), seen: null };
        const prefix = () => `/@${state.world}`;
        const root = () => `${prefix()}/__admin/`;

        /** One element with its text, attributes and children. */
        function make(tag, attributes = {}, ...children) {
          const element = document.createElement(tag);
          for (const [name, value] of Object.entries(attributes)) {
            if (name.startsWith('on')) element[name] = value;
            else if (value !== false && value != null) element.setAttribute(name, value === true ? '' : value);
          }
          element.append(...children.flat().filter((child) => child != null && child !== ''));
          return element;
        }
        const cell = (text, attributes) => make('td', attributes, text ?? '');
        /** A name may be broken where it has a joint: behind the scenario of a world, behind the @ of an address. */
        const broken = (name) => name.split(/(?<=[~@])/).flatMap((part, index) => (index ? [make('wbr'), part] : [part]));
        const number = (text) => cell(String(text), { class: 'number' });
        const money = (cents) => (cents < 0 ? '−$' : '$') + (Math.abs(cents) / 100).toFixed(2);
        const plural = (count, word) => `${count} ${word}${count === 1 ? '' : 's'}`;
        const time = (instant) => instant.slice(11, 19);

        /** Makes an element like another one; what is the same stays, with the keyboard and a half-done click on it. */
        function morph(old, now) {
          if (old.nodeName !== now.nodeName) return old.replaceWith(now);
          if (old.nodeType === Node.TEXT_NODE) { if (old.data !== now.data) old.data = now.data; return; }
          for (const { name, value } of now.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
          for (const { name } of [...old.attributes]) if (name !== 'style' && !now.hasAttribute(name)) old.removeAttribute(name);
          for (const name of ['onclick', 'onchange', 'oninput']) old[name] = now[name];
          const [before, after] = [[...old.childNodes], [...now.childNodes]];
          after.forEach((child, index) => (before[index] ? morph(before[index], child) : old.append(child)));
          for (const child of before.slice(after.length)) child.remove();
        }
        /** Puts new rows in the place of the old ones; a row is known by its key, else by its place. */
        function fill(id, rows) {
          const body = $(id).tBodies?.[0] ?? $(id);
          const key = (row, index) => row.dataset.key ?? `#${index}`;
          const old = new Map([...body.children].map((row, index) => [key(row, index), row]));
          rows.forEach((row, index) => {
            const kept = old.get(key(row, index));
            old.delete(key(row, index));
            if (kept) morph(kept, row);
            const placed = kept?.isConnected ? kept : row;
            if (body.children[index] !== placed) body.insertBefore(placed, body.children[index] ?? null);
          });
          for (const row of old.values()) row.remove();
        }
        /** The options of a choice, keeping what is chosen. */
        function offer(select, options, first) {
          const chosen = select.value;
          const known = [...select.options].map((option) => option.value + option.text).join();
          const made = [...(first ? [make('option', { value: '' }, first)] : []), ...options.map(([value, text]) => make('option', { value }, text ?? value))];
          if (known === made.map((option) => option.value + option.text).join()) return;
          select.replaceChildren(...made);
          if ([...select.options].some((option) => option.value === chosen)) select.value = chosen;
        }

        function send(method, path, body, signal) {
          const headers = { ...(state.token && { Authorization: 'Bearer ' + state.token }), ...(body != null && { 'Content-Type': 'application/json' }) };
          return fetch(path.startsWith('/') ? path : root() + path, { method, headers, body: body == null || typeof body === 'string' ? body : JSON.stringify(body), signal });
        }
        async function call(method, path, body) {
          const answer = await send(method, path, body);
          $('token').hidden = answer.status !== 401;
          const json = await answer.json();
          if (!answer.ok) throw Object.assign(new Error(json.message), { status: answer.status, json });
          return json;
        }
        /** What is told stands above whatever is open. */
        function tell(id, text) {
          const host = document.querySelector('dialog[open]') ?? document.querySelector('header');
          if ($('ends').parentElement !== host) host.append($('ends'));
          $(id).textContent = text ?? '';
        }
        const problem = (text) => tell('problem', text);
        let doneTimer;
        function done(text) {
          problem('');
          tell('done', text);
          clearTimeout(doneTimer);
          doneTimer = setTimeout(() => { $('done').textContent = ''; }, 5000);
        }
        /** Runs an action of the user and shows what went wrong, or what was done. */
        const act = (action, text) => async (event) => {
          event?.preventDefault?.();
          try { const said = await action(event); problem(''); if (said !== false && text) done(text); } catch (error) { problem(error.message); }
          lookSoon();
        };
        /** Asks before something is lost; the keyboard comes back to where it was. */
        function ask(question) {
          $('ask-text').textContent = question;
          $('ask').returnValue = 'no';
          $('ask').showModal();
          return new Promise((answered) => $('ask').addEventListener('close', () => answered($('ask').returnValue === 'yes'), { once: true }));
        }
        async function copy(text, what) {
          if (navigator.clipboard) await navigator.clipboard.writeText(text);
          else {  // a page that came over plain HTTP from elsewhere has none
            const area = make('textarea', {}, text);
            (document.querySelector('dialog[open]') ?? document.body).append(area);
            area.select();
            document.execCommand('copy');
            area.remove();
          }
          done(`${what} is on the clipboard`);
          return false;
        }
        function download(name, type, text) {
          const link = make('a', { href: URL.createObjectURL(new Blob([text], { type })), download: name });
          link.click();
          setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
        }
        """#
}
