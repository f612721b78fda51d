/** The views: first word of the address behind `#/` -> module with `show(main, words, query)`. */
export const VIEWS = {
  "": () => import("/static/views/home.js"),
  model: () => import("/static/views/model.js"),
  shipped: () => import("/static/views/shipped.js"),
  form: () => import("/static/views/form.js"),
  jobs: () => import("/static/views/jobs.js"),
  job: () => import("/static/views/job.js"),
  run: () => import("/static/views/run.js"),
  compare: () => import("/static/views/compare.js"),
  watch: () => import("/static/watch/view.js"),
  andon: () => import("/static/watch/andon.js"),
  replay: () => import("/static/scene/view.js"),
};
