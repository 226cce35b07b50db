// Times as a person in some zone reads them, and the instants behind what they choose.

const formats = new Map();

function format(zone, options) {
  const key = zone + JSON.stringify(options);
  if (!formats.has(key))
    formats.set(key, new Intl.DateTimeFormat("en-GB", { timeZone: zone, hourCycle: "h23", ...options }));
  return formats.get(key);
}

/** The moment of a message time stamp. */
export const momentOf = (ts) => new Date(Number.parseFloat(ts) * 1000);

/** Year, month, day, hour, minute and weekday of a moment in a zone. */
export function partsIn(zone, moment) {
  const options = {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    weekday: "short",
  };
  const parts = Object.fromEntries(
    format(zone, options)
      .formatToParts(moment)
      .map((part) => [part.type, part.value]),
  );
  return {
    ...parts,
    date: `${parts.year}-${parts.month}-${parts.day}`,
    time: `${parts.hour}:${parts.minute}`,
  };
}

function offsetOf(zone, moment) {
  const { year, month, day, hour, minute, second } = partsIn(zone, moment);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(moment / 1000) * 1000;
}

/** The moment when the clock on the wall in a zone shows a date and a time. */
export function instantAt(zone, date, time) {
  const wall = new Date(`${date}T${time}:00Z`);
  const guess = new Date(wall - offsetOf(zone, wall));
  return new Date(wall - offsetOf(zone, guess));
}

/** A date some days later, as YYYY-MM-DD. */
export function daysLater(date, days) {
  const moment = new Date(`${date}T12:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + days);
  return moment.toISOString().slice(0, 10);
}

/** Days from a date to the Monday after it. */
export const daysToMonday = (date) => (8 - new Date(`${date}T12:00:00Z`).getUTCDay()) % 7 || 7;

export const clockTime = (zone, moment) =>
  format(zone, { hour: "2-digit", minute: "2-digit" }).format(moment);

/** A heading for one day: Today, Yesterday, or the date. */
export function dayName(zone, moment, now) {
  return (
    relativeDay(zone, moment, now) ??
    format(zone, { weekday: "long", day: "numeric", month: "long" }).format(moment)
  );
}

function relativeDay(zone, moment, now) {
  const day = partsIn(zone, moment).date;
  const today = partsIn(zone, now).date;
  if (day === today) return "Today";
  if (day === daysLater(today, -1)) return "Yesterday";
  return day === daysLater(today, 1) ? "Tomorrow" : null;
}

/** Weekday, date and time in full, for tooltips. */
export const fullTime = (zone, moment) =>
  format(zone, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  }).format(moment);

/** Short weekday, date and time for the clock. */
export const shortTime = (zone, moment) =>
  format(zone, {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  }).format(moment);

const DATES = {
  date_num: (zone, moment) => partsIn(zone, moment).date,
  date: { day: "numeric", month: "long", year: "numeric" },
  date_short: { day: "numeric", month: "short", year: "numeric" },
  date_long: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  date_long_full: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  time: { hour: "2-digit", minute: "2-digit" },
  time_secs: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
  day_divider_pretty: { weekday: "long", day: "numeric", month: "long" },
};

/** Fill in a date token's format, such as "{date_short_pretty} at {time}", for a reader's zone. */
export function slackDate(template, seconds, zone, now) {
  const moment = new Date(Number(seconds) * 1000);
  return template.replace(/\{(\w+)\}/g, (whole, name) => {
    if (name === "ago") return ago(moment, now);
    const pretty = name.endsWith("_pretty");
    const rule = DATES[name] ?? DATES[name.replace(/_pretty$/, "")];
    if (!rule) return whole;
    if (pretty && relativeDay(zone, moment, now)) return relativeDay(zone, moment, now).toLowerCase();
    return typeof rule === "function" ? rule(zone, moment) : format(zone, rule).format(moment);
  });
}

/** How long ago, or how far ahead, a moment is. */
export function ago(moment, now) {
  const seconds = Math.round((moment - now) / 1000);
  const steps = [
    ["day", 86400],
    ["hour", 3600],
    ["minute", 60],
    ["second", 1],
  ];
  const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? steps.at(-1);
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(Math.round(seconds / size), unit);
}

/** A span in its two largest units: "+1 d 3 h". */
export function span(seconds) {
  const minutes = Math.round(Math.abs(seconds) / 60);
  const parts = [
    [Math.floor(minutes / 1440), "d"],
    [Math.floor(minutes / 60) % 24, "h"],
    [minutes % 60, "min"],
  ];
  const told = parts
    .filter(([count]) => count)
    .slice(0, 2)
    .map(([count, unit]) => `${count} ${unit}`);
  return told.length ? `${seconds < 0 ? "−" : "+"}${told.join(" ")}` : "";
}
