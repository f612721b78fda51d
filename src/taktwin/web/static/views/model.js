/** A model of the folder: text, values, picture; checked while one types, saved with its difference shown. */

import { get, named, post, put } from "/static/api.js";
import { el, fill, to } from "/static/dom.js";
import { both, number, spoken, t } from "/static/i18n.js";
import { error, say } from "/static/notes.js";
import * as router from "/static/router.js";
import { may } from "/static/session.js";
import { shown } from "/static/views/parts/diff.js";
import { editor } from "/static/views/parts/editor.js";
import { framed } from "/static/views/parts/picture.js";
import { inserter } from "/static/views/parts/insert.js";
import { values } from "/static/views/parts/values.js";

const AFTER = 500; // ms without a key before the text is checked

/** Show it. */
export async function show(main, words, query) {
  const name = words.join("/");
  const opened = await get(named("/api/models", name));
  const fixed = !may();
  let kept = opened.text;
  let mark = opened.mark;
  let timer = null;
  let turn = 0;
  let good = false;
  let checking = false;
  let again = false;
  let table = null; // of the values, once it was opened

  const edit = editor(opened.text, fixed, changed);
  const state = el("span.soft", { role: "status" });
  const about = el("div");
  const busy = el("p.soft", {}, t("check.busy"));
  const findings = el("div", { role: "status" });
  const save = el("button.main", { type: "button", disabled: true, on: { click: () => store() } }, t("model.save"));
  const undo = el("button", { type: "button", disabled: true, on: { click: () => { edit.set(kept); } } }, t("model.undo"));
  const differ = el("button", { type: "button", disabled: true, on: { click: () => difference() } }, t("model.difference"));
  const run = el("button", { type: "button", on: { click: () => start() } });
  const bodies = { text: el("div"), values: el("div"), picture: el("div") };
  const tabs = Object.keys(bodies).map((one) => el("button", {
    type: "button", role: "tab", id: `tab-${one}`, "aria-controls": `body-${one}`,
    on: { click: () => open(one), keydown: (event) => arrows(event, one) },
  }, t(`model.${one}`)));
  for (const [one, body] of Object.entries(bodies)) {
    body.id = `body-${one}`;
    body.setAttribute("role", "tabpanel");
    body.setAttribute("aria-labelledby", `tab-${one}`);
  }

  const dirty = () => edit.text() !== kept;
  const typed = () => table !== null && table.waiting();

  /** What may be pressed, and what is said of the file. */
  function tell() {
    differ.disabled = undo.disabled = fixed || !dirty();
    save.disabled = fixed || !(dirty() || typed());
    fill(run, t(dirty() || typed() ? "model.save_run" : "home.run"));
    fill(state, typed() ? t("model.typed") : dirty() ? t("model.unsaved") : t("model.saved"));
  }

  function changed() {
    tell();
    busy.hidden = false;
    clearTimeout(timer);
    timer = setTimeout(check, AFTER);
  }

  async function check() {
    if (fixed) return;
    if (checking) { // a long text takes its time: one check at a time, and one more for what has changed since
      again = true;
      return;
    }
    checking = true;
    const mine = ++turn;
    const asked = edit.text();
    try {
      const found = await post("/api/text/check", { name, text: asked });
      if (mine !== turn) return;
      good = found.ok;
      const here = found.problems.filter((one) => one.file === name && one.line);
      edit.mark(new Map([...here].reverse().sort((one) => (one.level === "error" ? 1 : -1)).map((one) => [one.line, one.level])));
      fill(findings, told(found));
      busy.hidden = !again && edit.text() === asked;
    } catch (failure) {
      if (mine === turn) fill(findings, error(failure));
    } finally {
      checking = false;
      if (again) {
        again = false;
        check();
      }
    }
  }

  function told(found) {
    const bad = found.problems.filter((one) => one.level === "error").length;
    const head = found.ok
      ? el("p.note.good", {}, t(found.count ? "check.warnings" : "check.good", { n: found.count }))
      : el("p.note.bad", {}, el("span.sign", { "aria-hidden": "true" }, "✕ "), t("check.bad", { n: found.count || bad }));
    const rows = found.problems.map((one) => el(`li.${one.level}`, {},
      el("span.sign", {}, one.level === "error" ? `✕ ${t("check.error")} ` : `! ${t("check.warning")} `),
      one.file === name && one.line
        ? el("button", { type: "button", on: { click: () => { open("text"); edit.go(one.line); } } }, t("check.line", { n: one.line }))
        : `${one.file || ""}${one.line ? `:${one.line}` : ""}`,
      " ", el("span.code", {}, one.path), one.path ? ": " : "", both(one.message),
      both(one.remedy) ? el("div.remedy", {}, `→ ${both(one.remedy)}`) : null));
    const loads = found.loads.filter((one) => one.load !== null).slice(0, 5).map((one) => el("li", {}, t("check.load", { name: one.name, share: number(100 * one.load, 3) })));
    return [head, el("ul.problems", {}, rows), loads.length ? [el("h3", {}, t("check.loads")), el("ul", {}, loads)] : null];
  }

  async function difference() {
    try {
      fill(about, el("h2", {}, t("model.difference")), shown((await post("/api/text/difference", { name, text: edit.text() })).diff));
    } catch (failure) {
      fill(about, error(failure));
    }
  }

  async function store(over = null) {
    try {
      if (table !== null) await table.settle();
    } catch {
      return; // what is wrong with a value stands above its table
    }
    const text = edit.text();
    try {
      mark = (await put(named("/api/models", name), { text, mark: over || mark })).mark;
      kept = text;
      fill(about);
      changed();
      say(t(good ? "model.said_saved" : "model.said_saved_bad", { name }));
    } catch (failure) {
      if (failure.status !== 409) {
        fill(about, error(failure));
        return;
      }
      const found = await post("/api/text/difference", { name, text });
      fill(about, error(failure), el("p", {}, t("model.conflict")), shown(found.diff),
        el("div.row", {},
          el("button", { type: "button", on: { click: () => store(found.mark) } }, t("model.keep_mine")),
          el("button", { type: "button", on: { click: reload } }, t("model.take_theirs"))));
    }
  }

  /** On to the form of a run; what is not saved is saved first, and what cannot be run stays here with its findings. */
  async function start() {
    if (dirty() || typed()) await store();
    if (dirty() || typed()) return;
    while (checking || again) await new Promise((resolve) => setTimeout(resolve, 50));
    clearTimeout(timer);
    await check();
    if (good) location.hash = to(["form", "run"], { model: name });
  }

  async function reload() {
    const found = await get(named("/api/models", name));
    ({ text: kept, mark } = found);
    edit.set(kept);
    fill(about);
    changed();
  }

  async function open(one) {
    for (const tab of tabs) {
      const here = tab.id === `tab-${one}`;
      tab.setAttribute("aria-selected", String(here));
      tab.tabIndex = here ? 0 : -1;
    }
    for (const [other, body] of Object.entries(bodies)) body.hidden = other !== one;
    const body = bodies[one];
    if (one === "text") {
      try {
        await table?.settle();
      } catch {
        open("values");
      }
      return;
    }
    try {
      if (one === "values") {
        table = await values(edit.text, fixed, edit.set, (line) => { open("text"); edit.go(line); }, tell);
        fill(body, table.element);
      } else {
        fill(body, el("p.waiting", {}, t("picture.waiting")));
        const drawn = await post("/api/text/picture", { name, text: edit.text(), language: spoken() });
        fill(body, framed(drawn.svg, name));
      }
    } catch (failure) {
      fill(body, error(failure), el("p", {}, t("model.first_mend")));
    }
  }

  function arrows(event, one) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const order = Object.keys(bodies);
    const next = order[(order.indexOf(one) + step + order.length) % order.length];
    open(next);
    tabs[order.indexOf(next)].focus();
  }

  fill(bodies.text, fixed ? null : inserter(edit, name), edit.element);
  fill(main, el("h1", {}, name),
    el("div.row", {}, fixed ? el("span.soft", {}, t("model.fixed")) : [save, differ, undo, run], state),
    about,
    el("div.two", {},
      el("div", {}, el("div.tabs", { role: "tablist", "aria-label": t("model.tabs") }, tabs), Object.values(bodies)),
      fixed ? null : el("section", { "aria-labelledby": "findings" }, el("h2", { id: "findings" }, t("model.findings")), busy, findings)));
  main.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      if (!save.disabled) store();
    }
  });
  await open(Object.hasOwn(bodies, query.tab || "") ? query.tab : "text");
  changed();
  check();
  if (Number(query.line) > 0) edit.go(Number(query.line));
  router.before((silent) => !(dirty() || typed()) || (silent !== true && confirm(t("model.leave"))));
  return () => clearTimeout(timer);
}
