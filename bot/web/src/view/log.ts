// The lines of the conversation, with the time after a pause.

import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Actions } from "../actions";
import type { Conversation } from "../conversation";
import { needsTime, timeLabel } from "../moments";
import type { Item } from "../protocol";
import { words } from "../words";
import { botMessage, note, personMessage, type Shown, userMessage } from "./message";

export interface LogState {
  menuOf: string | null;
  whyOf: string | null;
}

interface Line {
  id: string;
  at: Date;
  view: TemplateResult;
}

export function log(conversation: Conversation, state: LogState, actions: Actions) {
  const { items, more } = conversation.transcript;
  const now = new Date();
  let before: Date | null = null;
  return html`${
    more
      ? html`<button type="button" class="older" @click=${actions.older}>${words.older}</button>`
      : greeting()
  }
    ${repeat(
      linesOf(conversation, items, state, actions),
      ({ id }) => id,
      ({ at, view }) => {
        const time = needsTime(before, at)
          ? html`<time class="time" datetime=${at.toISOString()}>${timeLabel(at, now)}</time>`
          : nothing;
        before = at;
        return html`${time}${view}`;
      },
    )}
    ${conversation.typing ? dots() : nothing}`;
}

function linesOf(
  conversation: Conversation,
  items: readonly Item[],
  { menuOf, whyOf }: LogState,
  actions: Actions,
): Line[] {
  const { unsent } = conversation.outgoing;
  const shown = (id: string, current = false): Shown => ({
    current,
    menuOpen: id === menuOf,
    askingWhy: id === whyOf,
    trouble: conversation.outgoing.trouble(id),
  });
  const last = unsent.length ? null : items.at(-1);
  const told = items.map((item) => ({
    id: item.id,
    at: new Date(item.at),
    view: lineOf(item, shown(item.id, item === last), actions),
  }));
  const waiting = unsent.map((each) => ({
    id: each.id,
    at: new Date(each.at),
    view: userMessage(each, shown(each.id), actions),
  }));
  return [...told, ...waiting];
}

function lineOf(item: Item, shown: Shown, actions: Actions): TemplateResult {
  if (item.from === "note") return note(item);
  if (item.from === "user") return userMessage(item, shown, actions);
  return (item.from === "agent" ? personMessage : botMessage)(item, shown, actions);
}

function greeting(): TemplateResult {
  return html`<article class="turn bot">
    <span class="avatar" aria-hidden="true">策</span>
    <div class="said-by"><div class="bubble">
      <span class="hidden">${words.bot}：</span>
      <div class="text">${words.greeting.map((line) => html`<p>${line}</p>`)}</div>
    </div></div>
  </article>`;
}

function dots(): TemplateResult {
  return html`<div class="turn bot" aria-hidden="true">
    <span class="avatar">策</span>
    <div class="bubble dots"><i></i><i></i><i></i></div>
  </div>`;
}
