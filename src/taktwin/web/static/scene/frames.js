// Frames as the server packs them; web/scene/frames.py tells their form.

const VIEWS = { f8: Float64Array, f4: Float32Array, u4: Uint32Array, i4: Int32Array, u1: Uint8Array };

/** The header of a frame, with its arrays in `arrays`. Throws where the bytes are no frame. */
export function unpacked(buffer) {
  const head = new Uint8Array(buffer, 0, 8);
  if (String.fromCharCode(...head.subarray(0, 4)) !== "TKF1") throw new Error("no frame");
  const begin = 8 + new DataView(buffer).getUint32(4, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, begin - 8)));
  const arrays = {};
  for (const [name, one] of Object.entries(header.arrays)) {
    arrays[name] = new VIEWS[one.type](buffer, begin + one.offset, one.length);
  }
  return { ...header, arrays };
}
