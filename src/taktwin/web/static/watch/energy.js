/** Energy as meters of the plant measure it now. Nothing that is calculated is ever shown here. */

import { el, fill, table } from "/static/dom.js";
import { number, t } from "/static/i18n.js";
import { lasts, renew, tile } from "/static/watch/parts.js";

const STALE_S = 900; // an older value is listed, and not added up

/** What draws it. */
export function energyView(place) {
  const shown = el("div");
  fill(place, el("p", {}, t("watch.energy_about")), shown);
  return {
    draw(now) {
      const meters = now.meters ?? [];
      const power = meters.filter((one) => one.unit === "kW" && one.good && one.age_s < STALE_S);
      renew(shown, meters.map((one) => [one.name, one.value, Math.round(one.age_s / 60)]), () => (meters.length ? [
        power.length ? el("dl.tiles", {}, tile(t("watch.power"), `${number(power.reduce((sum, one) => sum + one.value, 0), 4)} kW`, t("watch.power_about", { n: power.length }))) : null,
        table(t("watch.meters_caption"), ["meter", "part", "value", "unit", "age", "quality"].map((one) => t(`watch.col.${one}`)),
          meters.map((one) => [one.name, one.part, { value: number(one.value, 5), number: true }, one.unit, { value: lasts(one.age_s), number: true }, one.good ? t("watch.good") : t("watch.not_good")]))] : el("p.note", {}, t("watch.no_meters"))));
    },
  };
}
