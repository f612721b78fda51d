/** The styles of these views, asked for when the first of them is shown. */

const SHEETS = ["/static/css/watch.css", "/static/scene/scene.css"];

/** See to it that they are there before anything is measured. */
export const dress = () => Promise.all(SHEETS.filter((href) => !document.querySelector(`link[href="${href}"]`)).map((href) => new Promise((resolve) => {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  link.addEventListener("load", resolve);
  link.addEventListener("error", resolve);
  document.head.append(link);
})));
