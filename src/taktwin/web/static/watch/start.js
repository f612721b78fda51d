/** Where no plant runs: how one is begun, and a demo for whoever may. */

import { get, post } from "/static/api.js";
import { el, fill } from "/static/dom.js";
import { both, t } from "/static/i18n.js";
import { error } from "/static/notes.js";
import { may } from "/static/session.js";

const SPEEDS = [1, 10, 60, 300];

/** Show it. */
export async function startForm(place) {
  fill(place, el("p", {}, t("watch.none")), el("p", {}, t("watch.real"), " ", el("code", {}, 'taktwin serve MODEL --live "OPTIONS"')));
  if (!may()) return;
  const said = el("div");
  const models = await get("/api/models");
  const model = el("select", { id: "watch-model" },
    el("optgroup", { label: t("watch.start.shipped") }, models.shipped.map((one) => el("option", { value: one.name, selected: one.name === "phoenix" }, `${one.name} – ${both(one.title)}`))),
    models.models.length ? el("optgroup", { label: t("watch.start.own") }, models.models.map((one) => el("option", { value: one.name }, `${one.name} – ${both(one.title)}`))) : null);
  const speed = el("select", { id: "watch-speed" }, SPEEDS.map((one) => el("option", { value: one, selected: one === 60 }, t("watch.start.times", { n: one }))));
  const target = el("input", { id: "watch-target", type: "number", min: "0", max: "1000000", step: "1" });
  const button = el("button.main", { type: "submit" }, t("watch.start.start"));
  place.append(el("h2", {}, t("watch.start.title")), el("p", {}, t("watch.start.about")), el("form", {
    on: {
      submit: async (event) => {
        event.preventDefault();
        button.disabled = true;
        fill(said, el("p.waiting", { role: "status" }, t("watch.begins")));
        try {
          await post("/api/watch/demo", { model: model.value, speed: Number(speed.value), target: target.value === "" ? null : Number(target.value) });
        } catch (failure) {
          fill(said, error(failure));
          button.disabled = false;
        }
      },
    },
  }, el("div.fields", {},
    el("div.field", {}, el("label", { for: "watch-model" }, t("watch.start.model")), model),
    el("div.field", {}, el("label", { for: "watch-speed" }, t("watch.start.speed")), speed),
    el("div.field", {}, el("label", { for: "watch-target" }, t("watch.start.target")), target)),
  el("p", {}, button)), said);
}
