// The call itself: its ticket, how long it lasts, its end.

import { html, type TemplateResult } from "lit";
import type { Call } from "../call";
import { clock } from "../waiting";
import { words } from "../words";

export function callBar(
  { ticket, since }: Call,
  end: () => void,
  help: () => void,
): TemplateResult {
  return html`<footer class="call-bar">
    <p>${
      ticket
        ? html`<b class="live">${words.in_call}</b> <span class="number">${ticket.number}</span>
          <time>${clock((Date.now() - since) / 1000)}</time>`
        : html`<b>${words.no_call}</b> <span class="quiet">${words.no_call_hint}</span>`
    }</p>
    <button type="button" class="link" @click=${help}>${words.keys} <kbd aria-hidden="true">?</kbd></button>
    <button type="button" class="end ${ticket ? "" : "idle"}" aria-keyshortcuts="Control+Enter"
      @click=${end}>${ticket ? words.end : words.record}
      <kbd aria-hidden="true">Ctrl+Enter</kbd></button>
  </footer>`;
}

/** The number, as one reads it out. */
export function endedCall(
  number: string,
  copy: (text: string) => void,
  next: () => void,
): TemplateResult {
  return html`<section class="ended" role="status">
    <h2>${words.ended}</h2>
    <p class="number">${number}</p>
    <p class="quiet">${words.ended_hint}</p>
    <p class="buttons">
      <button type="button" @click=${() => copy(number)}>${words.copy}</button>
      <button type="button" class="action" @click=${next}>${words.next_call}</button>
    </p>
  </section>`;
}
