/** The running plant as the server tells it: one WebSocket for all views, which comes back by itself. */

import * as session from "/static/session.js";

const QUIET_MS = 15_000; // without a word an open connection is taken for dead
const LINGER_MS = 3_000; // it stays open so long when nobody looks, for the next view
const listeners = new Set();
const frames = new Set();
let socket = null;
let wait = 500;
let timer = null;
let lingering = null;
let about = null;
let told = null;
let heard = 0;

/** What is known now: about the plant, what was told last, and whether the connection stands. */
export const state = () => ({ about, told, connected: socket?.readyState === WebSocket.OPEN && heard > 0 });

/** Ages in seconds: of the last word of the server, of the last news of the plant; and the server's time. */
export function ages() {
  if (told === null) return { word: null, news: null, server: null };
  const word = (performance.now() - heard) / 1000;
  return { word, news: told.silent_s === null ? null : told.silent_s + word, server: new Date(Date.parse(told.server) + 1000 * word) };
}

/** Call a listener with what is known now and whenever it changes; returns what ends that. */
export function listen(listener) {
  clearTimeout(lingering);
  listeners.add(listener);
  open();
  if (told !== null) listener(state());
  return () => {
    listeners.delete(listener);
    lingering = setTimeout(() => { if (!listeners.size) close(); }, LINGER_MS);
  };
}

/** Have the frames of the moving plant, too; returns what ends that. */
export function watchFrames(listener) {
  frames.add(listener);
  ask();
  return () => {
    frames.delete(listener);
    ask();
  };
}

function ask() {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ scene: frames.size > 0 }));
}

function tell() {
  for (const listener of listeners) listener(state());
}

function close() {
  clearTimeout(timer);
  timer = null;
  const old = socket;
  socket = null;
  heard = 0;
  old?.close();
}

function open() {
  if (socket || timer) return;
  const made = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws/watch`);
  socket = made;
  made.binaryType = "arraybuffer";
  made.addEventListener("open", () => {
    wait = 500;
    if (frames.size) ask();
  });
  made.addEventListener("message", (event) => {
    if (made !== socket) return;
    heard = performance.now();
    if (typeof event.data !== "string") {
      for (const listener of frames) listener(event.data);
      return;
    }
    const said = JSON.parse(event.data);
    if (said.kind === "about") about = said;
    else if (about !== null && said.generation === about.generation) told = said;
    else return;
    if (told !== null && told.generation === about.generation) tell();
  });
  made.addEventListener("close", () => {
    if (made !== socket) return;
    socket = null;
    tell();
    timer = setTimeout(async () => {
      try {
        await session.ask();
      } catch { /* it is asked again */ }
      timer = null;
      if (listeners.size && session.me().name) open();
    }, wait);
    wait = Math.min(wait * 2, 5_000);
  });
}

setInterval(() => {
  if (socket?.readyState === WebSocket.OPEN && heard && performance.now() - heard > QUIET_MS) socket.close();
}, 2_000);
