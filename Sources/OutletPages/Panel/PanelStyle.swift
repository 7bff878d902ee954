/// The control panel's own style: one column on a phone, three on a wide screen.
enum PanelStyle {
    static let css = [layout, parts, journal, charts].joined(separator: "\n")

    static let layout = #"""
        :root { font-size: 14px; }
        html { scroll-padding-top: 5.5rem; }
        .skip { position: absolute; left: -99rem; } .skip:focus { left: .5rem; top: .5rem; z-index: 9; background: var(--card); padding: .5rem; }
        header { position: sticky; top: 0; z-index: 3; padding: .4rem 1rem; background: var(--card); border-bottom: 1px solid var(--line); }
        h1 { font-size: 1rem; margin: 0; } h2 { font-size: 1rem; margin: 0; } h3 { font-size: .9rem; margin: .8rem 0 .3rem; }
        section > .row + .row, section > form + form, section > .row + form, section > form + .row { margin-top: .4rem; }
        .row { display: flex; flex-wrap: wrap; gap: .4rem .6rem; align-items: center; } .grow { margin-left: auto; }
        .row > * { min-width: 0; } .row > .row, fieldset .row > * { max-width: 100%; }
        .title { display: flex; flex-wrap: wrap; gap: .3rem .8rem; align-items: baseline; margin-bottom: .5rem; }
        nav { display: flex; gap: .1rem .9rem; overflow-x: auto; white-space: nowrap; scrollbar-width: thin; } nav a { padding: .25rem 0; min-height: 1.75rem; }
        main { display: grid; gap: .8rem; padding: .8rem; align-items: start; grid-template-columns: minmax(0, 1fr); }
        /* What is out of sight is neither laid out nor drawn. */
        .a > section, .c > section, .d { content-visibility: auto; contain-intrinsic-size: auto 20rem; }
        #journal-box, #plot { contain: content; }
        .column { display: grid; gap: .8rem; min-width: 0; }
        section { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: .7rem .9rem; min-width: 0; }
        @media (min-width: 60rem) {
          main { grid-template: "b b" auto "a c" auto "d d" auto / minmax(0, 1fr) minmax(0, 1fr); }
          .a { grid-area: a; } .b { grid-area: b; } .c { grid-area: c; } .d { grid-area: d; }
        }
        @media (min-width: 100rem) {
          main { grid-template: "b a c" auto "d d d" auto / minmax(0, 7fr) minmax(0, 4fr) minmax(0, 5fr); }
          /* What is watched stays beside what is turned. */
          .b { position: sticky; top: 4.3rem; } .b #journal-box { max-height: max(12rem, calc(100vh - 34rem)); }
        }
        @media (max-width: 40rem) {
          header { padding: .3rem .6rem; } header .wide { display: none; } header h1 { position: absolute; left: -99rem; } main { padding: .5rem; gap: .5rem; }
          section { padding: .6rem; } .late { display: none !important; }
        }
        #ends { position: fixed; right: .8rem; bottom: .8rem; left: auto; z-index: 8; display: grid; gap: .4rem; max-width: min(34rem, calc(100vw - 1.6rem)); }
        #ends > * { margin: 0; padding: .5rem .8rem; background: var(--card); border: 2px solid var(--edge); border-radius: .5rem; overflow-wrap: anywhere; }
        #ends > :empty { display: none; } #problem { border-color: var(--bad) !important; color: var(--bad); }
        #missing { border: 2px solid var(--warn); grid-column: 1 / -1; }
        """#

    static let parts = #"""
        button, select, input, textarea { min-height: 1.9rem; } td button, li button { padding: .1rem .5rem; }
        .dials { display: grid; gap: .3rem .8rem; grid-template-columns: repeat(auto-fill, minmax(12.5rem, 1fr)); } .dials label { justify-content: space-between; min-width: 0; } .dials.one { grid-template-columns: minmax(0, 1fr); overflow-wrap: anywhere; } .dials label input, .dials label select { width: 6.6rem; flex: none; padding: .2rem .35rem; }
        input[type=number] { width: 6.5rem; } input.short { width: 5rem; } textarea { width: 100%; resize: vertical; }
        label { display: inline-flex; gap: .4rem; align-items: center; } fieldset { border: 1px solid var(--line); border-radius: .4rem; margin: .4rem 0; padding: .3rem .6rem .5rem; min-width: 0; }
        legend { color: var(--soft); padding: 0 .3rem; }
        summary { cursor: pointer; padding: .25rem 0; } details > summary { color: var(--accent); } details[open] > summary { margin-bottom: .4rem; }
        table { width: 100%; border-collapse: collapse; } th { text-align: left; font-weight: 500; color: var(--soft); }
        th, td { padding: .22rem .6rem .22rem 0; vertical-align: baseline; overflow-wrap: break-word; } tbody tr { border-top: 1px solid var(--line); }
        td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; } .code { overflow-wrap: anywhere; }
        .scroll { overflow: auto; max-height: 24rem; } .scroll thead th { position: sticky; top: 0; background: var(--card); z-index: 1; }
        .empty { color: var(--soft); margin: .3rem 0; } .big { font: 600 1.4rem ui-monospace, monospace; letter-spacing: .1em; }
        .badge { display: inline-block; border: 1px solid var(--edge); border-radius: 1rem; padding: 0 .55rem; font-size: .85rem; white-space: nowrap; }
        .lost-line { border-color: var(--bad); color: var(--bad); font-weight: 600; }
        button[aria-pressed=true], button[aria-current=true] { border: 2px solid var(--accent); font-weight: 600; }
        button[aria-pressed=true]::before, button[aria-current=true]::before { content: "● "; color: var(--accent); }
        ul.plain { list-style: none; margin: 0; padding: 0; } ul.plain > li { border-top: 1px solid var(--line); padding: .4rem 0; }
        li.resting { border-left: 3px dashed var(--edge); padding-left: .5rem !important; } li.resting .says { color: var(--soft); }
        dialog { width: min(70rem, 96vw); max-height: 92vh; color: inherit; background: var(--card); border: 1px solid var(--edge); border-radius: .6rem; padding: .9rem; }
        dialog.small { width: min(32rem, 94vw); } dialog::backdrop { background: #0009; }
        pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--ground); padding: .5rem .6rem; border-radius: .4rem; margin: .3rem 0; max-height: 22rem; overflow: auto; }
        .two { display: grid; gap: .3rem 1rem; grid-template-columns: minmax(0, 1fr); } @media (min-width: 60rem) { .two { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); } }
        .editor { display: grid; grid-template-columns: 3.2rem minmax(0, 1fr); border: 1px solid var(--edge); border-radius: .4rem; overflow: hidden; }
        .editor textarea, .editor pre { font: 13px/1.4 ui-monospace, monospace; border: 0; border-radius: 0; margin: 0; padding: .4rem; height: 22rem; max-height: none; }
        .editor pre { overflow: hidden; text-align: right; color: var(--soft); white-space: pre; } .editor pre b { color: var(--bad); } .editor textarea { overflow: auto; white-space: pre; }
        .editor textarea:focus-visible { outline-offset: -3px; } .problems { margin: .4rem 0; padding: 0; list-style: none; } .problems button { text-align: left; border-color: var(--bad); color: var(--bad); margin: .15rem 0; }
        #worlds { table-layout: fixed; } #worlds th:first-child { width: 42%; } #worlds .calls { width: 3.2rem; } #worlds .wrong { width: 5.8rem; padding-left: .4rem; }
        #worlds button { overflow-wrap: anywhere; text-align: left; } #worlds td { vertical-align: middle; overflow-wrap: anywhere; }
        .copies button { margin: .1rem 0; } #fault-says { white-space: pre-line; }
        #fields .row { flex-wrap: nowrap; margin-top: .3rem; } #fields .row > .row, #fields .row > fieldset { flex: 1 1 7rem; margin-top: 0; }
        #fields fieldset fieldset .row, #fields .row:has(> fieldset) { flex-wrap: wrap; } #fields .row > .row > fieldset { flex-basis: 100%; } #fields .code { min-width: 3.5rem; }
        #fields input, #fields select { flex: 1 1 5rem; min-width: 3.5rem; width: auto; } #fields button { flex: none; }
        @media (max-width: 40rem) { th, td { padding-right: .35rem; } td > .row { min-width: 7.8rem; gap: .3rem; } #checkouts button, #invoices button { white-space: nowrap; } }
        """#

    static let journal = #"""
        #journal-box { min-height: 8rem; max-height: min(75vh, 60rem); overflow: auto; position: relative; border-top: 1px solid var(--line); }
        #journal { table-layout: fixed; font-size: .92rem; } #journal thead th { position: sticky; top: 0; z-index: 1; background: var(--card); height: 1.9rem; }
        #journal td { height: 2rem; padding: 0 .5rem 0 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; vertical-align: middle; font-family: ui-monospace, monospace; font-size: .88rem; }
        #journal tr.gap td { height: auto; padding: 0; border: 0; } #journal tr.gap { border: 0; }
        #journal tbody tr:not(.gap) { cursor: pointer; } #journal tbody tr:hover { background: var(--ground); } #journal td button { min-height: 1.6rem; width: 100%; text-align: right; padding: 0 .35rem; }
        #journal .n { width: 4rem; } #journal .t { width: 5.2rem; } #journal .s { width: 3.4rem; } #journal .e { width: 12rem; } #journal .u { width: 11rem; }
        #journal .mark { font-family: system-ui, sans-serif; margin-left: .6rem; }
        @media (max-width: 125rem) { #journal .u { display: none; } }
        @media (max-width: 40rem) { #journal .t { display: none; } #journal .e { width: 6.5rem; } #journal .n { width: 3.4rem; } #journal .s { width: 3.6rem; } }
        #trace td:first-child { white-space: nowrap; }
        #talk td { padding: .1rem .5rem .1rem 0; } #talk tr[aria-current] { font-weight: 600; background: var(--ground); }
        """#

    static let charts = #"""
        #plot { display: block; width: 100%; height: 15rem; touch-action: none; } #plot text { fill: var(--soft); font-size: 11px; } #plot .axis { stroke: var(--line); }
        #plot .ok { fill: var(--good); } #plot .no { fill: var(--warn); } #plot .err { fill: var(--bad); } #plot .gone { fill: url(#hatch); stroke: var(--lost); stroke-width: .5; }
        #hatch path { stroke: var(--lost); stroke-width: 2; } #plot .p50 { stroke: var(--accent); fill: none; stroke-width: 1.5; } #plot .p95 { stroke: var(--text); fill: none; stroke-width: 1.5; stroke-dasharray: 4 3; }
        #plot .mark { stroke: var(--accent); stroke-width: 1.5; stroke-dasharray: 1 3; } #plot .cursor { stroke: var(--text); } #plot .flag { fill: var(--accent); }
        .keys span::before { content: ""; display: inline-block; width: .9rem; height: .7rem; margin-right: .3rem; border: 1px solid var(--edge); }
        .keys .ok::before { background: var(--good); } .keys .no::before { background: var(--warn); } .keys .err::before { background: var(--bad); }
        .keys .gone::before { background: repeating-linear-gradient(45deg, var(--lost) 0 2px, transparent 2px 5px); }
        #reading { min-height: 1.5rem; font-variant-numeric: tabular-nums; }
        .cells { display: flex; flex-wrap: wrap; gap: .3rem; } .cell { font: .85rem ui-monospace, monospace; text-align: left; max-width: 100%; overflow-wrap: anywhere; }
        .cell.met { border: 2px solid var(--good); } .cell.both { border: 2px double var(--good); border-width: 4px; } .cell.open { border: 1px dashed var(--edge); color: var(--soft); }
        #coverage td { vertical-align: middle; } #coverage th { width: 11rem; font-family: ui-monospace, monospace; font-weight: 400; color: var(--text); overflow-wrap: anywhere; }
        @media (max-width: 40rem) { #coverage th { width: 7.2rem; } }
        """#
}
