// Leaves at once: the page is emptied before the browser goes, then its entry in the history is replaced. Shift pressed three
// times within five seconds does the same (Escape clashes with screen readers). Nothing is stored.
// Links and forms within the site leave no entry with a story behind either, so that Back after the exit has none to show.
(function () {
  var exit = document.querySelector(".exit"), presses = 0, alone = false, timer, dots = [], said;
  if (!exit) return;
  said = document.createElement("p");
  said.className = "said";
  said.setAttribute("role", "status");
  exit.parentNode.appendChild(said);
  document.querySelectorAll("[data-plain],[data-keys]").forEach(function (part) { part.hidden = "plain" in part.dataset; });

  function leave(event) {
    if (event) event.preventDefault();
    clearTimeout(timer);
    said.textContent = exit.dataset.leaving;
    document.body.replaceChildren(said);
    location.replace(exit.href);
  }
  function show(count) {
    presses = count;
    if (count && !dots.length) for (var i = 0; i < 3; i++) dots.push(exit.appendChild(document.createElement("i")));
    dots.forEach(function (dot, at) { dot.className = at < count ? "on" : ""; });
    if (!count) dots.splice(0).forEach(function (dot) { dot.remove(); });
  }
  function reset() {
    show(0);
    said.textContent = exit.dataset.reset;
  }
  exit.addEventListener("click", leave);
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link.origin !== location.origin || link.target || link.hasAttribute("download")) return;
    event.preventDefault();
    location.replace(link.href);
  });
  document.addEventListener("submit", function (event) {
    if (event.defaultPrevented) return;
    try { history.replaceState(null, "", "/"); } catch (_) { /* a page opened as a file has no other address */ }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Shift") {
      if (!event.repeat) alone = !event.ctrlKey && !event.altKey && !event.metaKey;
      return;
    }
    alone = false;  // a capital letter, or a screen reader's own command
    if (presses) show(0);
  });
  document.addEventListener("keyup", function (event) {
    if (event.key !== "Shift" || !alone) return;
    clearTimeout(timer);
    if (presses === 2) return leave();
    show(presses + 1);
    said.textContent = presses === 1 ? exit.dataset.two : exit.dataset.one;
    timer = setTimeout(reset, 5000);
  });
  addEventListener("pageshow", function (event) {
    if (!event.persisted) return;
    document.body.replaceChildren();
    location.reload();
  });
})();
