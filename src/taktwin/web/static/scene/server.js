// What is asked of the server.

const AGAIN_MS = 400; // between two looks at a run that is being done again

export class Server {
  constructor(base) { this.base = base; }

  async asked(path) {
    const answer = await fetch(this.base + path, { headers: { accept: "application/json" } });
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Refusal(answer.status, said);
    return { status: answer.status, said };
  }

  async json(path) { return (await this.asked(path)).said; }

  /** What there is to be seen. While a run is done again for it, `meanwhile` is called with the share that is done. */
  async about(meanwhile = () => true) {
    for (;;) {
      const { status, said } = await this.asked("/about");
      if (status !== 202) return said;
      if (meanwhile(said.share) === false) return null;
      await new Promise((resolve) => { setTimeout(resolve, AGAIN_MS); });
    }
  }

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
