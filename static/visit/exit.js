// Leaves at once: empties the page, then replaces it. Shift three times does the same (Escape clashes with screen readers).
// Links within the site replace the page too, so that nothing is left behind the exit for the Back button to show.
(function () {
  var exit = document.querySelector(".exit"), keys = document.querySelector("[data-keys]"), presses = 0, timer;
  function leave(event) {
    if (event) event.preventDefault();
    var spoken = document.createElement("p");
    spoken.setAttribute("role", "alert");
    spoken.textContent = exit.dataset.leaving;
    document.body.replaceChildren(spoken);
    document.title = "";
    location.replace(exit.href);
  }
  if (keys) keys.hidden = false;
  exit.addEventListener("click", leave);
  document.addEventListener("click", function (event) {
    var link = event.target.closest('a[href^="/"],a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    location.replace(link.href);
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Shift") presses = 0;
  });
  document.addEventListener("keyup", function (event) {
    if (event.key !== "Shift") return;
    presses += 1;
    clearTimeout(timer);
    timer = setTimeout(function () { presses = 0; }, 5000);
    if (presses === 3) leave();
  });
})();
