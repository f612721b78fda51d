/** The door: whoever has a token comes in. */

import { el, fill } from "/static/dom.js";
import { t } from "/static/i18n.js";
import { error } from "/static/notes.js";
import * as session from "/static/session.js";

/** Ask for a token; `done` is called when somebody has come in. */
export function show(main, done) {
  const place = el("div");
  const token = el("input", { type: "password", id: "token", autocomplete: "current-password", required: true });
  const form = el("form.fields", {
    on: {
      submit: async (event) => {
        event.preventDefault();
        try {
          await session.enter(token.value.trim());
          done();
        } catch (failure) {
          fill(place, error(failure));
          token.focus();
        }
      },
    },
  }, el("div.field", {}, el("label", { for: "token" }, t("door.token")), token),
  el("div", {}, el("button.main", { type: "submit" }, t("door.enter"))));
  document.title = `${t("door.title")} – Taktwin`;
  fill(main, el("h1", {}, t("door.title")), el("p", {}, t("door.about")), form, place);
  token.focus();
}
