/** A text area with line numbers, signs on lines with problems, and completion (Ctrl+Space). */

import { post } from "/static/api.js";
import { el, fill } from "/static/dom.js";
import { t } from "/static/i18n.js";

/** How the line behind this one begins: below the key of a list entry, two further in behind a key without a value. */
function indent(line) {
  const begin = line.match(/^ *(?:- +)*/)[0];
  const own = line.trim() === "" || line.trim() === "-" ? line.match(/^ */)[0] : " ".repeat(begin.length);
  return /^[^#]*:\s*(#.*)?$/.test(line) ? `${own}  ` : own;
}

/**
 * The editor.
 * @param {string} text what stands in it
 * @param {boolean} fixed it cannot be changed
 * @param {() => void} changed called after each change
 */
export function editor(text, fixed, changed) {
  const gutter = el("div.gutter", { "aria-hidden": "true" });
  const area = el("textarea", {
    spellcheck: "false", autocomplete: "off", autocapitalize: "off", wrap: "off", "aria-label": t("editor.label"),
    "aria-describedby": "editor-help", readonly: fixed, "aria-autocomplete": "list",
  });
  area.value = text;
  const words = el("ul.words", { role: "listbox", id: "words", "aria-label": t("editor.words"), hidden: true });
  const whole = el("div.editor", {}, gutter, area, words);
  let marks = new Map();
  let offered = null;

  function number() {
    const count = area.value.split("\n").length;
    const lines = [];
    let plain = [];
    for (let line = 1; line <= count; line++) {
      const level = marks.get(line);
      if (!level) {
        plain.push(String(line));
        continue;
      }
      if (plain.length) lines.push(document.createTextNode(`${plain.join("\n")}\n`));
      plain = [];
      lines.push(el(`span.${level === "error" ? "bad" : "warn"}`, {}, `${level === "error" ? "✕" : "!"} ${line}\n`));
    }
    lines.push(document.createTextNode(`${plain.join("\n")}\n\n\n`));
    fill(gutter, lines);
    gutter.scrollTop = area.scrollTop;
  }

  function place() {
    const head = area.value.slice(0, area.selectionStart);
    const line = head.split("\n").length;
    return { line, column: head.length - (head.lastIndexOf("\n") + 1) };
  }

  function replace(from, until, put) {
    area.setSelectionRange(from, until);
    area.focus();
    // the command keeps the browser's own undo; where it is gone, the value is set
    if (!document.execCommand("insertText", false, put)) area.setRangeText(put, from, until, "end");
    edited();
  }

  function close() {
    offered = null;
    words.hidden = true;
    area.removeAttribute("aria-activedescendant");
  }

  function choose(index) {
    offered.at = (index + offered.items.length) % offered.items.length;
    [...words.children].forEach((one, at) => one.setAttribute("aria-selected", String(at === offered.at)));
    const chosen = words.children[offered.at];
    chosen.scrollIntoView({ block: "nearest" });
    area.setAttribute("aria-activedescendant", chosen.id);
  }

  function take(index) {
    const { items, from } = offered;
    const follows = area.value.slice(area.selectionStart, area.selectionStart + 1) === ":";
    const put = items[index].word + (items[index].key && !follows ? ": " : "");
    close();
    replace(from, area.selectionStart, put);
  }

  async function complete() {
    const { line, column } = place();
    const at = area.selectionStart;
    const found = await post("/api/text/complete", { text: area.value, line, column });
    if (at !== area.selectionStart) return;
    if (!found.items.length) {
      close();
      return;
    }
    offered = { items: found.items, from: at - (column - found.start), at: 0 };
    fill(words, found.items.map((one, index) => el("li", {
      role: "option", id: `word-${index}`, "aria-selected": "false",
      on: { mousedown: (event) => { event.preventDefault(); take(index); } },
    }, one.word, one.about ? el("span", {}, one.about) : null)));
    words.hidden = false;
    choose(0);
  }

  function edited() {
    number();
    changed();
  }

  area.addEventListener("input", () => {
    if (offered) complete().catch(close);
    edited();
  });
  area.addEventListener("scroll", () => { gutter.scrollTop = area.scrollTop; });
  area.addEventListener("blur", close);
  area.addEventListener("keydown", (event) => {
    if (fixed) return;
    if ((event.ctrlKey || event.metaKey) && event.code === "Space") {
      event.preventDefault();
      complete().catch(close);
    } else if (offered && ["ArrowDown", "ArrowUp", "Enter", "Tab", "Escape"].includes(event.key)) {
      event.preventDefault();
      if (event.key === "Escape") close();
      else if (event.key === "ArrowDown") choose(offered.at + 1);
      else if (event.key === "ArrowUp") choose(offered.at - 1);
      else take(offered.at);
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      const head = area.value.slice(0, area.selectionStart);
      replace(area.selectionStart, area.selectionEnd, `\n${indent(head.slice(head.lastIndexOf("\n") + 1))}`);
    }
  });
  number();
  return {
    element: el("div", {}, whole, fixed ? null : el("p.soft", { id: "editor-help" }, t("editor.help"))),
    text: () => area.value,
    /** The line of the cursor, from 1. */
    line: () => place().line,
    /** Put another text in its place. */
    set(found) {
      if (found === area.value) return;
      const top = area.scrollTop;
      area.value = found;
      area.scrollTop = top;
      edited();
    },
    /** Put lines in behind a line (0: before the first), and select a part of them; the browser's undo takes them back. */
    insert(line, put, from = 0, until = 0) {
      const lines = area.value.split("\n");
      const at = lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0);
      const open = at > area.value.length; // behind a last line without an end
      replace(Math.min(at, area.value.length), Math.min(at, area.value.length), open ? `\n${put}` : put);
      this.go(line + 1);
      if (until > from) area.setSelectionRange(at + from, at + until);
    },
    /** Mark lines: a map from line to "error" or "warning". */
    mark(found) {
      marks = found;
      number();
    },
    /** Go to a line and select it. */
    go(line) {
      const lines = area.value.split("\n");
      const from = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
      area.focus();
      area.setSelectionRange(from, from + (lines[line - 1] || "").length);
      const high = area.scrollHeight / Math.max(lines.length, 1);
      area.scrollTop = Math.max(0, (line - 6) * high);
    },
  };
}
