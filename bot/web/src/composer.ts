// Where the user writes. Nothing that was written is lost: too much text stays until it is cut,
// a draft outlives a reload of its tab, and Enter never sends what an input method still composes.

import { html, nothing, type ReactiveController, type ReactiveControllerHost } from "lit";
import { sends } from "./enter";
import { excerpt, quoting } from "./quote";
import { Kept } from "./storage";
import { closeIcon } from "./view/icons";
import { fill, words } from "./words";

const DRAFT = "draft";

export interface ComposerHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
  /** How many characters one message may have. */
  readonly limit: number;
  say(text: string): void;
}

export class Composer implements ReactiveController {
  readonly #host: ComposerHost;
  readonly #kept: Kept;
  #quoted: string | null = null;

  constructor(host: ComposerHost, server: string) {
    this.#host = host;
    this.#kept = new Kept(server, () => sessionStorage);
    host.addController(this);
  }

  hostUpdated(): void {
    const input = this.#input;
    if (!input || input.dataset.ready) return;
    input.dataset.ready = "yes";
    input.value = this.#kept.read<string>(DRAFT) ?? "";
    this.fit();
  }

  /** The next message answers this one. */
  quote(text: string): void {
    this.#quoted = text;
    this.#host.requestUpdate();
  }

  focus(): void {
    this.#input?.focus();
  }

  render() {
    return html`<form class="composer" aria-label=${words.input} autocomplete="off"
      @submit=${this.#submit}>
      ${this.#quoted === null ? nothing : this.#quote(this.#quoted)}
      <p class="limit" role="alert">${this.#excess()}</p>
      <div class="field">
        <textarea id="text" rows="1" aria-label=${words.input} placeholder=${words.placeholder}
          enterkeyhint="send" @input=${this.fit} @keydown=${this.#key}></textarea>
        <button type="submit" class="action">${words.send}</button>
      </div>
    </form>`;
  }

  get #input(): HTMLTextAreaElement | null {
    return this.#host.renderRoot.querySelector("#text");
  }

  #quote(text: string) {
    const drop = (): void => {
      this.#quoted = null;
      this.#host.requestUpdate();
    };
    return html`<div class="quoting">
      <span>${words.quoting}：${excerpt(text)}</span>
      <button type="button" class="icon" aria-label=${words.unquote} @click=${drop}>${closeIcon}</button>
    </div>`;
  }

  /** What would be sent. */
  #message(): string {
    const text = this.#input?.value.trim() ?? "";
    return text && this.#quoted !== null ? quoting(this.#quoted, text) : text;
  }

  #excess(): string {
    const count = [...this.#message()].length;
    const { limit } = this.#host;
    if (count <= limit) return "";
    const number = (value: number): string => value.toLocaleString("en-US");
    const [said, most, over] = [count, limit, count - limit].map(number) as [
      string,
      string,
      string,
    ];
    return fill(words.too_long, { count: said, limit: most, over });
  }

  /** As high as what is written; to be called when the type has changed. */
  readonly fit = (): void => {
    const input = this.#input;
    if (!input) return;
    input.style.height = "auto";
    input.style.height = `${input.scrollHeight + input.offsetHeight - input.clientHeight}px`;
    if (input.value) this.#kept.write(DRAFT, input.value);
    else this.#kept.remove(DRAFT);
    this.#host.requestUpdate();
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (!sends(event)) return;
    event.preventDefault();
    (event.target as HTMLTextAreaElement).form?.requestSubmit();
  };

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    const message = this.#message();
    this.focus();
    if (!message || this.#excess()) return; // the alert already says why; the words stay
    this.#quoted = null;
    if (this.#input) this.#input.value = "";
    this.fit();
    this.#host.say(message);
  };
}
