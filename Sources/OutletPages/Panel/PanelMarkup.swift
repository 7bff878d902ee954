/// The control panel's markup, before its script fills it.
enum PanelMarkup {
    static let html = [header, watch, drive, mend, judge, dialogs].joined(separator: "\n")

    static let header = #"""
        <a class="skip" href="#journal-title">Skip to the journal</a>
        <header>
          <div class="row">
            <h1>gpuoutlet-mock</h1>
            <span class="row"><span class="soft">World</span> <b id="world" class="code">…</b> <span id="live" class="badge" role="status">connecting</span></span>
            <span class="wide soft">runs <b id="scenario">…</b>, phase <b id="phase">…</b></span>
            <span class="grow row"><time id="now">…</time> <span id="mode" class="soft"></span></span>
          </div>
          <nav aria-label="Parts of the panel"><a href="#traffic-title">Traffic</a><a href="#journal-title">Journal</a><a href="#worlds-title">Worlds</a><a href="#scenario-title">Scenario</a><a href="#dials-title">Dials</a><a href="#keep-title">Keep</a><a href="#faults-title">Faults</a><a href="#money-title">Money</a><a href="#verdicts-title">Judgement</a><a href="#coverage-title">Coverage</a><a href="/__admin/docs">Reference</a></nav>
          <div id="ends"><p id="problem" role="alert"></p><p id="done" role="status"></p></div>
          <form id="token" class="row" hidden><label>Admin token <input type="password" autocomplete="off"></label><button class="main">Use</button></form>
        </header>
        <main>
        <section id="missing" aria-labelledby="missing-title" hidden><h2 id="missing-title">This world is not there yet</h2>
          <p id="missing-text"></p><button id="make" class="main">Make it now</button></section>
        """#

    static let drive = #"""
        <div class="column a">
          <section aria-labelledby="worlds-title"><div class="title"><h2 id="worlds-title">Worlds</h2><button id="worlds-again" class="grow">Look again</button></div>
            <div class="scroll" tabindex="0" role="region" aria-label="The worlds of this server"><table id="worlds"><thead><tr><th>World</th><th>Runs</th><th class="number calls late">Calls</th><th class="wrong">Problems</th></tr></thead><tbody></tbody></table></div>
            <div class="row copies" role="group" aria-label="The address of this world"><button data-copy="prefix">Copy base URL</button><button data-copy="host">Copy by host name</button><button data-copy="header">Copy header</button></div>
            <div class="row"><button id="reset">Reset this world</button><button id="drop">Drop this world</button></div>
            <form id="new-world" class="row"><label>New world <input name="name" placeholder="label" autocomplete="off" spellcheck="false" size="12" required pattern="[a-z0-9][a-z0-9._~\-]{0,40}"></label><label>of <select name="scenario" aria-label="Scenario of the new world"></select></label><button>Go there</button></form>
          </section>
          <section aria-labelledby="scenario-title"><div class="title"><h2 id="scenario-title">Scenario</h2><b id="scenario-name"></b></div>
            <p id="why" class="soft"></p>
            <form id="choose" class="row"><label>Run <select name="name"></select></label><button class="main">Put in force</button></form>
            <p id="choice-why" class="soft"></p>
            <h3 id="phases-title">Phases</h3><div id="phases" class="row" role="group" aria-labelledby="phases-title"></div>
            <form id="other-phase" class="row"><label>Another phase <input name="phase" size="12" required autocomplete="off" pattern="[A-Za-z0-9][A-Za-z0-9._\-]{0,63}"></label><button>Enter it</button></form>
            <div id="timeline-box" hidden><h3 id="timeline-title">Timeline</h3><div class="scroll" tabindex="0" role="region" aria-labelledby="timeline-title"><table id="timeline"><thead><tr><th class="number">At</th><th>Step</th><th>State</th></tr></thead><tbody></tbody></table></div></div>
            <details id="edit"><summary>Edit this scenario</summary>
              <label for="text" class="soft">The scenario’s text, checked as you type</label>
              <div class="editor"><pre id="gutter" aria-hidden="true"></pre><textarea id="text" spellcheck="false" wrap="off" aria-describedby="text-state"></textarea></div>
              <p id="text-state" role="status" class="soft"></p><ul id="text-problems" class="problems"></ul>
              <div class="row"><button id="text-use" class="main">Put this text in force</button><button id="text-again">Start over</button></div>
              <details><summary>What it will do</summary><pre id="text-says" tabindex="0"></pre></details>
            </details>
          </section>
          <section aria-labelledby="clock-title"><div class="title"><h2 id="clock-title">Clock</h2></div>
            <div class="row" role="group" aria-label="Move the clock forward"><button data-by="30s">+30 s</button><button data-by="10m">+10 min</button><button data-by="1h">+1 h</button><button data-by="1d">+1 d</button><button data-by="30d">+30 d</button></div>
            <form id="advance" class="row"><label>Forward by <input class="short" name="by" placeholder="90s" required autocomplete="off"></label><button>Move</button></form>
            <form id="run" class="row"><label>Runs <select name="mode"><option value="live">live</option><option value="virtual">virtual</option></select></label><label>Speed <input type="number" name="speed" min="0.001" step="any"></label><button>Set</button></form>
          </section>
          <section aria-labelledby="dials-title"><div class="title"><h2 id="dials-title">Dials</h2></div>
            <form id="dials"><div id="dial-fields"></div><div class="row"><button class="main">Turn what is changed</button><button type="reset">Forget changes</button></div></form>
            <h3 id="events-title">Let others do something</h3>
            <div class="row"><label>to <select id="event-user"><option value="">everybody</option></select></label><label>of <select id="event-family"><option value="">every family</option></select></label></div>
            <div id="events" class="row" role="group" aria-labelledby="events-title"></div>
          </section>
          <section aria-labelledby="keep-title"><div class="title"><h2 id="keep-title">Keep it</h2></div>
            <p class="soft">The scenario as this world began, and what was done to it since, as a timeline.</p>
            <div class="row"><button id="export" class="main">Export scenario</button><button id="report-html">Download report</button><button id="state">Download state</button></div>
          </section>
        </div>
        """#

    static let watch = #"""
        <div class="column b">
          <section aria-labelledby="traffic-title"><div class="title"><h2 id="traffic-title">Traffic</h2>
              <span class="row" role="group" aria-label="How far back"><button data-range="300" aria-pressed="true">5 min</button><button data-range="3600" aria-pressed="false">1 hour</button><button data-range="0" aria-pressed="false">All</button></span>
              <span class="keys soft row grow"><span class="ok">2xx</span><span class="no">4xx</span><span class="err">5xx</span><span class="gone">lost</span></span></div>
            <svg id="plot" tabindex="0" role="img" aria-label="Requests over time by outcome, with latency below. Arrow keys read it." preserveAspectRatio="none"></svg>
            <p id="reading" role="status" class="soft">Point at the plot, or focus it and use the arrow keys.</p>
            <details><summary>As a table</summary><div class="scroll" tabindex="0" role="region" aria-label="Traffic as a table"><table id="traffic"><thead><tr><th>From</th><th class="number">2xx</th><th class="number">4xx</th><th class="number">5xx</th><th class="number">Lost</th><th class="number">p50</th><th class="number">p95</th><th>What was done</th></tr></thead><tbody></tbody></table></div></details>
          </section>
          <section aria-labelledby="journal-title"><div class="title"><h2 id="journal-title" tabindex="-1">Journal</h2><span id="total" class="soft" role="status"></span>
              <span class="row grow"><label>Filter <input id="filter" type="search" placeholder="any words, status:503, -catalog" size="26" maxlength="200" autocomplete="off" spellcheck="false"></label><button id="pause" aria-pressed="false">Pause</button><button id="clear">Empty</button></span></div>
            <div id="journal-box" tabindex="0" role="region" aria-label="Exchanges, newest first"><table id="journal"><thead><tr><th class="n number">#</th><th class="t">Time</th><th>Request</th><th class="s number">Status</th><th class="e">Error ⚡ fault</th><th class="u">User</th></tr></thead><tbody></tbody></table></div>
            <p class="empty" id="silence">No request has come yet. Point a client at <code id="base"></code></p>
          </section>
        </div>
        """#
}
