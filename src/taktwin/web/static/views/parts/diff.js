/** A difference of two texts, line by line; plus and minus stand beside the colour. */

import { el } from "/static/dom.js";
import { t } from "/static/i18n.js";

const KINDS = [["+++", "head"], ["---", "head"], ["@@", "head"], ["+", "plus"], ["-", "minus"]];

/** A unified diff as an element. */
export function shown(diff) {
  if (!diff) return el("p.soft", {}, t("diff.none"));
  const lines = diff.replace(/\n$/, "").split("\n").map((line) => {
    const kind = KINDS.find(([begin]) => line.startsWith(begin));
    return el(`span${kind ? `.${kind[1]}` : ""}`, {}, line);
  });
  return el("pre.diff", { tabindex: "0", "aria-label": t("diff.label") }, lines);
}
