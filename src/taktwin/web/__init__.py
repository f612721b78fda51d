"""The page: models, runs and plans in a browser, in English and Chinese; a face beside the command line.

How it is put together, for whoever adds a view:

- `workspace.Workspace` is the folder that is served. `workspace.inside(name)` gives the path of a file in it, and
  refuses whatever lies outside, hidden files and links that lead out. No handler opens a path got in another way.
- `app.make_app(settings)` puts the routes together. A room of routes is a function `routes(workspace) -> list` of
  starlette's `Route`, `WebSocketRoute` or `Mount`; `app.rooms` names them. Under `/api/` stands JSON, under `/ws/` a
  WebSocket, under `/files/` what commands wrote (reports, with a policy of their own that isolates them).
- `access` stands before every route: host, origin, who it is, and what the role may do. Reading (`GET`, WebSocket)
  takes the role *view*, every other method *admin*, save under the prefixes in `access.roles.ACKNOWLEDGED`. In a
  handler, `access.routes.who(request)` tells name and role, and `access.routes.note` writes an action into the audit.
- An error is a `TaktwinError` (422) or a `refusal.RefusedError` with its status; `replies` makes JSON of it. Blocking
  work goes through `replies.in_thread`.
- `static/` is plain ES modules without a build step. `static/views.js` is the table of views: first word of the address
  behind `#/` -> module with `show(main, words, query)`, which fills `main` and may return a function that ends it.
  `dom.js` makes elements out of texts (never HTML), `api.js` asks the server, `i18n.js` says `t("key", {values})` out
  of `text/en.json` and `text/zh.json`, whose keys a test compares. The policy of the page allows neither inline scripts
  nor inline styles.
- The moving plant is `scene/` and `static/scene/`: its routes are `scene.routes.routes(workspace)`, its view is
  `static/scene/view.js` at `#/replay/NAME-OF-RUN-FOLDER`.
"""
