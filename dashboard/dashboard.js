// Fetches the page again every five seconds, while somebody looks, and puts in what has changed. A section in which somebody stands
// with the keyboard, or has marked something, is left as it is until they have moved on.
"use strict";
const pause = 5000;
const moment = document.getElementById("moment");
let told = moment.textContent;

function isInUse(section) {
  const selection = document.getSelection();
  return section.contains(document.activeElement)
    || (!selection.isCollapsed && section.contains(selection.anchorNode));
}

function show(page) {
  const known = new Set();
  let previous = moment;
  for (const section of page.querySelectorAll("main > section")) {
    known.add(section.id);
    let current = document.getElementById(section.id);
    if (!current) {
      current = document.importNode(section, true);
      previous.after(current);
    } else if (!isInUse(current) && current.outerHTML !== section.outerHTML) {
      const next = document.importNode(section, true);
      current.replaceWith(next);
      current = next;
    }
    previous = current;
  }
  for (const section of document.querySelectorAll("main > section")) {
    if (!known.has(section.id) && !isInUse(section)) section.remove();
  }
  told = page.getElementById("moment").textContent;
  moment.textContent = told;
  delete moment.dataset.stale;
}

async function refresh() {
  if (!document.hidden) {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(15000) });
      if (!answer.ok) throw new Error(String(answer.status));
      show(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch {
      moment.textContent = told + " – not refreshed since: the monitor does not answer";
      moment.dataset.stale = "";
    }
  }
  setTimeout(refresh, pause);
}
setTimeout(refresh, pause);
