/** From the address to a view: `#/VIEW/WORD/WORD?NAME=VALUE`. */

import { VIEWS } from "/static/views.js";
import { el, fill } from "/static/dom.js";
import { t } from "/static/i18n.js";
import { error } from "/static/notes.js";

let end = null;
let turn = 0;
let leave = null;

/** A view may ask before it is left: `ask()` tells whether it may be. */
export function before(ask) {
  leave = ask;
}

/** Whether the view may be left or drawn anew; it asks where something would be lost. */
export const free = () => leave === null || leave();

/** The view of an address, its words and its query. */
export function parsed(hash) {
  const [path, search = ""] = hash.replace(/^#\/?/, "").split(/\?(.*)/s);
  const words = path.split("/").map((one) => {
    try {
      return decodeURIComponent(one);
    } catch {
      return one;
    }
  });
  const [view, ...rest] = words;
  return { view, words: rest, query: Object.fromEntries(new URLSearchParams(search)) };
}

/** Show what the address says. */
export async function route(main, quiet = false) {
  const mine = ++turn;
  if (end) end();
  end = null;
  leave = null;
  const { view, words, query } = parsed(location.hash);
  const load = Object.hasOwn(VIEWS, view) ? VIEWS[view] : null;
  for (const link of document.querySelectorAll("#head nav a")) {
    const here = parsed(link.getAttribute("href")).view === view;
    if (here) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (load === null) {
    fill(main, el("h1", {}, t("nothing.title")), el("p", {}, el("a", { href: "#/" }, t("nothing.home"))));
    return;
  }
  // in the page from the beginning: a view may ask for its colours and its size while it is made
  const draft = el("div.view", {});
  const waiting = el("p.waiting", {}, t("loading"));
  fill(main, waiting, draft);
  try {
    const ended = await (await load()).show(draft, words, query);
    if (mine !== turn) {
      if (ended) ended();
      return;
    }
    end = ended || null;
    waiting.remove();
  } catch (failure) {
    if (mine !== turn) return;
    fill(main, el("h1", {}, t("failed.title")), error(failure), el("p", {}, el("a", { href: "#/" }, t("nothing.home"))));
  }
  const title = main.querySelector("h1")?.textContent;
  document.title = title ? `${title} – Taktwin` : "Taktwin";
  if (!quiet) main.focus({ preventScroll: true });
}

/** Begin to follow the address. */
export function begin(main) {
  let here = location.hash;
  addEventListener("hashchange", () => {
    if (location.hash === here) return;
    if (!free()) {
      history.replaceState(null, "", here || "#/");
      return;
    }
    here = location.hash;
    scrollTo(0, 0);
    route(main);
  });
  addEventListener("beforeunload", (event) => {
    if (leave && !leave(true)) event.preventDefault();
  });
  return route(main);
}
