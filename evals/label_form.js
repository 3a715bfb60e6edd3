"use strict";
const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId("data").textContent);
const label = data.label;
const flat = (text) => (text ?? "").split(/\s+/).join(" ");
const FIGURE_PARTS = ["low", "best", "high"];
let state = data.state; // what the server said last: revision, faults, figures as read, whether the file holds the label
let chosen = label.events[0]?.id ?? null;
let lastField = null; // the field that took words last: selected words go there
let removed = null; // the last deletion, to undo

function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element && !name.includes("-")) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}
const event = (id = chosen) => label.events.find((e) => e.id === id);
const button = (text, onclick, more = {}) => make("button", { type: "button", textContent: text, onclick, ...more });

// --- sentences -----------------------------------------------------------------------------------------------------

const texts = new Set(data.sentences.map((s) => s.text));
const touches = (quote, s) => (texts.has(quote) ? quote === s.text : (data.spans[quote] ?? []).includes(s.number));
const cites = (e, sentence) => e.sentences.some((quote) => touches(quote, sentence));

function showCited() {
  for (const span of document.querySelectorAll(".s")) {
    const sentence = data.sentences[span.dataset.number - 1];
    span.setAttribute("aria-pressed", String(Boolean(event()) && cites(event(), sentence)));
    span.nextElementSibling.textContent = label.events.filter((e) => cites(e, sentence)).map((e) => e.id).join(" ");
  }
}

function toggle(number) {
  const e = event();
  if (!e) return tell("Add an event first.", "wrong");
  const sentence = data.sentences[number - 1];
  if (cites(e, sentence)) e.sentences = e.sentences.filter((quote) => !touches(quote, sentence));
  else e.sentences.push(sentence.text);
  showChips(e);
  changed();
}

function showChips(e) {
  const chips = document.querySelector(".card.chosen [data-field=sentences] .chips");
  chips.replaceChildren(...e.sentences.map((quote, i) => {
    const numbers = data.sentences.filter((s) => touches(quote, s)).map((s) => s.number).join("–") || "?";
    const first = () => { e.sentences.unshift(...e.sentences.splice(i, 1)); showChips(e); changed(); };
    return button(numbers, first, { title: "make it the first", "aria-label": `sentence ${numbers}: make it the first` });
  }));
}

// --- fields --------------------------------------------------------------------------------------------------------

function wrap(name, text, help, ...controls) {
  const id = `f-${name}`;
  controls[0].id ||= id;
  const parts = [make("label", { htmlFor: controls[0].id, textContent: text }), ...controls];
  if (help) parts.push(make("p", { className: "help", textContent: help }));
  const problem = make("p", { className: "problem", id: `p-${name}` });
  controls[0].setAttribute("aria-describedby", problem.id);
  return make("div", { className: "field", "data-field": name }, ...parts, problem);
}

function select(options, value, onchange) {
  const box = make("select", { onchange: () => onchange(box.value || null) }, make("option", { value: "", textContent: "–" }));
  const known = options.some(([name]) => name === value);
  for (const [name, told] of known || !value ? options : [[value, "not in the codebook"], ...options]) {
    box.append(make("option", { value: name, textContent: name.replaceAll("_", " "), title: told }));
  }
  box.value = value ?? "";
  return box;
}

function words(value, onchange, more = {}) {
  const box = make("input", { type: "text", value: flat(value), autocomplete: "off", spellcheck: false, ...more });
  box.oninput = () => onchange(box.value.trim() || null);
  return box;
}

function lines(value, onchange, more = {}) {
  const box = make("textarea", { value: value.map(flat).join("\n"), spellcheck: false, ...more });
  const fit = () => { box.rows = Math.max(1, box.value.split("\n").length); };
  box.oninput = () => { fit(); onchange(box.value.split("\n").map((line) => line.trim()).filter(Boolean)); };
  fit();
  return box;
}

function numbers(name, get, set) {
  const boxes = FIGURE_PARTS.map((part, i) => {
    const box = make("input", { type: "text", inputMode: "numeric", placeholder: part, title: part, "aria-label": `${name}, ${part}` });
    box.value = get()?.[i] ?? "";
    box.oninput = () => {
      const triple = boxes.map((b) => (/^\d+$/.test(b.value.trim()) ? Number(b.value) : b.value.trim() || null));
      set(triple.every((n) => n === null) ? null : triple);
      changed();
    };
    return box;
  });
  const group = make("div", { className: "numbers" }, ...boxes);
  group.show = () => boxes.forEach((box, i) => { if (box !== document.activeElement) box.value = get()?.[i] ?? ""; });
  return group;
}

function control(e, f) {
  const set = (value) => { e[f.name] = value; changed(); };
  if (f.kind === "choice") {
    const help = make("p", { className: "help" });
    const explain = () => { help.textContent = f.options.find(([name]) => name === e[f.name])?.[1] ?? ""; };
    explain();
    return wrap(f.name, f.label, "", select(f.options, e[f.name], (value) => { set(value); explain(); }), help);
  }
  if (f.kind === "date") return wrap(f.name, f.label, f.help, words(e[f.name], set, { placeholder: "YYYY-MM-DD" }));
  const takes = { onfocus: () => { lastField = f; } };
  if (f.kind === "list") return wrap(f.name, f.label, f.help, lines(e[f.name], set, takes));
  if (f.kind === "words") return wrap(f.name, f.label, f.help, words(e[f.name], set, takes));
  // New words are read anew: the numbers that stood for the old ones go.
  const reread = (value) => { delete e.figures[f.name]; set(value); };
  const triple = (value) => { if (value) e.figures[f.name] = value; else delete e.figures[f.name]; };
  return wrap(f.name, f.label, f.help, words(e[f.name], reread, takes), numbers(f.label, () => e.figures[f.name], triple));
}

function tollRow(e, toll, i) {
  const reread = (value) => { toll.words = value ?? ""; toll.figures = null; changed(); };
  const remove = () => { e.other_tolls = e.other_tolls.filter((other) => other !== toll); showEvents(); changed(); };
  const n = i + 1;
  const kind = select(data.tolls, toll.kind, (value) => { toll.kind = value; changed(); });
  kind.setAttribute("aria-label", `further toll ${n}, kind`);
  return make("div", { className: "toll" }, kind,
    words(toll.words, reread, { placeholder: "number words", "aria-label": `further toll ${n}, number words` }),
    numbers(`further toll ${n}`, () => toll.figures, (value) => { toll.figures = value; }),
    lines(toll.claimants, (value) => { toll.claimants = value; changed(); }, { placeholder: "claimants", "aria-label": `further toll ${n}, claimants` }),
    button("Remove", remove, { "aria-label": `remove further toll ${n}` }));
}

function tolls(e) {
  const add = () => { e.other_tolls.push({ kind: null, words: "", figures: null, claimants: [] }); showEvents(); changed(); };
  const rows = make("div", {}, ...e.other_tolls.map((toll, i) => tollRow(e, toll, i)), button("Add a further toll", add));
  const field = wrap("other_tolls", "further tolls of the same event", "", rows);
  field.classList.add("whole");
  return field;
}

function partners(e) {
  // A fair join holds both ways, so both events name each other.
  const join = (other, on) => {
    for (const [a, b] of [[e, other], [other, e]]) {
      a.merge_with = a.merge_with.filter((id) => id !== b.id);
      if (on) a.merge_with.push(b.id);
    }
    changed();
  };
  const boxes = label.events.filter((other) => other !== e).map((other) => {
    const box = make("input", { type: "checkbox", checked: e.merge_with.includes(other.id) });
    box.onchange = () => join(other, box.checked);
    return make("label", {}, box, `${other.id} ${title(other)}`);
  });
  const gone = e.merge_with.filter((id) => !event(id));
  const drop = () => { e.merge_with = e.merge_with.filter((id) => event(id)); showEvents(); changed(); };
  if (gone.length) boxes.push(button(`drop ${gone.join(", ")}`, drop));
  const field = wrap("merge_with", "a fair coder might have joined it with", "", make("div", { className: "chips" }, ...boxes));
  field.classList.add("whole");
  return field;
}

function form(e) {
  const core = make("input", { type: "checkbox", checked: e.core === true });
  core.onchange = () => { e.core = core.checked; changed(); };
  const cited = wrap("sentences", "evidence, the most telling first (four at most)", "", make("div", { className: "chips" }));
  cited.classList.add("whole");
  const fields = data.fields.map((f) => control(e, f));
  return make("div", { className: "form" }, cited, ...fields,
    wrap("core", "core", "an account of the article without it would mislead", core), tolls(e), partners(e),
    make("ul", { className: "faults whole" }));
}

// --- events --------------------------------------------------------------------------------------------------------

const title = (e) => [e.event_class?.replaceAll("_", " ") ?? "no class yet", e.place && `at ${flat(e.place)}`].filter(Boolean).join(" ");
const freshId = () => `e${Math.max(0, ...label.events.map((e) => Number(/^e(\d+)$/.exec(e.id)?.[1] ?? 0)), removed?.number ?? 0) + 1}`;

function choose(id, focus = "[data-field=event_class] select") {
  chosen = id;
  lastField = null;
  showEvents();
  const box = document.querySelector(".card.chosen");
  if (!box || !focus) return;
  const target = box.querySelector(focus);
  target?.focus({ preventScroll: true });
  const field = target?.closest("[data-field]");
  if (!field || field.dataset.field === "event_class") box.scrollIntoView({ block: "start" });
  else field.scrollIntoView({ block: "nearest" });
  document.querySelector(".s[aria-pressed=true]")?.scrollIntoView({ block: "nearest" });
}

function insert(e, at) {
  label.events.splice(at, 0, e);
  changed();
  choose(e.id);
}

function add() {
  const e = { id: freshId(), granularity: "discrete", temporal_role: "current", sentences: [], figures: {}, other_tolls: [], core: true, merge_with: [] };
  for (const f of data.fields) e[f.name] ??= f.kind === "list" ? [] : null;
  insert(e, label.events.length);
}

function copy(e) {
  const twin = structuredClone(e);
  insert({ ...twin, id: freshId(), merge_with: [] }, label.events.indexOf(e) + 1);
}

function move(e, by) {
  const at = label.events.indexOf(e);
  label.events.splice(at, 1);
  label.events.splice(at + by, 0, e);
  changed();
  choose(e.id, null);
  document.querySelector(`.card.chosen .tools [data-by="${by}"]:enabled`)?.focus();
}

function remove(e) {
  const at = label.events.indexOf(e);
  removed = { event: e, at, number: Number(/\d+/.exec(e.id)?.[0] ?? 0), partners: label.events.filter((o) => o.merge_with.includes(e.id)) };
  label.events.splice(at, 1);
  for (const other of removed.partners) other.merge_with = other.merge_with.filter((id) => id !== e.id);
  byId("undo").hidden = false;
  byId("undo").textContent = `Undo: bring ${e.id} back`;
  changed();
  choose((label.events[at] ?? label.events[at - 1])?.id ?? null);
}

function undo() {
  const { event: e, at, partners: joined } = removed;
  for (const other of joined) if (event(other.id)) other.merge_with.push(e.id);
  e.merge_with = e.merge_with.filter((id) => event(id));
  removed = null;
  byId("undo").hidden = true;
  insert(e, Math.min(at, label.events.length));
}

function card(e, i) {
  const open = e.id === chosen;
  const name = make("button", { type: "button", className: "title", "aria-expanded": String(open), onclick: () => choose(e.id) });
  const tool = (text, told, onclick, more = {}) => button(text, onclick, { "aria-label": `${told} ${e.id}`, title: told, ...more });
  const tools = make("div", { className: "tools" },
    tool("↑", "move up", () => move(e, -1), { disabled: i === 0, "data-by": "-1" }),
    tool("↓", "move down", () => move(e, 1), { disabled: i === label.events.length - 1, "data-by": "1" }),
    tool("Copy", "copy", () => copy(e)), tool("Delete", "delete", () => remove(e)));
  const head = make("div", { className: "head" }, name, tools);
  return make("section", { className: open ? "card chosen" : "card", "data-id": e.id, "aria-label": `event ${e.id}` }, head, ...(open ? [form(e)] : []));
}

function showEvents() {
  byId("events").replaceChildren(...label.events.map(card));
  if (event()) showChips(event());
  showFaults();
  showCited();
}

function showFaults() {
  const general = state.faults.filter((f) => !event(f.event));
  byId("faults").replaceChildren(...general.map((f) => make("li", { textContent: `${f.field}: ${f.message}` })));
  for (const box of document.querySelectorAll(".card")) {
    const faults = state.faults.filter((f) => f.event === box.dataset.id);
    const e = event(box.dataset.id);
    const count = faults.length ? [make("span", { className: "wrong", textContent: `, ${faults.length} to correct` })] : [];
    box.querySelector(".title").replaceChildren(make("strong", { textContent: e.id }), ` ${title(e)}`, ...count);
    if (e.id === chosen) showFieldFaults(box, faults);
  }
}

function showFieldFaults(box, faults) {
  const left = new Set(faults);
  for (const field of box.querySelectorAll("[data-field]")) {
    const own = faults.filter((f) => f.field === field.dataset.field);
    own.forEach((f) => left.delete(f));
    field.classList.toggle("bad", own.length > 0);
    field.querySelector("[aria-describedby]").setAttribute("aria-invalid", String(own.length > 0));
    field.querySelector(".problem").textContent = own.map((f) => f.message).join("; ");
  }
  box.querySelector(".form > .faults").replaceChildren(...[...left].map((f) => make("li", { textContent: `${f.field}: ${f.message}` })));
}
