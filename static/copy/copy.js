// A copy of the site shows stories only between the moment it was made and the moment the first permission in it ends.
// Everything it tells is hidden in the markup; this opens it after a look at the clock, and closes it again when the time has passed.
// Nothing is asked of any network, nothing is stored, no service worker is installed: a copy that is taken away is gone.
(function () {
  var root = document.documentElement, SLACK = 36e5, AGAIN = 3e4;
  var built = Date.parse(root.dataset.built) - SLACK, ends = Date.parse(root.dataset.ends);

  function state() {
    var now = Date.now();
    return !(now >= built) ? "early" : now < ends ? "open" : "over"; // a date that cannot be read opens nothing
  }

  function look() {
    var found = state(), notes = document.querySelectorAll("[data-copy]");
    root.toggleAttribute("data-open", found === "open");
    for (var i = 0; i < notes.length; i++) notes[i].hidden = notes[i].dataset.copy !== found;
  }

  // A page that names no language goes on to the first wish of the telephone that is there.
  function wished() {
    var places = {}, wishes = navigator.languages || [navigator.language || ""];
    root.dataset.pick.split(" ").forEach(function (pair) { places[pair.split("=")[0]] = pair.slice(pair.indexOf("=") + 1); });
    for (var i = 0; i < wishes.length; i++) {
      var code = wishes[i].split("-")[0].toLowerCase();
      if (places[code]) return code === root.lang ? "" : places[code];
    }
    return "";
  }

  var target = root.dataset.pick && wished();
  if (target) location.replace(target + location.hash);
  else if (root.dataset.ends) {
    look();
    document.addEventListener("DOMContentLoaded", look);
    addEventListener("pageshow", look);
    document.addEventListener("visibilitychange", look);
    setInterval(look, AGAIN);
  }

  // As on the site itself: a link within it replaces the page, so that Back after the exit shows no story.
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href]"), href = link && link.getAttribute("href");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || /^([a-z]+:|#|\/)/i.test(href)) return;
    event.preventDefault();
    location.replace(link.href);
  });
})();
