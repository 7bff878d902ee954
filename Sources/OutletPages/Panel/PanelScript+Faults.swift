/// The parts of the panel's script about faults: the list, and the builder made from the language's schema.
extension PanelScript {
    static let faults = #"""

        // Faults.
        const standings = {
          ready: '● can fire', off: '○ switched off', 'other-phase': '○ waits for another phase', closed: '○ outside its window', spent: '○ has fired as often as it may',
        };
        function showFaults({ faults }) {
          $('no-faults').hidden = faults.length > 0;
          fill('faults', faults.map((fault) => make('li', { 'data-key': fault.id, class: fault.standing === 'ready' ? null : 'resting' },
            make('div', { class: 'row' },
              make('label', {}, make('input', { type: 'checkbox', checked: fault.enabled, 'aria-label': `${fault.id} is switched on`, onchange: act((event) => call('PUT', 'faults/' + encodeURIComponent(fault.id), { enabled: event.target.checked })) }),
                make('b', { class: 'code' }, fault.id)),
              make('span', { class: 'badge' }, standings[fault.standing]),
              make('span', { class: 'counts soft grow' }, `matched ${fault.matched}, fired ${fault.fired}`)),
            make('div', { class: 'row' }, make('span', { class: 'says' }, fault.says),
              make('span', { class: 'row grow' },
                make('button', { 'aria-label': `Journal of ${fault.id}`, onclick: () => search(`fault:${fault.id}`) }, 'Calls'),
                make('button', { 'aria-label': `Edit ${fault.id}`, onclick: () => openBuilder(fault.fault, fault.id) }, 'Edit'),
                make('button', { 'aria-label': `Remove ${fault.id}`, onclick: act(() => call('DELETE', 'faults/' + encodeURIComponent(fault.id)), `${fault.id} is removed`) }, 'Remove'))))));
          // A press that was refused is taken back.
          $('faults').querySelectorAll('input').forEach((box, index) => { if (faults[index]) box.checked = faults[index].enabled; });
        }
        async function lookAtContract() {
          const [errors, operations, schema] = await Promise.all(['errors', 'operations', 'scenario.schema.json'].map((path) => call('GET', path)));
          state.schema = schema;
          offer($('add').error, errors.errors.map((error) => [error.code, `${error.code} (${error.status})`]));
          offer($('add').on, [['*', 'every operation that can send it'], ...operations.operations.map(({ operation }) => [operation])]);
          showEvents(schema);
        }
        $('add').addEventListener('submit', act(async () => {
          const { on, error } = $('add');
          await putFault({ on: on.value, error: error.value });
        }, 'The fault is in force'));
        /** A fault keeps the id that the server gives it; a second one of that name is told apart. */
        async function putFault(fault) {
          try { await call('POST', 'faults', fault); } catch (refused) {
            const text = refused.json?.message ?? '';
            if (/id/.test(text) && /already/.test(text) && !fault.id) {
              const { id } = await call('POST', 'explain', fault);
              const taken = new Set((await call('GET', 'faults')).faults.map((known) => known.id));
              let number = 2;
              while (taken.has(`${id}#${number}`)) number += 1;
              await call('POST', 'faults', { ...fault, id: `${id}#${number}` });
            } else if (/force/.test(text) && !fault.force) await call('POST', 'faults', { ...fault, force: true });
            else throw refused;
          }
        }
        """#

    static let builder = #"""

        // The builder of faults. Every key of the language comes out of its schema.
        let fault = {}, replacing = null, explainTimer, explainCount = 0;
        const resolve = (schema) => (schema.$ref ? { ...state.schema.$defs[schema.$ref.split('/').pop()], ...schema } : schema);
        /** The forms that a value can have: those of a choice, each made whole. */
        const forms = (schema) => { const whole = resolve(schema); return whole.anyOf ? whole.anyOf.flatMap(forms) : [whole]; };
        const formName = (form) => (form.enum ? 'one of' : form.type === 'object' ? (form.properties ? `object: ${Object.keys(form.properties).slice(0, 3).join(', ')}` : 'names and values') : form.type === 'array' ? 'list' : form.type === 'string' ? 'text' : form.type ?? 'JSON');
        const fits = (form, value) => (form.enum ? form.enum.includes(value) : form.type === 'array' ? Array.isArray(value) : form.type === 'object' ? value !== null && typeof value === 'object' && !Array.isArray(value) : form.type === 'string' ? typeof value === 'string' : form.type === 'integer' || form.type === 'number' ? typeof value === 'number' : form.type === 'boolean' ? typeof value === 'boolean' : form.type === 'null' ? value === null : true);
        const blank = (form) => (form.enum ? form.enum[0] : { object: {}, array: [], boolean: true, null: null, integer: form.minimum ?? 0, number: form.minimum ?? 0, string: '' }[form.type] ?? {});

        /** A control for one value; `tell` hears of each change. */
        function control(schema, value, name, tell) {
          const all = forms(schema);
          const at = Math.max(0, all.findIndex((form) => fits(form, value)));
          const input = oneControl(all[at], value, name, tell);
          if (all.length === 1) return input;
          const choice = make('select', { 'aria-label': `Form of ${name}`, onchange: () => { tell(blank(all[Number(choice.value)])); drawBuilder(); } },
            ...all.map((form, index) => make('option', { value: String(index), selected: index === at }, formName(form))));
          return make('span', { class: 'row' }, choice, input);
        }
        function oneControl(form, value, name, tell) {
          if (form.enum) return make('select', { 'aria-label': name, onchange: (event) => tell(event.target.value) }, ...form.enum.map((word) => make('option', { selected: word === value }, word)));
          if (form.type === 'boolean') return make('select', { 'aria-label': name, onchange: (event) => tell(event.target.value === 'true') }, make('option', { selected: value === true }, 'true'), make('option', { selected: value === false }, 'false'));
          if (form.type === 'null') return make('span', { class: 'soft' }, 'nothing');
          if (form.type === 'integer' || form.type === 'number') return make('input', { type: 'number', step: form.type === 'integer' ? 1 : 'any', min: form.minimum, max: form.maximum, value, 'aria-label': name, oninput: (event) => tell(Number(event.target.value)) });
          if (form.type === 'string') return make('input', { value, 'aria-label': name, size: 18, oninput: (event) => tell(event.target.value) });
          if (form.type === 'object' && form.properties) return objectControl(form, value, name, tell);
          if (form.type === 'object' && typeof form.additionalProperties === 'object') return mapControl(form, value, name, tell);
          if (form.type === 'array') return listControl(form, value, name, tell);
          return make('input', { value: JSON.stringify(value), 'aria-label': `${name}, as JSON`, size: 22, oninput: (event) => { try { tell(JSON.parse(event.target.value)); } catch { tell(event.target.value); } } });
        }
        const removal = (name, then) => make('button', { type: 'button', 'aria-label': `Leave out ${name}`, onclick: () => { then(); drawBuilder(); } }, '✕');
        /** Which keys of an object there are, and a choice of those that may be added. */
        function objectControl(form, value, name, tell) {
          const box = make('fieldset', {}, make('legend', {}, name));
          const open = Object.keys(form.properties).filter((key) => !(key in value));
          for (const [key, part] of Object.entries(value)) {
            if (!form.properties[key]) continue;
            const schema = form.properties[key];
            box.append(make('div', { class: 'row' }, make('span', { class: 'code', title: schema.description }, key),
              control(schema, part, name === 'fault' ? key : `${name} ${key}`, (now) => { value[key] = now; tell(value); }), removal(key, () => { delete value[key]; tell(value); })));
          }
          const add = make('select', { 'aria-label': `Add a key to ${name}`, onchange: () => {
            const schema = form.properties[add.value];
            value[add.value] = structuredClone(schema.examples?.[0] ?? blank(forms(schema)[0]));
            tell(value);
            drawBuilder(`${name === 'fault' ? '' : name + ' '}${add.value}`);
          } }, make('option', { value: '' }, 'add…'), ...open.map((key) => make('option', { value: key }, `${key}: ${(form.properties[key].description ?? '').slice(0, 90)}`)));
          if (open.length) box.append(add);
          return box;
        }
        function mapControl(form, value, name, tell) {
          const box = make('fieldset', {}, make('legend', {}, name));
          for (const [key, part] of Object.entries(value)) {
            box.append(make('div', { class: 'row' }, make('span', { class: 'code' }, key), control(form.additionalProperties, part, `${name} ${key}`, (now) => { value[key] = now; tell(value); }), removal(key, () => { delete value[key]; tell(value); })));
          }
          const key = make('input', { 'aria-label': `New name in ${name}`, placeholder: 'name', size: 16 });
          box.append(make('div', { class: 'row' }, key, make('button', { type: 'button', onclick: () => {
            if (!key.value) return;
            value[key.value] = blank(forms(form.additionalProperties)[0]);
            tell(value);
            drawBuilder(`${name} ${key.value}`);
          } }, `Add to ${name}`)));
          return box;
        }
        function listControl(form, value, name, tell) {
          const box = make('fieldset', {}, make('legend', {}, `${name}, a list`));
          value.forEach((part, index) => box.append(make('div', { class: 'row' }, control(form.items, part, `${name} ${index + 1}`, (now) => { value[index] = now; tell(value); }), removal(`${name} ${index + 1}`, () => { value.splice(index, 1); tell(value); }))));
          box.append(make('button', { type: 'button', onclick: () => { value.push(blank(forms(form.items)[0])); tell(value); drawBuilder(); } }, `Add to ${name}`));
          return box;
        }
        /** Draws the form anew and puts the keyboard on what has just been added. */
        function drawBuilder(focus) {
          const held = focus ?? document.activeElement?.getAttribute?.('aria-label');
          $('fields').replaceChildren(objectControl(state.schema.$defs.fault, fault, 'fault', (now) => { fault = now; showFault(); }));
          if (held) [...$('fields').querySelectorAll('[aria-label]')].find((element) => element.getAttribute('aria-label') === held)?.focus();
        }
        function showFault() {
          $('fault-text').value = JSON.stringify(fault, null, 2);
          clearTimeout(explainTimer);
          explainTimer = setTimeout(act(explainFault), 150);
        }
        async function explainFault() {
          const mine = ++explainCount;
          const { ok, says, problems } = await call('POST', 'explain', $('fault-text').value || ' ');
          if (mine !== explainCount) return;
          $('fault-says').textContent = ok ? says : problems.map((found) => `✗ ${found.path ? found.path + ': ' : ''}${found.message}${found.suggestion ? `; did you mean ${found.suggestion}?` : ''}`).join('\n');
          $('fault-says').className = ok ? 'good' : 'bad';
          $('fault-use').disabled = !ok;
        }
        async function openBuilder(value, id) {
          fault = structuredClone(value);
          replacing = id ?? null;
          $('builder-title').textContent = id ? `Edit ${id}` : 'Build a fault';
          drawBuilder();
          showFault();
          if (!$('builder').open) $('builder').showModal();
        }
        $('fault-text').addEventListener('input', () => {
          try { fault = JSON.parse($('fault-text').value); if (fault && typeof fault === 'object' && !Array.isArray(fault)) drawBuilder(); } catch { /* not yet JSON; the server says what is wrong */ }
          clearTimeout(explainTimer);
          explainTimer = setTimeout(act(explainFault), 150);
        });
        $('build').addEventListener('click', act(() => openBuilder({ on: '*', error: 'maintenance' })));
        $('builder-close').addEventListener('click', () => $('builder').close());
        $('fault-copy').addEventListener('click', act(() => copy($('fault-text').value, 'The fault')));
        $('fault-use').addEventListener('click', act(async () => {
          if (replacing) await call('POST', 'faults/' + encodeURIComponent(replacing), $('fault-text').value);
          else await call('POST', 'faults', $('fault-text').value);
          $('builder').close();
        }, 'The fault is in force'));
        """#
}
