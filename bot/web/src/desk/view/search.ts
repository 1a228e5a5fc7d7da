// Finding clauses while one types: arrows choose, Enter takes.

import { html, nothing, type ReactiveControllerHost, type TemplateResult } from "lit";
import { composes } from "../../enter";
import { badge } from "../../view/source";
import { fill } from "../../words";
import { deskApi } from "../desk-api";
import type { Found } from "../protocol";
import { words } from "../words";
import { closeModal, modal } from "./modal";

const PAUSE = 120; // ms without a key before it is searched

export class Search {
  open = false;

  readonly #host: ReactiveControllerHost;
  readonly #hint: string;
  readonly #taken: (found: Found) => void;
  #city = "";
  #said = "";
  #found: Found[] | null = null;
  #failed = false;
  #chosen = 0;
  #timer = 0;

  /** `taken` gets the clause that was chosen; the window is closed then. */
  constructor(host: ReactiveControllerHost, hint: string, taken: (found: Found) => void) {
    this.#host = host;
    this.#hint = hint;
    this.#taken = taken;
  }

  show(city = ""): void {
    this.open = true;
    this.#city = city;
    this.#said = "";
    this.#found = null;
    this.#failed = false;
    this.#host.requestUpdate();
  }

  render(): TemplateResult | typeof nothing {
    if (!this.open) return nothing;
    const found = this.#found ?? [];
    return modal(
      "search",
      words.search,
      html`<div class="seeking">
        <input type="search" aria-label=${words.search} placeholder=${words.search_placeholder} autofocus
          role="combobox" aria-expanded=${found.length > 0} aria-controls="found" aria-autocomplete="list"
          aria-activedescendant=${found.length ? `found-${this.#chosen}` : nothing} autocomplete="off"
          @input=${this.#typed} @keydown=${this.#key} />
        <p class="hint" role="status">${this.#state()}</p>
      </div>
      <ul id="found" role="listbox" aria-label=${words.search}>
        ${found.map((each, index) => this.#row(each, index))}
      </ul>`,
      this.#closed,
    );
  }

  #row(found: Found, index: number): TemplateResult {
    const { clause, status, quote, title, number } = found;
    const take = (event: Event): void => this.#take(event, found);
    return html`<li id="found-${index}" role="option" aria-selected=${index === this.#chosen}
      @click=${take}>
      <span class="head"><b>${clause}</b> ${badge(status)}</span>
      <span class="quote">${quote}</span>
      <span class="of">《${title}》${number ?? ""}</span>
    </li>`;
  }

  #state(): string {
    if (this.#failed) return words.search_failed;
    if (!this.#found || !this.#said) return this.#hint;
    const count = this.#found.length;
    return count ? `${fill(words.found, { count })} · ${this.#hint}` : words.nothing_found;
  }

  readonly #typed = (event: Event): void => {
    this.#said = (event.target as HTMLInputElement).value.trim();
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#search(this.#said), PAUSE);
  };

  async #search(said: string): Promise<void> {
    try {
      const found = said ? await deskApi.search(said, this.#city) : null;
      if (said !== this.#said) return; // something else was typed meanwhile
      this.#found = found;
      this.#failed = false;
    } catch {
      this.#failed = true;
    }
    this.#chosen = 0;
    this.#host.requestUpdate();
  }

  readonly #key = (event: KeyboardEvent): void => {
    const found = this.#found ?? [];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = found[this.#chosen];
    if (composes(event)) return;
    if (event.key === "Escape") {
      event.preventDefault(); // at first the browser would only empty the field
      closeModal(event);
    }
    if (step && found.length) {
      event.preventDefault();
      this.#chosen = (this.#chosen + step + found.length) % found.length;
      this.#host.requestUpdate();
      const list = (event.target as Element).closest("dialog")?.querySelector("[role=listbox]");
      list?.children[this.#chosen]?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" && chosen) {
      event.preventDefault();
      this.#take(event, chosen);
    }
  };

  #take(event: Event, found: Found): void {
    closeModal(event);
    this.#taken(found);
  }

  readonly #closed = (): void => {
    this.open = false;
    this.#host.requestUpdate();
  };
}
