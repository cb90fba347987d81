// A screen that stands in a hall: back to its start when nobody has touched it for a minute, said twenty seconds before (WCAG 2.2.1);
// full screen at one touch. Nothing is counted or kept, nothing moves. In a copy without network it does the same.
(function () {
  var home = document.querySelector("[data-kiosk]"), soon = document.querySelector(".soon"), full = document.querySelector("[data-full]");
  var REST = 6e4, WARNING = 2e4, last = Date.now(), used = false;

  function touched() {
    last = Date.now();
    used = true;
    if (soon.textContent) soon.textContent = "";
  }

  function tick() {
    var left = REST - (Date.now() - last);
    if (home.hasAttribute("data-start") && !used && !location.hash && scrollY === 0) return; // at its start: nothing to go back from
    if (left <= 0) location.replace(home.href);
    else if (left <= WARNING && !soon.textContent) soon.textContent = soon.dataset.words; // once: a countdown read aloud every second is no help
  }

  ["pointerdown", "keydown", "wheel", "touchmove", "input"].forEach(function (kind) { addEventListener(kind, touched, {passive: true}); });
  setInterval(tick, 500);
  if (full && document.fullscreenEnabled) {
    full.hidden = false;
    full.addEventListener("click", function () { document.documentElement.requestFullscreen().catch(function () { full.hidden = true; }); });
    document.addEventListener("fullscreenchange", function () { full.hidden = !!document.fullscreenElement; });
  }
  addEventListener("contextmenu", function (event) { event.preventDefault(); }); // a long press would offer to open, share, download
})();
