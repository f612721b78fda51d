// The page with nothing but the moving plant.

import { mount } from "./stage.js";

const main = document.getElementById("scene");
const path = main.dataset.run.split("/").map(encodeURIComponent).join("/");
globalThis.scene = await mount(main, { base: `/api/replay/${path}`, language: document.documentElement.lang });
