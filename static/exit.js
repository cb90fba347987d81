// Leaves at once: covers the page, then replaces it. Shift three times does the same (Escape clashes with screen readers).
(function () {
  var link = document.querySelector("[data-exit]"), presses = 0, timer;
  if (!link) return;
  function leave(event) {
    if (event) event.preventDefault();
    document.documentElement.hidden = true;
    document.title = "";
    location.replace(link.href);
  }
  link.addEventListener("click", leave);
  document.addEventListener("keyup", function (event) {
    if (event.key !== "Shift") { presses = 0; return; }
    presses += 1;
    clearTimeout(timer);
    timer = setTimeout(function () { presses = 0; }, 5000);
    if (presses === 3) leave();
  });
})();
