// The view of the page at #/replay/NAME-OF-RUN-FOLDER.

import { spoken } from "/static/i18n.js";
import { make } from "./dom.js";
import { mount } from "./mount.js";
import { sayer } from "./words.js";

const LEFT = new Map(); // run -> the time at which it was left, for who changes the language
const SHEET = "/static/scene/scene.css";

/** The style sheet, which has to be there before anything is measured. */
function dressed() {
  if (document.querySelector(`link[href="${SHEET}"]`)) return null;
  return new Promise((resolve) => {
    document.head.append(make("link", { rel: "stylesheet", href: SHEET, on: { load: resolve, error: resolve } }));
  });
}

/** Show the replay of a run; gives what ends it. `time` of the query is where it begins (s), `job` whom it follows. */
export async function show(main, words, query = {}) {
  await dressed();
  const language = spoken(), say = sayer(language), name = words.join("/");
  const place = make("div");
  const figures = make("a", { href: `#/run/${words.map(encodeURIComponent).join("/")}` }, say("to_run"));
  main.replaceChildren(make("h1", {}, say("title", { name })), make("p", {}, figures), place);
  const base = `/api/replay/${words.map(encodeURIComponent).join("/")}`;
  const view = await mount(place, { base, language });
  if (view.failed === undefined) {
    if (LEFT.has(name)) view.clock.set(LEFT.get(name));
    if (Number.isFinite(Number.parseFloat(query.time))) view.clock.set(Number.parseFloat(query.time));
    if (query.job) view.find(query.job);
  } else if (view.failed.untraced) {
    place.firstElementChild.append(make("p", {}, make("a", { href: "#/" }, say("to_runs"))));
  }
  return () => {
    if (view.failed === undefined) LEFT.set(name, view.clock.time);
    view.destroy();
  };
}
