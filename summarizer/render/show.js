"use strict";
// Without this script every link still works; it adds the lighting of what belongs together, and one article at a time.
const every = (selector, root = document) => Array.from(root.querySelectorAll(selector));

function dark() {
  for (const lit of every(".on, .hit")) lit.classList.remove("on", "hit");
}

// Lights records, the sentences they rest on, and the words of one value.
function light(records, value) {
  dark();
  for (const id of records) {
    document.getElementById(id)?.classList.add("on");
    for (const s of every(`[data-r~="${id}"]`)) s.classList.add("on");
    for (const v of every(`.v[data-v*="${id}v"]`)) if (v.dataset.v.split(" ").some(x => x.startsWith(`${id}v`))) v.classList.add("on");
  }
  if (value) for (const v of every(`.v[data-v~="${value}"]`)) v.classList.add("hit");
}

// On a wide page the text has its own scroll bar: what is lit is brought into sight there, and the page stays put.
function reveal(pane) {
  const lit = pane.querySelector(".hit") ?? pane.querySelector(".on");
  if (!lit || pane.scrollHeight <= pane.clientHeight) return;
  const box = lit.getBoundingClientRect(), seen = pane.getBoundingClientRect();
  if (box.top < seen.top || box.bottom > seen.bottom) pane.scrollTop += box.top - seen.top - pane.clientHeight / 3;
}

function follow(event) {
  const card = event.target.closest(".card");
  if (card) {
    light([card.id], event.target.closest("[data-v]")?.dataset.v);
    reveal(card.closest(".sheet").querySelector(".text"));
    return;
  }
  const sentence = event.target.closest(".s.cited");
  if (sentence) light(event.target.closest(".ref")?.hash.slice(1).split() ?? sentence.dataset.r.split(" "));
}

document.addEventListener("pointerover", follow);
document.addEventListener("focusin", follow);
document.addEventListener("keydown", event => { if (event.key === "Escape") dark(); });
document.addEventListener("click", event => {
  follow(event);
  // A click on the words of a sentence goes to its record, unless words are being selected or a link is followed.
  const sentence = event.target.closest(".s.cited");
  if (sentence && !event.target.closest("a") && getSelection().isCollapsed) location.hash = sentence.dataset.r.split(" ")[0];
});

const sheets = every(".sheet"), bar = document.querySelector(".top");

function show(id) {
  const target = document.getElementById(id);
  const sheet = target?.closest(".sheet") ?? sheets[0];
  for (const s of sheets) s.hidden = s !== sheet;
  const at = sheets.indexOf(sheet);
  bar.querySelector("select").value = sheet.id;
  for (const b of every("button", bar)) b.disabled = !sheets[at + Number(b.dataset.step)];
  if (target && target !== sheet) target.scrollIntoView(); else scrollTo(0, 0);
}

if (bar && sheets.length > 1) {
  bar.hidden = false;
  document.documentElement.classList.add("switched");
  document.documentElement.style.setProperty("--pane", `${bar.offsetHeight + 8}px`);
  bar.querySelector("select").addEventListener("change", event => { location.hash = event.target.value; });
  bar.addEventListener("click", event => {
    const step = event.target.closest("button")?.dataset.step;
    if (step) location.hash = sheets[sheets.findIndex(s => !s.hidden) + Number(step)].id;
  });
  show(location.hash.slice(1));
}

addEventListener("hashchange", () => {
  const id = location.hash.slice(1);
  if (bar && sheets.length > 1) show(id);
  const target = document.getElementById(id);
  if (target?.matches(".card")) light([id]);
  else if (target?.matches(".s.cited") && !target.matches(".on")) light(target.dataset.r.split(" "));
});
