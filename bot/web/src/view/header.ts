// The title, which tells when the other side is writing, and the switches.

import { html, nothing, type TemplateResult } from "lit";
import { words } from "../words";
import { closeIcon } from "./icons";

export interface HeaderState {
  /** A page of its own cannot be closed. */
  page: boolean;
  care: boolean;
  typing: boolean;
  online: boolean | null;
  asksReset: boolean;
}

export interface HeaderActions {
  close(): void;
  toggleCare(): void;
  askReset(ask: boolean): void;
  reset(): void;
}

export function header(state: HeaderState, actions: HeaderActions): TemplateResult {
  return html`<header class="bar">
      <div class="left">
        ${
          state.page
            ? nothing
            : html`<button type="button" class="icon" aria-label=${words.close}
                @click=${actions.close}>${closeIcon}</button>`
        }
      </div>
      <h1>${words.title}<span class="status" role="status">${status(state)}</span></h1>
      <div class="right">
        <button type="button" aria-pressed=${state.care} title=${words.care_on}
          @click=${actions.toggleCare}>${words.care}</button>
        <button type="button" aria-expanded=${state.asksReset}
          @click=${() => actions.askReset(!state.asksReset)}>${words.reset}</button>
      </div>
    </header>
    ${state.asksReset ? question(actions) : nothing}`;
}

function status({ typing, online }: HeaderState): string {
  if (online === false) return words.offline;
  return typing ? words.typing : "";
}

function question({ reset, askReset }: HeaderActions): TemplateResult {
  return html`<div class="confirm" role="alertdialog" aria-label=${words.reset} aria-describedby="reset-ask">
    <p id="reset-ask">${words.reset_ask}</p>
    <span class="buttons">
      <button type="button" @click=${() => askReset(false)}>${words.cancel}</button>
      <button type="button" class="action" @click=${reset}>${words.reset_yes}</button>
    </span>
  </div>`;
}
