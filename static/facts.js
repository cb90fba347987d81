// Marking words with the pointer or a key. Without script the page has boxes for each sentence.
(function () {
  var form = document.getElementById("draw"), place = document.getElementById("marked-text"), list = document.getElementById("marks");
  if (!form || !place) return;
  var text = place.textContent, characters = Array.from(text), spans = JSON.parse(form.dataset.spans), names = {}, chosen = null;
  form.querySelectorAll("[data-element]").forEach(function (button) { names[button.dataset.element] = button.lastChild.textContent.trim(); });
  form.hidden = false;
  document.getElementById("by-sentence").open = false;

  // Offsets on the server count characters; the browser counts UTF-16 units.
  function units(element, node, offset) {
    var range = document.createRange();
    range.setStart(element, 0);
    range.setEnd(node, offset);
    return Array.from(range.toString()).length;
  }

  function selected() {
    var selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    var range = selection.getRangeAt(0);
    if (!place.contains(range.startContainer) || !place.contains(range.endContainer)) return null;
    var start = units(place, range.startContainer, range.startOffset), end = units(place, range.endContainer, range.endOffset);
    while (start < end && /\s/.test(characters[start])) start++;
    while (end > start && /\s/.test(characters[end - 1])) end--;
    return start < end ? [start, end] : null;
  }

  function merge() {
    spans.sort(function (a, b) { return a[2] < b[2] ? -1 : a[2] > b[2] ? 1 : a[0] - b[0]; });
    spans = spans.reduce(function (kept, span) {
      var last = kept[kept.length - 1];
      if (last && last[2] === span[2] && span[0] <= last[1]) last[1] = Math.max(last[1], span[1]);
      else kept.push(span.slice());
      return kept;
    }, []);
    spans.sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; });
  }

  function draw() {
    merge();
    var cuts = [0, characters.length];
    spans.forEach(function (span) { cuts.push(span[0], span[1]); });
    cuts = Array.from(new Set(cuts)).sort(function (a, b) { return a - b; });
    place.textContent = "";
    for (var i = 0; i + 1 < cuts.length; i++) {
      var piece = characters.slice(cuts[i], cuts[i + 1]).join(""), here = spans.filter(function (span) { return span[0] < cuts[i + 1] && cuts[i] < span[1]; });
      var node = here.length ? document.createElement("mark") : document.createTextNode(piece);
      if (here.length) { node.textContent = piece; node.title = here.map(function (span) { return names[span[2]]; }).join(", "); }
      place.appendChild(node);
    }
    list.textContent = "";
    spans.forEach(function (span, index) {
      var row = document.createElement("li"), words = document.createElement("bdi"), remove = document.createElement("button");
      words.lang = place.lang;
      words.textContent = characters.slice(span[0], span[1]).join("");
      row.append(names[span[2]] + ": ", words, " ", remove);
      remove.type = "button";
      remove.className = "btn btn-sm btn-outline-danger";
      remove.textContent = "×";
      remove.setAttribute("aria-label", form.dataset.remove + ": " + names[span[2]] + ", " + words.textContent);
      remove.addEventListener("click", function () { spans.splice(index, 1); draw(); list.querySelector("button") && list.querySelector("button").focus(); });
      list.appendChild(row);
    });
    form.elements.spans.value = JSON.stringify(spans);
  }

  function mark(element) {
    var where = selected() || chosen;
    if (!where) return;
    spans.push([where[0], where[1], element]);
    chosen = null;
    window.getSelection().removeAllRanges();
    draw();
  }

  // Pressing a button takes the selection away in some browsers: remember it.
  document.addEventListener("selectionchange", function () { var where = selected(); if (where) chosen = where; });
  document.addEventListener("mousedown", function (event) { if (!form.contains(event.target)) chosen = null; });
  form.addEventListener("click", function (event) { var button = event.target.closest("[data-element]"); if (button) mark(button.dataset.element); });
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || !(selected() || chosen)) return;
    var button = form.querySelector('[data-key="' + CSS.escape(event.key.toLowerCase()) + '"]');
    if (button) { mark(button.dataset.element); event.preventDefault(); }
  });
  draw();
})();
