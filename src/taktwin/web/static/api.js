/** What is asked of the server, and what it refuses in words. */

/** An answer that is none: status, remedy and problems are those of the server. */
export class Refused extends Error {
  constructor(status, found) {
    super(found.message || `HTTP ${status}`);
    this.status = status;
    this.remedy = found.remedy || "";
    this.zh = found.zh || null; // message and remedy in Chinese, where the server has them
    this.problems = found.problems || [];
  }
}

const SAME = { credentials: "same-origin", cache: "no-store", redirect: "error" };

async function answer(method, path, body) {
  const headers = method === "GET" ? {} : { "x-taktwin": "1" };
  if (body !== undefined) headers["content-type"] = "application/json";
  let reply;
  try {
    reply = await fetch(path, { ...SAME, method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  } catch {
    throw new Refused(0, { message: "the server does not answer", remedy: "see whether it still runs" });
  }
  let found = {};
  try {
    found = await reply.json();
  } catch {
    found = {};
  }
  if (!reply.ok) {
    if (reply.status === 401) dispatchEvent(new Event("taktwin-stranger"));
    throw new Refused(reply.status, found);
  }
  return found;
}

export const get = (path) => answer("GET", path);
export const post = (path, body = {}) => answer("POST", path, body);
export const put = (path, body) => answer("PUT", path, body);
export const drop = (path) => answer("DELETE", path);

/** A path of the server with a name in it, whose slashes stay. */
export const named = (path, name) => `${path}/${name.split("/").map(encodeURIComponent).join("/")}`;
