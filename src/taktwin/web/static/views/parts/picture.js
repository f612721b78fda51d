/** The picture of a plant, as an image, which runs no script whatever its names hold; fitted or in its own size. */

import { el } from "/static/dom.js";
import { t } from "/static/i18n.js";

/** So many times as wide as its frame, a picture is shown in its own size. */
const LEAST = 2;

/** An SVG text in a frame. */
export function framed(svg, name) {
  const image = el("img", { src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`, alt: t("picture.alt", { name }) });
  const frame = el("div.picture.fit", { tabindex: "0", role: "region", "aria-label": t("picture.alt", { name }) }, image);
  const size = el("button", {
    type: "button", "aria-pressed": "false",
    on: {
      click: () => {
        const whole = frame.classList.toggle("fit");
        size.setAttribute("aria-pressed", String(!whole));
      },
    },
  }, t("picture.size"));
  // on a phone a whole plant could not be read
  image.addEventListener("load", () => { if (frame.clientWidth && image.naturalWidth > LEAST * frame.clientWidth) size.click(); }, { once: true });
  return el("div", {}, el("div.row", {}, size), frame);
}
