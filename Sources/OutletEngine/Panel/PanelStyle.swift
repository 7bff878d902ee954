/// How the control panel looks: light and dark, wide and narrow, with no font or picture from elsewhere.
enum PanelStyle {
    static let css = #"""
        :root {
          color-scheme: light dark;
          --ground: light-dark(#f4f5f8, #101216); --card: light-dark(#fff, #191c22); --line: light-dark(#dcdfe6, #2c313a);
          --text: light-dark(#171a20, #e8eaef); --soft: light-dark(#596070, #9aa3b2); --accent: light-dark(#2350d8, #86a6ff);
          --good: light-dark(#0c7a43, #58d08f); --bad: light-dark(#b3261e, #ff8a80); --warn: light-dark(#8a5a00, #f2bf5e);
          --natural: light-dark(#cfe9da, #1d4a33); --injected: light-dark(#dfe5fb, #28345c); --both: light-dark(#9fd3b9, #2c6b52);
          font: 14px/1.45 system-ui, sans-serif;
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--text); }
        header { position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center;
          padding: .6rem 1rem; background: var(--card); border-bottom: 1px solid var(--line); }
        h1 { font-size: 1rem; margin: 0; } h2 { font-size: .95rem; margin: 0 0 .5rem; }
        main { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 1rem; padding: 1rem; align-items: start; }
        .column { display: grid; gap: 1rem; min-width: 0; }
        section { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: .8rem 1rem; min-width: 0; }
        button, select, input { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line);
          border-radius: .4rem; padding: .25rem .6rem; max-width: 100%; }
        header a { color: var(--accent); }
        button { cursor: pointer; } button:hover { border-color: var(--accent); }
        button.main { background: var(--accent); border-color: var(--accent); color: var(--card); }
        :focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
        table { width: 100%; border-collapse: collapse; } th { text-align: left; font-weight: 500; color: var(--soft); }
        th, td { padding: .2rem .6rem .2rem 0; vertical-align: baseline; overflow-wrap: anywhere; }
        td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .scroll { overflow: auto; max-height: 60vh; } .row { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
        #journal tbody tr { cursor: pointer; border-top: 1px solid var(--line); } #journal tbody tr:hover { background: var(--ground); }
        .name, .time { white-space: nowrap; } #rentals { margin-top: .6rem; } td button { padding: 0 .4rem; }
        #journal td, .code { font-family: ui-monospace, monospace; font-size: .85rem; }
        .good { color: var(--good); } .bad { color: var(--bad); } .warn { color: var(--warn); } .soft { color: var(--soft); }
        .big { font: 600 1.4rem ui-monospace, monospace; letter-spacing: .1em; } .empty { color: var(--soft); margin: 0; }
        .grow { margin-left: auto; } time { font-variant-numeric: tabular-nums; } [hidden] { display: none !important; }
        #problem { color: var(--bad); width: 100%; margin: 0; } #problem:empty { display: none; }
        dialog { width: min(46rem, 94vw); max-height: 88vh; color: inherit; background: var(--card); border: 1px solid var(--line);
          border-radius: .6rem; } dialog::backdrop { background: #0008; }
        pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--ground); padding: .6rem; border-radius: .4rem; }
        #coverage { font-size: .75rem; } #coverage td { border: 1px solid var(--line); width: 1.6rem; height: 1.3rem; padding: 0; text-align: center; }
        #coverage th.code-name { writing-mode: vertical-rl; transform: rotate(180deg); padding: .3rem 0; font-family: ui-monospace, monospace; }
        #coverage th.operation { padding-right: .5rem; font-family: ui-monospace, monospace; white-space: nowrap; }
        #coverage td.none { background: repeating-linear-gradient(45deg, transparent 0 4px, var(--line) 4px 5px); border-style: dotted; }
        #coverage td.open { background: var(--ground); } .natural { background: var(--natural); } .injected { background: var(--injected); }
        .both { background: var(--both); } .key { display: inline-block; width: 1rem; height: .8rem; border: 1px solid var(--line); vertical-align: -1px; }
        .wide { grid-column: 1 / -1; }
        @media (min-width: 75rem) { #journal td:nth-child(5) { white-space: nowrap; } }
        @media (max-width: 56rem) { main { grid-template-columns: minmax(0, 1fr); padding: .6rem; } .late { display: none; } .name { white-space: normal; } .grow { margin-left: 0; } }
        """#
}
