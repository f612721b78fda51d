/** A shipped model: its text and picture; to change it, it is copied. */

import { get, named, post } from "/static/api.js";
import { el, fill, to } from "/static/dom.js";
import { spoken, t } from "/static/i18n.js";
import { error } from "/static/notes.js";
import { may } from "/static/session.js";
import { moving } from "/static/views/parts/moving.js";
import { framed } from "/static/views/parts/picture.js";

/** Show it. */
export async function show(main, words) {
  const name = words[0] || "";
  const found = await get(named("/api/shipped", name));
  const place = el("div");
  const wished = el("input", { type: "text", id: "copy-name", value: `my-${name}`, required: true, maxlength: "100" });
  const copy = el("form.row", {
    on: {
      submit: async (event) => {
        event.preventDefault();
        try {
          location.hash = to(["model", (await post("/api/models", { name: wished.value.trim(), of: name })).name]);
        } catch (failure) {
          fill(place, error(failure));
        }
      },
    },
  }, el("label", { for: "copy-name" }, t("shipped.name")), wished, el("button.main", { type: "submit" }, t("shipped.copy")));
  const picture = el("div", {}, el("p.waiting", {}, t("picture.waiting")));
  const moves = el("div");
  fill(main, el("h1", {}, name), el("p", {}, t("shipped.about")),
    may() ? copy : null, place,
    may() ? el("p", {}, el("a.button", { href: to(["form", "run"], { model: name }) }, t("home.run"))) : null,
    el("h2", {}, t("shipped.plant")), moves, picture,
    el("h2", {}, t("model.text")), el("pre", { tabindex: "0", "aria-label": t("model.text") }, found.text));
  get(`${named("/api/shipped", name)}/picture?language=${spoken()}`).then(
    (drawn) => fill(picture, framed(drawn.svg, name)),
    (failure) => fill(picture, error(failure)));
  return moving(moves, picture, name);
}
