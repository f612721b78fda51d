/** A shipped model as it moves: a few hours of it, run once; while they are run, what is being done. */

import { get, named, post } from "/static/api.js";
import { el, fill } from "/static/dom.js";
import { duration, spoken, t } from "/static/i18n.js";
import { may } from "/static/session.js";

const OFTEN_MS = 1000;

function words(found) {
  const since = duration(found.since_s);
  if (found.compiling) return t("moving.compiling", { since });
  return found.done > 0 ? t("moving.running", { share: Math.round(100 * found.done) }) : t("moving.begins", { since });
}

async function see(place, name) {
  const [{ mount }, { dress }] = await Promise.all([import("/static/scene/mount.js"), import("/static/watch/dress.js")]);
  await dress();
  const view = await mount(place, { base: named("/api/moving", name), language: spoken() });
  if (view.failed === undefined && !matchMedia("(prefers-reduced-motion: reduce)").matches) view.play(true);
  return view;
}

/**
 * Show it in a place, over the picture that stands there until it moves.
 * @returns {() => void} what ends it
 */
export function moving(place, picture, name) {
  const said = el("p.waiting", { role: "status" });
  let timer = null;
  let view = null;
  let over = false;

  async function look(begin) {
    try {
      const found = await (begin && may() ? post : get)(named("/api/preview", name));
      if (over) return;
      if (found.state === "ready") {
        said.remove();
        view = await see(place, name);
        if (over) view.destroy();
        else picture.hidden = view.failed === undefined;
        return;
      }
      if (found.state === "running") fill(said, words(found));
      else if (found.state === "failed") fill(said, t("moving.failed", { why: found.why }));
      else fill(said, may() ? t("moving.waits") : "");
      // another model may be run first: this one is asked for again
      if (found.state === "running" || (found.state === "none" && may())) timer = setTimeout(() => look(found.state === "none"), OFTEN_MS);
    } catch {
      fill(said); // read-only, or the server has gone: the picture stays
    }
  }

  fill(place, said);
  look(true);
  return () => {
    over = true;
    clearTimeout(timer);
    view?.destroy();
  };
}
