// Mouse and keys in the picture.

/** Let a canvas steer a view. */
export function steer(view, canvas) {
  const { eye } = view;
  let drag = null, moved = 0;
  canvas.addEventListener("pointerdown", (event) => { drag = [event.clientX, event.clientY]; moved = 0; canvas.setPointerCapture(event.pointerId); });
  canvas.addEventListener("pointermove", (event) => {
    if (drag === null) return;
    const dx = event.clientX - drag[0], dy = event.clientY - drag[1];
    moved += Math.abs(dx) + Math.abs(dy);
    if (moved > 4) { eye.pan(dx, dy); view.letGo(); }
    drag = [event.clientX, event.clientY];
  });
  canvas.addEventListener("pointerup", (event) => { if (drag !== null && moved <= 4) view.click(event.offsetX, event.offsetY); drag = null; });
  canvas.addEventListener("pointercancel", () => { drag = null; });
  canvas.addEventListener("dblclick", (event) => eye.open(event.offsetX, event.offsetY));
  canvas.addEventListener("wheel", (event) => { event.preventDefault(); eye.zoom(Math.exp(-event.deltaY / 500), event.offsetX, event.offsetY); }, { passive: false });
  const keys = keysOf(view);
  canvas.addEventListener("keydown", (event) => {
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
}

function keysOf(view) {
  const { eye, clock, controls } = view;
  return {
    ArrowLeft: () => eye.pan(60, 0), ArrowRight: () => eye.pan(-60, 0), ArrowUp: () => eye.pan(0, 60), ArrowDown: () => eye.pan(0, -60),
    "+": () => eye.zoom(1.25), "=": () => eye.zoom(1.25), "-": () => eye.zoom(0.8), " ": () => view.play(!clock.playing),
    0: () => eye.whole(), Home: () => eye.whole(), ",": () => view.step(-10), ".": () => view.step(10),
    "<": () => controls.faster(-1), ">": () => controls.faster(1),
    Enter: () => view.click(eye.width / 2, eye.height / 2), Escape: () => eye.up(),
  };
}
