/// The part of the panel's script that follows the world: one stream whose messages say what has changed.
extension PanelScript {
    static let live = #"""

        // Live. One message for one exchange; nothing is asked while nothing happens.
        const waiting = new Map();
        let frameCost = 0;
        /** Draws at the next frame, once, however much has come. */
        function drawSoon(name, draw) {
          if (waiting.size === 0) requestAnimationFrame(drawFrame);
          waiting.set(name, draw);
        }
        function drawFrame() {
          const began = performance.now();
          const all = [...waiting.values()];
          waiting.clear();
          for (const draw of all) draw();
          setTimeout(() => { frameCost = performance.now() - began; });  // layout and paint included
        }
        const rushes = new Map();
        /** What comes in a rush is drawn at once, then so often at most, and on a slow machine less often: a click comes between. */
        function drawLater(name, draw, milliseconds) {
          const rush = rushes.get(name) ?? { drawn: -Infinity, isDue: false };
          rushes.set(name, Object.assign(rush, { draw }));
          if (rush.isDue) return;
          rush.isDue = true;
          const pause = rush.drawn + Math.max(milliseconds, 4 * frameCost) - performance.now();
          setTimeout(() => {
            Object.assign(rush, { isDue: false, drawn: performance.now() });
            drawSoon(name, rush.draw);
          }, Math.max(0, pause));
        }
        /** The page stands before anything is asked. A page that nobody sees has no frames. */
        const firstFrame = () => new Promise((drawn) => { if (document.hidden) drawn(); else requestAnimationFrame(() => setTimeout(drawn)); });
        let shown = new Map();
        /** Shows a part of the world if it differs from what was shown last. */
        function showIfNew(show, part) {
          const text = JSON.stringify(part);
          if (shown.get(show) === text) return;
          shown.set(show, text);
          show(part);
        }
        function showWorld(world) {
          state.seen = world;
          $('missing').hidden = true;
          const { accounts, rentals, checkouts, setups, invoices, messages, verdicts, leaks } = world;
          showScenario(world); showClock(world.clock); showFaults(world); showDials(world);
          showIfNew(showMoney, { accounts, rentals, checkouts, setups, invoices });
          showIfNew(showMail, { messages });
          showIfNew(showVerdicts, { verdicts, leaks });
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
          // A world that is not there is not shown: the server tells what it were like.
          const mine = streaming;
          try { const world = await call('GET', 'overview'); drawSoon('world', () => { if (mine === streaming && $('missing').hidden) showWorld(world); }); } catch (error) { problem(error.message); }
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
            const counts = kind === 'exchange' || lineOf(told.number)?.delivery === 'pending';
            takeLine(told, kind === 'exchange');
            if (counts) { countTraffic(told); countCoverage(told); }
          }
          if (told.world) {
            clearTimeout(lookTimer);
            const [{ world }, mine] = [told, streaming];
            drawLater('world', () => { if (mine === streaming) showWorld(world); }, 250);
          } else { if (!state.seen) $('missing').hidden = true; lookLater(); }
        }
        async function follow(since, mine) {
          try {
            const answer = await send('GET', `requests/stream?brief=true&since=${since}`, undefined, mine.signal);
            if (!answer.ok) throw new Error((await answer.json()).message);
            state.stream = true;
            showLive('● live');
            const [reader, decoder] = [answer.body.getReader(), new TextDecoder()];
            let rest = '';
            for (;;) {
              const { value, done } = await reader.read();
              if (done) break;
              const events = (rest + decoder.decode(value, { stream: true })).split('\n\n');
              rest = events.pop();
              events.forEach(take);
              // What comes meanwhile comes in one piece.
              if (!document.hidden) await new Promise((over) => setTimeout(over, 40));
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
          shown = new Map();
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
            if (!mine.signal.aborted) follow(total, mine);
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
        await firstFrame();
        start();
        """#
}
