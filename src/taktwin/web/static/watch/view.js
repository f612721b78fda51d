/** The views of the running plant at #/watch/TAB. */

import { shown, TABS } from "/static/watch/frame.js";

const VIEWS = {
  plant: async () => (await import("/static/watch/plant.js")).plantView,
  alarms: async () => (await import("/static/watch/alarms.js")).alarmsView,
  states: async () => (await import("/static/watch/states.js")).statesView,
  shifts: async () => (await import("/static/watch/shifts.js")).shiftsView,
  ahead: async () => (await import("/static/watch/ahead.js")).aheadView,
  trust: async () => (await import("/static/watch/trust.js")).trustView,
  energy: async () => (await import("/static/watch/energy.js")).energyView,
};

/** Show it. */
export async function show(main, words) {
  const tab = TABS.includes(words[0]) ? words[0] : "plant";
  return shown(main, tab, await VIEWS[tab]());
}
