// What stands where at a time: for counts in cells, for the table, and for who asks of a place or a thing.

/** Jobs in each place, into `counts`. */
export function countJobs(chunk, time, counts) {
  counts.fill(0);
  if (chunk === null) return counts;
  const { t0, t1, place } = chunk.a, kinds = kindsOf(chunk), n = chunk.length ?? t0.length;
  for (let i = 0; i < n; i++) {
    if (place[i] >= 0 && kinds[i] <= 1 && t0[i] <= time && t1[i] > time) counts[place[i]]++;
  }
  return counts;
}

/** The segments of a time of which `wanted(i)` is true. */
export function segmentsAt(chunk, time, wanted) {
  const found = [], { t0, t1 } = chunk.a, n = chunk.length ?? t0.length;
  for (let i = 0; i < n; i++) if (t0[i] <= time && t1[i] > time && wanted(i)) found.push(i);
  return found;
}

/** The kind of the thing of each segment. */
export function kindsOf(chunk) {
  if (chunk.kindOf === undefined) {
    const { kind } = chunk.frame.things;
    chunk.kindOf = Uint8Array.from(chunk.a.thing, (id) => kind[chunk.things.get(id)]);
  }
  return chunk.kindOf;
}
