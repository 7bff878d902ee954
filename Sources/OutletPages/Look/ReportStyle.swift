/// A report's own style: narrow, wide, and on A4 paper.
package enum ReportStyle {
    package static let look = PageLook(css)

    private static let css = #"""
        body { padding: 1rem; }
        main { max-width: 60rem; margin: 0 auto; }
        h1 { margin: .5rem 0; font-size: 1.625rem; overflow-wrap: anywhere; } h2 { margin: 2rem 0 .5rem; font-size: 1.25rem; }
        h3 { margin: 1.25rem 0 .25rem; font-size: 1rem; } p { margin: .5rem 0; } p, li { overflow-wrap: anywhere; }
        section, figure { margin: 0 0 1rem; padding: 1rem; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; }
        figure { padding: 0; border: 0; } section > h2:first-child { margin-top: 0; } figcaption { color: var(--soft); }
        .verdict { display: inline-block; padding: 0 .5rem; border: 2px solid; border-radius: .4rem; font-weight: 700; white-space: nowrap; }
        .pass { color: var(--good); } .fail { color: var(--bad); } .open { color: var(--warn); }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .125rem 1rem; margin: .5rem 0; }
        dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
        .scroll { overflow-x: auto; } .scroll table { min-width: 36rem; }
        table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
        th, td { padding: .25rem .5rem .25rem 0; border-top: 1px solid var(--line); text-align: left; vertical-align: top; }
        thead th { border-top: 0; color: var(--soft); font-weight: 400; } .scroll td code { white-space: nowrap; } section > table td { overflow-wrap: anywhere; }
        .number { text-align: right; } code { overflow-wrap: anywhere; } ol, ul { margin: .25rem 0; padding-left: 1.5rem; }
        svg { display: block; margin-top: .5rem; width: 100%; height: auto; min-width: 36rem; font: 11px system-ui, sans-serif; fill: var(--soft); }
        svg text { paint-order: stroke; stroke: var(--card); stroke-width: 3px; }
        svg .end { text-anchor: end; } svg .number { fill: var(--accent); font-weight: 700; }
        svg .grid { stroke: var(--line); fill: none; } svg .flag { stroke: var(--accent); stroke-dasharray: 3 3; fill: none; }
        svg .granted { fill: var(--good); } svg .refused { fill: var(--warn); } svg .failed { fill: var(--bad); }
        svg .lost { fill: var(--card); stroke: var(--lost); }
        svg .tail { stroke: var(--soft); fill: none; } svg .median { stroke: var(--accent); stroke-width: 3; fill: none; }
        .key { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: .25rem 0; padding: 0; list-style: none; font-size: .875rem; }
        .key svg { display: inline-block; min-width: 0; margin-top: 0; width: .875rem; height: .875rem; margin-right: .375rem; vertical-align: -.125rem; }
        .cells { display: flex; flex-wrap: wrap; gap: .25rem; margin: 0; padding: 0; list-style: none; }
        .cells li { padding: 0 .375rem; border: 1px solid var(--line); border-radius: .25rem; font-size: .8125rem; color: var(--soft); }
        .cells .met { border: 2px solid var(--good); color: var(--text); } .cells .forced { border-style: dashed; }
        @page { size: A4; margin: 14mm; }
        @media print {
          :root { color-scheme: light; --ground: #fff; --text: #000; --soft: #444; --line: #bbb; }
          body { padding: 0; font-size: 10pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
          main { max-width: none; } section { padding: 0; border: 0; border-radius: 0; }
          figure, tr, li, dl { break-inside: avoid; } h2, h3 { break-after: avoid; } .scroll { overflow: visible; } svg, .scroll table { min-width: 0; }
        }
        """#
}
