// The sandbox's control API, one function per thing a person can do.

/** What the sandbox refused, in its own words. */
export class Refused extends Error {
  constructor(status, body) {
    super(body?.message ?? body?.error ?? `The sandbox answered ${status}`);
    this.code = body?.error ?? String(status);
    this.status = status;
  }
}

async function call(method, path, body) {
  const options = { method, headers: {} };
  if (body !== undefined) {
    options.headers["content-type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  const response = await fetch(`/control${path}`, options).catch(() => {
    throw new Error("The sandbox does not answer. Is it still running in its terminal?");
  });
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(response.status, answer);
  return answer;
}

const get = (path) => call("GET", path);
const post = (path, body = {}) => call("POST", path, body);
const q = encodeURIComponent;

export const workspace = () => get("/workspace");
export const clock = () => get("/clock");
export const setClock = (change) => post("/clock", change);
export const traffic = (after, limit = 200) => get(`/traffic?after=${after}&limit=${limit}`);

/** Everything one person does and sees. */
export class Person {
  constructor(id) {
    this.id = id;
    this.path = `/people/${q(id)}`;
  }

  conversations() {
    return get(`${this.path}/conversations`).then((answer) => answer.conversations ?? answer);
  }
  messages(conversation, before) {
    const page = before ? `&before=${q(before)}` : "";
    return get(`${this.path}/conversations/${q(conversation)}/messages?limit=50${page}`);
  }
  thread(conversation, ts) {
    return get(`${this.path}/conversations/${q(conversation)}/threads/${q(ts)}`).then(
      (answer) => answer.messages,
    );
  }
  modals() {
    return get(`${this.path}/modals`).then((answer) => answer.stack);
  }
  home() {
    return get(`${this.path}/home`).then((answer) => answer.view);
  }
  openHome() {
    return post(`${this.path}/home/open`);
  }
  openMessages() {
    return post(`${this.path}/home/open`, { tab: "messages" });
  }
  say(message) {
    return post(`${this.path}/messages`, message);
  }
  edit(message) {
    return post(`${this.path}/messages/edit`, message);
  }
  remove(message) {
    return post(`${this.path}/messages/delete`, message);
  }
  react(reaction) {
    return post(`${this.path}/reactions`, reaction);
  }
  command(channel, text) {
    return post(`${this.path}/commands`, { channel, text });
  }
  shortcut(shortcut) {
    return post(`${this.path}/shortcuts`, shortcut);
  }
  act(action) {
    return post(`${this.path}/actions`, action);
  }
  suggest(request) {
    return post(`${this.path}/options`, request);
  }
  keepValue(view, value) {
    return post(`${this.path}/views/${q(view)}/values`, value);
  }
  submit(view, values) {
    return post(`${this.path}/views/${q(view)}/submit`, { values });
  }
  close(view, clear) {
    return post(`${this.path}/views/${q(view)}/close`, { clear });
  }
  read(channel, ts) {
    return post(`${this.path}/read`, { channel, ts });
  }
  join(channel) {
    return post(`${this.path}/join`, { channel });
  }
}
