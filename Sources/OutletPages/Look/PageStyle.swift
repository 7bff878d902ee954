/// The style that all our pages share: light and dark colours, type, controls and keyboard focus, with no external
/// fonts or pictures. Text has a contrast of at least 4.5:1, marks and edges of controls 3:1.
enum PageStyle {
    static let css = #"""
        :root {
          color-scheme: light dark;
          --ground: light-dark(#f3f4f7, #101216); --card: light-dark(#fff, #191c22); --line: light-dark(#d5d9e2, #333944);
          --text: light-dark(#171a20, #e8eaef); --soft: light-dark(#545b6b, #a3acbb); --edge: light-dark(#7d8596, #737c8c);
          --accent: light-dark(#2350d8, #8fadff); --on-accent: light-dark(#fff, #10131a);
          --good: light-dark(#0b6b3a, #58d08f); --warn: light-dark(#845500, #f2bf5e); --bad: light-dark(#b3261e, #ff9088);
          --lost: light-dark(#6d3fc0, #c3a1ff);
          font: 100%/1.45 system-ui, sans-serif;
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--text); }
        h1, h2, h3 { line-height: 1.25; }
        a { color: var(--accent); }
        button, select, input, textarea { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--edge);
          border-radius: .4rem; padding: .25rem .6rem; max-width: 100%; }
        button { cursor: pointer; }
        button:hover:not(:disabled) { border-color: var(--accent); color: var(--accent); }
        button.main:not(:disabled), button.main:hover:not(:disabled) { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
        button:disabled { color: var(--soft); border-style: dashed; cursor: default; }
        input[type=checkbox], input[type=radio] { width: 1.15rem; height: 1.15rem; margin: 0; flex: none; accent-color: var(--accent); }
        :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
        code, pre, .code { font-family: ui-monospace, monospace; font-size: .9em; }
        .soft { color: var(--soft); } .good { color: var(--good); } .warn { color: var(--warn); } .bad { color: var(--bad); }
        [hidden] { display: none !important; }
        @media (prefers-reduced-motion: reduce) { * { scroll-behavior: auto !important; transition: none !important; animation: none !important; } }
        """#
}
