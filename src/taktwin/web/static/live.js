/** The jobs as they are now, over a WebSocket that comes back by itself. */

import * as session from "/static/session.js";

const listeners = new Set();
let last = null;
let socket = null;
let wait = 500;
let state = "closed";

/** Call a listener with the jobs now and whenever they change; returns what ends that. */
export function watch(listener) {
  listeners.add(listener);
  if (last) listener(last, state);
  return () => listeners.delete(listener);
}

function tell() {
  for (const listener of listeners) listener(last || [], state);
}

/** Begin to listen. */
export function follow() {
  if (socket) return;
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  socket = new WebSocket(`${scheme}://${location.host}/ws/jobs`);
  socket.addEventListener("open", () => {
    wait = 500;
    state = "open";
  });
  socket.addEventListener("message", (event) => {
    last = JSON.parse(event.data).jobs;
    tell();
  });
  socket.addEventListener("close", async () => {
    socket = null;
    state = "closed";
    tell();
    setTimeout(async () => {
      try {
        await session.ask();
      } catch { /* it is asked again */ }
      if (session.me().name) follow();
    }, wait);
    wait = Math.min(wait * 2, 10_000);
  });
}
