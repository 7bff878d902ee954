import OutletPages

/// The style of an exploration's page, in addition to what all pages share.
enum ExplorationStyle {
    /// A worse outcome has a stronger colour. Each outcome also has a sign.
    static let look = PageLook(
        #"""
        :root {
          --deep: light-dark(#8f1d14, #ffb4ab); --strong: light-dark(#c4342a, #ff897d); --mid: light-dark(#b45309, #f5a35c);
          --pale: light-dark(#f4d58a, #6b5320); --calm: light-dark(#dbe4f0, #2a3444); --well: light-dark(#cdebd8, #1d4a33);
          --on: light-dark(#fff, #2a0a07); --on-pale: light-dark(#5c3d00, #ffe9b8); --on-calm: light-dark(#243042, #d5deec);
          --on-well: light-dark(#0c5c33, #b9efd0);
        }
        body{padding:1rem;font-size:15px}
        main{max-width:76rem;margin:0 auto}
        h1{margin:.5rem 0;font-size:1.5rem;line-height:1.25}
        h2{margin:2rem 0 .75rem;font-size:1.125rem}
        h3{margin:0 0 .5rem;font-size:1rem;overflow-wrap:anywhere}
        small{font-weight:400;color:var(--soft)}
        code,pre,.matrix th,.mark{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
        .command{margin:0;color:var(--soft);overflow-wrap:anywhere}
        .figures{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;margin:.75rem 0;color:var(--soft)}
        .figures b{color:var(--text);font-size:1.375rem;font-variant-numeric:tabular-nums}
        .figures .bad b{color:var(--bad)}
        .note{padding:.5rem .75rem;border-left:3px solid var(--mid);background:var(--card)}
        .scroll{overflow-x:auto;padding:1rem;background:var(--card);border:1px solid var(--line);border-radius:.6rem}
        .matrix{border-collapse:separate;border-spacing:2px}
        .matrix th{font-weight:400;font-size:.8125rem;text-align:left;white-space:nowrap}
        .matrix .group{padding:0 0 0 .5rem;border-left:1px solid var(--line);font:600 .75rem/1.2 system-ui,sans-serif;color:var(--soft);white-space:normal;vertical-align:bottom}
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
        .does-it-twice,.leaves-behind{background:var(--strong);color:var(--on)}
        .misbehaves{background:var(--mid);color:var(--on)}
        .gives-up,.unstable{background:var(--pale);color:var(--on-pale)}
        .fails-cleanly{background:var(--calm);color:var(--on-calm)}
        .survives{background:var(--well);color:var(--on-well)}
        .legend,.plain{margin:.75rem 0;padding:0;list-style:none}
        .legend{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(22rem,100%),1fr));gap:.375rem 1.5rem;font-size:.875rem}
        .legend li{display:flex;gap:.5rem}
        .problem{margin:0 0 1rem;padding:1rem;background:var(--card);border:1px solid var(--line);border-radius:.6rem}
        .problem p{margin:.25rem 0;overflow-wrap:anywhere}
        dl{display:grid;grid-template-columns:auto minmax(0,1fr);gap:.125rem 1rem;margin:.75rem 0}
        dt{color:var(--soft)}
        dd{margin:0;overflow-wrap:anywhere}
        summary{cursor:pointer;color:var(--accent)}
        pre{margin:.375rem 0 .75rem;padding:.625rem;overflow-x:auto;background:var(--ground);border-radius:.4rem;font-size:.8125rem}
        pre.line{white-space:pre-wrap;overflow-wrap:anywhere}
        footer{margin:2rem 0 1rem;color:var(--soft);font-size:.8125rem}
        @media print{body{background:#fff}.scroll{overflow:visible}}
        """#)
}
