// Small comforts; every page works without them.
(function () {
  // Ask before something that cannot be undone.
  document.addEventListener("submit", function (event) {
    var question = event.target.dataset && event.target.dataset.sure;
    if (question && !window.confirm(question)) event.preventDefault();
  });
  // What went wrong is read out first.
  var problem = document.querySelector("[data-focus]");
  if (problem) problem.focus();
  // Words of a text while it is written.
  document.querySelectorAll("[data-count-for]").forEach(function (place) {
    var text = document.getElementById(place.dataset.countFor);
    if (!text) return;
    var count = function () {
      var language = text.lang || "en", words;
      if (window.Intl && Intl.Segmenter) {
        words = Array.from(new Intl.Segmenter(language, { granularity: "word" }).segment(text.value)).filter(function (s) { return s.isWordLike; }).length;
      } else words = text.value.split(/\s+/).filter(Boolean).length;
      place.textContent = place.dataset.words.replace("0", words.toLocaleString(document.documentElement.lang));
    };
    text.addEventListener("input", count);
    count();
  });
  // A text that was changed is not left by accident.
  var writing = document.querySelector("textarea#body"), before = writing && writing.value;
  if (writing) {
    var sent = false;
    writing.form.addEventListener("submit", function () { sent = true; });
    window.addEventListener("beforeunload", function (event) { if (!sent && writing.value !== before) event.preventDefault(); });
  }
})();
