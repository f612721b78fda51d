// What is asked of the server.

export class Server {
  constructor(base) { this.base = base; }

  async json(path) {
    const answer = await fetch(this.base + path, { headers: { accept: "application/json" } });
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Refusal(answer.status, said);
    return said;
  }

  about() { return this.json("/about"); }

  find(asked) { return this.json(`/find?q=${encodeURIComponent(asked)}`); }

  history(thing) { return this.json(`/thing/${thing}`); }

  states(resource, begin, end) { return this.json(`/states?resource=${resource}&begin=${begin}&end=${end}`); }

  figures(place) { return this.json(`/place/${place}`); }

  async chunk(number) {
    const answer = await fetch(`${this.base}/chunk/${number}`);
    if (!answer.ok) throw new Refusal(answer.status, await answer.json().catch(() => ({})));
    return answer.arrayBuffer();
  }
}

/** What the server did not do, with its reason and remedy. */
export class Refusal extends Error {
  constructor(status, said) {
    super(said.message ?? `HTTP ${status}`);
    this.status = status; this.remedy = said.remedy ?? ""; this.untraced = said.untraced === true;
  }
}
