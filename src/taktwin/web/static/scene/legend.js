// What the colours and shapes of the moving plant mean.

import { make } from "./dom.js";
import { COLOURS } from "./dots.js";

/** The entries of a legend: values of the option that colours jobs, states, and a switch for each kind of thing. */
export function legendOf({ scene, at, say, shown, option, about }) {
  const states = scene.states.map((one) => make("span", {}, swatch(one.colour, 0), `${one.sign} ${one.title[at]}`));
  const values = Object.values(scene.options)[option] ?? [];
  const shapes = say("kinds").split(",").map((name, k) => {
    const box = make("input", { type: "checkbox", checked: shown[k], on: { change: () => { shown[k] = box.checked; } } });
    return make("label", {}, box, name);
  });
  return [...values.map((value, k) => make("span", {}, swatch(COLOURS[k % COLOURS.length], 1), value)), ...states,
    make("span", {}, `${say("show")}: `), ...shapes, about.live ? make("span", {}, say("hollow")) : ""];
}

function swatch(colour, round) {
  const canvas = make("canvas", { width: 13, height: 13, "aria-hidden": "true" }), pen = canvas.getContext("2d");
  pen.fillStyle = colour;
  if (round) pen.fillRect(2, 2, 9, 9); else pen.fillRect(0, 0, 13, 13);
  return canvas;
}
