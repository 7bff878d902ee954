import OutletWire

/// How a report looks as a page: light and dark as the reader's system is, narrow and wide, and on paper of A4.
package enum ReportStyle {
    package static let look = PageLook(alone: css)

    private static let css = """
        :root{--back:#f4f5f7;--card:#fff;--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--good:#1a7f37;--refused:#9a6700;\
        --bad:#b42318;--lost:#57606a;--accent:#2454d6}
        @media(prefers-color-scheme:dark){:root{--back:#14171b;--card:#1e2329;--ink:#eceff2;--soft:#a3adb8;\
        --line:#3a424b;--good:#57ab5a;--refused:#daa520;--bad:#ff8a7a;--lost:#a3adb8;--accent:#8fb0ff}}
        *{box-sizing:border-box}
        body{margin:0;padding:1rem;background:var(--back);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
        main{max-width:60rem;margin:0 auto}
        h1{margin:.5rem 0;font-size:1.625rem;line-height:1.25;overflow-wrap:anywhere}
        h2{margin:2rem 0 .5rem;font-size:1.25rem}
        h3{margin:1.25rem 0 .25rem;font-size:1rem}
        p{margin:.5rem 0}
        section,figure{margin:0 0 1rem;padding:1rem;background:var(--card);border:1px solid var(--line);\
        border-radius:.5rem}
        figure{padding:0;border:0}
        section>h2:first-child{margin-top:0}
        .soft,figcaption{color:var(--soft)}
        .verdict{display:inline-block;padding:0 .5rem;border:2px solid;border-radius:.375rem;font-weight:700;\
        white-space:nowrap}
        .pass{color:var(--good)}.fail{color:var(--bad)}.open{color:var(--refused)}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:.125rem 1rem;margin:.5rem 0}
        dt{color:var(--soft)}
        dd{margin:0;overflow-wrap:anywhere}
        .scroll{overflow-x:auto}.scroll table{min-width:36rem}
        table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}
        th,td{padding:.25rem .5rem .25rem 0;border-top:1px solid var(--line);text-align:left;vertical-align:top}
        thead th{border-top:0;color:var(--soft);font-weight:400}
        .number{text-align:right}
        td code{white-space:nowrap}
        code{font:.875em ui-monospace,monospace;overflow-wrap:anywhere}
        ol,ul{margin:.25rem 0;padding-left:1.5rem}
        svg{display:block;margin-top:.5rem;width:100%;height:auto;min-width:36rem;font:11px system-ui,sans-serif;fill:var(--soft)}
        svg text{paint-order:stroke;stroke:var(--card);stroke-width:3px}
        svg .end{text-anchor:end}svg .number{fill:var(--accent);font-weight:700}
        svg .grid{stroke:var(--line);fill:none}svg .flag{stroke:var(--accent);stroke-dasharray:3 3;fill:none}
        svg .granted{fill:var(--good)}svg .refused{fill:var(--refused)}svg .failed{fill:var(--bad)}
        svg .lost{fill:var(--card);stroke:var(--lost)}
        svg .tail{stroke:var(--soft);fill:none}svg .median{stroke:var(--accent);stroke-width:3;fill:none}
        .key{display:flex;flex-wrap:wrap;gap:.25rem 1rem;margin:.25rem 0;padding:0;list-style:none;font-size:.875rem}
        .key svg{display:inline-block;min-width:0;margin-top:0;width:.875rem;height:.875rem;margin-right:.375rem;vertical-align:-.125rem}
        .cells{display:flex;flex-wrap:wrap;gap:.25rem;margin:0;padding:0;list-style:none}
        .cells li{padding:0 .375rem;border:1px solid var(--line);border-radius:.25rem;font-size:.8125rem;\
        color:var(--soft)}
        .cells .met{border:2px solid var(--good);color:var(--ink)}
        .cells .forced{border-style:dashed}
        @page{size:A4;margin:14mm}
        @media print{:root{--back:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#bbb;--good:#1a7f37;--refused:#805600;\
        --bad:#a01c12;--lost:#444;--accent:#1f48b8}
        body{padding:0;font-size:10pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}
        main{max-width:none}section{padding:0;border:0;border-radius:0}
        figure,tr,li,dl{break-inside:avoid}h2,h3{break-after:avoid}.scroll{overflow:visible}svg,.scroll table{min-width:0}}
        """
}
