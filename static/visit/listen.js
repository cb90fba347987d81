// How fast a recording plays; without script the browser's own menu does it. Nothing is kept.
document.querySelectorAll("[data-speeds]").forEach(function (row) {
  var player = row.previousElementSibling;
  row.hidden = false;
  row.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button) return;
    player.playbackRate = button.value;
    row.querySelectorAll("button").forEach(function (one) {
      one.setAttribute("aria-pressed", one === button);
    });
  });
});
