// Put the moving plant into an element of a page: the replay of a run, or a plant that runs.

import { make } from "./dom.js";
import { LiveFrames, LiveSource } from "./live.js";
import { Server } from "./server.js";
import { View } from "./stage.js";
import { Chunks } from "./store.js";
import { sayer } from "./words.js";

/** Put the replay that answers at `base` into an element. */
export async function mount(container, { base, language = "en" }) {
  const say = sayer(language), server = new Server(base);
  const said = make("p", {}, say("making")), bar = make("progress", { max: 1, hidden: true, "aria-label": say("making") });
  const notice = make("div", { className: "scene scene-cannot", role: "status" }, said, bar);
  container.replaceChildren(notice);
  let about;
  try {
    about = await server.about((share) => {
      const text = say("doing_again", { share: Math.floor(100 * share) });
      if (said.textContent !== text) said.textContent = text;
      bar.hidden = false; bar.value = share;
      return notice.isConnected;
    });
    if (about === null) return { destroy() {}, failed: { untraced: false } }; // somebody has gone elsewhere meanwhile
  } catch (error) {
    container.replaceChildren(make("div", { className: "scene scene-cannot", role: "alert" },
      make("p", {}, error.untraced ? say("no_trace") : say("cannot", { why: error.message })), error.untraced ? make("p", {}, error.message) : null,
      make("p", {}, error.untraced ? say("run_again") : error.remedy ?? "")));
    return { destroy() { container.replaceChildren(); }, failed: error };
  }
  const source = new Chunks((number) => server.chunk(number), about, machinesOf(about.scene), about.scene.places.length);
  return new View(container, about, server, language, source);
}

/** Put the live plant that answers at `base`, with its frames at `socket`, into an element. */
export async function mountLive(container, { base, socket, language = "en" }) {
  const server = new Server(base), about = await server.about();
  const source = new LiveSource(socket, machinesOf(about.scene), about.scene.places.length);
  return new View(container, about, server, language, source);
}

/** The same with frames that somebody else gets: `feed(take)` gives them to `take`, and returns what ends that. */
export async function mountFed(container, { base, feed, speed = 1, language = "en" }) {
  const server = new Server(base), about = await server.about();
  const source = new LiveFrames(machinesOf(about.scene), about.scene.places.length, speed);
  source.close = feed((frame) => source.take(frame));
  return new View(container, about, server, language, source);
}

/** How many numbers of machines there are. */
export function machinesOf(scene) {
  return scene.resources.reduce((most, one) => Math.max(most, one.id), -1) + 1;
}
