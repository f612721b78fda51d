"""The plant moving: where everything stands on the page, who moves when, and the frames that tell it to the browser.

- `drawing` is the plane: frames, boxes and ways as in the picture of a plant, maps of guide paths.
- `places` are what things stand in, by identity; `scene` puts both together as JSON.
- `network` is where jobs can go; `stays` follows them through the trace of a run, `vehicles` what moves besides them.
  `segments` makes flat arrays of both, `thingtable` tells who they are.
- `replay` cuts a run into chunks of time, `live` follows a shadow, `feed` sends it to pages; both speak in `frames`.
- `position` is the rule by which a thing is drawn between two moments; `static/scene/motion.js` is the same rule.
- `routes` serves it; `alone` is a page with nothing else.
"""
