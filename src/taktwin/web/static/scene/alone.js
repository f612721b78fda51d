// The page with nothing but the moving plant.

import { mount, mountLive } from "./mount.js";

const main = document.getElementById("scene"), language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
const path = main.dataset.run.split("/").map(encodeURIComponent).join("/");
const socket = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws/live/scene`;
globalThis.scene = main.dataset.live === undefined ? await mount(main, { base: `/api/replay/${path}`, language })
  : await mountLive(main, { base: "/api/live/scene", socket, language });
