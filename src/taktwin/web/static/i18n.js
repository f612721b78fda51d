/** What the page says, in English and Chinese. */

export const LANGUAGES = { en: "English", zh: "中文" };
const KEY = "taktwin-language";
const texts = {};
let language = "en";

function wished() {
  try {
    const kept = localStorage.getItem(KEY);
    if (kept in LANGUAGES) return kept;
  } catch { /* storage may be closed */ }
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** Read both catalogues; must be waited for before anything is said. */
export async function begin() {
  await Promise.all(Object.keys(LANGUAGES).map(async (one) => {
    texts[one] = await (await fetch(`/static/text/${one}.json`, { cache: "no-cache" })).json();
  }));
  speak(wished());
}

/** The language that is spoken. */
export const spoken = () => language;

/** Speak a language from now on. */
export function speak(one) {
  language = one;
  document.documentElement.lang = one === "zh" ? "zh-CN" : "en";
  try {
    localStorage.setItem(KEY, one);
  } catch { /* it is asked for again the next time */ }
}

/** A text of the catalogue with its values; a key that is missing shows itself, which tests look for. */
export function t(key, values = {}) {
  const found = texts[language]?.[key];
  if (found === undefined) return `⟦${key}⟧`;
  return found.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/** Whether the catalogue has a text. */
export const has = (key) => texts[language]?.[key] !== undefined;

/** A text that comes in both languages, from the server. */
export const both = (found) => (typeof found === "string" ? found : found?.[language] || found?.en || "");

/** Several words in a row, as people of the language write them. */
export const listed = (words) => words.join(language === "zh" ? "、" : ", ");

/** A word in brackets, behind another. */
export const bracketed = (word) => (language === "zh" ? `（${word}）` : ` (${word})`);

/** A number as people of the language write it, to four digits. */
export function number(value, digits = 4) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  return new Intl.NumberFormat(language === "zh" ? "zh-CN" : "en-GB", { maximumSignificantDigits: digits }).format(value);
}

/** A time of the server, in the time zone of the reader. */
export function time(text) {
  const found = new Date(text);
  if (Number.isNaN(found.valueOf())) return "–";
  return new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-GB", { dateStyle: "short", timeStyle: "medium" }).format(found);
}

/** Seconds in words. */
export function duration(seconds) {
  if (seconds === null || seconds === undefined) return "–";
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 90) return t("time.seconds", { n: whole });
  if (whole < 5400) return t("time.minutes", { n: Math.round(whole / 60) });
  return t("time.hours", { n: (whole / 3600).toFixed(1) });
}
