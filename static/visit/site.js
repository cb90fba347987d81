// A typed code replaces the page, as a link does: nothing is left behind the exit for the Back button.
(function () {
  var form = document.querySelector("form[data-go]");
  if (form) form.addEventListener("submit", function (event) {
    event.preventDefault();
    location.replace(form.action + "?" + new URLSearchParams(new FormData(form)));
  });
})();
