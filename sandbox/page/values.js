// Values of interactive elements: as the page holds them, as views start with them, as Slack writes them down.

const isExternal = (type) => type.includes("external_select");

function fromOption(type, option) {
  if (!option) return null;
  return isExternal(type) ? option : option.value;
}

/** The value an element starts with. */
export function initialValue(element) {
  const { type } = element;
  if (element.initial_options) return element.initial_options.map((option) => fromOption(type, option));
  if (element.initial_option) return fromOption(type, element.initial_option);
  const names = [
    "initial_value",
    "initial_user",
    "initial_users",
    "initial_channel",
    "initial_channels",
    "initial_conversation",
    "initial_conversations",
    "initial_date",
    "initial_time",
    "initial_date_time",
  ];
  return names.map((name) => element[name]).find((value) => value !== undefined && value !== null) ?? null;
}

/** The value in one entry of a view's state. */
export function valueOfState(state) {
  const { type, ...rest } = state;
  if ("selected_options" in rest)
    return (rest.selected_options ?? []).map((option) => fromOption(type, option));
  if ("selected_option" in rest) return fromOption(type, rest.selected_option);
  const [value] = Object.entries(rest)
    .filter(([name]) => name !== "timezone")
    .map(([, each]) => each);
  return value ?? null;
}

/** What Slack's own form would object to before asking the app, or an empty string. */
export function objection(block, element, value) {
  const isEmpty =
    value === null ||
    value === undefined ||
    value === "" ||
    (Array.isArray(value) && !value.length) ||
    (typeof value === "string" && !value.trim());
  if (isEmpty) return block.optional ? "" : "Please complete this required field.";
  return (OBJECTIONS[element.type] ?? (() => ""))(element, value);
}

const OBJECTIONS = {
  plain_text_input: (element, value) => {
    const most = element.max_length ?? 3000;
    if (value.length < (element.min_length ?? 0)) return `Enter at least ${element.min_length} characters.`;
    return value.length > most ? `Enter at most ${most} characters.` : "";
  },
  email_text_input: (element, value) =>
    /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value) ? "" : "This is not an email address.",
  url_text_input: (element, value) => (/^https?:\/\/\S+$/.test(value) ? "" : "This is not a link."),
  number_input: (element, value) => {
    if (!/^-?\d+(\.\d+)?$/.test(value)) return "This is not a number.";
    if (!element.is_decimal_allowed && value.includes(".")) return "Enter a whole number.";
    if (element.min_value !== undefined && Number(value) < Number(element.min_value))
      return `Enter ${element.min_value} or more.`;
    return element.max_value !== undefined && Number(value) > Number(element.max_value)
      ? `Enter ${element.max_value} or less.`
      : "";
  },
};
