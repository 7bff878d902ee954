/// The part of the panel's script that follows the world: one stream, of which each message says what has changed.
extension PanelScript {
    static let live = #"""

        // Live. One message for one exchange; nothing is asked while nothing happens.
        const waiting = new Map();
        /** Draws at the next frame, once, however much has come. */
        function drawSoon(name, draw) {
          if (waiting.size === 0) requestAnimationFrame(() => { const all = [...waiting.values()]; waiting.clear(); for (const one of all) one(); });
          waiting.set(name, draw);
        }
        const timers = new Map();
        /** What comes in a rush is drawn a few times a second: a click comes between. */
        function drawLater(name, draw, milliseconds) {
          if (timers.has(name)) { timers.get(name).draw = draw; return; }
          const one = { draw };
          timers.set(name, one);
          setTimeout(() => { timers.delete(name); drawSoon(name, one.draw); }, milliseconds);
        }
        function showWorld(world) {
          state.seen = world;
          $('missing').hidden = true;
          showScenario(world); showClock(world.clock); showDials(world); showFaults(world); showMoney(world); showMail(world); showVerdicts(world);
          if (known.some(({ name }) => name === state.world)) drawWorlds(); else lookAtWorlds().catch(() => {});
          lookWhenDue(world);
        }
        let dueTimer;
        /** A step of a drill on a live clock is done when somebody looks. */
        function lookWhenDue({ timeline, clock: { now, mode, speed } }) {
          clearTimeout(dueTimer);
          const due = Math.min(...timeline.filter((step) => step.due).map((step) => Date.parse(step.due)));
          if (mode === 'live' && due < Infinity) dueTimer = setTimeout(look, Math.min(2 ** 31 - 1, Math.max(50, (due - Date.parse(now)) / speed + 50)));
        }
        async function look() {
          try { showWorld(await call('GET', 'overview')); } catch (error) { problem(error.message); }
        }
        let lookTimer;
        const lookIn = (milliseconds) => { clearTimeout(lookTimer); lookTimer = setTimeout(look, milliseconds); };
        /** What a message did not show is looked at when the rush is over. */
        const lookLater = () => lookIn(300);
        /** After a click of one's own, unless its message comes first. */
        const lookSoon = () => lookIn(60);
        function showLive(text, isLost) {
          $('live').textContent = text;
          $('live').className = isLost ? 'badge lost-line' : 'badge';
        }
        /** A pod that comes up and a wallet that runs dry make no exchange: while one is alive, the world is looked at. */
        setInterval(() => {
          const alive = state.seen?.rentals.some(({ status }) => status === 'running' || status === 'provisioning');
          if (alive && state.stream && !document.hidden && state.seen.clock.mode === 'live') look();
        }, 5000);

        function take(event) {
          const kind = event.match(/^event: (\w+)$/m)?.[1];
          const data = event.match(/^data: (.*)$/m)?.[1];
          if (!kind || !data) return;
          const told = JSON.parse(data);
          if (kind === 'gap') { start(); return; }
          if (kind === 'mark') {
            keepMark(told);
            if (told.mark > (log.mark ?? 0)) { log.mark = told.mark; markTraffic(markWords(told)); }
            drawSoon('journal', drawJournal);
          } else {
            const counts = kind === 'exchange' || log.lines.get(told.number)?.delivery === 'pending';
            takeLine(told, kind === 'exchange');
            if (counts) { countTraffic(told); countCoverage(told); }
          }
          if (told.world) { clearTimeout(lookTimer); const { world } = told; drawLater('world', () => showWorld(world), state.seen ? 150 : 0); } else lookLater();
        }
        async function follow(since, mine) {
          try {
            const answer = await send('GET', `requests/stream?brief=true&since=${since}`, undefined, mine.signal);
            if (!answer.ok) throw new Error((await answer.json()).message);
            state.stream = true;
            showLive('● live');
            const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
            let rest = '';
            for (;;) {
              const { value, done } = await reader.read();
              if (done) break;
              const events = (rest + value).split('\n\n');
              rest = events.pop();
              events.forEach(take);
            }
          } catch { /* the server has gone, or another world was chosen */ }
          if (mine.signal.aborted) return;
          state.stream = null;
          showLive('✗ connection lost, trying again', true);
          setTimeout(() => { if (!mine.signal.aborted) start(); }, 1000);
        }
        let streaming;
        async function start() {
          streaming?.abort();
          const mine = streaming = new AbortController();
          state.stream = null;
          $('world').textContent = state.world;
          $('base').textContent = addresses.prefix();
          try {
            if (!(await lookAtWorlds())) {
              const scenario = state.world.includes('~') ? state.world.split('~')[0] : null;
              await call('GET', 'overview');
              if (mine.signal.aborted) return;
              showMissing(`No world is called ${state.world} yet: the first request to ${addresses.prefix()} makes it${scenario ? `, with the scenario ${scenario}` : ''}.`, true);
            } else showWorld(await call('GET', 'overview'));
            if (mine.signal.aborted) return;
            await lookAtJournal();
            const { total } = log;
            await Promise.all([state.schema ? null : lookAtContract(), lookAtScenarios(), lookAtTraffic().catch(() => drawTraffic()), lookAtCoverage()]);
            problem('');
            if (!mine.signal.aborted) await follow(total, mine);
          } catch (error) {
            if (mine.signal.aborted) return;
            showLive('✗ not connected', true);
            if (error.status === 404) showMissing(error.message, false);
            problem(error.message);
            if (!error.status || error.status >= 500) setTimeout(() => { if (!mine.signal.aborted) start(); }, 1000);
          }
        }
        $('token').addEventListener('submit', (event) => {
          event.preventDefault();
          state.token = $('token').querySelector('input').value;
          sessionStorage.setItem('token', state.token);
          problem('');
          start();
        });
        start();
        """#
}
