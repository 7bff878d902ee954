/// The part of the panel's script that draws traffic over time.
extension PanelScript {
    static let plot = #"""

        // Traffic: stacked by outcome, latency below, and what was done as marks. Points are counted by the server; what
        // arrives afterwards is counted here, so that one exchange costs one message.
        const traffic = { range: 300, points: [], marks: [], step: 1, from: 0, at: null, now: 0, since: 0 };
        const outcomes = [['2xx', 'ok'], ['4xx', 'no'], ['5xx', 'err'], ['lost', 'gone']];
        const share = (sorted, part) => (sorted.length ? sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] : null);
        /** Of the current period; once it is over, its answers' times are let go of. */
        function latency({ waits }) {
          const sorted = [...waits].sort((a, b) => a - b);
          return { p50: share(sorted, 0.5), p95: share(sorted, 0.95) };
        }
        async function lookAtTraffic() {
          const told = await call('GET', `timeseries?span=${{ 300: '5m', 3600: '1h' }[traffic.range] ?? 'all'}`);
          const seconds = (instant) => Date.parse(instant) / 1000;
          Object.assign(traffic, { step: told.step, now: seconds(told.to), from: seconds(told.from) });
          traffic.marks = told.marks.map((mark) => ({ ...mark, at: seconds(mark.at) }));
          traffic.points = told.points.map((point) => ({ ...point, at: seconds(point.at) }));
          traffic.since = performance.now();
          drawTraffic();
        }
        const wallNow = () => traffic.now + (performance.now() - traffic.since) / 1000;
        /** One exchange more, in the current period. */
        function countTraffic(entry) {
          if (entry.delivery === 'pending') return;
          const at = Math.floor(wallNow() / traffic.step) * traffic.step;
          let point = traffic.points.at(-1);
          if (!point || point.at < at) {
            if (point?.waits) { Object.assign(point, latency(point)); delete point.waits; }
            point = { at, '2xx': 0, '4xx': 0, '5xx': 0, lost: 0, waits: [] };
            traffic.points.push(point);
            if (traffic.points.length > 4000) traffic.points.splice(0, 400);
          }
          const outcome = entry.delivery === 'lost' || entry.status == null ? 'lost' : entry.status < 400 ? '2xx' : entry.status < 500 ? '4xx' : '5xx';
          point[outcome] += 1;
          point.waits ??= [];
          if (point.waits.length < 2000) point.waits.push(entry.milliseconds);
          drawLater('traffic', drawTraffic, 1000);
        }
        function markTraffic(what) { traffic.marks.push({ at: wallNow(), what: '', text: what }); drawSoon('traffic', drawTraffic); }

        const svg = (tag, attributes, ...children) => {
          const element = document.createElementNS($('plot').namespaceURI, tag);
          for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
          element.append(...children.filter((child) => child != null));
          return element;
        };
        /** The stretches of time that are shown, at most 150, each with what came in it. */
        function bins() {
          const end = wallNow();
          const first = Math.min(traffic.points[0]?.at ?? end, traffic.from || end);
          const start = traffic.range ? end - traffic.range : Math.min(first, end - 60);
          const width = Math.max(traffic.step, Math.ceil((end - start) / 150 / traffic.step) * traffic.step);
          const from = Math.floor(start / width) * width;
          const all = Array.from({ length: Math.max(1, Math.floor((end - from) / width) + 1) }, (_, index) => ({ from: from + index * width, '2xx': 0, '4xx': 0, '5xx': 0, lost: 0, p50: null, p95: null, marks: [] }));
          for (const point of traffic.points) {
            const bin = all[Math.floor((point.at - from) / width)];
            if (!bin || point.at < from) continue;
            for (const [name] of outcomes) bin[name] += point[name] ?? 0;
            const { p50, p95 } = point.waits ? latency(point) : point;
            bin.p50 = Math.max(bin.p50 ?? -1, p50 ?? -1); bin.p95 = Math.max(bin.p95 ?? -1, p95 ?? -1);
            if (bin.p50 < 0) bin.p50 = null;
            if (bin.p95 < 0) bin.p95 = null;
          }
          for (const mark of traffic.marks) all[Math.floor((mark.at - from) / width)]?.marks.push(mark.text || mark.what);
          return { all, width, from, end };
        }
        const ago = (seconds) => (seconds < 90 ? `${Math.round(seconds)} s ago` : seconds < 5400 ? `${Math.round(seconds / 60)} min ago` : `${(seconds / 3600).toFixed(1)} h ago`);
        let drawn;
        function drawTraffic() {
          const box = $('plot');
          const [width, height] = [box.clientWidth || 600, box.clientHeight || 240];
          const [left, right, top, middle, bottom] = [54, 6, 14, Math.round(height * 0.62), height - 18];
          const shown = bins();
          drawn = { ...shown, left, right, width };
          const most = Math.max(1, ...shown.all.map((bin) => outcomes.reduce((sum, [name]) => sum + bin[name], 0)));
          const slowest = Math.max(1, ...shown.all.map((bin) => bin.p95 ?? 0));
          const column = (width - left - right) / shown.all.length;
          const x = (index) => left + index * column;
          const parts = [svg('defs', {}, svg('pattern', { id: 'hatch', width: 5, height: 5, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' }, svg('path', { d: 'M0 0V5' })))];
          const text = (value, attributes) => parts.push(svg('text', attributes, value));
          for (const line of [top, middle, middle + 14, bottom]) parts.push(svg('path', { class: 'axis', d: `M${left} ${line}H${width - right}` }));
          text(String(most), { x: left - 4, y: top + 4, 'text-anchor': 'end' }); text('0', { x: left - 4, y: middle, 'text-anchor': 'end' });
          text(`${slowest} ms`, { x: left - 4, y: middle + 24, 'text-anchor': 'end' });
          text('p50 —  p95 ‑ ‑', { x: left, y: middle + 12 });
          text(ago(shown.end - shown.from), { x: left, y: height - 4 }); text('now', { x: width - right, y: height - 4, 'text-anchor': 'end' });
          const bars = { ok: '', no: '', err: '', gone: '' };
          shown.all.forEach((bin, index) => {
            let foot = middle;
            for (const [name, style] of outcomes) {
              if (!bin[name]) continue;
              const tall = Math.max(1, (bin[name] / most) * (middle - top));
              bars[style] += `M${x(index).toFixed(1)} ${foot.toFixed(1)}h${Math.max(1, column - 0.6).toFixed(1)}v${(-tall).toFixed(1)}h${(-Math.max(1, column - 0.6)).toFixed(1)}z`;
              foot -= tall;
            }
            if (bin.marks.length) { const at = x(index) + column / 2; parts.push(svg('path', { class: 'mark', d: `M${at} ${top - 4}V${bottom}` }), svg('path', { class: 'flag', d: `M${at} 2h8l-3 4 3 4h-8z` }, svg('title', {}, bin.marks.join('; ')))); }
          });
          for (const [style, d] of Object.entries(bars)) parts.push(svg('path', { class: style, d }));
          for (const name of ['p50', 'p95']) {
            let d = '', pen = 'M';
            shown.all.forEach((bin, index) => { if (bin[name] == null) { pen = 'M'; return; } d += `${pen}${(x(index) + column / 2).toFixed(1)} ${(bottom - (bin[name] / slowest) * (bottom - middle - 18)).toFixed(1)}h.1`; pen = 'L'; });
            parts.push(svg('path', { class: name, d }));
          }
          if (traffic.at != null && shown.all[traffic.at]) parts.push(svg('path', { class: 'cursor', d: `M${x(traffic.at) + column / 2} ${top}V${bottom}` }));
          box.setAttribute('viewBox', `0 0 ${width} ${height}`);
          box.replaceChildren(...parts);
          if (document.querySelector('#traffic').closest('details').open) tableTraffic(shown);
        }
        const words = (bin, end) => `${ago(end - bin.from)}: ${bin['2xx']} ok, ${bin['4xx']} refused (4xx), ${bin['5xx']} failed (5xx), ${bin.lost} lost` + (bin.p50 == null ? '' : `; half within ${bin.p50} ms, 95 % within ${bin.p95} ms`) + (bin.marks.length ? `. ${bin.marks.join('; ')}` : '');
        function readTraffic(index) {
          if (!drawn) return;
          traffic.at = Math.max(0, Math.min(drawn.all.length - 1, index));
          drawTraffic();
          $('reading').textContent = words(drawn.all[traffic.at], drawn.end);
        }
        function tableTraffic(shown) {
          fill('traffic', shown.all.filter((bin) => bin.marks.length || outcomes.some(([name]) => bin[name])).reverse().slice(0, 150).map((bin) => make('tr', {}, cell(ago(shown.end - bin.from)),
            ...outcomes.map(([name]) => number(bin[name])), number(bin.p50 == null ? '' : `${bin.p50} ms`), number(bin.p95 == null ? '' : `${bin.p95} ms`), cell(bin.marks.join('; ')))));
        }
        $('plot').addEventListener('pointermove', (event) => { if (drawn) readTraffic(Math.floor(((event.offsetX - drawn.left) / (drawn.width - drawn.left - drawn.right)) * drawn.all.length)); });
        $('plot').addEventListener('pointerleave', () => { traffic.at = null; drawTraffic(); });
        $('plot').addEventListener('keydown', (event) => {
          const last = (drawn?.all.length ?? 1) - 1;
          const next = { ArrowLeft: (traffic.at ?? last + 1) - 1, ArrowRight: (traffic.at ?? last - 1) + 1, Home: 0, End: last }[event.key];
          if (next == null) return;
          event.preventDefault();
          readTraffic(next);
        });
        for (const button of document.querySelectorAll('[data-range]')) {
          button.addEventListener('click', act(async () => {
            for (const other of document.querySelectorAll('[data-range]')) other.setAttribute('aria-pressed', String(other === button));
            traffic.range = Number(button.dataset.range);
            traffic.at = null;
            await lookAtTraffic();
          }));
        }
        document.querySelector('#traffic').closest('details').addEventListener('toggle', drawTraffic);
        new ResizeObserver(() => drawSoon('traffic', drawTraffic)).observe($('plot'));
        """#
}
