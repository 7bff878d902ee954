import OutletWire

/// How the page of a report looks: light and dark, narrow and wide.
enum ExplorationStyle {
    /// The worse an outcome, the stronger its colour; each has its sign besides.
    static let css: Markup = """
        :root{color-scheme:light dark;--back:#f4f5f8;--card:#fff;--ink:#171a20;--soft:#596070;--line:#dcdfe6;\
        --accent:#2350d8;--deep:#8f1d14;--bad:#c4342a;--mid:#b45309;--warn:#f4d58a;--calm:#dbe4f0;--good:#cdebd8;\
        --on:#fff;--onwarn:#5c3d00;--onsoft:#243042;--ongood:#0c5c33}
        @media(prefers-color-scheme:dark){:root{--back:#101216;--card:#191c22;--ink:#e8eaef;--soft:#9aa3b2;\
        --line:#2c313a;--accent:#86a6ff;--deep:#ffb4ab;--bad:#ff897d;--mid:#f5a35c;--warn:#6b5320;--calm:#2a3444;\
        --good:#1d4a33;--on:#2a0a07;--onwarn:#ffe9b8;--onsoft:#d5deec;--ongood:#b9efd0}}
        *{box-sizing:border-box}
        body{margin:0;padding:1rem;background:var(--back);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
        main{max-width:76rem;margin:0 auto}
        h1{margin:.5rem 0;font-size:1.5rem;line-height:1.25}
        h2{margin:2rem 0 .75rem;font-size:1.125rem}
        h3{margin:0 0 .5rem;font-size:1rem;overflow-wrap:anywhere}
        small{font-weight:400;color:var(--soft)}
        code,pre,.matrix th,.mark{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
        .command{margin:0;color:var(--soft);overflow-wrap:anywhere}
        .figures{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;margin:.75rem 0;color:var(--soft)}
        .figures b{color:var(--ink);font-size:1.375rem;font-variant-numeric:tabular-nums}
        .figures .bad b{color:var(--bad)}
        .note{padding:.5rem .75rem;border-left:3px solid var(--mid);background:var(--card)}
        .scroll{overflow-x:auto;padding:1rem;background:var(--card);border:1px solid var(--line);border-radius:.6rem}
        .matrix{border-collapse:separate;border-spacing:2px}
        .matrix th{font-weight:400;font-size:.8125rem;text-align:left;white-space:nowrap}
        .matrix .group{padding:0 0 0 .5rem;border-left:1px solid var(--line);font:600 .75rem/1.2 system-ui,sans-serif;\
        color:var(--soft);white-space:normal;vertical-align:bottom}
        .matrix .hazard{height:1px;padding:.5rem 0 .25rem;vertical-align:bottom;text-align:center}
        .matrix .hazard span{display:inline-block;writing-mode:vertical-rl;transform:rotate(180deg)}
        .matrix .point,.matrix thead td{position:sticky;left:0;z-index:1;background:var(--card)}
        .matrix .point{padding:0 .75rem 0 0}
        .matrix .chain{padding:1rem 0 .25rem;color:var(--soft)}
        .matrix .chain span{position:sticky;left:0;white-space:normal}
        .matrix td.mark,.matrix td.none{width:1.625rem;min-width:1.625rem;height:1.625rem}
        .matrix .edge{border-left:.5rem solid var(--card)}
        .matrix td.edge{width:2.125rem;min-width:2.125rem}
        .mark{border-radius:.25rem;padding:0;text-align:center;font-weight:700;font-size:.875rem}
        span.mark{display:inline-block;flex:none;width:1.625rem;height:1.625rem;line-height:1.625rem}
        .hangs,.crashes,.claims-success{background:var(--deep);color:var(--on)}
        .does-it-twice,.leaves-behind{background:var(--bad);color:var(--on)}
        .misbehaves{background:var(--mid);color:var(--on)}
        .gives-up,.unstable{background:var(--warn);color:var(--onwarn)}
        .fails-cleanly{background:var(--calm);color:var(--onsoft)}
        .survives{background:var(--good);color:var(--ongood)}
        .legend,.plain{margin:.75rem 0;padding:0;list-style:none}
        .legend{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(22rem,100%),1fr));gap:.375rem 1.5rem;\
        font-size:.875rem}
        .legend li{display:flex;gap:.5rem}
        .problem{margin:0 0 1rem;padding:1rem;background:var(--card);border:1px solid var(--line);border-radius:.6rem}
        .problem p{margin:.25rem 0;overflow-wrap:anywhere}
        dl{display:grid;grid-template-columns:auto minmax(0,1fr);gap:.125rem 1rem;margin:.75rem 0}
        dt{color:var(--soft)}
        dd{margin:0;overflow-wrap:anywhere}
        summary{cursor:pointer;color:var(--accent)}
        pre{margin:.375rem 0 .75rem;padding:.625rem;overflow-x:auto;background:var(--back);border-radius:.4rem;\
        font-size:.8125rem}
        pre.line{white-space:pre-wrap;overflow-wrap:anywhere}
        footer{margin:2rem 0 1rem;color:var(--soft);font-size:.8125rem}
        :focus-visible{outline:2px solid var(--accent);outline-offset:2px}
        @media print{body{background:#fff}.scroll{overflow:visible}}
        """
}
