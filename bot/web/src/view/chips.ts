// What can be tapped instead of typed.

import { html, nothing } from "lit";
import type { Actions } from "../actions";
import { words } from "../words";

export function chips(offered: string[], { say }: Actions) {
  if (!offered.length) return nothing;
  return html`<div class="chips" role="group" aria-label=${words.chips}>
    ${offered.map((text) => html`<button type="button" @click=${() => say(text)}>${text}</button>`)}
  </div>`;
}
