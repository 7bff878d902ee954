import OutletContract

/// What stands on the control panel, before its script fills it.
enum PanelMarkup {
    private static let events = OutsideEvent.allCases.map { "<option>\($0.rawValue)</option>" }.joined()

    static let html = #"""
        <header>
          <h1>gpuoutlet-mock</h1> <a href="/__admin/docs">Reference</a>
          <label>World <input id="world" list="worlds" autocomplete="off" spellcheck="false" size="22"></label><datalist id="worlds"></datalist>
          <span class="soft">runs <b id="scenario">…</b>, phase <b id="phase">…</b></span>
          <span class="row grow" role="group" aria-label="The world's clock">
            <time id="now">…</time> <span id="mode" class="soft"></span>
            <button data-by="30s">+30 s</button><button data-by="10m">+10 min</button><button data-by="1h">+1 h</button><button data-by="30d">+30 d</button>
            <button id="reset">Reset world</button>
          </span>
          <form id="token" class="row" hidden><label>Admin token <input type="password" autocomplete="off"></label><button class="main">Use</button></form>
          <p id="problem" role="alert"></p>
        </header>
        <main>
          <div class="column">
            <section aria-labelledby="journal-title">
              <div class="row"><h2 id="journal-title">Journal</h2><span id="total" class="soft" aria-live="polite"></span>
                <label class="grow">Filter <input id="filter" type="search" placeholder="operation, status, error, fault" size="24"></label></div>
              <div class="scroll" tabindex="0" role="region" aria-label="Exchanges, newest first">
                <table id="journal"><thead><tr><th class="number">#</th><th>Time</th><th>Request</th><th class="number">Status</th><th>Error</th><th class="late">Fault</th></tr></thead><tbody></tbody></table>
                <p class="empty" id="silence">No request has come yet. Point a client at <code id="base"></code></p>
              </div>
            </section>
            <section aria-labelledby="verdicts-title"><h2 id="verdicts-title">Verdicts</h2><table id="verdicts"><tbody></tbody></table></section>
          </div>
          <div class="column">
            <section aria-labelledby="faults-title"><h2 id="faults-title">Faults</h2>
              <form id="add" class="row"><label>Inject <select name="error" required></select></label><label>on <select name="on"></select></label><button class="main">Add</button></form>
              <form id="happen" class="row"><label>Let happen <select name="event">\#(events)</select></label><button>Do it</button></form>
              <table id="faults"><thead><tr><th>On</th><th>Fault</th><th class="number">Matched</th><th class="number">Fired</th><th><span class="soft">Remove</span></th></tr></thead><tbody></tbody></table>
              <p class="empty">None: the healthy API answers everything.</p></section>
            <section aria-labelledby="timeline-title" id="timeline-box" hidden><h2 id="timeline-title">Timeline</h2>
              <table id="timeline"><thead><tr><th class="number">At</th><th>Step</th><th class="number">Done</th><th class="number">Due</th></tr></thead><tbody></tbody></table></section>
            <section aria-labelledby="outbox-title"><h2 id="outbox-title">Outbox</h2>
              <p class="row" id="code" hidden><span class="big"></span><button>Copy</button><span class="soft"></span></p>
              <table id="outbox"><tbody></tbody></table><p class="empty">No email has been sent.</p></section>
            <section aria-labelledby="wallet-title"><h2 id="wallet-title">Wallets and rentals</h2>
              <table id="wallets"><thead><tr><th>User</th><th class="number">Available</th><th class="number">Reserved</th></tr></thead><tbody></tbody></table>
              <table id="rentals"><thead><tr><th>Rental</th><th>Status</th><th class="number">Charged</th><th class="number">Per hour</th></tr></thead><tbody></tbody></table></section>
          </div>
          <section class="wide" aria-labelledby="coverage-title">
            <div class="row"><h2 id="coverage-title">Coverage</h2><b id="percent"></b><span class="soft grow"><span class="key natural"></span> natural <span class="key injected"></span> injected <span class="key both"></span> both <span class="key"></span> not met</span></div>
            <div class="scroll" tabindex="0" role="region" aria-label="Operations by error codes"><table id="coverage"></table></div>
          </section>
        </main>
        <dialog id="detail" aria-labelledby="detail-title"><form method="dialog" class="row"><h2 id="detail-title"></h2><button class="grow">Close</button></form>
          <p id="why"></p><table id="trace"><thead><tr><th>Fault</th><th>Result</th><th>Because</th></tr></thead><tbody></tbody></table><pre id="entry" tabindex="0"></pre></dialog>
        """#
}
