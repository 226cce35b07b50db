// The app's home tab for one person.

import { fill, h, iconButton } from "./dom.js";
import { avatar } from "./avatar.js";
import { drawBlocks } from "./blocks.js";
import { notice, tellProblem } from "./notices.js";
import { bindSurface } from "./surface.js";

/** Show the app's home to the person of a seat. */
export class HomeView {
  constructor(seat) {
    this.seat = seat;
    this.shows = 0;
    const { app } = seat.directory;
    this.body = h("div", {
      class: "home-body",
      tabindex: 0,
      role: "region",
      "aria-label": `Home of ${app.name}`,
    });
    this.node = h(
      "section",
      { class: "conversation", "aria-label": `${app.name} home` },
      h(
        "header",
        { class: "conversation-head" },
        iconButton("menu", "Show conversations", () => seat.showSidebar(), {
          class: "icon-button only-narrow",
        }),
        avatar(seat.directory.person(app.bot_user_id), 26),
        h("h2", {}, app.name),
        seat.drawAppTabs("home"),
      ),
      this.body,
    );
  }

  async load() {
    notice("home");
    await this.seat.api.openHome().catch(tellProblem);
    await this.refresh();
  }

  /** Ask for the view, unless a newer one arrives by itself before the answer. */
  async refresh() {
    const asked = this.shows;
    const view = await this.seat.api.home();
    if (asked === this.shows) this.show(view);
  }

  /** Draw the view the app published, or say that there is none yet. */
  show(view) {
    this.shows += 1;
    if (!view) {
      fill(
        this.body,
        h(
          "p",
          { class: "empty" },
          `${this.seat.directory.app.name} has not published a home for ${this.seat.person.name} yet.`,
        ),
      );
      return;
    }
    fill(this.body, drawBlocks(view.blocks, bindSurface(this.seat, { type: "view", view_id: view.id })));
  }
}
