// The page as a whole: who sits where, the top bar, the drawers, and the address that brings one back.

import { Clock } from "./clock.js";
import { fill, h, icon } from "./dom.js";
import { Inspector } from "./inspector.js";
import { notice, tellProblem, toast } from "./notices.js";
import { Seat } from "./seat.js";
import { findStory } from "./story.js";
import { Tour } from "./tour.js";
import { chooseTheme, themeNow } from "./theme.js";

const NARROW = 600;

/** Everything on the page. */
export class Hall {
  constructor(directory, tour) {
    this.directory = directory;
    this.seats = [];
    this.lost = new Set();
    this.isReturning = false;
    this.returned = Promise.resolve();
    this.area = document.getElementById("seats");
    this.banners = document.getElementById("banners");
    this.clockFace = new Clock(
      directory,
      () => this.seats[0]?.person ?? directory.humans[0],
      () => this.seats.forEach((seat) => seat.sidebar.drawHead()),
    );
    this.inspector = new Inspector(directory, () => this.toggleInspector(false));
    this.tour = new Tour(tour, this);
    const stage = document.getElementById("stage");
    stage.append(this.inspector.node);
    stage.before(this.tour.node);
    new ResizeObserver(() => this.#measure()).observe(this.area);
    directory.addEventListener("changed", () => this.seats.forEach((seat) => seat.sidebar.draw()));
    directory.addEventListener("app", () => this.#drawBanners());
  }

  /** Seat people as the address says, now and whenever somebody goes back or forward. */
  async start() {
    addEventListener("popstate", () => this.#return().catch(tellProblem));
    await this.#return();
    this.#drawBanners();
  }

  /** Where the address says that people are, or the first person. */
  #placesWanted() {
    const known = placesIn(location.hash).filter((place) => this.directory.person(place.person));
    return known.length ? known : [{ person: this.directory.humans[0].handle }];
  }

  /** Go where the address says, one way after the other: the address may change on the way. */
  #return() {
    this.returned = this.returned.catch(() => {}).then(() => this.#goWhereTheAddressSays());
    return this.returned;
  }

  async #goWhereTheAddressSays() {
    const wanted = location.hash;
    const places = this.#placesWanted();
    const people = places.map((place) => this.directory.person(place.person));
    const areSeated =
      people.length === this.seats.length &&
      people.every((person, index) => person.id === this.seats[index].person.id);
    this.isReturning = true;
    try {
      if (areSeated) await Promise.all(this.seats.map((seat, index) => seat.visit(places[index])));
      else await this.#seatAnew(people, places);
    } finally {
      this.isReturning = false;
    }
    if (location.hash === wanted) this.#remember("replaceState");
  }

  async #seatAnew(people, places) {
    for (const seat of [...this.seats]) this.#rise(seat);
    for (const [index, person] of people.entries()) await this.#sit(person.id, places[index]);
    this.drawTop();
    this.clockFace.draw();
  }

  async #sit(personId, place = {}, index = this.seats.length) {
    const seat = new Seat(this.directory, personId, this);
    this.seats.splice(index, 0, seat);
    this.area.insertBefore(seat.node, this.area.children[index] ?? null);
    this.area.classList.toggle("is-shared", this.seats.length > 1);
    this.#measure();
    await seat.start(place);
    return seat;
  }

  #rise(seat) {
    seat.leave();
    seat.node.remove();
    this.seats = this.seats.filter((each) => each !== seat);
    this.lost.delete(seat);
    this.area.classList.toggle("is-shared", this.seats.length > 1);
    this.#measure();
  }

  /** Where seats are too narrow for a sidebar, the tour stands above them instead of inside it. */
  #measure() {
    const isCramped = this.area.clientWidth / Math.max(1, this.seats.length) < NARROW;
    document.body.classList.toggle("is-cramped", isCramped);
  }

  /** Let another person sit down in a seat, at the same conversation where they may see it. */
  async reseat(seat, personId) {
    const index = this.seats.indexOf(seat);
    const { conversation } = seat.place;
    this.#rise(seat);
    const next = await this.#sit(personId, { conversation }, index);
    next.node.querySelector(".act-as").focus();
    this.moved();
    this.drawTop();
    this.clockFace.draw();
  }

  async toggleSideBySide(isOn = this.seats.length === 1) {
    if (!isOn && this.seats.length > 1) this.#rise(this.seats[1]);
    else if (isOn && this.seats.length === 1) {
      const other = this.directory.humans.find((person) => person.id !== this.seats[0].person.id);
      if (other) await this.#sit(other.id, { conversation: this.seats[0].place.conversation });
      notice("acted_as", { person: other?.handle });
    }
    this.moved();
    this.drawTop();
  }

  toggleInspector(isOpen = !this.inspector.isOpen) {
    this.inspector.toggle(isOpen);
    document.body.classList.toggle("has-inspector", isOpen);
    this.drawTop();
  }

  /** Somebody went elsewhere; the way back leads through the places they were at. */
  moved() {
    this.#remember("pushState");
  }

  /** Write into the address where everybody is, but not while they are on their way to what it says. */
  #remember(how) {
    const places = this.seats.map(({ place }) =>
      [place.person, place.conversation, place.thread].map(encodeURIComponent).join("/").replace(/\/+$/, ""),
    );
    const address = `#${places.join("|")}`;
    if (this.isReturning || !places.length || address === location.hash) return;
    history[how](null, "", address);
  }

  /** Draw the bar at the top. */
  drawTop() {
    const brand = h("h1", {}, "Aligned ", h("span", {}, "Sandbox"));
    fill(
      document.getElementById("topbar"),
      h("img", { src: "/page/icon.svg", alt: "", width: 28, height: 28 }),
      brand,
      h("span", { class: "workspace-name wide-only" }, this.directory.name),
      this.#drawAppState(),
      h("span", { class: "grow" }),
      this.clockFace.node,
      this.#drawToggles(),
    );
  }

  #drawAppState() {
    const { app, isConnected } = this.directory;
    const dot = h("span", { class: "dot", "aria-hidden": true });
    const text = `${app.name} ${isConnected ? "is connected" : "is away"}`;
    return h("span", { class: `app-state${isConnected ? " is-on" : ""}` }, dot, text);
  }

  #drawToggles() {
    const isDark = themeNow() === "dark";
    return [
      drawToggle("split", "Side by side", this.seats.length > 1, () => this.toggleSideBySide(), "desk-only"),
      this.tour.isOffered && drawToggle("compass", "Tour", this.tour.isOpen, () => this.#toggleTour()),
      drawToggle("pulse", "Inspector", this.inspector.isOpen, () => this.toggleInspector()),
      drawToggle("theme", "Dark", isDark, () => this.#toggleTheme(isDark), "icon-only"),
    ];
  }

  #toggleTour() {
    this.tour.toggle();
    this.drawTop();
  }

  #toggleTheme(isDark) {
    chooseTheme(isDark ? "light" : "dark");
    this.drawTop();
  }

  #drawBanners() {
    const { app } = this.directory;
    const away =
      !this.directory.isConnected &&
      h(
        "p",
        { class: "banner" },
        icon("warn", 16),
        `${app.name} is not connected. Commands and buttons fail until it is back; you can keep reading and writing.`,
      );
    const lost =
      this.lost.size > 0 &&
      h("p", { class: "banner is-lost" }, icon("warn", 16), "Lost touch with the sandbox. Reconnecting…");
    fill(this.banners, lost, away);
    if (this.seats.length) this.drawTop();
  }

  /** A seat lost its connection to the sandbox, or has it again. */
  linked(seat, isBack) {
    if (isBack) this.lost.delete(seat);
    else this.lost.add(seat);
    if (isBack && !this.lost.size) toast("Connected again. Everything is up to date.");
    this.#drawBanners();
  }

  clock(clock) {
    this.directory.setClock(clock);
    this.clockFace.draw();
    this.seats.forEach((seat) => seat.retimed());
  }

  app(event) {
    const wasConnected = this.directory.isConnected;
    this.directory.setConnections(event.connections ?? event.app?.connections ?? 0);
    if (!wasConnected && this.directory.isConnected) toast(`${this.directory.app.name} is connected.`);
  }

  traffic() {
    this.inspector.heard();
  }

  /** Take the visitor of the tour somewhere. */
  async visit(go) {
    const [seat] = this.seats;
    if (go.sideBySide) await this.toggleSideBySide(true);
    if (go.clock) this.clockFace.open();
    if (go.inspector) this.toggleInspector(true);
    if (go.home) await seat.showHome();
    if (go.conversation) await seat.show(go.conversation);
  }

  /** Take the visitor of the tour to the channel of a story. */
  async visitStory(story) {
    const [seat] = this.seats;
    const found = await findStory(seat, story);
    if (found) await seat.show(found);
    else toast("This story is not in the workspace yet.");
  }
}

function drawToggle(shape, label, isOn, run, className = "") {
  const props = {
    type: "button",
    class: `top-button ${className}`,
    "aria-pressed": String(isOn),
    title: label,
  };
  return h("button", { ...props, on: { click: run } }, icon(shape), h("span", { class: "wide-only" }, label));
}

function placesIn(hash) {
  return hash
    .slice(1)
    .split("|")
    .filter(Boolean)
    .map((part) => {
      const [person, conversation, thread] = part.split("/").map(decoded);
      return { person, conversation, thread };
    });
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // typed by hand
  }
}
