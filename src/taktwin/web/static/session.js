/** Who is asking, and what they may do. */

import { drop, get, post } from "/static/api.js";

let found = { name: null };
let ahead = 0;

/** Ask the server who we are. */
export async function ask() {
  const sent = Date.now();
  found = await get("/api/session");
  ahead = new Date(found.time).valueOf() - (sent + Date.now()) / 2;
  return found;
}

/** The answer of the last time. */
export const me = () => found;

/** Whether models may be changed and commands run. */
export const may = () => Boolean(found.may);

/** The time of the server in ms; the clock of this computer may be wrong. */
export const serverTime = () => Date.now() + ahead;

/** Come in with a token. */
export async function enter(token) {
  await post("/api/session", { token });
  return ask();
}

/** Go out. */
export async function leave() {
  await drop("/api/session");
  return ask();
}
