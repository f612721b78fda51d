/** Buttons that put a station, a buffer or a failure into the text: a begin for whoever does not know the words yet. */

import { el, fill } from "/static/dom.js";
import { t } from "/static/i18n.js";

const ENTRY = /^( *)- +(?:\{ *)?(station|buffer|conveyor|moving_line|store|transport)\b/;
const inward = (line) => line.match(/^ */)[0].length;
const bare = (line) => line.trim() === "" || line.trim().startsWith("#");

/** A name that the text does not have yet. */
function free(word, text) {
  let n = 1;
  while (new RegExp(`\\b${word}-${n}\\b`).test(text)) n++;
  return `${word}-${n}`;
}

/** Where an entry ends that begins at a line: behind its last line that is further in. */
function endOf(lines, begin) {
  const depth = inward(lines[begin]);
  let end = begin + 1;
  for (let k = begin + 1; k < lines.length; k++) {
    if (bare(lines[k])) continue;
    if (inward(lines[k]) <= depth) break;
    end = k + 1;
  }
  return end;
}

/** The entry of a flow at a line, or the last one of the text; null where there is none. */
function entryAt(lines, line) {
  for (let k = line - 1; k >= 0; k--) if (ENTRY.test(lines[k]) && (endOf(lines, k) >= line || k === line - 1)) return k;
  for (let k = lines.length - 1; k >= 0; k--) if (ENTRY.test(lines[k])) return k;
  return null;
}

const named = (name) => (/^[a-z][\w-]*$/i.test(name) ? name : JSON.stringify(name));

/** A plant with one station, behind the notes that the text has: what an empty text begins with. */
const plantOf = (text, name) => `${text.split("\n").filter((one) => one.startsWith("#")).map((one) => `${one}\n`).join("")}taktwin: 1
name: ${named(name.split("/").at(-1).replace(/\.ya?ml$/, ""))}

orders:
  jobs: {}

shops:
  shop:
    lines:
      line:
        orders: jobs
        flow:
          - station: station-1
            cycle: 60 s
`;

/** The words that are put in, behind which line, and what of them is selected. */
function made(what, text, line) {
  const lines = text.split("\n");
  const entry = entryAt(lines, line);
  if (entry === null) return null;
  const gap = " ".repeat(inward(lines[entry]));
  const name = free(what, text);
  const rest = what === "station" ? "cycle: 60 s" : "capacity: 5";
  const first = `${gap}- ${what}: `;
  return { line: endOf(lines, entry), put: `${first}${name}\n${gap}  ${rest}\n`, from: first.length, until: first.length + name.length };
}

/** A failure for the station at a line: described above the shops where the text describes none, and named by the station. */
function failed(edit) {
  let lines = edit.text().split("\n");
  const entry = entryAt(lines, edit.line());
  if (entry === null || lines[entry].includes("{")) return t("insert.no_station");
  if (lines[entry].match(ENTRY)[2] !== "station") return t("insert.no_station");
  if (lines.slice(entry, endOf(lines, entry)).some((one) => /^ *failures:/.test(one))) return t("insert.fails_already");
  let name = null;
  const known = lines.findIndex((one) => /^failures:\s*(#.*)?$/.test(one));
  if (known >= 0) name = lines.slice(known + 1, endOf(lines, known)).map((one) => one.match(/^  ([\w-]+):/)?.[1]).find((one) => one && one !== "mark");
  const put = (chosen) => edit.insert(endOf(lines, entry), `${" ".repeat(inward(lines[entry]) + 2)}failures: [${chosen}]\n`);
  put(name ?? "breakdown");
  if (!name) {
    lines = edit.text().split("\n");
    const shops = Math.max(0, lines.findIndex((one) => /^(shops|plants):/.test(one)));
    edit.insert(shops, `failures:\n  breakdown: {clock: operation, up: exp(8 h), repair: exp(10 min)}\n\n`);
  }
  return name ? t("insert.fails_as", { name }) : t("insert.fails_new");
}

/** Whether a text says nothing yet, of the plant or at all. */
const empty = (text) => text.split("\n").every((one) => bare(one) || /^(taktwin|name|title):/.test(one));

/** The buttons, above the text; `name` is that of the file. */
export function inserter(edit, name) {
  const said = el("span.soft", { role: "status" });
  const button = (what) => el("button", {
    type: "button",
    on: { click: () => {
      if (empty(edit.text())) {
        const plant = plantOf(edit.text(), name);
        edit.set(plant);
        edit.go(plant.split("\n").length - 2);
        fill(said, t("insert.begun"));
        if (what === "station") return;
      }
      if (what === "failure") {
        fill(said, failed(edit));
        return;
      }
      const found = made(what, edit.text(), edit.line());
      if (found === null) fill(said, t("insert.no_flow"));
      else {
        edit.insert(found.line, found.put, found.from, found.until);
        fill(said, t("insert.done"));
      }
    } },
  }, t(`insert.${what}`));
  return el("div.row.insert", { role: "group", "aria-label": t("insert.label") }, el("span", {}, t("insert.label")),
    ["station", "buffer", "failure"].map(button), said);
}
