/** What may be run: the list, and the form of one command, made from its declaration. */

import { get, post } from "/static/api.js";
import { el, fill, to } from "/static/dom.js";
import { both, has, number, spoken, t, time } from "/static/i18n.js";
import { error } from "/static/notes.js";
import { may } from "/static/session.js";

/** Fields that stand open; the others are behind "more". */
const FIRST = {
  run: ["model", "days", "replications", "seed", "trace"],
  experiment: ["model", "vary", "replications", "days"],
  sequence: ["where", "time", "simulate"],
  lots: ["model", "simulate", "days"],
  bodystore: ["model", "places", "lanes", "days"],
  supply: ["model", "zir", "days", "replications"],
  stress: ["model", "tests", "days", "replications"],
  energy: ["model", "days", "year", "battery"],
  cluster: ["model", "plants"],
  orders: ["book", "table", "until", "confidence"],
  whatif: ["model", "tries", "at", "source", "until"],
  drive: ["car", "cycle", "strategies", "lighter"],
  swap: ["file", "cars", "size"],
  acoustics: ["file", "field"],
};

const label = (name, form) => t(has(`field.${form}.${name}`) ? `field.${form}.${name}` : `field.${name}`);

/** Whether some of a few words are chosen. */
const several = (field) => field.kind === "runs" || (field.kind === "lines" && field.choices.length > 0);

/** What is said of a field. */
function helpOf(field) {
  if (field.kind === "runs") return t("form.runs_help");
  if (field.kind === "model") return t("form.model_help");
  return field.kind === "lines" && !several(field) ? `${both(field.help)} ${t("form.each_line")}` : both(field.help);
}

function choices(field, known) {
  if (field.kind === "choice") return field.choices.map((one) => [one, one]);
  if (field.kind === "model") {
    return [...known.models.map((one) => [one.name, one.name]), ...known.shipped.map((one) => [one.name, t("form.shipped", { name: one.name })])];
  }
  const files = known.files.filter((name) => field.endings.some((ending) => name.toLowerCase().endsWith(ending)));
  return [...field.choices.map((one) => [one, one]), ...files.map((one) => [one, one])];
}

/** What tells a run from others of its model: when it was made, and what it made an hour. */
function aboutRun(about, name) {
  const run = about.find((one) => one.name === name);
  if (!run) return null;
  const made = run.throughput ? ` · ${number(run.throughput.value)} ${t("run.per_hour")}` : "";
  return el("span.soft", {}, ` ${run.model} · ${time(run.ended)}${made}`);
}

function control(field, known, id, given) {
  const help = `${id}-help`;
  const about = { id, "aria-describedby": help };
  if (field.kind === "flag") {
    return el("input", { ...about, type: "checkbox", checked: given === undefined ? Boolean(field.default) : given === "true" });
  }
  if (["choice", "model", "file"].includes(field.kind)) {
    const options = choices(field, known).map(([value, text]) => el("option", { value, selected: value === (given ?? field.default) || value === `${given}.yaml` }, text));
    return el("select", { ...about, required: field.required }, field.required ? null : el("option", { value: "" }, t("form.as_usual")), options);
  }
  if (several(field)) {
    const wanted = (given || "").split(/[,\n]/);
    const names = field.kind === "runs" ? known.runs : field.choices;
    return el("div", { id, role: "group", "aria-labelledby": `${id}-label`, "aria-describedby": help }, names.map((name, place) => el("div", {},
      el("input", { type: "checkbox", id: `${id}-${place}`, value: name, checked: wanted.includes(name) }), " ",
      el("label", { for: `${id}-${place}` }, name), field.kind === "runs" ? aboutRun(known.about, name) : null)));
  }
  if (field.kind === "lines") return el("textarea", { ...about, rows: "2", placeholder: field.hint, spellcheck: "false" }, given || "");
  if (field.kind === "text") return el("input", { ...about, type: "text", placeholder: field.default || field.hint, value: given || "" });
  return el("input", {
    ...about, type: "number", step: field.kind === "whole" ? "1" : "any", min: field.low, max: field.high,
    placeholder: field.default === null ? "" : String(field.default), value: given || "",
  });
}

/** What stands in a control; undefined where the command is to decide. */
function read(field, made) {
  if (field.kind === "flag") return made.checked === Boolean(field.default) ? undefined : made.checked;
  if (several(field)) {
    const chosen = [...made.querySelectorAll("input:checked")].map((one) => one.value);
    return field.kind === "runs" ? chosen.reverse() : chosen; // the newest is listed first, and compared with those before
  }
  const text = made.value.trim();
  if (text === "") return undefined;
  if (field.kind === "lines") return text.split("\n").map((one) => one.trim()).filter(Boolean);
  return field.kind === "number" || field.kind === "whole" ? Number(text) : text;
}

/** The form of one command; other views show it too. */
export function formOf(form, known, query) {
  const place = el("div");
  const controls = new Map();
  const row = (field) => {
    const id = `field-${field.name}`;
    const made = control(field, known, id, query[field.name]);
    controls.set(field, made);
    const name = label(field.name, form.name);
    const head = several(field) ? el("span.label", { id: `${id}-label` }, name) : el("label", { for: id }, name);
    return el("div.field", {}, head, el("div", {}, made), el("p.help", { id: `${id}-help` }, helpOf(field)));
  };
  const first = FIRST[form.name];
  const open = form.fields.filter((field) => !first || first.includes(field.name) || query[field.name] !== undefined);
  const more = form.fields.filter((field) => !open.includes(field));
  const start = el("button.main", { type: "submit" }, t("form.start"));
  return el("form", {
    on: {
      submit: async (event) => {
        event.preventDefault();
        const values = {};
        for (const [field, made] of controls) {
          const found = read(field, made);
          if (found !== undefined) values[field.name] = found;
        }
        start.disabled = true;
        try {
          location.hash = to(["job", (await post("/api/jobs", { form: form.name, values, language: spoken() })).name]);
        } catch (failure) {
          fill(place, error(failure));
          start.disabled = false;
        }
      },
    },
  }, el("div.fields", {}, open.map(row)),
  more.length ? [el("p"), el("details.more", {}, el("summary", {}, t("form.more")), el("div.fields", {}, more.map(row)))] : null,
  place, el("p.row", {}, start));
}

/** All that forms choose from. */
export async function choicesOf() {
  const [forms, models, runs] = await Promise.all([get("/api/forms"), get("/api/models"), get("/api/runs")]);
  return { ...forms, models: models.models, shipped: models.shipped, about: runs.runs };
}

/** Show the list, or one form. */
export async function show(main, words, query) {
  const known = await choicesOf();
  const form = known.forms.find((one) => one.name === words[0]);
  if (!words[0]) {
    fill(main, el("h1", {}, t("forms.title")), el("p", {}, t("forms.about")),
      el("ul.cards", {}, known.forms.map((one) => el("li.card", {},
        el("h2", {}, el("a", { href: to(["form", one.name]) }, t(`form.${one.name}`))),
        el("p", {}, both(one.help).split("\n\n")[0])))));
    return;
  }
  if (!form) throw new Error(t("nothing.title"));
  fill(main, el("h1", {}, t(`form.${form.name}`)), both(form.help).split("\n\n").map((one) => el("p.soft", {}, one)),
    may() ? formOf(form, known, query) : el("p.note", {}, t("model.fixed")));
}
