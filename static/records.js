// Small comforts for entering papers; every page works without them.
(function () {
  // One key answers a question and goes to the next.
  document.querySelectorAll("form[data-answers]").forEach(function (form) {
    var lines = Array.from(form.querySelectorAll(".answer-line"));
    document.querySelectorAll(".with-script").forEach(function (words) { words.hidden = false; });
    form.addEventListener("keydown", function (event) {
      if (event.target.type !== "radio" || event.ctrlKey || event.altKey || event.metaKey) return;
      var line = event.target.closest(".answer-line");
      var chosen = Array.from(line.querySelectorAll("input[type=radio]")).find(function (radio) { return radio.dataset.key === event.key.toLowerCase(); });
      if (!chosen) return;
      event.preventDefault();
      chosen.checked = true;
      var next = lines.slice(lines.indexOf(line) + 1).find(function (other) { return other.offsetParent !== null; });
      (next ? next.querySelector("input[type=radio]") : chosen).focus();
    });
  });
  // The hash of a scan is made here; the scan itself is sent only when it is to be kept.
  document.querySelectorAll("[data-hash]").forEach(function (place) {
    var file = place.querySelector("input[type=file]"), keep = place.querySelector("input[name=keep_scan]"), form = file.form;
    var hash = form.querySelector("input[name=" + place.dataset.hash + "]");
    if (!window.crypto || !crypto.subtle) return;
    file.addEventListener("change", function () {
      if (!file.files.length) return;
      file.files[0].arrayBuffer().then(function (bytes) { return crypto.subtle.digest("SHA-256", bytes); }).then(function (digest) {
        hash.value = Array.from(new Uint8Array(digest)).map(function (byte) { return byte.toString(16).padStart(2, "0"); }).join("");
      });
    });
    form.addEventListener("submit", function () { if (hash.value && !(keep && keep.checked)) file.disabled = true; });
  });
})();
