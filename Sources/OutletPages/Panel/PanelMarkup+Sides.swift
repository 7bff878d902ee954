/// The right side of the panel, its footer and its dialogs.
extension PanelMarkup {
    static let mend = #"""
        <div class="column c">
          <section aria-labelledby="faults-title"><div class="title"><h2 id="faults-title">Faults</h2><button id="build" class="grow">Build a fault…</button></div>
            <form id="add" class="row"><label>Inject <select name="error" required></select></label><label>on <select name="on"></select></label><button class="main">Add</button></form>
            <ul id="faults" class="plain"></ul><p class="empty" id="no-faults">None: the healthy API answers everything.</p></section>
          <section aria-labelledby="money-title"><div class="title"><h2 id="money-title">Wallets, rentals and payments</h2></div>
            <div class="scroll" tabindex="0" role="region" aria-label="Wallets"><table id="wallets"><thead><tr><th>User</th><th class="number">Available</th><th class="number">Reserved</th></tr></thead><tbody></tbody></table></div>
            <div id="rentals-box" hidden><h3>Rentals</h3><div class="scroll" tabindex="0" role="region" aria-label="Rentals"><table id="rentals"><thead><tr><th>Rental</th><th>Status</th><th class="number">Charged</th><th class="number late">Per hour</th><th>Act</th></tr></thead><tbody></tbody></table></div></div>
            <div id="checkouts-box" hidden><h3>Checkouts and card set-ups</h3><div class="scroll" tabindex="0" role="region" aria-label="Checkouts and card set-ups"><table id="checkouts"><thead><tr><th>Whose</th><th>Status</th><th class="number">Amount</th><th>Act</th></tr></thead><tbody></tbody></table></div></div>
            <div id="invoices-box" hidden><h3>Invoices</h3><div class="scroll" tabindex="0" role="region" aria-label="Invoices"><table id="invoices"><thead><tr><th>Whose</th><th>Status</th><th class="number">Amount</th><th>Act</th></tr></thead><tbody></tbody></table></div></div></section>
          <section aria-labelledby="outbox-title"><div class="title"><h2 id="outbox-title">Outbox</h2></div>
            <p class="row" id="code" hidden><span class="big"></span><button>Copy code</button><span class="soft"></span></p>
            <table id="outbox"><tbody></tbody></table><p class="empty" id="no-mail">No email has been sent.</p></section>
          <section aria-labelledby="verdicts-title"><div class="title"><h2 id="verdicts-title">Judgement</h2><button id="judge" class="grow">Judge what is expected</button></div>
            <div id="judged" role="status"></div><ul id="verdicts" class="plain"></ul>
            <h3>Leaks</h3><p id="leak-sum" class="soft"></p><table id="leaks"><tbody></tbody></table></section>
        </div>
        """#

    static let judge = #"""
        <section class="d" aria-labelledby="coverage-title">
          <div class="title"><h2 id="coverage-title">Coverage</h2><b id="percent"></b>
            <span class="soft grow">✓ the world itself · ⚡ a fault · ○ not met: press it to run the scenario that leads there</span></div>
          <table id="coverage"><tbody></tbody></table>
        </section>
        </main>
        """#

    static let dialogs = #"""
        <dialog id="ask" class="small" aria-labelledby="ask-text"><form method="dialog"><p id="ask-text"></p><div class="row"><button value="yes" class="main">Yes</button><button value="no">No</button></div></form></dialog>
        <dialog id="detail" aria-labelledby="detail-title">
          <div class="title"><h2 id="detail-title" class="code"></h2><span class="row grow"><button id="newer">Newer</button><button id="older">Older</button><button id="close">Close</button></span></div>
          <p id="reason"></p><p id="way" class="soft"></p>
          <div class="row copies"><button data-take="curl">Copy as curl</button><button data-take="step">Copy as example step</button><button data-take="fault">Copy as fault</button><button data-take="again">Make a fault of it…</button></div>
          <div class="two"><div><h3>Request</h3><pre id="asked-head" tabindex="0"></pre><pre id="asked-body" tabindex="0"></pre></div><div><h3>Answer</h3><pre id="said-head" tabindex="0"></pre><pre id="said-body" tabindex="0"></pre></div></div>
          <h3>Which faults were asked</h3><div class="scroll" tabindex="0" role="region" aria-label="Which faults were asked"><table id="trace"><thead><tr><th>Fault</th><th>Result</th><th>Because</th></tr></thead><tbody></tbody></table></div>
          <h3 id="talk-title">What this client did around it</h3><div class="scroll" tabindex="0" role="region" aria-labelledby="talk-title"><table id="talk"><tbody></tbody></table></div>
        </dialog>
        <dialog id="builder" aria-labelledby="builder-title">
          <div class="title"><h2 id="builder-title">Build a fault</h2><button id="builder-close" class="grow">Close</button></div>
          <div class="two"><div id="fields"></div>
            <div><label for="fault-text" class="soft">The fault as JSON; it may be edited here, too</label><textarea id="fault-text" class="code" rows="12" spellcheck="false" aria-describedby="fault-says"></textarea>
              <p id="fault-says" role="status"></p><div class="row"><button id="fault-use" class="main">Put in force</button><button id="fault-copy">Copy JSON</button></div></div></div>
        </dialog>
        """#
}
