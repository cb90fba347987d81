// Going through a source find by find with the keyboard or the pointer. Without script every find has its form on the page.
(function () {
  var sheet = document.getElementById("desk-sheet"), panel = document.getElementById("panel");
  if (!sheet) return;
  var slot = document.getElementById("panel-find"), fresh = document.getElementById("f-new"), said = document.getElementById("said"), keys = document.getElementById("keys");
  var tagger = document.getElementById("tagger"), at = null, selected = null, busy = false;

  function work() { return document.getElementById("work"); }
  function marks() { return Array.from(work().querySelectorAll("a.find")); }
  function formOf(id) { return document.getElementById("f-" + id); }
  function id(mark) { return mark.id.slice(2); }
  function forms() { return Array.from(sheet.querySelectorAll(".one-find[data-key]")); }
  function say(words) { said.textContent = words; }

  // Which find one is at: its form stands in the panel, the others wait in the list.
  function go(mark, quiet) {
    if (!mark) return;
    if (!quiet) leave();
    var form = formOf(id(mark)), result = document.getElementById("r-" + id(mark));
    document.querySelectorAll(".is-current").forEach(function (old) { old.classList.remove("is-current"); old.removeAttribute("aria-current"); });
    if (slot.firstElementChild && slot.firstElementChild !== form) document.getElementById("finds").appendChild(slot.firstElementChild);
    if (form) slot.appendChild(form);
    mark.classList.add("is-current");
    mark.setAttribute("aria-current", "true");
    if (result) result.classList.add("is-current");
    at = id(mark);
    if (!quiet) { mark.focus({ preventScroll: true }); bring(mark); }
  }
  function bring(mark) {
    var place = mark.getBoundingClientRect(), room = window.innerHeight - panel.offsetHeight;
    if (place.top < 80 || place.bottom > room - 40) window.scrollBy({ top: place.top - room / 3, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }
  function current() { return at && document.getElementById("m-" + at); }
  function step(by) {
    var all = marks(), here = all.indexOf(current());
    if (all.length) go(all[here < 0 ? 0 : (here + by + all.length) % all.length]);
  }
  function nextOpen() {
    var all = marks(), here = all.indexOf(current()), order = all.slice(here + 1).concat(all.slice(0, here + 1));
    var open = order.find(function (mark) { return mark.classList.contains("is-open"); });
    if (open) go(open); else if (current()) current().focus({ preventScroll: true });
  }

  // Sending: what is there afterwards comes back with every answer, also with a refusal. What was typed stays in its field.
  function send(address, fields, form, then, quiet) {
    if (busy) return;
    busy = true;
    var data = form ? new FormData(form) : new FormData();
    data.set("csrf_token", sheet.dataset.token);
    data.set("proposals", work().dataset.proposals);
    data.set("have", forms().map(function (one) { return one.dataset.key; }).join(" "));
    if (!data.has("revision") || !form) data.set("revision", work().dataset.revision);
    Object.keys(fields).forEach(function (name) { data.set(name, fields[name]); });
    fetch(address, { method: "POST", body: data, headers: { "X-Requested-With": "fetch" } }).then(function (answer) {
      if (answer.status === 204) return null;
      if (!(answer.headers.get("Content-Type") || "").startsWith("application/json")) throw new Error("no answer of ours");
      return answer.json();
    }).then(function (told) {
      busy = false;
      if (!told) return;
      if (told.gone) return gone(told.sentence);
      if (told.html) take(told, form);
      if (told.sentence) complain(form, told.sentence, told.theirs);
      else if (then) then();
    }).catch(function () { busy = false; if (!quiet) complain(form, sheet.dataset.offline); });
  }
  function complain(form, sentence, theirs) {
    var place = form && form.querySelector(".one-alert");
    if (!place) { say(sentence); return; }
    place.textContent = "";
    var box = document.createElement("p"), strong = document.createElement("strong");
    box.className = "alert alert-danger mb-2";
    box.textContent = sentence;
    if (theirs) { strong.textContent = " " + sheet.dataset.theirs + " " + theirs; strong.dir = "auto"; box.appendChild(strong); }
    place.appendChild(box);
  }
  function gone(sentence) {
    var box = document.createElement("p");
    box.className = "alert alert-warning";
    box.textContent = sentence;
    sheet.replaceChildren(box);
  }
  function dirty(form) {
    return Array.from(form.querySelectorAll("input:not([type=hidden])")).some(function (field) { return field.type === "checkbox" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue; });
  }
  function take(told, sent) {
    var focused = document.activeElement, there = new Set(told.keys), finds = document.getElementById("finds"), box = document.createElement("template");
    work().outerHTML = told.html;
    forms().forEach(function (form) {
      if (there.has(form.dataset.key)) return;
      if (form === sent ? told.sentence : dirty(form)) form.dataset.key = "kept"; else form.remove();
    });
    box.innerHTML = told.forms;
    Array.from(box.content.querySelectorAll(".one-find")).forEach(function (form) {
      var kept = document.getElementById(form.id);
      if (kept) kept.dataset.key = form.dataset.key; else finds.appendChild(form);
    });
    document.querySelectorAll("form input[name=revision]").forEach(function (field) { field.value = work().dataset.revision; });
    settle();
    if (current() && !(told.sentence && slot.firstElementChild)) go(current(), true);
    if (focused && focused !== document.body && document.contains(focused)) focused.focus({ preventScroll: true });
  }
  function settle() {
    document.getElementById("panel-tally").innerHTML = document.getElementById("left").innerHTML;
    sheet.querySelectorAll(".with-script").forEach(function (part) { part.hidden = false; });
  }

  function decide(form, action) {
    var reason = form.elements.reason;
    if (action === "KEEP" && !reason.value.trim()) { reason.focus(); say(""); return; }
    send(form.getAttribute("action"), { action: action }, form, function () {
      say(sheet.dataset.saved);
      if (form === fresh) leave();
      nextOpen();
    });
  }
  function undo() { send(sheet.dataset.undo, {}, null, function () { say(sheet.dataset.saved); if (current()) go(current()); }); }
  function tag(element) {
    var mark = current(), where = selected || (mark && [mark.dataset.start, mark.dataset.end]);
    tagger.open = false;
    if (where) send(sheet.dataset.decide, { start: where[0], end: where[1], kind: "EDIT", action: "TAG", element: element, place: "f-new" }, null, function () { leave(); say(sheet.dataset.saved); if (current()) current().focus({ preventScroll: true }); });
  }

  // Words that nobody found, selected in the source. The server counts characters; the browser counts UTF-16 units.
  function count(words) { return Array.from(words).length; }
  function look() {
    var selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    var range = selection.getRangeAt(0), line = (range.startContainer.nodeType === 3 ? range.startContainer.parentElement : range.startContainer).closest(".source-line");
    var parts = line ? Array.from(work().querySelectorAll("[data-at]")).filter(function (part) { return range.intersectsNode(part); }) : [];
    if (!parts.length) return;
    var first = parts[0], last = parts[parts.length - 1], from = range.startContainer === first.firstChild ? range.startOffset : 0;
    var to = range.endContainer === last.firstChild ? range.endOffset : last.textContent.length;
    var words = parts.map(function (part) { return part.textContent.slice(part === first ? from : 0, part === last ? to : undefined); }).join("");
    var blank = count(words.match(/^\s*/)[0]), start = Number(first.dataset.at) + count(first.textContent.slice(0, from)) + blank;
    var end = Number(last.dataset.at) + count(last.textContent.slice(0, to)) - count(words.match(/\s*$/)[0]);
    if (start >= end) return;
    selected = [start, end];
    fresh.elements.start.value = start;
    fresh.elements.end.value = end;
    fresh.elements.replacement.value = "";
    document.getElementById("new-words").textContent = words.trim();
    fresh.querySelector(".one-alert").textContent = "";
    fresh.hidden = false;
    slot.hidden = true;
  }
  function leave() { selected = null; if (fresh) { fresh.hidden = true; slot.hidden = false; } }

  // What others decide meanwhile, for a page that stands open.
  function listen() { if (!busy && document.visibilityState === "visible" && work()) send(sheet.dataset.state, {}, null, null, true); }

  if (panel) {
    panel.hidden = false;
    sheet.classList.add("with-panel");
    document.querySelectorAll(".without-script").forEach(function (part) { part.hidden = true; });
    settle();
    document.addEventListener("selectionchange", function () { clearTimeout(look.soon); look.soon = setTimeout(look, 120); });
    sheet.addEventListener("click", function (event) {
      var mark = event.target.closest("a.find"), button = event.target.closest("[data-do]"), element = event.target.closest("[data-element]");
      if (mark) { event.preventDefault(); go(mark, false); }
      if (button) act(button.dataset.do);
      if (element) tag(element.dataset.element);
    });
    sheet.addEventListener("submit", function (event) {
      var form = event.target.closest(".one-find");
      if (!form) return;
      event.preventDefault();
      decide(form, event.submitter && event.submitter.value ? event.submitter.value : "ACCEPT");
    });
    sheet.addEventListener("input", function (event) {
      var words = event.target.form && event.target.form.querySelector(".one-accept");
      if (!words || event.target.name !== "replacement") return;
      if (!words.dataset.accept) words.dataset.accept = words.textContent;
      words.textContent = event.target.value === event.target.form.elements.proposed.value ? words.dataset.accept : words.dataset.changed;
    });
    document.addEventListener("keydown", pressed);
    document.addEventListener("visibilitychange", listen);
    window.addEventListener("focus", listen);
    window.addEventListener("beforeunload", function (event) { if (forms().some(dirty) || (!fresh.hidden && fresh.elements.replacement.value)) event.preventDefault(); });
    setInterval(listen, 20000);
    var named = location.hash.startsWith("#f-") && document.getElementById("m-" + location.hash.slice(3));
    go(named || work().querySelector("a.find.is-open") || marks()[0], !named);
  }

  function act(what) {
    var form = slot.firstElementChild;
    if (what === "next") step(1);
    if (what === "previous") step(-1);
    if (what === "undo") undo();
    if (what === "leave") { leave(); if (current()) current().focus({ preventScroll: true }); }
    if (what === "change" && form) { form.elements.replacement.focus(); form.elements.replacement.select(); }
  }
  function pressed(event) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "checkbox", form = slot.firstElementChild, key = event.key.toLowerCase();
    if (event.key === "Escape") { tagger.open = false; leave(); if (typing && slot.contains(event.target) && current()) current().focus({ preventScroll: true }); return; }
    if (typing) {
      if (event.key === "Enter" && event.target.name === "reason" && event.target.form === form) { event.preventDefault(); decide(form, "KEEP"); }
      return;
    }
    if (!keys.checked || event.ctrlKey || event.metaKey || event.altKey || !sheet.contains(work())) return;
    if (tagger.open) {
      var button = tagger.querySelector('[data-letter="' + CSS.escape(key) + '"]');
      if (button) { event.preventDefault(); tag(button.dataset.element); }
      return;
    }
    var does = { n: function () { step(1); }, p: function () { step(-1); }, u: undo, t: function () { tagger.open = true; }, c: function () { if (selected) fresh.elements.replacement.focus(); else act("change"); },
      a: function () { if (form && !selected) decide(form, "ACCEPT"); }, k: function () { if (form) { form.elements.reason.focus(); } } }[key];
    if (does) { event.preventDefault(); does(); }
  }
})();
