// A link to the same page in another language or look leads to the paragraph that is being read.
// One counts as read when the page has stood still there: on the way back up to the links nothing is forgotten.
(function () {
  var article = document.querySelector("article"), place = "", timer;
  if (!article) return;
  function look() {
    if (article.getBoundingClientRect().top > 60) return;
    article.querySelectorAll("[id]").forEach(function (part) {
      if (part.getBoundingClientRect().top < innerHeight / 4) place = part.id;
    });
  }
  addEventListener("scroll", function () {
    clearTimeout(timer);
    timer = setTimeout(look, 700);
  }, { passive: true });
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-place]");
    if (link && place) link.hash = place;
  }, true);
})();
