// --- talking to the server -----------------------------------------------------------------------------------------

const PAUSE = 250; // milliseconds without a change, after which the draft is sent
let changes = 0; // made in this page
let sent = 0; // of these, known to the server
let timer = null;
let talking = Promise.resolve(); // one request at a time, in order
let asked = false; // whether Done was pressed although something is to correct

function tell(text, kind = "") {
  byId("state").textContent = text;
  byId("state").className = kind;
}

function tellState() {
  const n = state.faults.length;
  if (state.saved) tell(`Saved: ${data.path}`, "saved");
  else tell(n ? `${n} to correct${changes ? "; draft kept" : ""}` : `Nothing to correct${changes ? "; draft kept" : ""}; not saved yet`);
}

function changed() {
  changes += 1;
  asked = false;
  showCited();
  clearTimeout(timer);
  timer = setTimeout(() => queue(() => (sent < changes ? post("draft") : null)), PAUSE);
}

function queue(work) {
  talking = talking.then(work).catch((error) => tell(`Not kept: ${error.message}`, "wrong"));
  return talking;
}

async function post(action) {
  const upTo = changes;
  const body = JSON.stringify({ revision: state.revision, label: { events: label.events, note: label.note } });
  const response = await fetch(action, { method: "POST", headers: { "Content-Type": "application/json" }, body });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  state = answer;
  sent = upTo;
  if (upTo === changes) takeFigures();
  showFaults();
  tellState();
}

function takeFigures() {
  label.events.forEach((e, i) => {
    e.figures = state.figures[i].figures;
    e.other_tolls.forEach((toll, j) => { toll.figures = state.figures[i].other_tolls[j]; });
  });
  for (const group of document.querySelectorAll(".numbers")) group.show();
}

const save = () => queue(async () => {
  await post("save");
  if (state.saved) return;
  tell(`Not saved: ${state.faults.length} to correct; draft kept`, "wrong");
  const first = state.faults.find((f) => event(f.event));
  if (first) choose(first.event, `[data-field="${CSS.escape(first.field)}"] :is(input, select, textarea, button)`);
});

async function finish() {
  if (!asked && (sent < changes || !state.saved)) await save();
  if (sent < changes) return; // not kept: the reason is shown
  if (!state.saved && !asked) {
    asked = true;
    tell(`Not saved: ${state.faults.length} to correct. Done again stops; the draft is kept`, "wrong");
    return;
  }
  await queue(async () => {
    await fetch("done", { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" });
    const last = state.saved ? `Saved: ${data.path}` : `Not saved. The draft is kept: ${data.draft}`;
    document.body.replaceChildren(make("main", {}, make("p", { textContent: `${last}. The server has stopped; this page can be closed.` })));
  });
}

// --- words selected in the article go into the field used last -----------------------------------------------------

let picked = "";

function pick() {
  const selection = getSelection();
  const within = (node) => (node instanceof Element ? node : node?.parentElement)?.closest(".s");
  const inside = !selection.isCollapsed && within(selection.anchorNode) && within(selection.focusNode);
  picked = inside && lastField && event() ? flat(selection.toString().trim()) : "";
  byId("put").hidden = !picked;
  if (picked) byId("put").textContent = `Put “${picked}” into ${lastField.label}`;
}

function put() {
  if (!picked) return;
  const [e, f, selection] = [event(), lastField, getSelection()];
  if (f.kind === "list") e[f.name].push(picked);
  else e[f.name] = picked;
  delete e.figures[f.name];
  for (const span of document.querySelectorAll(".s")) {
    const sentence = data.sentences[span.dataset.number - 1];
    if (selection.containsNode(span, true) && !cites(e, sentence)) e.sentences.push(sentence.text);
  }
  selection.removeAllRanges();
  picked = ""; // at once: the browser tells of the lost selection only later
  changed();
  choose(e.id, `[data-field="${f.name}"] :is(input, textarea)`);
  lastField = f;
}

// --- mouse and keys ------------------------------------------------------------------------------------------------

let before = null; // evidence before the last click: a double click selects a word and takes the click back

function click(span, times) {
  const e = event();
  if (times === 1 && getSelection().isCollapsed) {
    before = e && { e, sentences: [...e.sentences] };
    toggle(span.dataset.number);
  } else if (times === 2 && before?.e === e) {
    e.sentences = before.sentences;
    showChips(e);
    changed();
  }
}

function walk(span, key) {
  const all = [...document.querySelectorAll(".s")];
  const next = all[all.indexOf(span) + (key === "ArrowDown" ? 1 : -1)];
  if (!next) return;
  span.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

function near(by) {
  const next = label.events[label.events.findIndex((e) => e.id === chosen) + by];
  if (next) choose(next.id);
}

const KEYS = {
  KeyA: () => document.querySelector(".s[tabindex='0']")?.focus(),
  KeyE: () => choose(chosen),
  KeyJ: () => near(1),
  KeyK: () => near(-1),
  KeyN: add,
};

byId("article").addEventListener("click", (e) => {
  const span = e.target.closest(".s");
  if (span) click(span, e.detail);
});
byId("article").addEventListener("keydown", (e) => {
  const span = e.target.closest(".s");
  if (!span || e.altKey || e.ctrlKey || e.metaKey) return;
  if (e.key === "Enter" || e.key === " ") toggle(span.dataset.number);
  else if (e.key === "ArrowDown" || e.key === "ArrowUp") walk(span, e.key);
  else return;
  e.preventDefault();
});
document.addEventListener("keydown", (e) => {
  const saving = (e.ctrlKey || e.metaKey) && !e.altKey && e.code === "KeyS";
  const run = saving ? save : e.altKey && !e.ctrlKey && !e.metaKey ? KEYS[e.code] : null;
  if (!run) return;
  e.preventDefault();
  run();
});
document.addEventListener("selectionchange", pick);
byId("put").addEventListener("pointerdown", (e) => { e.preventDefault(); put(); }); // before the selection goes
byId("put").addEventListener("click", put);
byId("add").addEventListener("click", add);
byId("undo").addEventListener("click", undo);
byId("save").addEventListener("click", save);
byId("done").addEventListener("click", finish);
byId("note").value = label.note ?? "";
byId("note").addEventListener("input", (e) => { label.note = e.target.value; changed(); });
window.addEventListener("beforeunload", (e) => { if (sent < changes) e.preventDefault(); });

showEvents();
tellState();
