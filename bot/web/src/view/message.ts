// A line of the log: a bubble with its tail, and what can be done with it.

import { html, nothing, type TemplateResult } from "lit";
import type { Actions } from "../actions";
import { readCard } from "../card";
import { lines } from "../lines";
import type { Item, Trouble } from "../protocol";
import { unquoted } from "../quote";
import { words } from "../words";
import { cardView } from "./cards";
import { answerField } from "./cards/ask";
import { feedback } from "./feedback";
import { moreIcon } from "./icons";
import { menu } from "./message-menu";

export interface Shown {
  /** Nothing was said since. */
  current: boolean;
  menuOpen: boolean;
  askingWhy: boolean;
  trouble: Trouble | null;
}

const NO_FEEDBACK = ["ask", "smalltalk", "handoff"];

export function note(item: Item): TemplateResult {
  return html`<p class="note">${item.text}</p>`;
}

export function botMessage(item: Item, shown: Shown, actions: Actions): TemplateResult {
  const card = readCard(item.card);
  const text = lines(item.text, card);
  const rated = card !== null && !NO_FEEDBACK.includes(card.kind);
  return html`<article class="turn bot" data-id=${item.id}>
    <span class="avatar" aria-hidden="true">策</span>
    <div class="said-by">
      <div class="bubble" data-kind=${card?.kind ?? nothing}>
        <span class="hidden">${words.bot}：</span>
        ${card ? cardView(card, actions) : nothing}
        <div class="text">
          ${text.map(({ text, told }) => html`<p class=${told ? "hidden" : ""}>${text}</p>`)}
        </div>
        ${card && shown.current ? answerField(card, actions) : nothing}
        ${tools(item, shown, actions)}
      </div>
      ${rated ? feedback(item, shown.askingWhy, actions) : nothing}
    </div>
  </article>`;
}

/** A person took the conversation over: what they say stands under their name. */
export function personMessage(item: Item, shown: Shown, actions: Actions): TemplateResult {
  const card = readCard(item.card);
  const name = item.author ?? "";
  return html`<article class="turn bot person" data-id=${item.id}>
    <span class="avatar" aria-hidden="true">${[...name].at(-1)}</span>
    <div class="said-by">
      <p class="author">${name}</p>
      <div class="bubble">
        <p class="text">${item.text}</p>
        ${card ? cardView(card, actions) : nothing}
        ${tools(item, shown, actions)}
      </div>
    </div>
  </article>`;
}

export function userMessage(
  said: { id: string; text: string },
  shown: Shown,
  actions: Actions,
): TemplateResult {
  const { quote, words: own } = unquoted(said.text);
  return html`<article class="turn user" data-id=${said.id}>
    <span class="avatar" aria-hidden="true">${words.me}</span>
    <div class="said-by">
      <div class="bubble">
        <span class="hidden">${words.me}：</span>
        ${quote ? html`<p class="quoted">${quote}</p>` : nothing}
        <p class="text">${own}</p>
        ${tools(said, shown, actions)}
      </div>
      ${shown.trouble ? failure(said.id, shown.trouble, actions) : nothing}
    </div>
  </article>`;
}

function failure(id: string, { text }: Trouble, { retry }: Actions): TemplateResult {
  return html`<div class="failure">
    <button type="button" class="retry" @click=${() => retry(id)} aria-label=${words.retry}>!</button>
    <span>${text || words.retry}</span>
  </div>`;
}

function tools(said: { id: string } | Item, shown: Shown, actions: Actions): TemplateResult {
  return html`<button type="button" class="tools" aria-label=${words.actions} aria-haspopup="menu"
      aria-expanded=${shown.menuOpen} @click=${() => actions.openMenu(said.id)}>${moreIcon}</button>
    ${shown.menuOpen ? menu(said as Item, shown.trouble !== null, actions) : nothing}`;
}
