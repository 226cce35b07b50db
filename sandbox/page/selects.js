// Select menus of every source, for one value or several.

import { icon } from "./dom.js";
import { avatar } from "./avatar.js";
import { combobox } from "./combobox.js";
import { report } from "./report.js";
import { words } from "./text.js";

/** Draw a select menu; where its choices come from is in its type. */
export function drawSelect(element, seat, name) {
  const source = sourceOf(element, seat);
  const many = element.type.startsWith("multi_");
  const before = seat.value(element);
  const chosen = (Array.isArray(before) ? before : before ? [before] : []).map((value) => source.find(value));
  const node = combobox({
    source: source.list,
    chosen,
    many,
    most: element.max_selected_items,
    placeholder: words(element.placeholder) || (many ? "Choose some" : "Choose"),
    label: name.spoken,
    labelledBy: name.labelledBy,
    id: name.id,
    isClearable: Boolean(name.id), // in an input; elsewhere what was chosen has been told to the app
    onChange: (value) => report(element, seat, value, node),
  });
  node.dataset.action = element.action_id;
  return node;
}

const matches = (choice, query) => choice.label.toLowerCase().includes(query.trim().toLowerCase());

function fromList(list) {
  return {
    list: (query) => list().filter((choice) => matches(choice, query)),
    find: (value) =>
      list().find((choice) => choice.value === value) ?? { value, label: String(value?.text?.text ?? value) },
  };
}

const asChoice = (option, group) => ({
  value: option.value,
  label: words(option.text),
  hint: words(option.description),
  group,
});

function staticSource(element) {
  const groups = element.option_groups?.flatMap((group) =>
    group.options.map((option) => asChoice(option, words(group.label))),
  );
  return fromList(() => groups ?? element.options.map((option) => asChoice(option)));
}

function externalSource(element, seat) {
  const least = element.min_query_length ?? 3;
  const list = async (query) => {
    if (query.length < least) return [];
    const { options, option_groups: groups } = await seat.suggest(element, query);
    const offered = options.map((option) => [option]);
    for (const group of groups)
      offered.push(...group.options.map((option) => [option, words(group.label)]));
    return offered.map(([option, group]) => ({ ...asChoice(option, group), value: option }));
  };
  return { list, find: (option) => ({ value: option, label: words(option?.text) || String(option) }) };
}

function peopleSource({ directory }) {
  const list = () =>
    directory.people
      .filter((person) => !person.deleted)
      .map((person) => ({
        value: person.id,
        label: person.name,
        hint: person.title || (person.is_bot ? "App" : ""),
        lead: avatar(person, 22),
      }));
  return fromList(list);
}

const KINDS = { public: "channel", private: "private", im: "dm" };
const kindsOf = (element) => (element.filter?.include ?? Object.keys(KINDS)).map((name) => KINDS[name]);

function channelSource({ directory, person }, kinds) {
  const visible = (each) =>
    kinds.includes(each.kind) &&
    (each.kind === "channel" || each.members.includes(person.id)) &&
    !each.archived;
  const list = () =>
    directory.conversations.filter(visible).map((each) => ({
      value: each.id,
      label: directory.nameFor(each, person.id),
      lead: icon(each.kind === "dm" ? "people" : each.kind === "private" ? "lock" : "hash", 14),
    }));
  return fromList(list);
}

const SOURCES = {
  static: staticSource,
  external: externalSource,
  users: (element, seat) => peopleSource(seat),
  channels: (element, seat) => channelSource(seat, ["channel"]),
  conversations: (element, seat) => channelSource(seat, kindsOf(element)),
};

function sourceOf(element, seat) {
  const name = element.type.replace(/^multi_/, "").replace(/_select$/, "");
  return SOURCES[name](element, seat);
}
