// The emoji an app or a person is likely to write by name.

import { h, icon } from "./dom.js";

const LIST = `+1 👍|-1 👎|thumbsup 👍|thumbsdown 👎|smile 😄|grinning 😀|slightly_smiling_face 🙂|wink 😉|joy 😂|thinking_face 🤔|cry 😢|
sob 😭|sweat_smile 😅|heart ❤️|blue_heart 💙|green_heart 💚|fire 🔥|tada 🎉|sparkles ✨|star ⭐|star2 🌟|rocket 🚀|eyes 👀|wave 👋|clap 👏|
pray 🙏|raised_hands 🙌|muscle 💪|ok_hand 👌|point_right 👉|point_left 👈|point_up 👆|point_down 👇|handshake 🤝|white_check_mark ✅|
heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌|negative_squared_cross_mark ❎|warning ⚠️|rotating_light 🚨|no_entry ⛔|no_entry_sign 🚫|
question ❓|exclamation ❗|grey_question ❔|bulb 💡|memo 📝|pencil 📝|pencil2 ✏️|clipboard 📋|page_facing_up 📄|bookmark_tabs 📑|books 📚|
open_book 📖|link 🔗|paperclip 📎|pushpin 📌|round_pushpin 📍|calendar 📅|date 📅|spiral_calendar_pad 🗓️|alarm_clock ⏰|hourglass ⌛|
hourglass_flowing_sand ⏳|stopwatch ⏱️|clock9 🕘|zzz 💤|bell 🔔|no_bell 🔕|mega 📣|loudspeaker 📢|speech_balloon 💬|mag 🔍|lock 🔒|unlock 🔓|
key 🔑|shield 🛡️|gear ⚙️|wrench 🔧|hammer 🔨|hammer_and_wrench 🛠️|robot_face 🤖|computer 💻|bar_chart 📊|chart_with_upwards_trend 📈|
chart_with_downwards_trend 📉|package 📦|file_folder 📁|card_index_dividers 🗂️|inbox_tray 📥|outbox_tray 📤|email 📧|envelope ✉️|dart 🎯|
trophy 🏆|medal 🏅|checkered_flag 🏁|white_flag 🏳️|triangular_flag_on_post 🚩|large_green_circle 🟢|large_yellow_circle 🟡|
large_orange_circle 🟠|red_circle 🔴|large_blue_circle 🔵|white_circle ⚪|black_circle ⚫|large_green_square 🟩|large_yellow_square 🟨|
large_red_square 🟥|large_orange_square 🟧|white_large_square ⬜|black_large_square ⬛|arrow_right ➡️|arrow_left ⬅️|arrow_up ⬆️|arrow_down ⬇️|
arrows_counterclockwise 🔄|repeat 🔁|leftwards_arrow_with_hook ↩️|heavy_plus_sign ➕|heavy_minus_sign ➖|one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|
five 5️⃣|six 6️⃣|seven 7️⃣|eight 8️⃣|nine 9️⃣|keycap_ten 🔟|zero 0️⃣|sunny ☀️|cloud ☁️|rainbow 🌈|seedling 🌱|coffee ☕|pizza 🍕|cake 🍰|
balloon 🎈|gift 🎁|bust_in_silhouette 👤|busts_in_silhouette 👥|house 🏠|office 🏢|earth_africa 🌍|globe_with_meridians 🌐|bug 🐛|construction 🚧|
information_source ℹ️|new 🆕|free 🆓|sos 🆘|100 💯|scales ⚖️|test_tube 🧪|compass 🧭|world_map 🗺️|triangular_ruler 📐|straight_ruler 📏`;

const BY_NAME = new Map(LIST.split("|").map((entry) => entry.trim().split(" ")));

export const FREQUENT = [
  "+1",
  "tada",
  "eyes",
  "white_check_mark",
  "heart",
  "thinking_face",
  "rocket",
  "raised_hands",
  "pray",
  "joy",
  "bulb",
  "warning",
];

/** The character behind a name, or undefined. */
export const emojiNamed = (name) => BY_NAME.get(name.replace(/::skin-tone-\d$/, ""));

// Signs that stand for a state are drawn alike everywhere, also where no emoji font is installed.
const SIGNS = {
  white_check_mark: ["check", "ok"],
  heavy_check_mark: ["check", "ok"],
  ballot_box_with_check: ["check", "ok"],
  x: ["close", "danger"],
  warning: ["warn", "warm"],
  rotating_light: ["warn", "danger"],
  no_entry: ["close", "danger"],
  no_entry_sign: ["close", "danger"],
  hourglass: ["clock", "quiet"],
  hourglass_flowing_sand: ["clock", "quiet"],
  alarm_clock: ["clock", "quiet"],
  stopwatch: ["clock", "quiet"],
  memo: ["pen", "quiet"],
  pencil2: ["pen", "quiet"],
  eyes: ["eye", "quiet"],
  lock: ["lock", "quiet"],
  page_facing_up: ["file", "quiet"],
};
const DISC = /^(?:large_)?(green|yellow|orange|red|blue|white|black)(?:_large)?_(circle|square)$/;

/** Draw an emoji by its name, or write the name where there is no picture for it. */
export function drawEmoji(name) {
  const label = name.replaceAll("_", " ");
  const [, colour, shape] = name.match(DISC) ?? [];
  if (colour) return h("span", { class: `sign is-${shape} is-${colour}`, role: "img", "aria-label": label });
  if (SIGNS[name])
    return h(
      "span",
      { class: `sign is-${SIGNS[name][1]}`, role: "img", "aria-label": label },
      icon(SIGNS[name][0], 14),
    );
  const picture = hasEmojiFont() && emojiNamed(name);
  return picture
    ? h("span", { class: "emoji", role: "img", "aria-label": label }, picture)
    : h("span", { class: "shortcode" }, `:${name}:`);
}

let fontFound;
/** Tell whether this machine can show emoji at all. */
export function hasEmojiFont() {
  fontFound ??= pixels("\u{1F389}") !== pixels("\u{10FFFE}");
  return fontFound;
}

function pixels(character) {
  const canvas = h("canvas", { width: 24, height: 24 });
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.font = "18px sans-serif";
  pen.fillText(character, 2, 18);
  return pen.getImageData(0, 0, 24, 24).data.join();
}

/** Names that start with what somebody typed. */
export const emojiStarting = (start) => [...BY_NAME].filter(([name]) => name.startsWith(start)).slice(0, 8);

/** Replace :names: in plain text. */
export const withEmoji = (text) =>
  text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => (hasEmojiFont() && emojiNamed(name)) || whole);
