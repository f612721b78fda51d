/** The first page: models of the folder, models to learn from, and the last runs. */

import { get, post } from "/static/api.js";
import { el, fill, table, to } from "/static/dom.js";
import { both, number, spoken, t, time } from "/static/i18n.js";
import { error } from "/static/notes.js";
import { may, me } from "/static/session.js";

function modelCard(model) {
  return el("li.card", {}, el("h3", {}, el("a", { href: to(["model", model.name]) }, model.name)),
    el("p", {}, both(model.title)), el("p.soft", {}, t("home.changed", { time: time(model.changed) })),
    el("div.row", {},
      el("a.button", { href: to(["model", model.name]) }, t("home.open")),
      may() ? el("a.button", { href: to(["form", "run"], { model: model.name }) }, t("home.run")) : null));
}

function shippedCard(model) {
  return el("li.card", {}, el("h3", {}, el("a", { href: to(["shipped", model.name]) }, model.name)), el("p", {}, both(model.title)),
    el("div.row", {},
      el("a.button", { href: to(["shipped", model.name]) }, t("home.look")),
      may() ? el("a.button", { href: to(["form", "run"], { model: model.name }) }, t("home.run")) : null));
}

function newModel() {
  const place = el("div");
  const name = el("input", { type: "text", id: "new-name", required: true, pattern: "[A-Za-z][A-Za-z0-9_\\-]*(\\.yaml)?", maxlength: "100", placeholder: "my-plant", title: t("home.new_rule"),
    on: { input: () => name.setCustomValidity(""), invalid: () => name.setCustomValidity(name.validity.patternMismatch ? t("home.new_rule") : "") } });
  return el("form", {
    on: {
      submit: async (event) => {
        event.preventDefault();
        try {
          location.hash = to(["model", (await post("/api/models", { name: name.value.trim(), language: spoken() })).name]);
        } catch (failure) {
          fill(place, error(failure));
        }
      },
    },
  }, el("div.row", {}, el("label", { for: "new-name" }, t("home.new_name")), name, el("button.main", { type: "submit" }, t("home.new"))),
  el("p.soft", {}, t("home.new_about")), place);
}

/** The rows of runs; other views show them too. */
export function runTable(caption, runs) {
  const rows = runs.map((run) => [
    el("a", { href: to(["run", run.name]) }, run.name), run.model,
    { value: number(run.days), number: true }, { value: number(run.replications), number: true }, { value: number(run.seed), number: true },
    { value: number(run.throughput?.value), number: true }, time(run.ended),
  ]);
  return table(caption, ["run", "model", "days", "replications", "seed", "throughput", "ended"].map((one) => t(`runs.${one}`)), rows);
}

/** Show it. */
export async function show(main) {
  const [found, runs] = await Promise.all([get("/api/models"), get("/api/runs")]);
  fill(main, el("h1", {}, t("home.title")), el("p", {}, t("home.about", { folder: me().folder })),
    el("h2", {}, t("home.models")),
    found.models.length ? el("ul.cards", {}, found.models.map(modelCard)) : el("p.note", {}, t("home.no_models")),
    may() ? newModel() : null,
    el("h2", {}, t("home.runs")),
    runs.runs.length ? runTable(t("home.runs_caption"), runs.runs.slice(0, 12)) : el("p.soft", {}, t("home.no_runs")),
    runs.runs.length > 1 ? el("p", {}, el("a", { href: to(["compare"]) }, t("home.compare"))) : null,
    el("h2", {}, t("home.shipped")), el("p.soft", {}, t("home.shipped_about")),
    el("ul.cards", {}, found.shipped.map(shippedCard)));
}
